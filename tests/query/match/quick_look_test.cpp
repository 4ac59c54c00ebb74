#include "query/match/quick_look.hpp"

#include <random>

#include "query/match/word_group.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

/// What a quick look says of a text, held against what TextSpans finds in it.
QuickLook::Answer look(const FoldedText& text, const SpanQuery& query) {
  const FieldText field{0, text.units, text.paragraphs, 0};
  const auto answer = QuickLook(query, analyzer().dictionary()).look(field);
  const bool found = !TextSpans(field, analyzer()).find(query).empty();
  if (answer != QuickLook::Answer::Perhaps) CHECK((answer == QuickLook::Answer::Yes) == found);
  return answer;
}

SpanQuery near(Nearness nearness, const std::u16string& a, const std::u16string& b) {
  SpanQuery query;
  query.type = SpanQuery::Type::Near;
  query.nearness = nearness;
  query.children = {span_of(a), span_of(b)};
  return query;
}

/// A text of random pieces, some of them signs and paragraphs' ends.
std::string random_text(std::mt19937& random, const std::vector<std::string>& pieces) {
  std::string text;
  for (std::size_t n = 3 + random() % 20; n > 0; --n) text += pieces[random() % pieces.size()];
  return text;
}

}  // namespace

TEST_CASE("a quick look at what is near decides as the spans do", "[query][match][oracle]") {
  const std::vector<std::string> pieces{"甲乙", "丙丁", "甲",     "丁",       "。", "」",
                                        "！",   "\n",   "戊己庚", "甲乙丙丁", "，"};
  std::mt19937 random(3);
  std::size_t yes = 0, no = 0;
  for (int i = 0; i < 4000; ++i) {
    const FoldedText text = analyzer().fold(random_text(random, pieces));
    const auto unit = std::vector{Nearness::Unit::Characters, Nearness::Unit::Sentence,
                                  Nearness::Unit::Paragraph}[random() % 3];
    const auto words =
        std::vector<std::pair<std::u16string, std::u16string>>{{u"甲乙", u"丙丁"},
                                                               {u"甲乙", u"甲乙"},
                                                               {u"乙丙", u"丙丁"},
                                                               {u"」", u"丁"},
                                                               {u"甲乙丙", u"」戊"}}[random() % 5];
    CAPTURE(to_utf8(text.units), to_utf8(words.first), to_utf8(words.second), static_cast<int>(unit));
    const auto answer =
        look(text, near({unit, static_cast<std::uint32_t>(random() % 6)}, words.first, words.second));
    CHECK(answer != QuickLook::Answer::Perhaps);
    ++(answer == QuickLook::Answer::Yes ? yes : no);
  }
  CHECK(yes > 300);
  CHECK(no > 300);
}

TEST_CASE("a quick look leaves no text out in which a name stands beside a stretch",
          "[query][match][oracle]") {
  const std::vector<std::string> pieces{
      "位于", "沈阳市", "沈阳",   " ",    "和平区", "的", "《民法典》", "民法典", "中华人民共和国民法典",
      "依照", "规定",   "辽宁省", "辽宁", "第5条",  "三", "，"};
  std::mt19937 random(5);
  std::size_t no = 0, perhaps = 0;
  for (const char* quoted : {"位于沈阳市的", "位于沈阳", "沈阳市的", "辽宁规定", "依照民法典规定",
                             "民法典的规定", "依照《民法典》第5条", "位于辽宁省沈阳市"}) {
    SpanQuery query;
    query.pattern = pattern_of(analyzer().fold(quoted).units, analyzer());
    for (int i = 0; i < 600; ++i) {
      const FoldedText text = analyzer().fold(random_text(random, pieces));
      CAPTURE(to_utf8(text.units), quoted);
      ++(look(text, query) == QuickLook::Answer::No ? no : perhaps);
    }
  }
  CHECK(no > 300);
  CHECK(perhaps > 300);
}
