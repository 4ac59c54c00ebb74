// No file makes a reader do anything but give rows or say what is wrong, and it always comes to an end.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "corpora/readers/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto folder =
      std::filesystem::temp_directory_path() / ("leian-fuzz-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  for (const char* name : {"rows.jsonl", "rows.json", "rows.csv", "rows.tsv"}) {
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    auto reader = leian::open_rows(path);
    if (!reader) {
      if (reader.error().what.empty()) std::abort();
      continue;
    }
    std::size_t items = 0;
    while (const auto item = (*reader)->next()) {
      if (const auto* row = std::get_if<leian::SourceRow>(&*item))
        if (const auto object = row->object(); !object && object.error().reason.empty()) std::abort();
      if (++items > size + 1) std::abort();  // more rows than bytes
    }
  }
  std::filesystem::remove_all(folder);
  return 0;
}
