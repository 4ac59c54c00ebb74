#include "query/match/word_group.hpp"

#include <algorithm>

#include "query/match/words.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

void add_once(std::vector<std::u16string>& words, std::u16string word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
}

/// Unless there are no others.
void leave_out_stop_words(std::vector<std::u16string>& words) {
  if (!std::all_of(words.begin(), words.end(), [](const auto& word) { return is_stop_word(word); }))
    std::erase_if(words, [](const auto& word) { return is_stop_word(word); });
}

/// Cuts a stretch as the lexicon has it.
class PartReader {
 public:
  PartReader(std::u16string_view folded, const Analyzer& analyzer, const Lexicon& lexicon)
      : folded_(folded), analyzer_(analyzer), lexicon_(lexicon) {}

  /// The parts; `changed` where the lexicon has a say.
  std::vector<GroupPart> read(bool& changed) {
    cut();
    for (std::size_t first = 0; first < spans_.size();) {
      const std::size_t count = rule_at(first);
      if (count == 0) {
        take_word(spans_[first++]);
        continue;
      }
      end_plain(spans_[first].begin);
      const Span span{spans_[first].begin, spans_[first + count - 1].end};
      const auto said = span.of(folded_);
      parts_.push_back({query_words(said, analyzer_), *lexicon_.also(said), std::u16string(said)});
      plain_from_ = span.end;
      first += count;
      changed_ = true;
    }
    end_plain(static_cast<std::uint32_t>(folded_.size()));
    changed |= changed_;
    return std::move(parts_);
  }

 private:
  /// The lexicon's words, longest first, and between them the dictionary's.
  void cut() {
    std::uint32_t from = 0;
    const auto size = static_cast<std::uint32_t>(folded_.size());
    for (std::uint32_t at = 0; lexicon_.words() > 0 && at < size;) {
      const std::uint32_t end = end_of_own_word(at);
      if (end == at) {
        ++at;
        continue;
      }
      cut_between(from, at);
      spans_.push_back({at, end});
      from = at = end;
    }
    cut_between(from, size);
  }

  std::uint32_t end_of_own_word(std::uint32_t at) const {
    const auto most = static_cast<std::uint32_t>(std::min(lexicon_.longest(), folded_.size() - at));
    for (std::uint32_t size = most; size >= kMinExpression; --size)
      if (lexicon_.is_word(folded_.substr(at, size))) return at + size;
    return at;
  }

  void cut_between(std::uint32_t from, std::uint32_t to) {
    std::vector<Span> spans;
    analyzer_.words(folded_.substr(from, to - from), spans);
    for (const Span& span : spans) spans_.push_back({from + span.begin, from + span.end});
  }

  /// How many words from `first` on make the longest expression that has a rule.
  std::size_t rule_at(std::size_t first) const {
    std::size_t found = 0;
    for (std::size_t last = first; last < spans_.size(); ++last) {
      const Span span{spans_[first].begin, spans_[last].end};
      if (span.size() > lexicon_.longest()) break;
      if (lexicon_.also(span.of(folded_)) != nullptr) found = last - first + 1;
    }
    return found;
  }

  void take_word(Span span) {
    if (!lexicon_.is_word(span.of(folded_))) return;
    end_plain(span.begin);
    parts_.push_back({{std::u16string(span.of(folded_))}, {}, {}});
    plain_from_ = span.end;
    changed_ = true;
  }

  void end_plain(std::uint32_t to) {
    if (plain_from_ < to) {
      auto words = query_words(folded_.substr(plain_from_, to - plain_from_), analyzer_);
      std::erase_if(words, [](const auto& word) { return is_stop_word(word); });
      if (!words.empty()) parts_.push_back({std::move(words), {}, {}});
    }
    plain_from_ = to;
  }

  std::u16string_view folded_;
  const Analyzer& analyzer_;
  const Lexicon& lexicon_;
  std::vector<Span> spans_;
  std::vector<GroupPart> parts_;
  std::uint32_t plain_from_ = 0;
  bool changed_ = false;
};

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
    if (group_.words.empty() && group_.forms.empty()) group_.signs = trimmed(folded.units);
    if (!changed_) group_.parts.clear();
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
    for (std::u16string& word : query_words(folded, analyzer_)) add_once(group_.words, std::move(word));
    for (GroupPart& part : PartReader(folded, analyzer_, lexicon_).read(changed_))
      group_.parts.push_back(std::move(part));
    group_.stretches.push_back(folded);
  }

  std::string_view text_;
  const Analyzer& analyzer_;
  const Lexicon& lexicon_;
  WordGroup group_;
  bool changed_ = false;
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
