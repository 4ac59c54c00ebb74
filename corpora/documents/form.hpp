/// A form of document as its file in corpora/documents/forms declares it: how it is recognised, which
/// sections it has, which fields they fill. No C++ names a form, a kind or a field. Source: docs/documents.md
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpora/core/error.hpp"
#include "corpora/documents/pattern.hpp"
#include "corpora/documents/template.hpp"

namespace leian {

/// Where a sign is looked for.
enum class SignPlace {
  Top,    ///< in one of the first kTopParagraphs paragraphs
  Start,  ///< at the start of any paragraph
};
inline constexpr std::size_t kTopParagraphs = 12;

/// Something that speaks for a form, or with a negative score against it. It counts once.
struct Sign {
  Pattern pattern;
  SignPlace place = SignPlace::Top;
  int score = 0;
};

/// A part of the document, from what announces it to the start of the next.
struct SectionRule {
  std::string name;
  Text label;
  std::string field;               ///< the field its text goes to; empty: only kept with the whole
  std::string spare;               ///< the field it goes to where no other section fills that
  int stage = 0;                   ///< a document never goes back to a section of a lower stage …
  bool again = false;              ///< … but to this one from the next stage
  std::optional<Pattern> heading;  ///< at a paragraph's start; not part of the field's text
  std::optional<Pattern> begins;   ///< at a paragraph's start; part of it
  std::optional<Pattern> behind;   ///< anywhere; the section begins behind it
  bool midway = false;             ///< may begin at a sentence's start where no paragraph begins so
  std::vector<std::size_t> needs;  ///< one of these sections stands before it
};

/// A value taken out of the text, or made of others.
struct ValueRule {
  std::string name;  ///< a field, or a name for templates where `field` is false
  bool field = true;
  bool list = false;                   ///< all matches, each once
  bool last = false;                   ///< the last match instead of the first
  bool date = false;                   ///< kept only where it is a day that exists; then as 2017-09-30
  std::optional<std::size_t> section;  ///< where to look; everywhere where absent
  std::optional<Pattern> pattern;      ///< absent: made of other values alone
  Template as;                         ///< {0} the match, {1} … its groups, {name} another value
};

/// How the document parts into rows: a statute into its articles.
struct RepeatRule {
  std::u16string unit;                    ///< 条
  std::vector<std::u16string> divisions;  ///< 编 章 节, the larger first
  std::u32string line_ends;               ///< a line ending in none of these goes on in the next
  std::vector<std::pair<std::string, Template>> fields;  ///< of each row
  std::optional<Pattern> ends;  ///< a paragraph that begins so is behind the last article
  std::string rest;             ///< the first row's extra that keeps what stands before, the last row's what
                                ///< stands behind
};

struct DocumentForm {
  std::string name;
  Text label;
  std::string kind;
  int least = 0;  ///< score; 0: for documents that no other form fits
  std::vector<Sign> signs;
  std::vector<SectionRule> sections;  ///< the first begins with the document
  std::vector<ValueRule> values;      ///< in order; they may use those above
  std::string whole;                  ///< the field that keeps the whole text; empty with `repeat`
  std::vector<Template> ids;          ///< the first that can be filled
  std::optional<RepeatRule> repeat;
};

/// Errors: BadInput naming file, place and reason.
Result<DocumentForm> parse_form(std::string_view json, std::string_view origin);

}  // namespace leian
