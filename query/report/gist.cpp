#include "query/report/gist.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <set>

#include "indexer/analysis/sections.hpp"

namespace leian::query {
namespace {

/// What a case is made of, in reading order. A field with one of these roles is a part of the gist.
constexpr std::array kParts{Role::Demands, Role::Facts, Role::Reasoning,
                            Role::Terms,   Role::Reply, Role::Result};

/// How much of all words' weight the beginning of a text is worth: it says what the rest is about.
constexpr double kOpening = 0.15;

/// How courts and mediators announce what is disputed, folded.
constexpr std::array<std::u16string_view, 3> kDisputed{u"争议焦点", u"争议的焦点", u"争执焦点"};

constexpr const char* kGivenText = "所给文字";

bool ends_sentence(char16_t unit) { return unit == u'。' || unit == u'!' || unit == u'?' || unit == u';'; }

bool closes_quote(char16_t unit) { return unit == u'”' || unit == u'’' || unit == u'"' || unit == u'」'; }

/// Whole sentences, one behind the other, without a gap.
std::vector<Span> sentences_of(const FoldedText& text) {
  std::vector<Span> sentences;
  std::uint32_t begin = 0;
  auto paragraph = text.paragraphs.begin();
  const auto end = static_cast<std::uint32_t>(text.units.size());
  for (std::uint32_t i = 0; i < end; ++i) {
    while (paragraph != text.paragraphs.end() && *paragraph <= i) ++paragraph;
    const bool breaks = paragraph != text.paragraphs.end() && *paragraph == i + 1;
    const bool quoted = i + 1 < end && closes_quote(text.units[i + 1]);
    if (!breaks && (!ends_sentence(text.units[i]) || quoted) &&
        !(closes_quote(text.units[i]) && i > begin && ends_sentence(text.units[i - 1])))
      continue;
    sentences.push_back({begin, i + 1});
    begin = i + 1;
  }
  if (begin < end) sentences.push_back({begin, end});
  return sentences;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// [begin, end) of the folded text, cut out of the original.
GistPart cut(const GistSource& source, const FoldedText& folded, Span span) {
  constexpr std::string_view kWideBlank = "\u3000";
  std::string_view text = source.text;
  text = text.substr(folded.source[span.begin], folded.source[span.end] - folded.source[span.begin]);
  for (std::size_t before = 0; before != text.size();) {
    before = text.size();
    if (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    if (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.starts_with(kWideBlank)) text.remove_prefix(kWideBlank.size());
    if (text.ends_with(kWideBlank)) text.remove_suffix(kWideBlank.size());
  }
  return {source.label, std::string(text), span.begin == 0, span.end == folded.units.size()};
}

/// The beginning of a sentence that is longer than there is room: up to the end of its last clause that fits.
Span beginning(const FoldedText& text, Span sentence, std::size_t units) {
  auto end = static_cast<std::uint32_t>(sentence.begin + units);
  for (std::uint32_t i = end; i > sentence.begin + units / 2; --i)
    if (text.units[i - 1] == u',' || text.units[i - 1] == u':') return {sentence.begin, i};
  while (end > sentence.begin && text.units[end] >= 0xDC00 && text.units[end] < 0xE000) --end;
  return {sentence.begin, end};
}

/// Which words stand in which sentence: parallel to the sentences, positions in `words`.
std::vector<std::set<std::size_t>> words_in(const FoldedText& text, const std::vector<Span>& sentences,
                                            const std::vector<GistWord>& words, const Analyzer& analyzer) {
  std::vector<std::set<std::size_t>> found(sentences.size());
  for (std::size_t w = 0; w < words.size(); ++w) {
    const std::u16string word = analyzer.fold(words[w].word).units;
    if (word.empty()) continue;
    for (auto at = text.units.find(word); at != std::u16string::npos; at = text.units.find(word, at + 1)) {
      const auto behind = std::upper_bound(sentences.begin(), sentences.end(), at,
                                           [](std::size_t a, const Span& s) { return a < s.begin; });
      found[static_cast<std::size_t>(behind - sentences.begin()) - 1].insert(w);
    }
  }
  return found;
}

/// The run of sentences within the room that is worth most; the earliest of equals.
Span best_run(const std::vector<Span>& sentences, const std::vector<std::set<std::size_t>>& found,
              const std::vector<GistWord>& words, std::size_t units) {
  const double all = std::accumulate(words.begin(), words.end(), 0.0,
                                     [](double sum, const GistWord& word) { return sum + word.weight; });
  Span best = sentences.front();
  double most = -1;
  for (std::size_t first = 0; first < sentences.size(); ++first) {
    std::set<std::size_t> inside;
    double worth = first == 0 ? kOpening * all : 0;
    for (std::size_t last = first;
         last < sentences.size() && (last == first || sentences[last].end - sentences[first].begin <= units);
         ++last) {
      for (const std::size_t word : found[last])
        if (inside.insert(word).second) worth += words[word].weight;
      // Of equals, from the beginning the longer run: it reads better than one sentence.
      if (worth > most || (worth == most && best.begin == sentences[first].begin)) {
        most = worth;
        best = {sentences[first].begin, sentences[last].end};
      }
    }
  }
  return best;
}

void add_texts(std::vector<GistSource>& sources, const Record& record, std::size_t field) {
  const FieldSpec& spec = record.kind->fields()[field];
  if (spec.type != FieldType::Text) return;
  for (const Scalar& item : record.values[field].items)
    if (const auto* text = std::get_if<std::string>(&item); text != nullptr && !text->empty())
      sources.push_back({spec.label.zh, *text});
}

std::vector<GistSource> texts_with(const Record& record, Role role) {
  std::vector<GistSource> sources;
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size() && i < record.values.size(); ++i)
    if (fields[i].role == role) add_texts(sources, record, i);
  return sources;
}

/// A text and what part of the case it tells.
struct PartText {
  Role role = Role::None;
  GistSource source;
};

/// Each section once, as first announced: a text may speak of 判决如下 again where it cites another court.
std::vector<PartText> sections(const GistSource& whole, const Analyzer& analyzer) {
  const FoldedText folded = analyzer.fold(whole.text, true);
  std::vector<PartText> parts;
  std::set<Section> seen;
  for (const SectionSpan& section : sections_of(folded.units))
    if (section.span.size() > 0 && seen.insert(section.section).second) {
      const Role role = role_of(section.section);
      parts.push_back({role, {row_of(role).label.zh, cut(whole, folded, section.span).text}});
    }
  return parts;
}

bool has_role(const std::vector<PartText>& parts, Role role) {
  return std::any_of(parts.begin(), parts.end(), [&](const PartText& part) { return part.role == role; });
}

std::vector<GistSource> sources_of(std::vector<PartText> parts) {
  std::vector<GistSource> sources;
  for (PartText& part : parts) sources.push_back(std::move(part.source));
  return sources;
}

std::vector<GistPart> stated_disputes(const GistSource& source, const Analyzer& analyzer) {
  const FoldedText folded = analyzer.fold(source.text, true);
  const std::vector<Span> sentences = sentences_of(folded);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::u16string_view text = sentences[i].of(folded.units);
    const auto names = [&](std::u16string_view phrase) { return text.find(phrase) != text.npos; };
    if (std::none_of(kDisputed.begin(), kDisputed.end(), names)) continue;
    // What is disputed stands in that sentence; where it is a list, in those joined to it by semicolons.
    std::size_t last = i;
    while (last + 1 < sentences.size() && folded.units[sentences[last].end - 1] == u';' &&
           sentences[last + 1].end - sentences[i].begin <= kDisputesUnits)
      ++last;
    Span span{sentences[i].begin, sentences[last].end};
    if (span.size() > kDisputesUnits) span = beginning(folded, span, kDisputesUnits);
    return {cut(source, folded, span)};
  }
  return {};
}

}  // namespace

std::vector<GistSource> gist_sources(const Record& record, const Analyzer& analyzer) {
  std::vector<PartText> parts;
  for (const Role role : kParts)
    for (GistSource& source : texts_with(record, role)) parts.push_back({role, std::move(source)});
  const std::vector<GistSource> whole = texts_with(record, Role::Body);
  std::vector<PartText> more;
  for (const GistSource& text : whole)
    for (PartText& part : sections(text, analyzer))
      if (!has_role(parts, part.role) && !has_role(more, part.role)) more.push_back(std::move(part));
  std::move(more.begin(), more.end(), std::back_inserter(parts));
  if (parts.empty()) return whole;
  const auto place = [](const PartText& part) { return std::find(kParts.begin(), kParts.end(), part.role); };
  std::stable_sort(parts.begin(), parts.end(),
                   [&](const PartText& a, const PartText& b) { return place(a) < place(b); });
  return sources_of(std::move(parts));
}

std::vector<GistSource> gist_sources(std::string_view text, const Analyzer& analyzer) {
  const GistSource whole{kGivenText, std::string(text)};
  std::vector<PartText> parts = sections(whole, analyzer);
  if (parts.empty()) return {whole};
  return sources_of(std::move(parts));
}

GistPart best_passage(const GistSource& source, const std::vector<GistWord>& words, const Analyzer& analyzer,
                      std::size_t units) {
  const FoldedText folded = analyzer.fold(source.text, true);
  const std::vector<Span> sentences = sentences_of(folded);
  if (sentences.empty()) return {source.label, "", true, true};
  Span best = best_run(sentences, words_in(folded, sentences, words, analyzer), words, units);
  if (best.size() > units) best = beginning(folded, best, units);
  return cut(source, folded, best);
}

std::vector<GistPart> gist_of(const std::vector<GistSource>& sources, const std::vector<GistWord>& words,
                              const Analyzer& analyzer) {
  std::vector<GistPart> parts;
  for (const GistSource& source : sources)
    if (GistPart part = best_passage(source, words, analyzer, kGistUnits); !part.text.empty())
      parts.push_back(std::move(part));
  return parts;
}

std::vector<GistPart> disputes_of(const Record& record, const Analyzer& analyzer) {
  std::vector<GistPart> parts;
  for (const GistSource& source : texts_with(record, Role::Disputes))
    if (GistPart part = best_passage(source, {}, analyzer, kDisputesUnits); !part.text.empty())
      parts.push_back(std::move(part));
  if (!parts.empty()) return parts;
  for (const Role role : {Role::Reasoning, Role::Facts, Role::Body})
    for (const GistSource& source : texts_with(record, role))
      if (parts = stated_disputes(source, analyzer); !parts.empty()) return parts;
  return {};
}

std::vector<GistPart> disputes_of(std::string_view text, const Analyzer& analyzer) {
  return stated_disputes({kGivenText, std::string(text)}, analyzer);
}

}  // namespace leian::query
