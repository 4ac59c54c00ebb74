/// Names of statutes and places for the dictionary, from the code lists.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

struct NameSources {
  std::filesystem::path statutes;  ///< a code list: code and aliases are names of the label
  std::filesystem::path regions;   ///< a code list: 辽宁省 and its short name 辽宁
  std::filesystem::path
      place_words;  ///< short names that are ordinary words too, one a line; '#' starts a comment
};

/// Folded names without book marks, each with the key of its form; a short name of a place with kShortName
/// before it. A short name that several places share stands for the one above the others, or for none.
/// Townships have no short names: too many are words. Errors: FileMissing, BadInput.
Result<std::map<std::u16string, std::string>> read_names(const NameSources&,
                                                         const std::vector<char16_t>& fold);

}  // namespace leian
