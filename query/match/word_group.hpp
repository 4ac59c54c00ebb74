/// What plain text in a query asks for: words, legal forms, and what the lexicon adds to them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "query/lexicon/lexicon.hpp"
#include "query/match/spans.hpp"

namespace leian::query {

/// A legal form as the query has it.
struct AskedForm {
  std::string key;
  std::u16string written;  ///< folded
};

/// A word, and what also does in its place: the other sides of all rules whose expression the word is part
/// of.
struct GroupWord {
  std::u16string word;
  std::vector<std::u16string> others;
};

/// An expression that has a rule.
struct GroupRule {
  std::u16string said;
  std::vector<std::u16string> others;
};

struct WordGroup {
  std::vector<std::u16string> stretches;  ///< folded text between blanks and forms
  std::vector<GroupWord>
      words;  ///< by the dictionary, each once; stop words only where there is nothing else
  std::vector<GroupWord>
      own;  ///< the same as the lexicon's own words cut it; empty where it has none of them
  std::vector<AskedForm> forms;
  std::vector<GroupRule> rules;  ///< each once
  std::u16string signs;          ///< all of the text where it has neither words nor forms
};

/// A blank between words parts them, though folding drops it: 物业 停车费 asks for two words.
WordGroup read_word_group(std::string_view text, const Analyzer&, const Lexicon&);

/// The forms of a folded text that are not part of longer ones, in order.
std::vector<Form> whole_forms(std::u16string_view folded, const Analyzer&);

/// The pieces of a quoted text: its forms and what stands between them.
Pattern pattern_of(std::u16string_view folded, const Analyzer&);

/// The bytes of a query that its forms hold together, whatever blanks and brackets are in them: （2017）
/// 辽04刑终 123号.
std::vector<std::pair<std::size_t, std::size_t>> held_together(std::string_view query, const Analyzer&);

/// Without blanks on both sides.
std::u16string_view trimmed(std::u16string_view);

}  // namespace leian::query
