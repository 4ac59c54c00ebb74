#include "tests/fuzz/seeds.hpp"

#include "corpora/readers/reader.hpp"

namespace {

/// Gone when the fuzzer ends.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("leian-fuzz-" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

const std::filesystem::path& folder() {
  static const Folder made;
  return made.path;
}

void must(bool holds) {
  if (!holds) std::abort();
}

void read_table(leian::RowReader& table, std::size_t most) {
  std::size_t items = 0;
  while (const auto item = table.next()) {
    if (const auto* row = std::get_if<leian::SourceRow>(&*item)) {
      const auto object = row->object();
      must(object || !object.error().reason.empty());
    } else {
      must(!std::get<leian::RowError>(*item).reason.empty());
    }
    must(++items <= most);
  }
}

}  // namespace

void read_to_the_end(std::string_view name, std::string_view bytes) {
  constexpr std::size_t kMostTables = 10'000, kMostRows = 2'000'000;
  const auto path = folder() / name;
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto file = leian::open_file(path);
  if (!file) return must(!file.error().what.empty());
  std::size_t tables = 0;
  while (auto table = (*file)->next()) {
    if (*table)
      read_table(***table, kMostRows);
    else
      must(!table->error().what.empty());
    must(++tables <= kMostTables);
  }
}
