/// Files written from front to back in one go: first what they hold, then, 8-byte aligned, the tables of
/// where it is, and a foot with sizes and a magic word at the very end.
#pragma once
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "corpora/core/files.hpp"
#include "corpora/core/mapped_file.hpp"

namespace leian {

/// Where tables begin behind `bytes` of content.
constexpr std::uint64_t tables_at(std::uint64_t bytes) { return (bytes + 7) / 8 * 8; }

/// The foot of a file, or nothing where the file is shorter or ends otherwise. Foot: a plain struct whose
/// `magic` is char[8] and whose `bytes` are those of the content.
template <class Foot>
std::optional<Foot> read_foot(const MappedFile& file, std::string_view magic) {
  Foot foot;
  if (file.size() < sizeof foot) return std::nullopt;
  std::memcpy(&foot, file.data() + file.size() - sizeof foot, sizeof foot);
  if (std::string_view(foot.magic, sizeof foot.magic) != magic || foot.bytes > file.size() - sizeof foot)
    return std::nullopt;
  return foot;
}

/// Ends a file: padding, tables, foot. Errors: FileUnwritable.
template <class Foot>
Result<void> write_foot(NewFile& file, const std::vector<std::string_view>& tables, Foot foot,
                        std::string_view magic) {
  foot.bytes = file.size();
  std::memcpy(foot.magic, magic.data(), sizeof foot.magic);
  LEIAN_CHECK(file.write(std::string(tables_at(foot.bytes) - foot.bytes, '\0')));
  for (const std::string_view table : tables) LEIAN_CHECK(file.write(table));
  LEIAN_CHECK(file.write({reinterpret_cast<const char*>(&foot), sizeof foot}));
  return file.close();
}

}  // namespace leian
