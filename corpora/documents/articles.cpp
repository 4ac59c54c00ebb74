#include "corpora/documents/articles.hpp"

#include <algorithm>
#include <map>

#include "corpora/text/numerals.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::u16string_view kNumeral = u"([0-9〇零一二三四五六七八九十百千两]{1,9})";
/// What follows a number where an article is spoken of, not begun.
constexpr std::u16string_view kMention = u"款项目规的、,和至到及或与以之中所关各对已第";
constexpr std::int64_t kMaxNumber = 99'999;
constexpr std::size_t kMaxCandidates = 20 * kMaxArticles;

/// How sure it is that an article begins here: the heaviest ascending chain of numbers wins.
enum Weight : int { kMentioned = 1, kMidway = 3, kListed = 4, kBegun = 6, kParted = 8 };

struct Candidate {
  std::int64_t key = 0;  ///< number * 1000 + what stands behind 之
  std::string number;
  std::size_t paragraph = 0;
  std::size_t begin = 0;
  std::size_t content = 0;
  int weight = 0;
};

/// A heading like 第二章 总则.
struct Division {
  std::size_t level = 0;
  std::size_t paragraph = 0;
};

std::string utf8(std::u16string_view text) {
  std::string out;
  icu::UnicodeString(false, text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(out);
  return out;
}

std::int64_t number_of(std::u16string_view group) {
  return parse_numeral(fold_numerals(utf8(group))).value_or(-1);
}

bool is_digit(char16_t unit) { return unit >= u'0' && unit <= u'9'; }

/// Ends as a line of a list of contents does: in leader dots or a page's number, not in a sentence's end.
bool ends_like_contents(std::u16string_view line) {
  if (line.empty()) return false;
  return is_digit(line.back()) || line.ends_with(u"…") || line.ends_with(u"..") || line.ends_with(u"··");
}

class Finder {
 public:
  Finder(const RepeatRule& rule, const std::vector<Paragraph>& paragraphs, std::string_view text)
      : rule_(rule), paragraphs_(paragraphs), text_(text) {
    const std::u16string numeral(kNumeral);
    start_ = Pattern::made_of(u"第" + numeral + rule.unit + u"(?:之" + numeral + u")?");
    for (const auto& division : rule.divisions)
      divisions_.push_back(Pattern::made_of(u"[*#\t]*第" + numeral + division + u"(?=[^。;:]{0,40}$)"));
  }

  Articles find() {
    is_heading_.assign(paragraphs_.size(), false);
    for (std::size_t i = 0; i < paragraphs_.size() && candidates_.size() < kMaxCandidates; ++i)
      if (!read_division(i)) read_candidates(i);
    weigh_by_lines();
    return made_of(chosen());
  }

 private:
  bool read_division(std::size_t i) {
    for (std::size_t level = 0; level < divisions_.size(); ++level)
      if (divisions_[level].at_start(paragraphs_[i].folded)) {
        headings_.push_back({level, i});
        is_heading_[i] = true;
        return true;
      }
    return false;
  }

  void read_candidates(std::size_t i) {
    const std::u16string_view text = paragraphs_[i].folded;
    for (std::size_t at = text.find(u'第'); at != text.npos; at = text.find(u'第', at + 1)) {
      const bool first = text.find_first_not_of(u"\t*#") == at;
      if (!first && text[at - 1] != u'。' && text[at - 1] != u';' && text[at - 1] != u':') continue;
      if (const auto match = start_.at_start(text.substr(at, 32))) add(i, at, *match, first);
    }
  }

  void add(std::size_t i, std::size_t at, const Pattern::Match& match, bool first) {
    const Paragraph& paragraph = paragraphs_[i];
    const std::int64_t number = number_of(match.groups[1]);
    const std::int64_t more = match.groups[2].empty() ? 0 : number_of(match.groups[2]);
    if (number < 0 || number > kMaxNumber || more < 0 || more > 999) return;
    const std::size_t behind = at + match.end;
    const bool parted = is_parted(paragraph, behind);
    if (!first && !parted) return;
    const bool mentioned = !parted && behind < paragraph.folded.size() &&
                           kMention.find(paragraph.folded[behind]) != kMention.npos;
    Candidate candidate{number * 1000 + more, utf8(match.groups[0]),    i,
                        paragraph.source[at], paragraph.source[behind], 0};
    candidate.weight = !first ? kMidway : mentioned ? kMentioned : parted ? kParted : kBegun;
    candidates_.push_back(std::move(candidate));
  }

  /// A blank, the line's end or a bracketed heading follows the number.
  bool is_parted(const Paragraph& paragraph, std::size_t unit) const {
    if (unit >= paragraph.folded.size()) return true;
    const char16_t next = paragraph.folded[unit];
    if (next == u'【' || next == u'(' || next == u'[' || next == u'\t' || next == u':') return true;
    // The unit before the number's end and this one do not touch: a blank stood between.
    const std::size_t last = paragraph.source[unit - 1];
    std::size_t behind = last;
    next_point(text_, behind);
    return behind < paragraph.source[unit];
  }

  /// Lines of a list of contents weigh less.
  void weigh_by_lines() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& candidate = candidates_[i];
      if (candidate.weight < kBegun) continue;
      const std::size_t next = i + 1 < candidates_.size() ? candidates_[i + 1].paragraph : paragraphs_.size();
      bool sentence = false;
      for (std::size_t p = candidate.paragraph; p < next && !sentence; ++p)
        sentence = paragraphs_[p].folded.find_first_of(u"。;:!?") != std::u16string::npos;
      if (!sentence || ends_like_contents(paragraphs_[candidate.paragraph].folded))
        candidate.weight = kListed;
    }
  }

  /// The heaviest chain of candidates with strictly ascending numbers; of equals the earliest ends.
  std::vector<const Candidate*> chosen() const {
    struct Best {
      long weight = 0;
      std::size_t index = 0;
    };
    std::map<std::int64_t, Best> best;  // by last number; weights ascend with it
    std::vector<std::size_t> before(candidates_.size(), candidates_.size());
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      auto at = best.lower_bound(candidates_[i].key);
      Best now{candidates_[i].weight, i};
      if (at != best.begin()) {
        const Best& previous = std::prev(at)->second;
        now.weight += previous.weight;
        before[i] = previous.index;
      }
      if (at != best.end() && at->first == candidates_[i].key && at->second.weight >= now.weight) continue;
      while (at != best.end() && at->second.weight <= now.weight) at = best.erase(at);
      best.emplace(candidates_[i].key, now);
    }
    std::vector<const Candidate*> chain;
    for (std::size_t i = best.empty() ? candidates_.size() : best.rbegin()->second.index;
         i < candidates_.size(); i = before[i])
      chain.push_back(&candidates_[i]);
    std::reverse(chain.begin(), chain.end());
    return without_loose(chain);
  }

  /// Within a paragraph, or where it may be spoken of, an article begins only where its number is the next
  /// one.
  static std::vector<const Candidate*> without_loose(const std::vector<const Candidate*>& chain) {
    std::vector<const Candidate*> kept;
    for (const Candidate* candidate : chain) {
      const std::int64_t previous = kept.empty() ? 0 : kept.back()->key;
      const bool next = candidate->key == previous + 1 || candidate->key == (previous / 1000 + 1) * 1000;
      if (next || candidate->weight >= kListed) kept.push_back(candidate);
    }
    return kept;
  }

  Articles made_of(const std::vector<const Candidate*>& chain) const {
    Articles articles;
    articles.end = text_.size();
    std::vector<std::string> path(rule_.divisions.size());
    auto heading = headings_.begin();
    for (std::size_t i = 0; i < chain.size() && i <= kMaxArticles; ++i) {
      for (; heading != headings_.end() && heading->paragraph < chain[i]->paragraph; ++heading)
        enter(*heading, path);
      articles.items.push_back(
          {chain[i]->number, ordinal(chain[i]->key), joined(path), chain[i]->begin, chain[i]->content, 0});
      articles.items.back().end = i + 1 < chain.size() ? behind_text(*chain[i], chain[i + 1]->begin)
                                                       : behind_text(*chain[i], articles.end);
    }
    for (std::size_t i = 0; i < articles.items.size(); ++i)
      note_between(articles, articles.items[i].end,
                   i + 1 < articles.items.size() ? articles.items[i + 1].begin : articles.items[i].end);
    if (!articles.items.empty()) articles.end = articles.items.back().end;
    return articles;
  }

  /// What stands between two articles and is no heading.
  void note_between(Articles& articles, std::size_t begin, std::size_t end) const {
    auto at =
        std::lower_bound(paragraphs_.begin(), paragraphs_.end(), begin,
                         [](const Paragraph& paragraph, std::size_t byte) { return paragraph.begin < byte; });
    for (; at != paragraphs_.end() && at->begin < end; ++at)
      if (!is_heading_[static_cast<std::size_t>(at - paragraphs_.begin())])
        articles.between.append(text_.substr(at->begin, std::min(at->end, end) - at->begin)).append("\n");
  }

  /// Where an article's text ends: at a division's heading or what is annexed, or at `limit`.
  std::size_t behind_text(const Candidate& candidate, std::size_t limit) const {
    for (std::size_t p = candidate.paragraph + 1; p < paragraphs_.size() && paragraphs_[p].begin < limit;
         ++p) {
      if (is_heading_[p] || (rule_.ends && rule_.ends->at_start(paragraphs_[p].folded)))
        return paragraphs_[p].begin;
    }
    return limit;
  }

  void enter(const Division& division, std::vector<std::string>& path) const {
    const Paragraph& paragraph = paragraphs_[division.paragraph];
    const auto number = divisions_[division.level].at_start(paragraph.folded);
    path[division.level] = utf8(number->groups[0].substr(number->groups[0].find(u'第')));
    if (number->end < paragraph.folded.size())
      (path[division.level] += ' ') += utf8(std::u16string_view(paragraph.folded).substr(number->end));
    std::fill(path.begin() + static_cast<std::ptrdiff_t>(division.level) + 1, path.end(), "");
  }

  static std::string joined(const std::vector<std::string>& path) {
    std::string all;
    for (const auto& one : path)
      if (!one.empty()) (all += all.empty() ? "" : " / ") += one;
    return all;
  }

  static std::string ordinal(std::int64_t key) {
    return std::to_string(key / 1000) + (key % 1000 == 0 ? "" : "-" + std::to_string(key % 1000));
  }

  const RepeatRule& rule_;
  const std::vector<Paragraph>& paragraphs_;
  std::string_view text_;
  Pattern start_;
  std::vector<Pattern> divisions_;
  std::vector<Candidate> candidates_;
  std::vector<Division> headings_;
  std::vector<bool> is_heading_;  ///< by paragraph
};

}  // namespace

Articles find_articles(const RepeatRule& rule, const std::vector<Paragraph>& paragraphs,
                       std::string_view text) {
  return Finder(rule, paragraphs, text).find();
}

}  // namespace leian
