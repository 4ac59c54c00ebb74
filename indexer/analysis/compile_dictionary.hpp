/// Makes the file that Dictionary maps: words with their frequencies from text files, foldings from ICU
/// (widths, case) and OpenCC (TSCharacters: traditional to simplified, character by character). Run while
/// building, never by a user.
#pragma once
#include <filesystem>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// `sources`: files of `word frequency [anything]` a line, '#' starts a comment; a word that stands twice
/// keeps its first frequency. Errors: FileMissing, FileUnwritable, BadInput naming the line.
Result<void> compile_dictionary(const std::vector<std::filesystem::path>& sources,
                                const std::filesystem::path& out);

}  // namespace leian
