/// Files into one ZIP archive, in memory. The same files and time give the same bytes. Threads: pure
/// function.
#pragma once
#include <string>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/core/result.hpp"

namespace leian::api {

struct PackedFile {
  std::string name;
  std::string content;
};

/// Deflated, in that order, all of that time. Errors: Io.
Result<std::string> packed(const std::vector<PackedFile>&, DateTime);

}  // namespace leian::api
