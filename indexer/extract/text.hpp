/// A text as extractors see it: folded, its legal forms found, cut into the zones of a judgment.
/// Positions are units of the folded text; Source leads back to bytes. A text is read once and every
/// extractor looks at the same reading. Threads: immutable once made.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/field.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::extract {

/// The parts of a decision, in the order in which they stand.
enum class Zone : std::uint8_t {
  Head,       ///< court, title, number, parties, how the case came here
  Facts,      ///< what is alleged and what was found
  Reasoning,  ///< 本院认为
  Result,     ///< 判决如下
  Tail,       ///< appeal, judges, date
  Appendix,   ///< the wording of statutes; nothing there is said of the case
};
inline constexpr std::size_t kZones = 6;

class Text {
 public:
  /// `role` says what a field holds that is one part of a decision only; a body is cut by its set phrases.
  Text(const Analyzer&, const FieldSpec& field, std::string_view utf8);

  const FieldSpec& field() const { return *field_; }
  std::u16string_view units() const { return folded_.units; }
  std::string_view original() const { return original_; }
  const std::vector<Form>& forms() const { return forms_; }

  Span zone(Zone zone) const { return zones_[static_cast<std::size_t>(zone)]; }
  std::u16string_view units_of(Zone z) const { return units_in(zone(z)); }
  std::u16string_view units_in(Span span) const { return units().substr(span.begin, span.end - span.begin); }
  /// Whether the set phrases of a decision were found, or the field is one part of it.
  bool has(Zone z) const { return zone(z).end > zone(z).begin; }

  /// The sentence around a span: up to 。 ! ? or a paragraph's end on either side.
  Span sentence(Span) const;
  /// The clause around a span: up to a semicolon as well.
  Span clause(Span) const;
  /// What is shown of a sentence: all of it, or where it is very long, the clauses around the words.
  Span shown(Span words) const;

  /// Whether white space stands before the unit in the original, or it is the first one.
  bool after_gap(std::uint32_t unit) const;
  /// Bytes of the original.
  Span bytes(Span units) const;
  std::string_view source(Span units) const;
  /// The original without white space.
  std::string plain(Span units) const;

 private:
  void cut();
  Span find_result() const;
  void set_zone(Zone z, std::uint32_t begin, std::uint32_t end) {
    zones_[static_cast<std::size_t>(z)] = {begin, end};
  }
  Span around(Span, std::u16string_view ends) const;

  const FieldSpec* field_;
  std::string_view original_;
  FoldedText folded_;
  std::vector<Form> forms_;
  std::array<Span, kZones> zones_{};
};

inline constexpr std::size_t npos = std::u16string_view::npos;

/// The next place of any of the phrases in `text` at or behind `from`; npos.
struct FoundPhrase {
  std::size_t at = npos;
  std::u16string_view phrase;
};
/// One pass, so that looking on behind each find stays linear in the text however often and rarely they stand
/// there.
template <class Phrases>
FoundPhrase find_first(std::u16string_view text, const Phrases& phrases, std::size_t from = 0) {
  for (std::size_t at = from; at < text.size(); ++at)
    for (const std::u16string_view phrase : phrases)
      if (text[at] == phrase.front() && text.substr(at, phrase.size()) == phrase) return {at, phrase};
  return {};
}
template <class Phrases>
bool holds_any(std::u16string_view text, const Phrases& phrases) {
  return find_first(text, phrases).at != npos;
}

}  // namespace leian::extract
