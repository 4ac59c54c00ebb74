#include "indexer/store/grams.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "corpora/core/messages.hpp"
#include "indexer/store/footed_file.hpp"

namespace leian {
namespace {

constexpr std::uint32_t kBlockRows = PostingBlock::kRows;
/// Entries of GramsBuilder that are kept before they are written out: 64 MB.
constexpr std::size_t kRunEntries = 4u << 20;

/// Bytes of the longest row and count.
constexpr std::ptrdiff_t kLongestEntry = 20;

/// A block's place in the table before a long list.
struct BlockPlace {
  std::uint32_t last_row;
  std::uint32_t end;
};

void append_number(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}

/// A number from `at` on, which moves behind it; 0 and `at` at `end` where the bytes end within it.
inline std::uint64_t read_number(const unsigned char*& at, const unsigned char* end) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; at != end && shift < 64; shift += 7) {
    const unsigned char byte = *at++;
    number |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return number;
  }
  at = end;
  return 0;
}

/// The same where the bytes are known to hold more than the longest row and count.
inline std::uint64_t read_number(const unsigned char*& at) {
  std::uint64_t number = *at++;
  if (number < 0x80) return number;
  number &= 0x7F;
  for (unsigned shift = 7; shift < 64; shift += 7) {
    const unsigned char byte = *at++;
    number |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) break;
  }
  return number;
}

/// Writes lists in the order of their grams, and the file's tables behind them.
class GramsWriter {
 public:
  static Result<GramsWriter> create(const std::filesystem::path& path) {
    LEIAN_TRY(auto file, NewFile::create(path));
    return GramsWriter(std::move(file));
  }

  void add(std::uint32_t row, std::uint32_t count, bool word) {
    if (size_ % kBlockRows == 0 && size_ > 0) end_block();
    append_number(postings_, std::uint64_t{row - next_row_} << 2 | (word ? 2 : 0) | (count > 1 ? 1 : 0));
    if (count > 1) append_number(postings_, count - 2);
    next_row_ = row + 1;
    ++size_;
  }

  Result<void> end_list(Gram gram) {
    end_block();
    starts_.push_back(file_.size());
    grams_.push_back(gram);
    sizes_.push_back(size_);
    if (places_.size() > 1) LEIAN_CHECK(file_.write(bytes_of(places_)));
    LEIAN_CHECK(file_.write(postings_));
    places_.clear();
    postings_.clear();
    size_ = 0;
    next_row_ = 0;
    return {};
  }

  Result<void> finish(std::uint32_t rows) {
    starts_.push_back(file_.size());
    return write_foot(file_, {bytes_of(starts_), bytes_of(grams_), bytes_of(sizes_)},
                      GramsFoot{0, grams_.size(), rows, {}}, kGramsMagic);
  }

 private:
  explicit GramsWriter(NewFile file) : file_(std::move(file)) {}
  void end_block() { places_.push_back({next_row_ - 1, static_cast<std::uint32_t>(postings_.size())}); }

  NewFile file_;
  std::vector<std::uint64_t> starts_;
  std::vector<Gram> grams_;
  std::vector<std::uint32_t> sizes_;
  std::string postings_;  // of the list under way, from here on
  std::vector<BlockPlace> places_;
  std::uint32_t size_ = 0;
  std::uint32_t next_row_ = 0;
};

}  // namespace

GramList::GramList(std::string_view bytes, std::uint32_t size, std::uint32_t row_end)
    : size_(size), row_end_(row_end) {
  const std::size_t table = blocks() > 1 ? blocks() * sizeof(BlockPlace) : 0;
  if (table > bytes.size()) {
    size_ = 0;
    return;
  }
  table_ = bytes.substr(0, table);
  postings_ = bytes.substr(table);
}

std::uint32_t GramList::last_row(std::uint32_t block) const {
  std::uint32_t row = 0;
  std::memcpy(&row, table_.data() + block * sizeof(BlockPlace), sizeof row);
  return row;
}

std::uint32_t GramList::end_of(std::uint32_t block) const {
  std::uint32_t end = 0;
  std::memcpy(&end, table_.data() + block * sizeof(BlockPlace) + sizeof end, sizeof end);
  return std::min(end, static_cast<std::uint32_t>(postings_.size()));
}

bool GramList::read(PostingBlock& block) {
  block.size = 0;
  if (next_ >= blocks()) return true;
  const auto* at = reinterpret_cast<const unsigned char*>(postings_.data());
  const unsigned char* const end = at + postings_.size();
  std::uint64_t next_row = 0;
  if (next_ > 0) {
    at += end_of(next_ - 1);
    next_row = std::uint64_t{last_row(next_ - 1)} + 1;
  }
  const std::uint32_t wanted = std::min(kBlockRows, size_ - next_ * kBlockRows);
  ++next_;
  while (block.size < wanted && at != end) {
    const bool far = end - at >= kLongestEntry;
    const std::uint64_t number = far ? read_number(at) : read_number(at, end);
    const std::uint64_t row = next_row + (number >> 2);
    if (row >= row_end_) return false;
    std::uint64_t count = 1;
    if ((number & 1) != 0) count = (far ? read_number(at) : read_number(at, end)) + 2;
    block.rows[block.size] = static_cast<std::uint32_t>(row);
    block.words[block.size] = (number & 2) != 0;
    block.counts[block.size++] = static_cast<std::uint32_t>(count);
    next_row = row + 1;
  }
  return block.size == wanted;
}

void GramList::skip_to(std::uint32_t row) {
  if (table_.empty()) return;
  std::uint32_t high = blocks() - 1;  // the last block may hold any row behind
  while (next_ < high) {
    const std::uint32_t middle = next_ + (high - next_) / 2;
    if (last_row(middle) < row)
      next_ = middle + 1;
    else
      high = middle;
  }
}

Result<Grams> Grams::open(const std::filesystem::path& path) {
  Grams grams;
  grams.path_ = path;
  LEIAN_TRY(grams.file_, MappedFile::open(path));
  const MappedFile& file = grams.file_;
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto foot = read_foot<GramsFoot>(file, kGramsMagic);
  if (!foot || foot->lists > file.size()) return damaged();
  const std::size_t starts_at = tables_at(foot->bytes);
  const std::size_t grams_at = starts_at + (foot->lists + 1) * sizeof(std::uint64_t);
  const std::size_t sizes_at = grams_at + foot->lists * sizeof(Gram);
  if (sizes_at + foot->lists * sizeof(std::uint32_t) + sizeof *foot != file.size()) return damaged();
  grams.lists_ = file.view().substr(0, foot->bytes);
  grams.starts_ = file.array<std::uint64_t>(starts_at, foot->lists + 1);
  grams.grams_ = file.array<Gram>(grams_at, foot->lists);
  grams.sizes_ = file.array<std::uint32_t>(sizes_at, foot->lists);
  grams.rows_ = static_cast<std::uint32_t>(foot->rows);
  return grams;
}

std::size_t Grams::find(Gram gram) const {
  const auto at = std::lower_bound(grams_.begin(), grams_.end(), gram);
  return static_cast<std::size_t>((at != grams_.end() && *at == gram ? at : grams_.end()) - grams_.begin());
}

GramList Grams::list(Gram gram) const {
  const std::size_t index = find(gram);
  return index == grams_.size() ? GramList() : list_at(index);
}

GramList Grams::list_at(std::size_t index) const {
  const std::uint64_t start = starts_[index];
  const std::uint64_t end = starts_[index + 1];
  if (start > end || end > lists_.size() || sizes_[index] > rows_) return {};
  return {lists_.substr(start, end - start), sizes_[index], rows_};
}

std::uint32_t Grams::rows_with(Gram gram) const {
  const std::size_t index = find(gram);
  return index == grams_.size() ? 0 : sizes_[index];
}

std::span<const Gram> Grams::beginning_with(char16_t unit) const {
  const auto from = std::lower_bound(grams_.begin(), grams_.end(), edge_gram(unit));
  const auto to = std::upper_bound(from, grams_.end(), gram_of(unit, 0xFFFF));
  return {from, to};
}

Result<void> GramsBuilder::add_row(const std::vector<GramCount>& grams) {
  for (const GramCount& gram : grams)
    entries_.push_back({std::uint64_t{gram.gram} << 32 | rows_, gram.count, gram.word});
  ++rows_;
  if (entries_.size() < kRunEntries) return {};
  runs_.push_back(file_);
  runs_.back() += std::to_string(runs_.size());
  return write_run(runs_.back());
}

Result<void> GramsBuilder::write_run(const std::filesystem::path& path) {
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.gram_and_row < b.gram_and_row; });
  LEIAN_TRY(auto writer, GramsWriter::create(path));
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto gram = static_cast<Gram>(entries_[i].gram_and_row >> 32);
    writer.add(static_cast<std::uint32_t>(entries_[i].gram_and_row), entries_[i].count, entries_[i].word);
    if (i + 1 == entries_.size() || entries_[i + 1].gram_and_row >> 32 != gram)
      LEIAN_CHECK(writer.end_list(gram));
  }
  entries_.clear();
  return writer.finish(rows_);
}

Result<void> GramsBuilder::finish() {
  if (runs_.empty()) return write_run(file_);
  runs_.push_back(file_);
  runs_.back() += "-last";
  LEIAN_CHECK(write_run(runs_.back()));
  std::vector<Grams> opened;
  for (const auto& run : runs_) {
    LEIAN_TRY(auto grams, Grams::open(run));
    opened.push_back(std::move(grams));
  }
  std::vector<GramsPart> parts;
  for (const Grams& grams : opened) parts.push_back({&grams, 0});  // a run's rows are the segment's already
  LEIAN_CHECK(write_joined(file_, parts, rows_));
  std::error_code ignored;
  for (const auto& run : runs_) std::filesystem::remove(run, ignored);
  return {};
}

namespace {

/// One list behind what the writer has of it already.
Result<void> copy_list(const Grams& grams, std::size_t index, std::uint32_t first_row, GramsWriter& writer) {
  GramList list = grams.list_at(index);
  PostingBlock block;
  std::uint32_t left = grams.sizes()[index];
  while (list.read(block) && block.size > 0) {
    for (std::uint32_t k = 0; k < block.size; ++k)
      writer.add(first_row + block.rows[k], block.counts[k], block.words[k]);
    left -= block.size;
  }
  if (left != 0) return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, grams.path().string());
  return {};
}

}  // namespace

Result<void> write_joined(const std::filesystem::path& path, const std::vector<GramsPart>& parts,
                          std::uint32_t rows) {
  LEIAN_TRY(auto writer, GramsWriter::create(path));
  std::vector<std::size_t> next(parts.size(), 0);
  for (;;) {
    std::uint64_t lowest = std::numeric_limits<std::uint64_t>::max();
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (next[i] < parts[i].grams->grams().size())
        lowest = std::min<std::uint64_t>(lowest, parts[i].grams->grams()[next[i]]);
    if (lowest > std::numeric_limits<Gram>::max()) return writer.finish(rows);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Grams& grams = *parts[i].grams;
      if (next[i] == grams.grams().size() || grams.grams()[next[i]] != lowest) continue;
      LEIAN_CHECK(copy_list(grams, next[i]++, parts[i].first_row, writer));
    }
    LEIAN_CHECK(writer.end_list(static_cast<Gram>(lowest)));
  }
}

}  // namespace leian
