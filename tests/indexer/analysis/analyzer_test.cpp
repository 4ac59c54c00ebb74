#include "indexer/analysis/analyzer.hpp"

#include <string>
#include <utility>

#include "tests/support/catch.hpp"

using leian::Analyzer;
using leian::to_utf8;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

std::string folded(std::string_view text) { return to_utf8(analyzer().fold(text).units); }

std::vector<std::string> words(std::string_view text) {
  const auto units = analyzer().fold(text).units;
  std::vector<leian::Span> spans;
  analyzer().words(units, spans);
  std::vector<std::string> cut;
  for (const auto& span : spans) cut.push_back(to_utf8(span.of(units)));
  return cut;
}

}  // namespace

TEST_CASE("folding ignores width, script, case and blanks between Chinese characters", "[analysis]") {
  const auto [raw, expected] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"物业纠纷", "物业纠纷"},
      {"物業糾紛", "物业纠纷"},
      {"瞭解", "瞭解"},  // character by character: 瞭 alone stays
      {"ＡＢＣ１２３", "abc123"},
      {"Ａ市 B区", "a市 b区"},
      {"物 业　纠\n纷", "物业纠纷"},
      {"第 133 条", "第 133 条"},
      {"hello   world", "hello world"},
      {"  两头 ", "两头"},
      {"（2017）沪0120刑初684号", "(2017)沪0120刑初684号"},
      {"他说。\n我走", "他说。我走"},
      {"a\tb\r\nc", "a b c"},
      {"零宽\u200B空格", "零宽空格"},
      {"𠮷野", "𠮷野"},
      {"\uF900", "岂"},
      {"①㎡", "①㎡"},
  }));
  CAPTURE(raw);
  CHECK(folded(raw) == expected);
}

TEST_CASE("folding broken UTF-8 yields replacement characters and goes on", "[analysis]") {
  CHECK(folded("案\xFF件") == "案\uFFFD件");
  CHECK(folded("案\xE4\xBB") == "案\uFFFD");
  CHECK(folded(std::string("a\0b", 3)) == "a b");
  // The mark that parts texts in the index cannot come in from outside.
  CHECK(folded("\xEF\xBF\xBF") == "\uFFFD");
}

TEST_CASE("every folded unit knows the byte of the original it came from", "[analysis]") {
  const std::string text = "（Ａ） 物\n業糾紛 x";
  const auto folded_text = analyzer().fold(text, true);
  REQUIRE(folded_text.source.size() == folded_text.units.size() + 1);
  CHECK(folded_text.source.back() == text.size());
  for (std::size_t i = 0; i < folded_text.units.size(); ++i) {
    const std::string original =
        text.substr(folded_text.source[i], folded_text.source[i + 1] - folded_text.source[i]);
    CAPTURE(i, original);
    if (folded_text.units[i] == u' ') continue;
    CHECK(folded(original).substr(0, 3) == to_utf8(folded_text.units.substr(i, 1)).substr(0, 3));
  }
}

TEST_CASE("words are cut by the dictionary, Latin runs stay whole, punctuation is left out", "[analysis]") {
  CHECK(words("被告人盗窃电动车，价值2210元") ==
        std::vector<std::string>{"被告人", "盗窃", "电动车", "价值", "2210", "元"});
  CHECK(words("申请司法确认") == std::vector<std::string>{"申请", "司法确认"});
  CHECK(words("，。！").empty());
  CHECK(words("iPhone12手机") == std::vector<std::string>{"iphone12", "手机"});
}

TEST_CASE("words cover every letter and digit once, in order", "[analysis]") {
  const std::string text =
      "沈阳市铁西区人民法院(2017)辽0106民初1234号：原告王某某诉被告X物业公司，请求支付违约金3,000元。";
  const auto units = analyzer().fold(text).units;
  std::vector<leian::Span> spans;
  analyzer().words(units, spans);
  std::size_t at = 0;
  for (const auto& span : spans) {
    for (; at < span.begin; ++at) CHECK_FALSE(leian::is_term_unit(units[at]));
    at = span.end;
  }
}

TEST_CASE("the version names the analyzer and the dictionary", "[analysis]") {
  CHECK(analyzer().version() ==
        std::to_string(leian::kAnalyzerVersion) + "-" + analyzer().dictionary().version());
}
