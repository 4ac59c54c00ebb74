#include "query/match/word_group.hpp"

#include <algorithm>

#include "query/match/words.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

void add_once(std::vector<std::u16string>& all, const std::u16string& one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

void add_once(std::vector<GroupWord>& words, GroupWord word) {
  const auto at =
      std::find_if(words.begin(), words.end(), [&](const GroupWord& w) { return w.word == word.word; });
  if (at == words.end()) {
    words.push_back(std::move(word));
    return;
  }
  for (const std::u16string& other : word.others) add_once(at->others, other);
}

/// Unless there are no others.
void leave_out_stop_words(std::vector<GroupWord>& words) {
  const auto is_stop = [](const GroupWord& word) { return is_stop_word(word.word); };
  if (!std::all_of(words.begin(), words.end(), is_stop)) std::erase_if(words, is_stop);
}

/// A stretch of plain text, cut in one way. Whatever rules and words the lexicon has, what was found without
/// them is found with them: rules only add to what does in a word's place, and own words cut the text once
/// more.
class Stretch {
 public:
  Stretch(std::u16string_view folded, std::vector<Span> cut, const Lexicon& lexicon)
      : folded_(folded), cut_(std::move(cut)), lexicon_(lexicon) {
    for (std::size_t first = 0; first < cut_.size(); ++first)
      for (std::size_t last = first; last < cut_.size(); ++last) {
        const Span span{cut_[first].begin, cut_[last].end};
        if (span.size() > lexicon_.longest()) break;
        if (lexicon_.also(span.of(folded_)) != nullptr) rules_.push_back(span);
      }
  }

  std::vector<GroupWord> words() const {
    std::vector<GroupWord> words;
    for (const Span& span : query_word_spans(folded_, cut_)) {
      GroupWord word{std::u16string(span.of(folded_)), {}};
      for (const Span& rule : rules_)
        if (rule.begin < span.end && span.begin < rule.end)
          for (const std::u16string& other : *lexicon_.also(rule.of(folded_))) add_once(word.others, other);
      words.push_back(std::move(word));
    }
    return words;
  }

  std::vector<GroupRule> rules() const {
    std::vector<GroupRule> rules;
    for (const Span& rule : rules_)
      rules.push_back({std::u16string(rule.of(folded_)), *lexicon_.also(rule.of(folded_))});
    return rules;
  }

 private:
  std::u16string_view folded_;
  std::vector<Span> cut_;
  const Lexicon& lexicon_;
  std::vector<Span> rules_;
};

/// The lexicon's own words in a text, longest first.
std::vector<Span> own_words(std::u16string_view folded, const Lexicon& lexicon) {
  std::vector<Span> found;
  const auto size = static_cast<std::uint32_t>(folded.size());
  for (std::uint32_t at = 0; lexicon.words() > 0 && at < size;) {
    auto length = static_cast<std::uint32_t>(std::min<std::size_t>(lexicon.longest(), size - at));
    while (length >= kMinExpression && !lexicon.is_word(folded.substr(at, length))) --length;
    if (length < kMinExpression) {
      ++at;
      continue;
    }
    found.push_back({at, at + length});
    at += length;
  }
  return found;
}

/// Reads one group.
class GroupReader {
 public:
  GroupReader(std::string_view text, const Analyzer& analyzer, const Lexicon& lexicon)
      : text_(text), analyzer_(analyzer), lexicon_(lexicon) {}

  WordGroup read() {
    const FoldedText folded = analyzer_.fold(text_, true);
    std::size_t from = 0;
    for (const Form& form : whole_forms(folded.units, analyzer_)) {
      take_plain(text_.substr(from, folded.source[form.span.begin] - from));
      group_.forms.push_back({form.key, std::u16string(form.span.of(folded.units))});
      from = folded.source[form.span.end];
    }
    take_plain(text_.substr(from));
    leave_out_stop_words(group_.words);
    leave_out_stop_words(group_.own);
    if (!has_own_) group_.own.clear();
    if (group_.words.empty() && group_.forms.empty()) group_.signs = trimmed(folded.units);
    return std::move(group_);
  }

 private:
  void take_plain(std::string_view text) {
    for (std::size_t at = text.find_first_not_of(kBlanks); at != text.npos;
         at = text.find_first_not_of(kBlanks, at)) {
      const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
      take_stretch(analyzer_.fold(text.substr(at, end - at)).units);
      at = end;
    }
  }

  void take_stretch(const std::u16string& folded) {
    std::vector<Span> cut;
    analyzer_.words(folded, cut);
    const Stretch plain(folded, cut, lexicon_);
    for (GroupWord& word : plain.words()) add_once(group_.words, std::move(word));
    take_rules(plain);
    const auto own = own_words(folded, lexicon_);
    has_own_ |= !own.empty();
    const Stretch owned(folded, own.empty() ? cut : cut_around(folded, own), lexicon_);
    for (GroupWord& word : owned.words()) add_once(group_.own, std::move(word));
    take_rules(owned);
    group_.stretches.push_back(folded);
  }

  void take_rules(const Stretch& stretch) {
    for (GroupRule& rule : stretch.rules()) {
      const bool known = std::any_of(group_.rules.begin(), group_.rules.end(),
                                     [&](const GroupRule& r) { return r.said == rule.said; });
      if (!known) group_.rules.push_back(std::move(rule));
    }
  }

  /// The own words, and between them the dictionary's.
  std::vector<Span> cut_around(std::u16string_view folded, const std::vector<Span>& own) const {
    std::vector<Span> cut;
    std::vector<Span> between;
    std::uint32_t from = 0;
    const auto cut_to = [&](std::uint32_t to) {
      analyzer_.words(folded.substr(from, to - from), between);
      for (const Span& span : between) cut.push_back({from + span.begin, from + span.end});
    };
    for (const Span& word : own) {
      cut_to(word.begin);
      cut.push_back(word);
      from = word.end;
    }
    cut_to(static_cast<std::uint32_t>(folded.size()));
    return cut;
  }

  std::string_view text_;
  const Analyzer& analyzer_;
  const Lexicon& lexicon_;
  WordGroup group_;
  bool has_own_ = false;
};

}  // namespace

std::u16string_view trimmed(std::u16string_view text) {
  while (!text.empty() && text.front() == u' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == u' ') text.remove_suffix(1);
  return text;
}

std::vector<Form> whole_forms(std::u16string_view folded, const Analyzer& analyzer) {
  std::vector<Form> found;
  analyzer.forms(folded, found);
  std::vector<Form> whole;
  for (Form& form : found)
    if (form.whole && (whole.empty() || form.span.begin >= whole.back().span.end))
      whole.push_back(std::move(form));
  return whole;
}

Pattern pattern_of(std::u16string_view folded, const Analyzer& analyzer) {
  Pattern pattern;
  std::uint32_t from = 0;
  const auto take_literal = [&](std::uint32_t to) {
    const auto units = trimmed(folded.substr(from, to - from));
    if (!units.empty()) pattern.pieces.push_back({std::u16string(units), ""});
  };
  for (const Form& form : whole_forms(folded, analyzer)) {
    take_literal(form.span.begin);
    pattern.pieces.push_back({u"", form.key});
    from = form.span.end;
  }
  take_literal(static_cast<std::uint32_t>(folded.size()));
  return pattern;
}

WordGroup read_word_group(std::string_view text, const Analyzer& analyzer, const Lexicon& lexicon) {
  return GroupReader(text, analyzer, lexicon).read();
}

std::vector<std::pair<std::size_t, std::size_t>> held_together(std::string_view query,
                                                               const Analyzer& analyzer) {
  const FoldedText folded = analyzer.fold(query, true);
  std::vector<std::pair<std::size_t, std::size_t>> held;
  for (const Form& form : whole_forms(folded.units, analyzer)) {
    const std::size_t begin = folded.source[form.span.begin];
    std::size_t end = folded.source[form.span.end];
    while (end > begin && kBlanks.find(query[end - 1]) != kBlanks.npos) --end;
    held.emplace_back(begin, end);
  }
  return held;
}

}  // namespace leian::query
