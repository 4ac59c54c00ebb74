// Whatever the text: foldings keep their places, words, forms and sections lie within it, and terms fit the
// index.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/sections.hpp"
#include "indexer/analysis/terms.hpp"
#include "indexer/schema/layout.hpp"

using namespace leian;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void check_folding(std::string_view text, const FoldedText& folded) {
  must(folded.source.size() == folded.units.size() + 1);
  must(std::is_sorted(folded.source.begin(), folded.source.end()));
  must(folded.source.back() == text.size());
  must(std::is_sorted(folded.paragraphs.begin(), folded.paragraphs.end()));
  must(folded.paragraphs.empty() || folded.paragraphs.back() < folded.units.size());
}

void check_spans(const FoldedText& folded, const Analyzer& analyzer) {
  const auto inside = [&](const Span& span) {
    return span.begin < span.end && span.end <= folded.units.size();
  };
  std::vector<Span> words;
  analyzer.words(folded.units, words);
  for (const Span& word : words) must(inside(word));
  std::vector<Form> forms;
  analyzer.forms(folded.units, forms);
  std::uint32_t begin = 0;
  for (const Form& form : forms) {
    must(inside(form.span) && !form.key.empty() && form.span.begin >= begin);
    begin = form.span.begin;
  }
  for (const SectionSpan& section : sections_of(folded.units)) must(inside(section.span));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto analyzer = [] {
    setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
    return Analyzer::load().value();
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const FoldedText folded = analyzer->fold(text, true);
  check_folding(text, folded);
  check_spans(folded, *analyzer);
  TermCollector collector(*analyzer);
  collector.add(folded.units, 1);
  const RecordTerms terms = collector.take();
  for (const WordCount& word : terms.words) must(word.count > 0 && word.term.size() <= kMaxTermBytes);
  for (std::size_t i = 1; i < terms.grams.size(); ++i) must(terms.grams[i - 1].gram < terms.grams[i].gram);
  return 0;
}
