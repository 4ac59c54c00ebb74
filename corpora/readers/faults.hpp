/// The errors that readers share, each naming the file. Threads: pure functions.
#pragma once
#include <string>

#include "corpora/core/result.hpp"

namespace leian {

/// BadInput: damaged or incomplete, and how that shows.
Unexpected damaged(const std::string& file, const Text& how);
/// TooLarge: beyond a limit of corpora/readers/limits.hpp.
Unexpected beyond_limit(const std::string& file, const Text& limit);
/// Unsupported: something else than it claims to be, and nothing that is read.
Unexpected other_format(const std::string& file, const Text& format);

}  // namespace leian
