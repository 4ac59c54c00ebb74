#include "corpora/core/paths.hpp"

#include <cstdlib>

namespace leian {

namespace {

/// Where the program is installed: the folder above its bin.
std::filesystem::path prefix() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path().parent_path();
}

}  // namespace

std::filesystem::path data_folder() {
  if (const char* set = std::getenv("LEIAN_DATA"); set != nullptr && *set != '\0') return set;
  return prefix() / "share" / "leian";
}

std::filesystem::path libexec_folder() { return prefix() / "libexec" / "leian"; }

}  // namespace leian
