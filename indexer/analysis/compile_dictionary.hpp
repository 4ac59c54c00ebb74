/// Makes the file that Dictionary maps: words with their frequencies from text files, foldings from ICU
/// (widths, case) and OpenCC (TSCharacters: traditional to simplified, character by character). Run while
/// building, never by a user.
#pragma once
#include <filesystem>
#include <vector>

#include "corpora/core/result.hpp"
#include "indexer/analysis/compile_names.hpp"

namespace leian {

/// `words`: files of `word frequency [anything]` a line, '#' starts a comment; a word that stands twice keeps
/// its first frequency.
struct DictionarySources {
  std::vector<std::filesystem::path> words;
  NameSources names;
};

/// Errors: FileMissing, FileUnwritable, BadInput naming the line.
Result<void> compile_dictionary(const DictionarySources&, const std::filesystem::path& out);

}  // namespace leian
