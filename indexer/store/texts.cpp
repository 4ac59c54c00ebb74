#include "indexer/store/texts.hpp"

#include <algorithm>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::size_t kAlign = 8;
std::size_t aligned(std::size_t bytes) { return (bytes + kAlign - 1) / kAlign * kAlign; }

/// What the file holds, in parts that follow each other.
struct Parts {
  std::vector<std::uint64_t> starts, paragraph_starts;  ///< both with their ends
  std::vector<std::uint32_t> paragraphs;
  std::vector<std::u16string_view> units;
};

Result<void> write_texts(const std::filesystem::path& path, Parts parts) {
  TextsHead head{};
  std::memcpy(head.magic, kTextsMagic, sizeof head.magic);
  head.rows = parts.starts.size() - 1;
  head.units = parts.starts.back();
  head.paragraphs = parts.paragraphs.size();
  if (parts.paragraphs.size() % 2 != 0) parts.paragraphs.push_back(0);  // keeps what follows aligned
  std::vector<std::string_view> pieces{{reinterpret_cast<const char*>(&head), sizeof head},
                                       bytes_of(parts.starts),
                                       bytes_of(parts.paragraph_starts),
                                       bytes_of(parts.paragraphs)};
  for (const std::u16string_view part : parts.units) pieces.push_back(bytes_of(part));
  return write_new_file(path, pieces);
}

/// Whether offsets ascend from 0 to `end`.
bool ascend_to(std::span<const std::uint64_t> starts, std::uint64_t end) {
  return !starts.empty() && starts.back() == end && std::is_sorted(starts.begin(), starts.end());
}

}  // namespace

Result<Texts> Texts::open(const std::filesystem::path& path) {
  Texts texts;
  LEIAN_TRY(texts.file_, MappedFile::open(path));
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto head = texts.file_.array<TextsHead>(0, 1);
  if (head.empty() || std::memcmp(head[0].magic, kTextsMagic, sizeof head[0].magic) != 0) return damaged();
  const std::uint64_t offsets = head[0].rows + 1;
  const std::size_t paragraph_starts_at = sizeof(TextsHead) + offsets * sizeof(std::uint64_t);
  const std::size_t paragraphs_at = paragraph_starts_at + offsets * sizeof(std::uint64_t);
  const std::size_t units_at = paragraphs_at + aligned(head[0].paragraphs * sizeof(std::uint32_t));
  texts.starts_ = texts.file_.array<std::uint64_t>(sizeof(TextsHead), offsets);
  texts.paragraph_starts_ = texts.file_.array<std::uint64_t>(paragraph_starts_at, offsets);
  texts.paragraphs_ = texts.file_.array<std::uint32_t>(paragraphs_at, head[0].paragraphs);
  const auto units = texts.file_.array<char16_t>(units_at, head[0].units);
  if (units.size() != head[0].units || texts.paragraphs_.size() != head[0].paragraphs ||
      !ascend_to(texts.starts_, head[0].units) || !ascend_to(texts.paragraph_starts_, head[0].paragraphs))
    return damaged();
  texts.units_ = {units.data(), units.size()};
  return texts;
}

std::vector<FieldText> Texts::fields(std::uint32_t row) const {
  constexpr std::size_t kMostly = 8;
  std::vector<FieldText> fields;
  fields.reserve(kMostly);
  const std::u16string_view whole = all(row);
  auto breaks = paragraphs(row);
  for (std::size_t at = 0; at + 2 <= whole.size();) {
    const auto field = static_cast<std::uint16_t>(whole[at + 1] - kFieldZero);
    const std::size_t begin = at + 2;
    at = std::min(whole.find(kTextMark, begin), whole.size());
    const auto inside =
        static_cast<std::size_t>(std::lower_bound(breaks.begin(), breaks.end(), at) - breaks.begin());
    fields.push_back(
        {field, whole.substr(begin, at - begin), breaks.first(inside), static_cast<std::uint32_t>(begin)});
    breaks = breaks.subspan(inside);
  }
  return fields;
}

void TextsBuilder::begin_row() {
  starts_.push_back(units_.size());
  paragraph_starts_.push_back(paragraphs_.size());
}

void TextsBuilder::add(std::uint16_t field, const FoldedText& folded) {
  units_.push_back(kTextMark);
  units_.push_back(static_cast<char16_t>(kFieldZero + field));
  const auto origin = static_cast<std::uint32_t>(units_.size() - starts_.back());
  for (const std::uint32_t paragraph : folded.paragraphs) paragraphs_.push_back(origin + paragraph);
  units_ += folded.units;
}

Result<void> TextsBuilder::write(const std::filesystem::path& path) const {
  Parts parts{starts_, paragraph_starts_, paragraphs_, {units_}};
  parts.starts.push_back(units_.size());
  parts.paragraph_starts.push_back(paragraphs_.size());
  return write_texts(path, std::move(parts));
}

Result<void> write_joined(const std::filesystem::path& path, const std::vector<const Texts*>& texts) {
  Parts parts;
  std::uint64_t units = 0;
  for (const Texts* part : texts) {
    for (std::uint32_t row = 0; row < part->rows(); ++row) {
      parts.starts.push_back(units + part->starts()[row]);
      parts.paragraph_starts.push_back(parts.paragraphs.size());
      const auto paragraphs = part->paragraphs(row);
      parts.paragraphs.insert(parts.paragraphs.end(), paragraphs.begin(), paragraphs.end());
    }
    parts.units.push_back(part->units());
    units += part->units().size();
  }
  parts.starts.push_back(units);
  parts.paragraph_starts.push_back(parts.paragraphs.size());
  return write_texts(path, std::move(parts));
}

}  // namespace leian
