#include "corpora/core/paths.hpp"

#include <cstdlib>

namespace leian {

std::filesystem::path data_folder() {
  if (const char* set = std::getenv("LEIAN_DATA"); set != nullptr && *set != '\0') return set;
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  return program.parent_path().parent_path() / "share" / "leian";
}

}  // namespace leian
