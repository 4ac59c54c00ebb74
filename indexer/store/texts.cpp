#include "indexer/store/texts.hpp"

#include <cstring>
#include <string>
#include <vector>

#include "corpora/core/files.hpp"

namespace leian {
namespace {

Result<void> write_texts(const std::filesystem::path& path, const std::vector<std::uint64_t>& starts,
                         const std::vector<std::u16string_view>& parts) {
  TextsHead head{};
  std::memcpy(head.magic, kTextsMagic, sizeof head.magic);
  head.rows = starts.size() - 1;
  head.units = starts.back();
  std::vector<std::string_view> pieces{{reinterpret_cast<const char*>(&head), sizeof head}, bytes_of(starts)};
  for (const std::u16string_view part : parts) pieces.push_back(bytes_of(part));
  return write_new_file(path, pieces);
}

}  // namespace

Result<Texts> Texts::open(const std::filesystem::path& path) {
  Texts texts;
  LEIAN_TRY(texts.file_, MappedFile::open(path));
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto head = texts.file_.array<TextsHead>(0, 1);
  if (head.empty() || std::memcmp(head[0].magic, kTextsMagic, sizeof head[0].magic) != 0) return damaged();
  texts.starts_ = texts.file_.array<std::uint64_t>(sizeof(TextsHead), head[0].rows + 1);
  const std::size_t units_at = sizeof(TextsHead) + (head[0].rows + 1) * sizeof(std::uint64_t);
  const auto units = texts.file_.array<char16_t>(units_at, head[0].units);
  if (texts.starts_.empty() || units.size() != head[0].units || texts.starts_.back() != head[0].units)
    return damaged();
  texts.units_ = {units.data(), units.size()};
  return texts;
}

std::vector<FieldText> Texts::fields(std::uint32_t row) const {
  std::vector<FieldText> fields;
  std::u16string_view rest = all(row);
  while (rest.size() >= 2) {
    const auto field = static_cast<std::uint16_t>(rest[1] - kFieldZero);
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find(kTextMark), rest.size());
    fields.push_back({field, rest.substr(0, end)});
    rest.remove_prefix(end);
  }
  return fields;
}

void TextsBuilder::add(std::uint16_t field, std::u16string_view folded) {
  units_.push_back(kTextMark);
  units_.push_back(static_cast<char16_t>(kFieldZero + field));
  units_ += folded;
}

Result<void> TextsBuilder::write(const std::filesystem::path& path) const {
  auto starts = starts_;
  starts.push_back(units_.size());
  return write_texts(path, starts, {units_});
}

Result<void> write_joined(const std::filesystem::path& path, const std::vector<const Texts*>& parts) {
  std::vector<std::uint64_t> starts;
  std::vector<std::u16string_view> units;
  std::uint64_t offset = 0;
  for (const Texts* part : parts) {
    for (const std::uint64_t start : part->starts().first(part->rows())) starts.push_back(offset + start);
    units.push_back(part->units());
    offset += part->units().size();
  }
  starts.push_back(offset);
  return write_texts(path, starts, units);
}

}  // namespace leian
