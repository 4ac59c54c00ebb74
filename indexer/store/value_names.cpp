#include "indexer/store/value_names.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::size_t kAlign = 8;
constexpr std::uint64_t kMost = std::uint64_t{1} << 32;
constexpr std::string_view kZeros("\0\0\0\0\0\0\0\0", kAlign);

std::size_t aligned(std::size_t bytes) { return (bytes + kAlign - 1) / kAlign * kAlign; }

template <class T>
std::span<const T> array_at(std::string_view bytes, std::size_t at, std::size_t count) {
  return {reinterpret_cast<const T*>(bytes.data() + at), count};
}

/// Where the tables of a file lie.
struct Places {
  explicit Places(const ValueNamesHead& head)
      : begins(sizeof head),
        starts(aligned(begins + (head.names + 1) * sizeof(std::uint32_t))),
        firsts(starts + head.starts * sizeof(NameStart)),
        units(aligned(firsts + (head.sets + 1) * sizeof(std::uint32_t))),
        titles(aligned(units + head.units * sizeof(char16_t))),
        end(titles + head.title_bytes) {}
  std::size_t begins, starts, firsts, units, titles, end;
};

bool is_within_bounds(const ValueNamesHead& head, std::size_t bytes) {
  return head.names < kMost && head.starts < kMost && head.sets < kMost && head.units < kMost &&
         head.title_bytes <= bytes && Places(head).end == bytes;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

std::optional<ValueNames> ValueNames::over(std::string_view bytes) {
  ValueNamesHead head;
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  if (std::memcmp(head.magic, kNamesMagic, sizeof head.magic) != 0 || !is_within_bounds(head, bytes.size()))
    return std::nullopt;
  const Places places(head);
  ValueNames names;
  names.begins_ = array_at<std::uint32_t>(bytes, places.begins, head.names + 1);
  names.starts_ = array_at<NameStart>(bytes, places.starts, head.starts);
  names.firsts_ = array_at<std::uint32_t>(bytes, places.firsts, head.sets + 1);
  names.units_ = {array_at<char16_t>(bytes, places.units, head.units).data(), head.units};
  names.sets_ = lines_of(bytes.substr(places.titles, head.title_bytes));
  if (names.sets_.size() != head.sets || !std::is_sorted(names.firsts_.begin(), names.firsts_.end()) ||
      names.firsts_.front() != 0 || names.firsts_.back() != head.names || names.begins_.back() != head.units)
    return std::nullopt;
  return names;
}

Result<ValueNames> ValueNames::open(const std::filesystem::path& path) {
  LEIAN_TRY(MappedFile file, MappedFile::open(path));
  auto names = over(file.view());
  if (!names) return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string());
  names->file_ = std::move(file);
  return std::move(*names);
}

std::u16string_view ValueNames::folded(std::uint32_t name) const {
  if (name >= names()) return {};
  const std::size_t begin = std::min<std::size_t>(begins_[name], units_.size());
  const std::size_t end = std::clamp<std::size_t>(begins_[name + 1], begin, units_.size());
  return units_.substr(begin, end - begin);
}

std::size_t ValueNames::set_of(std::uint32_t name) const {
  const auto behind = std::upper_bound(firsts_.begin(), firsts_.end() - 1, name);
  return behind == firsts_.begin() ? 0 : static_cast<std::size_t>(behind - firsts_.begin() - 1);
}

void ValueNamesBuilder::begin_set(std::string title) {
  firsts_.push_back(static_cast<std::uint32_t>(begins_.size() - 1));
  titles_ += title + '\n';
}

void ValueNamesBuilder::add(std::string_view name) {
  const std::u16string folded = analyzer_.fold(name).units.substr(0, kMaxNameUnits);
  const auto number = static_cast<std::uint32_t>(begins_.size() - 1);
  units_ += folded;
  begins_.push_back(static_cast<std::uint32_t>(units_.size()));
  if (folded.empty()) return;
  starts_.push_back({number, 0});
  analyzer_.words(folded, words_);
  for (const Span& word : words_)
    if (word.begin != 0) starts_.push_back({number, word.begin});
}

void ValueNamesBuilder::add_set(std::string title, const Column& column) {
  begin_set(std::move(title));
  for (std::uint32_t entry = 0; entry < column.entries(); ++entry) add(column.entry(entry));
}

/// Puts the starts in order and gives the file's pieces, which lie in this builder.
std::vector<std::string_view> ValueNamesBuilder::finish() {
  const auto text = [&](const NameStart& start) {
    const std::uint32_t begin = begins_[start.name] + start.begin;
    return std::u16string_view(units_).substr(begin, begins_[start.name + 1] - begin);
  };
  // The first four units in one number decide nearly always.
  std::vector<std::pair<std::uint64_t, NameStart>> keyed;
  keyed.reserve(starts_.size());
  for (const NameStart& start : starts_) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 4; ++i) key = key << 16 | (i < text(start).size() ? text(start)[i] : 0u);
    keyed.emplace_back(key, start);
  }
  std::sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const int order = text(a.second).compare(text(b.second));
    return order != 0 ? order < 0 : a.second.name < b.second.name;
  });
  for (std::size_t i = 0; i < keyed.size(); ++i) starts_[i] = keyed[i].second;
  firsts_.push_back(static_cast<std::uint32_t>(begins_.size() - 1));

  std::memcpy(head_.magic, kNamesMagic, sizeof head_.magic);
  head_.names = begins_.size() - 1;
  head_.starts = starts_.size();
  head_.sets = firsts_.size() - 1;
  head_.units = units_.size();
  head_.title_bytes = titles_.size();
  const auto padding = [](std::size_t bytes) { return kZeros.substr(0, aligned(bytes) - bytes); };
  const std::string_view units{reinterpret_cast<const char*>(units_.data()),
                               units_.size() * sizeof(char16_t)};
  const auto begins = bytes_of(begins_);
  const auto firsts = bytes_of(firsts_);
  return {{reinterpret_cast<const char*>(&head_), sizeof head_},
          begins,
          padding(sizeof head_ + begins.size()),
          bytes_of(starts_),
          firsts,
          padding(firsts.size()),
          units,
          padding(units.size()),
          titles_};
}

Result<void> ValueNamesBuilder::write(const std::filesystem::path& path) {
  return write_new_file(path, finish());
}

ValueNames ValueNamesBuilder::take() {
  auto bytes = std::make_shared<std::string>();
  for (const std::string_view piece : finish()) bytes->append(piece);
  ValueNames names = *ValueNames::over(*bytes);
  names.bytes_ = std::move(bytes);
  return names;
}

bool has_names(const ColumnSpec& column) {
  return column.name != kKindColumn && column.type != FieldType::Boolean &&
         row_of(column.type).column == ColumnShape::Dictionary;
}

Result<void> add_names_of_columns(const std::filesystem::path& folder, const Layout& layout,
                                  ValueNamesBuilder& names) {
  for (const ColumnSpec& spec : layout.columns()) {
    std::error_code ignored;
    const auto path = folder / (spec.name + ".col");
    if (!has_names(spec) || !std::filesystem::exists(path, ignored)) continue;
    LEIAN_TRY(const ColumnFile file, ColumnFile::open(path));
    names.add_set(spec.name, file.column());
  }
  return {};
}

}  // namespace leian
