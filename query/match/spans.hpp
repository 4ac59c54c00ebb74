/// What is looked for in a text, and where it stands there: stretches, legal forms, and things near each
/// other. Source: docs/query-language.md, docs/adr/0014-legal-forms.md
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/sections.hpp"
#include "indexer/store/texts.hpp"
#include "query/parse/ast.hpp"

namespace leian::query {

/// Folded units, or the key of a legal form: one of the two is set.
struct Piece {
  std::u16string units;
  std::string form;
  bool operator==(const Piece&) const = default;
};

/// Pieces that follow each other at once; beside a form a blank may stand between them.
struct Pattern {
  std::vector<Piece> pieces;
  bool prefix = false;  ///< only where a word begins
  bool is_literal() const { return pieces.size() == 1 && pieces.front().form.empty(); }
  bool operator==(const Pattern&) const = default;
};

/// A pattern; any of some queries; or all of them near each other, in any order, without overlapping.
struct SpanQuery {
  enum class Type { Pattern, Any, Near };
  Type type = Type::Pattern;
  Pattern pattern;
  std::vector<SpanQuery> children;
  Nearness nearness;
  bool operator==(const SpanQuery&) const = default;
};

/// Where in a record: in one of these texts, or in this section of any other; anywhere where both are empty.
struct Within {
  std::vector<std::string> fields;
  std::optional<Section> section;
  bool anywhere() const { return fields.empty() && !section; }
  bool operator==(const Within&) const = default;
};

/// Something to be found, and where.
struct Needle {
  SpanQuery what;
  Within within;

  /// The units if they are all there is to it.
  const std::u16string* literal() const {
    return what.type == SpanQuery::Type::Pattern && what.pattern.is_literal()
               ? &what.pattern.pieces.front().units
               : nullptr;
  }
  bool operator==(const Needle&) const = default;
};

SpanQuery span_of(std::u16string units, bool prefix = false);
SpanQuery span_of_form(std::string key);
/// A stretch of folded text anywhere.
inline Needle needle_of(std::u16string units) { return {span_of(std::move(units)), {}}; }

/// A query's occurrence: all of it, and the stretches that its patterns matched.
struct SpanMatch {
  Span span;
  std::vector<Span> leaves;
};

/// Whether a sentence or paragraph of a text begins behind `from` and not behind `to`, both places in it.
bool parts_between(const FieldText&, std::uint32_t from, std::uint32_t to, Nearness::Unit);

/// One text being looked through. Its forms and sentences are found once, when they are asked for. One thread
/// at a time; the text and the analyzer must outlive it.
class TextSpans {
 public:
  /// Paragraphs begin at `paragraphs`, counted from `origin`.
  TextSpans(std::u16string_view units, std::span<const std::uint32_t> paragraphs, std::uint32_t origin,
            const Analyzer& analyzer)
      : units_(units), paragraphs_(paragraphs), origin_(origin), analyzer_(&analyzer) {}
  TextSpans(const FieldText& text, const Analyzer& analyzer)
      : TextSpans(text.units, text.paragraphs, text.origin, analyzer) {}

  /// All occurrences, by where they begin; of a text with very many, the first kMaxMatches.
  std::vector<SpanMatch> find(const SpanQuery&);
  /// Those that lie in a section.
  std::vector<SpanMatch> find_in(Section, const SpanQuery&);

  static constexpr std::size_t kMaxMatches = 4000;

 private:
  std::vector<SpanMatch> find_pattern(const Pattern&);
  std::vector<SpanMatch> find_any(const std::vector<SpanQuery>&);
  std::vector<SpanMatch> find_near(const SpanQuery&);
  std::optional<std::uint32_t> end_of_pieces(std::span<const Piece>, std::uint32_t at, bool behind_form);
  bool begins_word(std::uint32_t at) const;
  bool near(Span, Span, const Nearness&);
  std::size_t part_of(const std::vector<std::uint32_t>& begins, std::uint32_t at) const;
  const std::vector<Form>& forms();
  const std::vector<std::uint32_t>& begins(Nearness::Unit);

  std::u16string_view units_;
  std::span<const std::uint32_t> paragraphs_;
  std::uint32_t origin_;
  const Analyzer* analyzer_;
  std::optional<std::vector<Form>> forms_;
  std::optional<std::vector<std::uint32_t>> sentence_begins_, paragraph_begins_;
};

}  // namespace leian::query
