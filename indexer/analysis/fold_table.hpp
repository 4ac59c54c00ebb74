/// How single characters fold for matching: width, case and script, and nothing else.
#pragma once
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// 65,536 folded units, by unit. Made from ICU's properties and OpenCC's TSCharacters. Errors: Internal where
/// OpenCC's table is missing.
Result<std::vector<char16_t>> make_fold_table();

}  // namespace leian
