#include "indexer/store/titles.hpp"

#include <algorithm>
#include <queue>

#include "corpora/core/messages.hpp"
#include "indexer/store/footed_file.hpp"

namespace leian {
namespace {

std::string_view bytes_of_units(std::u16string_view units) {
  return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)};
}

/// Writes titles that come in order, the rows of equal ones together.
class OrderedTitles {
 public:
  explicit OrderedTitles(NewFile file) : file_(std::move(file)) {}

  Result<void> add(std::u16string_view text, std::uint32_t row) {
    if (starts_.empty() || text != last_) {
      starts_.push_back(units_);
      row_starts_.push_back(rows_.size());
      units_ += text.size();
      last_ = text;
      LEIAN_CHECK(file_.write(bytes_of_units(text)));
    }
    rows_.push_back(row);
    return {};
  }

  Result<void> finish() {
    TitlesFoot foot{};
    foot.titles = starts_.size();
    foot.rows = rows_.size();
    starts_.push_back(units_);
    row_starts_.push_back(rows_.size());
    return write_foot(file_, {bytes_of(starts_), bytes_of(row_starts_), bytes_of(rows_)}, foot,
                      {kTitlesMagic, 8});
  }

 private:
  NewFile file_;
  std::uint64_t units_ = 0;
  std::u16string last_;
  std::vector<std::uint64_t> starts_, row_starts_;
  std::vector<std::uint32_t> rows_;
};

/// What opening can tell without reading all of the table; stretch() looks at the rest when it is used.
bool goes_up_to(std::span<const std::uint64_t> starts, std::uint64_t end) {
  return starts.front() == 0 && starts.back() == end;
}

}  // namespace

Result<Titles> Titles::open(const std::filesystem::path& path) {
  Titles titles;
  LEIAN_TRY(titles.file_, MappedFile::open(path));
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto foot = read_foot<TitlesFoot>(titles.file_, {kTitlesMagic, 8});
  constexpr std::uint64_t kMost = std::uint64_t{1} << 32;
  if (!foot || foot->bytes % sizeof(char16_t) != 0 || foot->titles >= kMost || foot->rows >= kMost)
    return damaged();
  const std::uint64_t starts_at = tables_at(foot->bytes);
  const std::uint64_t table_bytes = (foot->titles + 1) * sizeof(std::uint64_t);
  const std::uint64_t rows_at = starts_at + 2 * table_bytes;
  if (rows_at + foot->rows * sizeof(std::uint32_t) + sizeof(TitlesFoot) != titles.file_.size())
    return damaged();
  const auto units = titles.file_.array<char16_t>(0, foot->bytes / sizeof(char16_t));
  titles.units_ = {units.data(), units.size()};
  titles.starts_ = titles.file_.array<std::uint64_t>(starts_at, foot->titles + 1);
  titles.row_starts_ = titles.file_.array<std::uint64_t>(starts_at + table_bytes, foot->titles + 1);
  titles.rows_ = titles.file_.array<std::uint32_t>(rows_at, foot->rows);
  if (!goes_up_to(titles.starts_, units.size()) || !goes_up_to(titles.row_starts_, foot->rows))
    return damaged();
  return titles;
}

void TitlesBuilder::add(std::uint32_t row, std::u16string_view folded) {
  folded = folded.substr(0, kMaxTitle);
  if (folded.empty()) return;
  entries_.push_back({units_.size(), static_cast<std::uint32_t>(folded.size()), row});
  units_ += folded;
}

Result<void> TitlesBuilder::write(const std::filesystem::path& path) {
  const auto text = [&](const Entry& entry) {
    return std::u16string_view(units_).substr(entry.begin, entry.length);
  };
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    const int order = text(a).compare(text(b));
    return order != 0 ? order < 0 : a.row < b.row;
  });
  LEIAN_TRY(auto file, NewFile::create(path));
  OrderedTitles ordered(std::move(file));
  for (const Entry& entry : entries_) LEIAN_CHECK(ordered.add(text(entry), entry.row));
  return ordered.finish();
}

Result<void> write_joined(const std::filesystem::path& path, const std::vector<TitlesPart>& parts) {
  struct Place {
    std::size_t part = 0;
    std::size_t title = 0;
  };
  const auto text = [&](const Place& place) { return parts[place.part].titles->text(place.title); };
  const auto later = [&](const Place& a, const Place& b) {
    const int order = text(a).compare(text(b));
    return order != 0 ? order > 0 : a.part > b.part;
  };
  std::priority_queue<Place, std::vector<Place>, decltype(later)> next(later);
  for (std::size_t part = 0; part < parts.size(); ++part)
    if (parts[part].titles->size() > 0) next.push({part, 0});

  LEIAN_TRY(auto file, NewFile::create(path));
  OrderedTitles ordered(std::move(file));
  while (!next.empty()) {
    Place place = next.top();
    next.pop();
    const TitlesPart& part = parts[place.part];
    for (const std::uint32_t row : part.titles->rows(place.title))
      LEIAN_CHECK(ordered.add(text(place), part.first_row + row));
    if (++place.title < part.titles->size()) next.push(place);
  }
  return ordered.finish();
}

}  // namespace leian
