/// Reads a file to its end and shows what came, for tests.
#pragma once
#include <string>
#include <vector>

#include "corpora/readers/reader.hpp"
#include "tests/support/catch.hpp"

namespace leian::test {

/// One line a row: "3 {…}" for a row on line 3, "3! reason" for what is refused there, by the reader or by
/// object().
inline std::vector<std::string> read_all(const std::filesystem::path& file) {
  auto reader = open_rows(file);
  INFO((reader ? "" : reader.error().what.en));
  REQUIRE(reader);
  std::vector<std::string> seen;
  while (auto item = (*reader)->next()) {
    const auto* row = std::get_if<SourceRow>(&*item);
    const auto object =
        row ? row->object() : RowResult<nlohmann::json>(tl::unexpected(std::get<RowError>(*item)));
    if (object)
      seen.push_back(std::to_string(row->line) + " " + object->dump());
    else
      seen.push_back(std::to_string(object.error().line) + "! " + object.error().reason.en);
  }
  return seen;
}

using Seen = std::vector<std::string>;

/// The same over all tables of a file: "[name]" before each, "[! reason]" for one that cannot be read,
/// "(note)" at the end.
inline Seen read_tables(const std::filesystem::path& path) {
  auto file = open_file(path);
  if (!file) return {"[! " + file.error().what.en + "]"};
  Seen seen;
  while (auto table = (*file)->next()) {
    if (!*table) {
      seen.push_back("[! " + table->error().what.en + "]");
      continue;
    }
    seen.push_back("[" + std::filesystem::path((**table)->name()).filename().string() + "]");
    while (const auto item = (**table)->next()) {
      const auto* row = std::get_if<SourceRow>(&*item);
      const auto object =
          row ? row->object() : RowResult<nlohmann::json>(tl::unexpected(std::get<RowError>(*item)));
      seen.push_back(object ? std::to_string(row->line) + " " + object->dump()
                            : std::to_string(object.error().line) + "! " + object.error().reason.en);
    }
  }
  for (const Text& note : (*file)->notes()) seen.push_back("(" + note.en + ")");
  return seen;
}

}  // namespace leian::test
