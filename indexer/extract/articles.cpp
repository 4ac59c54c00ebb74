// The provisions that the court itself applied:
// 依照《中华人民共和国刑法》第二百六十四条、第六十七条第一、三款之规定. Lists are read more tolerantly than
// legal forms are: 第二十五、二十六条, 第四十二条（拘役的期限）、第五十二条, and 第六十七第三款, where 条 was
// forgotten.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using forms::is_one_of;
using forms::skip_blanks;
using forms::unit_at;
using View = std::u16string_view;

constexpr double kApplied = 0.98;           // 依照 … 之规定
constexpr double kMentioned = 0.85;         // elsewhere in what the court says
constexpr double kTold = 0.6;               // where nothing says which part is the court's
constexpr double kUnlisted = 0.85;          // of a statute that no list holds, at most
constexpr double kMended = 0.7;             // 条 was forgotten
constexpr std::uint32_t kMostBetween = 24;  // units of other words between two articles of one statute
constexpr std::uint32_t kLongestList = 1500;
constexpr std::uint32_t kLongestAside = 400;  // in brackets or quotes
constexpr std::uint32_t kLongestTitle = 80;
constexpr std::size_t kMostStatutes = 500;
constexpr std::int64_t kHighest = 1300;  // no statute has an article beyond
constexpr std::array kApplies{View(u"依照"), View(u"依据"), View(u"根据"),   View(u"按照"),
                              View(u"依"),   View(u"适用"), View(u"之规定"), View(u"的规定")};
/// What makes a sentence the court's own although others are named in it.
constexpr std::array kOwn{View(u"本院"), View(u"采纳"), View(u"支持"), View(u"成立"), View(u"判决")};
constexpr std::uint32_t kWhose = 6;  // units in which a sentence names whose it is
constexpr std::array kOpinions{View(u"公诉机关"), View(u"检察院"), View(u"辩护人"),     View(u"辩称"),
                               View(u"辩解"),     View(u"诉称"),   View(u"上诉人提出"), View(u"建议")};

struct Statute {
  std::string name;
  bool listed = false;
  Span span;
};

struct Article {
  std::int64_t number = 0;
  std::int64_t addition = 0;  ///< 第一百三十三条之一
  bool mended = false;
  Span words;
};

/// Reads the list of articles behind a statute's name.
class ListReader {
 public:
  ListReader(View text, std::uint32_t begin, std::uint32_t end)
      : text_(text.substr(0, std::min(end, begin + kLongestList))), at_(begin), last_(begin) {}

  std::vector<Article> read() {
    while (at_ < text_.size() && at_ - last_ <= kMostBetween) {
      const char16_t unit = text_[at_];
      if (is_one_of(unit, u"。!?")) break;
      if (is_one_of(unit, u"([〔【“‘")) {
        skip_aside(unit);
      } else if (unit == u'第' || forms::is_numeral(unit)) {
        read_number();
      } else {
        if (is_one_of(unit, u"至到")) range_ = !articles_.empty();
        ++at_;
      }
    }
    return std::move(articles_);
  }

 private:
  /// What stands in brackets or quotes is said beside the list, and does not part it.
  void skip_aside(char16_t opening) {
    constexpr View kOpening = u"([〔【“‘";
    constexpr View kClosing = u")]〕】”’";
    const char16_t closing = kClosing[kOpening.find(opening)];
    const auto close = text_.substr(at_, kLongestAside).find(closing);
    const std::uint32_t aside = close == npos ? 1 : static_cast<std::uint32_t>(close) + 1;
    at_ += aside;
    last_ += aside;
  }

  void read_number() {
    const std::uint32_t begin = at_;
    const bool ordinal = text_[at_] == u'第';
    const auto number = forms::read_whole(text_, ordinal ? skip_blanks(text_, at_ + 1) : at_);
    if (!number) {
      at_ = std::max(begin + 1, ordinal ? begin + 1 : forms::end_of_numerals(text_, begin));
      return;
    }
    at_ = skip_blanks(text_, number->end);
    const char16_t unit = unit_at(text_, at_);
    if (unit == u'条' && unit_at(text_, at_ + 1) != u'款')
      take_article(begin, number->value);
    else if (is_one_of(unit, u"款项目条"))
      take_part();
    else if (unit == u'第' && ordinal && number->value > 0)
      add({number->value, 0, true, {begin, at_}});
    else if (is_one_of(unit, u"、,和及与"))
      waiting_.push_back({number->value, 0, false, {begin, at_}});
    else
      waiting_.clear();
  }

  /// Numbers that waited for their unit are articles too: 第二十五、二十六条.
  void take_article(std::uint32_t begin, std::int64_t number) {
    for (const Article& waiting : waiting_) add(waiting);
    waiting_.clear();
    Article article{number, 0, false, {begin, ++at_}};
    if (unit_at(text_, at_) == u'之')
      if (const auto addition = forms::read_whole(text_, at_ + 1); addition && addition->value < 30) {
        article.addition = addition->value;
        article.words.end = at_ = addition->end;
      }
    if (range_ && !articles_.empty()) add_between(articles_.back().number, article);
    add(article);
  }

  void take_part() {
    waiting_.clear();
    ++at_;
    last_ = at_;
  }

  void add_between(std::int64_t first, const Article& last) {
    const std::int64_t end = std::min(last.number, first + kMaxRangeArticles);
    for (std::int64_t number = first + 1; number < end; ++number) add({number, 0, false, last.words});
  }

  void add(const Article& article) {
    range_ = false;
    last_ = at_;
    if (article.number > 0 && article.number <= kHighest && articles_.size() < kMaxFindings)
      articles_.push_back(article);
  }

  View text_;
  std::uint32_t at_;
  std::uint32_t last_;  // behind what was cited last
  bool range_ = false;
  std::vector<Article> waiting_, articles_;
};

/// Statutes by name, and titles in book marks that no list holds, in the order in which they stand.
std::vector<Statute> statutes_in(const Text& text, Span within) {
  std::vector<Statute> statutes;
  for (const Form& form : text.forms())
    if (class_of(form.key) == FormClass::Statute && form.whole && form.span.begin >= within.begin &&
        form.span.end <= within.end && statutes.size() < kMostStatutes)
      statutes.push_back({form.key.substr(1), true, form.span});
  const std::size_t listed = statutes.size();
  const View units = text.units().substr(0, within.end);
  for (auto at = units.find(u'《', within.begin); at != npos; at = units.find(u'《', at + 1)) {
    const auto close = units.substr(at, kLongestTitle).find(u'》');
    if (close == npos || close < 4 || statutes.size() >= 2 * kMostStatutes) continue;
    const Span title{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + close + 1)};
    const bool known = std::any_of(
        statutes.begin(), statutes.begin() + static_cast<std::ptrdiff_t>(listed),
        [&](const Statute& s) { return s.span.begin <= title.begin + 1 && s.span.end + 1 >= title.end; });
    if (!known) statutes.push_back({text.plain({title.begin + 1, title.end - 1}), false, title});
  }
  // 物业管理条例 within 《某市物业管理条例》 is not what is cited.
  const std::vector<Statute> titles(statutes.begin() + static_cast<std::ptrdiff_t>(listed), statutes.end());
  std::erase_if(statutes, [&](const Statute& statute) {
    return statute.listed && std::any_of(titles.begin(), titles.end(), [&](const Statute& title) {
             return title.span.begin <= statute.span.begin && statute.span.end <= title.span.end;
           });
  });
  std::stable_sort(statutes.begin(), statutes.end(), [](const Statute& a, const Statute& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return statutes;
}

/// As additions are written: 一 to 二十九.
std::string chinese(std::int64_t number) {
  constexpr std::array<const char*, 10> kDigits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string text = number >= 20 ? "二" : "";
  if (number >= 10) text += "十";
  return text + kDigits[static_cast<std::size_t>(number % 10)];
}

std::string name_of(const Statute& statute, const Article& article) {
  std::string name = fmt::format("{}第{}条", statute.name, article.number);
  return article.addition > 0 ? name + "之" + chinese(article.addition) : name;
}

class Articles {
 public:
  explicit Articles(const Text& text)
      : text_(text), told_(text.has(Zone::Reasoning) || text.has(Zone::Result)) {}

  Findings find() {
    const Span own = court_says();
    const auto statutes = statutes_in(text_, own);
    for (std::size_t i = 0; i < statutes.size(); ++i) {
      const std::uint32_t end = i + 1 < statutes.size() ? statutes[i + 1].span.begin : own.end;
      if (end <= statutes[i].span.end) continue;  // within the next one's title
      for (const Article& article : ListReader(text_.units(), statutes[i].span.end, end).read())
        take(statutes[i], article);
    }
    return std::move(findings_);
  }

 private:
  /// The reasoning and the result, whichever of them the text holds; of a text that shows neither, all but
  /// an appendix.
  Span court_says() const {
    const Span reasoning = text_.zone(Zone::Reasoning);
    const Span result = text_.zone(Zone::Result);
    if (!told_) return {0, text_.zone(Zone::Appendix).begin};
    return {text_.has(Zone::Reasoning) ? reasoning.begin : result.begin, std::max(reasoning.end, result.end)};
  }

  void take(const Statute& statute, const Article& article) {
    std::string name = name_of(statute, article);
    if (findings_.size() >= kMaxFindings || seen_.contains(name)) return;
    const View sentence = text_.units_in(text_.sentence(statute.span));
    const bool applied =
        holds_any(sentence, kApplies) && article.words.begin < text_.zone(Zone::Reasoning).end;
    const bool opinion = applied
                             ? holds_any(sentence.substr(0, kWhose), kOpinions) && !holds_any(sentence, kOwn)
                             : holds_any(sentence, kOpinions);
    if (opinion) return;
    double confidence = applied ? kApplied : told_ ? kMentioned : kTold;
    if (!statute.listed) confidence = std::min(confidence, kUnlisted);
    if (article.mended) confidence = std::min(confidence, kMended);
    seen_.insert(name);
    findings_.push_back({std::move(name), std::nullopt, confidence, article.words});
  }

  const Text& text_;
  const bool told_;
  Findings findings_;
  std::set<std::string> seen_;
};

}  // namespace

Findings find_articles(const Text& text, const Wanted&) { return Articles(text).find(); }

}  // namespace leian::extract
