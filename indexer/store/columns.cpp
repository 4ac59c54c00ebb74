#include "indexer/store/columns.hpp"

#include <algorithm>
#include <cstring>

#include "corpora/core/messages.hpp"

namespace leian {

namespace {

/// Whether a head describes a column at all, and one that a file of that many bytes can hold.
bool fits(const ColumnHead& head, std::size_t file_bytes) {
  if (head.rows > file_bytes || head.values > file_bytes || head.entries > file_bytes) return false;
  if (head.list == 0 && head.values != head.rows) return false;
  switch (static_cast<ColumnShape>(head.shape)) {
    case ColumnShape::Dictionary:
      return head.entries > 0 && (head.width == 1 || head.width == 2 || head.width == 4);
    case ColumnShape::Int32:
      return head.width == 4;
    case ColumnShape::Int64:
    case ColumnShape::Double:
      return head.width == 8;
    default:
      return false;
  }
}

}  // namespace

Result<ColumnFile> ColumnFile::open(const std::filesystem::path& path) {
  ColumnFile column_file;
  LEIAN_TRY(column_file.file_, MappedFile::open(path));
  const MappedFile& file = column_file.file_;
  Column& column = column_file.column_;
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };

  const auto head = file.array<ColumnHead>(0, 1);
  if (head.empty() || std::memcmp(head[0].magic, kColumnMagic, sizeof head[0].magic) != 0) return damaged();
  column.head_ = &head[0];
  const std::uint32_t width = head[0].width;
  if (!fits(head[0], file.size())) return damaged();

  std::size_t at = sizeof(ColumnHead);
  const auto skip = [&](std::size_t bytes) { at += (bytes + 7) / 8 * 8; };
  if (head[0].entries > 0) {
    column.string_starts_ = file.array<std::uint32_t>(at, head[0].entries + 1u);
    skip((head[0].entries + 1u) * sizeof(std::uint32_t));
    const auto bytes = file.array<char>(at, head[0].string_bytes);
    if (column.string_starts_.empty() || column.string_starts_.back() != head[0].string_bytes)
      return damaged();
    if (bytes.size() != head[0].string_bytes) return damaged();
    column.strings_ = {bytes.data(), bytes.size()};
    skip(head[0].string_bytes);
  }
  if (head[0].list != 0) {
    column.row_starts_ = file.array<std::uint32_t>(at, head[0].rows + 1);
    if (column.row_starts_.empty() || column.row_starts_.back() != head[0].values) return damaged();
    skip((head[0].rows + 1) * sizeof(std::uint32_t));
  }
  const auto data = file.array<char>(at, head[0].values * width);
  if (data.size() != head[0].values * width) return damaged();
  column.data_ = file.data() + at;
  return column_file;
}

std::optional<std::uint32_t> Column::ordinal_of(std::string_view text) const {
  std::uint32_t low = 0;
  std::uint32_t high = entries();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (entry(middle) < text)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == entries() || entry(low) != text) return std::nullopt;
  return low;
}

bool Column::is_whole() const {
  if (!std::is_sorted(row_starts_.begin(), row_starts_.end())) return false;
  if (shape() != ColumnShape::Dictionary) return true;
  if (!std::is_sorted(string_starts_.begin(), string_starts_.end())) return false;
  return with_ordinals([&](const auto ordinals) {
    return std::all_of(ordinals.begin(), ordinals.end(), [&](auto ordinal) { return ordinal < entries(); });
  });
}

double Column::ordered(std::uint64_t value) const {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  switch (shape()) {
    case ColumnShape::Int32:
      return days()[value] == kNoDay ? kNone : days()[value];
    case ColumnShape::Int64:
      return integers()[value] == kNoInteger ? kNone : static_cast<double>(integers()[value]);
    case ColumnShape::Double:
      return numbers()[value];
    default:
      return kNone;
  }
}

}  // namespace leian
