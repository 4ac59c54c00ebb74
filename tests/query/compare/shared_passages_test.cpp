#include "query/compare/shared_passages.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

/// The longest stretch that two texts share, by trying all.
std::size_t longest_common(std::u16string_view a, std::u16string_view b) {
  std::vector<std::size_t> last(b.size() + 1, 0);
  std::size_t longest = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> now(b.size() + 1, 0);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      if (a[i - 1] == b[j - 1]) now[j] = last[j - 1] + 1;
      longest = std::max(longest, now[j]);
    }
    last.swap(now);
  }
  return longest;
}

std::u16string_view stretch(const std::vector<CaseText>& texts, const PassageMark& mark) {
  return mark.span.of(texts[mark.text].units);
}

/// What every answer promises: equal stretches, long enough, of two cases at least, nowhere overlapping.
void check_promises(const std::vector<CaseText>& texts, const std::vector<Passage>& passages) {
  std::map<std::size_t, std::vector<Span>> by_text;
  for (const Passage& passage : passages) {
    std::set<std::size_t> cases;
    for (const PassageMark& mark : passage.marks) {
      REQUIRE(mark.span.end <= texts[mark.text].units.size());
      REQUIRE(mark.span.size() >= kPassageUnits);
      REQUIRE(stretch(texts, mark) == stretch(texts, passage.marks.front()));
      cases.insert(texts[mark.text].of);
      by_text[mark.text].push_back(mark.span);
    }
    REQUIRE(cases.size() >= 2);
  }
  for (auto& [text, spans] : by_text) {
    std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < spans.size(); ++i) REQUIRE(spans[i - 1].end <= spans[i].begin);
  }
}

}  // namespace

TEST_CASE("a passage that stands in two cases is found whole, once", "[query][compare]") {
  const std::vector<CaseText> texts{{0, u"甲说:被告人深夜撬锁入户盗窃电动自行车,随后逃走"},
                                    {1, u"乙说:经查,被告人深夜撬锁入户盗窃电动自行车,被抓"}};
  const auto passages = shared_passages(texts);
  REQUIRE(passages.size() == 1);
  CHECK(stretch(texts, passages[0].marks[0]) == u"被告人深夜撬锁入户盗窃电动自行车");
  check_promises(texts, passages);
}

TEST_CASE("what stands twice in one case alone is no passage", "[query][compare]") {
  const std::vector<CaseText> texts{{0, u"业主拒交物业服务费用。业主拒交物业服务费用。"},
                                    {1, u"另外一件毫不相干的事情经过"}};
  CHECK(shared_passages(texts).empty());
  const std::vector<CaseText> parts{{0, u"业主拒交物业服务费用"}, {0, u"业主拒交物业服务费用"}};
  CHECK(shared_passages(parts).empty());
}

TEST_CASE("a passage of all three cases names all three", "[query][compare]") {
  const std::vector<CaseText> texts{{0, u"一依照中华人民共和国刑法第二百六十四条二"},
                                    {1, u"三依照中华人民共和国刑法第二百六十四条四"},
                                    {2, u"五依照中华人民共和国刑法第二百六十四条六"}};
  const auto passages = shared_passages(texts);
  REQUIRE(passages.size() == 1);
  CHECK(passages[0].marks.size() == 3);
}

TEST_CASE("shorter stretches, signs alone and empty texts are no passages", "[query][compare]") {
  CHECK(shared_passages({}).empty());
  CHECK(shared_passages({{0, u""}, {1, u""}}).empty());
  CHECK(shared_passages({{0, u"七个汉字是不够"}, {1, u"七个汉字是不够"}}).empty());
  CHECK(shared_passages({{0, u"甲----------乙"}, {1, u"丙----------丁"}}).empty());
}

TEST_CASE("a number is marked whole or not at all", "[query][compare]") {
  const std::vector<CaseText> texts{{0, u"人民检察院依法指控,2015年7月"},
                                    {1, u"人民检察院依法指控,2018年9月"}};
  const auto passages = shared_passages(texts);
  REQUIRE(passages.size() == 1);
  CHECK(stretch(texts, passages[0].marks[0]) == u"人民检察院依法指控");
  const std::vector<CaseText> whole{{0, u"判处有期徒刑6个月罚金2000元"}, {1, u"判处有期徒刑6个月罚金2000元"}};
  CHECK(shared_passages(whole).at(0).marks[0].span.size() == whole[0].units.size());
}

TEST_CASE("of random texts every mark holds what is promised, and the longest stretch is among them",
          "[query][compare]") {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    // Few different letters, so that much is shared and overlaps.
    const unsigned letters = 2 + random() % 4;
    std::vector<CaseText> texts;
    const std::size_t cases = 2 + random() % 4;
    for (std::size_t c = 0; c < cases; ++c)
      for (std::size_t part = 0; part <= random() % 2; ++part) {
        std::u16string units;
        for (std::size_t n = random() % 120; n > 0; --n)
          units += static_cast<char16_t>(u'甲' + random() % letters);
        texts.push_back({c, std::move(units)});
      }
    const auto passages = shared_passages(texts);
    CAPTURE(round);
    check_promises(texts, passages);
    std::size_t longest = 0;
    for (const CaseText& a : texts)
      for (const CaseText& b : texts)
        if (a.of != b.of) longest = std::max(longest, longest_common(a.units, b.units));
    const std::size_t found = passages.empty() ? 0 : passages[0].marks[0].span.size();
    CHECK(found == (longest >= kPassageUnits ? longest : 0));
  }
}

TEST_CASE("texts that repeat themselves without end are done with all the same", "[query][compare]") {
  const std::vector<CaseText> texts{{0, std::u16string(60'000, u'哈')}, {1, std::u16string(50'000, u'哈')}};
  check_promises(texts, shared_passages(texts));
}
