#include "query/match/words.hpp"

#include <algorithm>
#include <unordered_set>

namespace leian::query {
namespace {

const std::unordered_set<std::u16string_view>& stop_words() {
  static const std::unordered_set<std::u16string_view> words{
      u"的",   u"了",   u"在",   u"是",   u"和",   u"与",   u"及",   u"或",   u"也",   u"都",   u"就",
      u"而",   u"把",   u"被",   u"让",   u"给",   u"对",   u"向",   u"从",   u"到",   u"于",   u"以",
      u"为",   u"因",   u"由",   u"将",   u"还",   u"又",   u"再",   u"很",   u"太",   u"吗",   u"呢",
      u"吧",   u"啊",   u"呀",   u"我",   u"你",   u"他",   u"她",   u"它",   u"这",   u"那",   u"哪",
      u"谁",   u"个",   u"其",   u"之",   u"所",   u"有",   u"没",   u"不",   u"能",   u"会",   u"要",
      u"想",   u"请",   u"着",   u"过",   u"地",   u"得",   u"等",   u"我们", u"你们", u"他们", u"这个",
      u"那个", u"什么", u"怎么", u"怎样", u"如何", u"可以", u"是否", u"因为", u"所以", u"但是", u"如果",
      u"以及", u"或者", u"还是", u"一个", u"没有", u"进行", u"关于", u"对于", u"为了"};
  return words;
}

std::vector<Span> collect(std::u16string_view folded, const std::vector<Span>& cut, bool with_stop_words) {
  std::vector<Span> words;
  Span singles;  // a run of neighbouring single ideographs
  const auto end_singles = [&] {
    if (singles.size() > 0) words.push_back(singles);
    singles = {};
  };
  for (const Span& span : cut) {
    const auto word = span.of(folded);
    if (!with_stop_words && is_stop_word(word)) {
      end_singles();
    } else if (span.size() == 1 && is_ideograph(word[0])) {
      if (singles.end != span.begin) end_singles();
      singles = singles.size() == 0 ? span : Span{singles.begin, span.end};
    } else {
      end_singles();
      words.push_back(span);
    }
  }
  end_singles();
  return words;
}

}  // namespace

bool is_stop_word(std::u16string_view folded) { return stop_words().contains(folded); }

std::vector<Span> query_word_spans(std::u16string_view folded, const std::vector<Span>& cut) {
  auto words = collect(folded, cut, false);
  return words.empty() ? collect(folded, cut, true) : words;
}

std::vector<std::u16string> query_words(std::u16string_view folded, const Analyzer& analyzer) {
  std::vector<Span> cut;
  analyzer.words(folded, cut);
  std::vector<std::u16string> words;
  for (const Span& span : query_word_spans(folded, cut))
    if (const auto word = span.of(folded); std::find(words.begin(), words.end(), word) == words.end())
      words.emplace_back(word);
  return words;
}

}  // namespace leian::query
