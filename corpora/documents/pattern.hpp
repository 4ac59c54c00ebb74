/// A regular expression of a form file, matched against folded paragraphs (paragraphs.hpp). Syntax: ICU's.
/// Whatever the text, a match that takes too many steps or too much stack is no match. Threads: immutable,
/// share freely.
#pragma once
#include <unicode/regex.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/record/document.hpp"

namespace leian {

class Pattern {
 public:
  /// What matched: units of the text given, and what the groups hold; group 0 is all of it.
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::u16string> groups;
  };

  /// A string, or several of which any may match, between `before` and `behind` (written as patterns too).
  /// Errors: the form file's, naming the place.
  static Result<Pattern> read(const Node&, std::string_view before = "", std::string_view behind = "");
  /// For patterns that the program itself makes. Precondition: `pattern` is one.
  static Pattern made_of(std::u16string_view pattern);
  /// Of a data file's cell; nothing where it is none.
  static std::optional<Pattern> from_text(std::string_view utf8);

  std::optional<Match> at_start(std::u16string_view) const;
  /// The first match that begins at `from` or later; `^` is the text's start.
  std::optional<Match> find(std::u16string_view, std::size_t from = 0) const;

 private:
  std::shared_ptr<const icu::RegexPattern> compiled_;
};

}  // namespace leian
