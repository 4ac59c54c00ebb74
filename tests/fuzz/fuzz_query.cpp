// No query makes the parser, or what cuts it into words and forms, do anything but answer or say what is
// wrong.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "query/match/word_group.hpp"
#include "query/match/words.hpp"
#include "query/parse/parser.hpp"

using namespace leian;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto analyzer = [] {
    setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
    return Analyzer::load().value();
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const query::QueryNames names{[](std::string_view name) { return name.size() % 2 == 0; },
                                query::held_together(text, *analyzer)};
  std::size_t end = 0;
  for (const auto& [from, to] : names.held) {
    if (from < end || to <= from || to > size) std::abort();
    end = to;
  }
  const auto parsed = query::parse_query(text, names);
  if (!parsed && parsed.error().what.empty()) std::abort();

  const auto folded = analyzer->fold(text);
  const auto group = query::read_word_group(text, *analyzer, query::Lexicon());
  for (const auto& word : group.words)
    if (folded.units.find(word.word) == folded.units.npos) std::abort();
  if (!group.rules.empty() || !group.own.empty()) std::abort();  // an empty lexicon adds nothing
  // A quoted text is found in itself.
  const auto quoted = query::trimmed(folded.units);
  query::SpanQuery what;
  what.pattern = query::pattern_of(quoted, *analyzer);
  query::TextSpans spans(quoted, {}, 0, *analyzer);
  if (!what.pattern.pieces.empty() && spans.find(what).empty()) std::abort();
  return 0;
}
