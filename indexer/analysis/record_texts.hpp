/// What of a record is searched: its texts, with what their words weigh.
#pragma once
#include <string>
#include <vector>

#include "corpora/record/record.hpp"

namespace leian {

/// One text of a record. A list's values are texts of their own, so that no match crosses from one to the
/// next.
struct SearchedText {
  const FieldSpec* field = nullptr;
  std::string text;
};

/// The searched texts in the kind's field order. A code is searched by its label; a nested row by its cells.
std::vector<SearchedText> searched_texts(const Record&, const CodeLists&);

}  // namespace leian
