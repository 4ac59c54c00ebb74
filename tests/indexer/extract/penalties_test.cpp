#include "indexer/extract/penalties.hpp"

#include <utility>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::extract;

TEST_CASE("terms are counted in months", "[indexer][extract]") {
  const auto [text, months] = GENERATE(table<std::u16string, int>({{u"一年", 12},
                                                                   {u"六个月", 6},
                                                                   {u"一年六个月", 18},
                                                                   {u"二年零三个月", 27},
                                                                   {u"二年又三个月", 27},
                                                                   {u"一年半", 18},
                                                                   {u"10个月", 10},
                                                                   {u"1年2个月", 14},
                                                                   {u"十五年", 180},
                                                                   {u"十一年六个月", 138},
                                                                   {u"二十个月", 20},
                                                                   {u"叁年", 36},
                                                                   {u"三年 六个月", 42},
                                                                   {u"八月", 8}}));
  CAPTURE(months);
  const auto term = read_term(text, 0);
  REQUIRE(term);
  CHECK(term->months == months);
  CHECK(term->end == text.size());
}

TEST_CASE("what is no term is none", "[indexer][extract]") {
  const std::u16string text = GENERATE(as<std::u16string>(), u"", u"年", u"一", u"一天", u"2017年", u"零年",
                                       u"九百年", u"〇", u"个月");
  CHECK_FALSE(read_term(text, 0));
}

TEST_CASE("amounts are read with their words", "[indexer][extract]") {
  struct Case {
    std::u16string text;
    std::int64_t fen;
    bool about;
  };
  const auto row = GENERATE(values<Case>({{u"3000元", 300'000, false},
                                          {u"三千元", 300'000, false},
                                          {u"人民币叁万元整", 3'000'000, false},
                                          {u"人民币3万余元", 3'000'000, true},
                                          {u"10余万元", 10'000'000, true},
                                          {u"三千多元", 300'000, true},
                                          {u"3千元余", 300'000, true},
                                          {u"30,000.50元", 3'000'050, false},
                                          {u"1.2亿元", 12'000'000'000, false},
                                          {u"¥500", 50'000, false},
                                          {u"人民币5000", 500'000, false}}));
  CAPTURE(row.fen);
  const auto amount = read_money(row.text, 0);
  REQUIRE(amount);
  CHECK(amount->fen == Fen{row.fen});
  CHECK(amount->about == row.about);
  CHECK(amount->words == Span{0, static_cast<std::uint32_t>(row.text.size())});
}

TEST_CASE("what is no amount is none", "[indexer][extract]") {
  const std::u16string text = GENERATE(as<std::u16string>(), u"", u"元", u"人民币", u"3000", u"3000克",
                                       u"三人", u"人民币元", u"99999999999999999999元");
  CHECK_FALSE(read_money(text, 0));
}

TEST_CASE("a penalty holds what stands within its bounds and no more", "[indexer][extract]") {
  const std::u16string text = u"判处有期徒刑二年,缓刑三年,并处罚金人民币一万元。判处无期徒刑";
  const auto penalty = read_penalty(text, {0, static_cast<std::uint32_t>(text.find(u'。'))});
  REQUIRE(penalty);
  CHECK(penalty->type == "有期徒刑");
  CHECK(penalty->months == 24);
  CHECK(penalty->probation);
  CHECK(penalty->probation_months == 36);
  CHECK(penalty->fine == Fen{1'000'000});
  CHECK_FALSE(read_penalty(text, {0, 2}));
  CHECK(read_penalty(text,
                     {static_cast<std::uint32_t>(text.find(u'。')), static_cast<std::uint32_t>(text.size())})
            ->type == "无期徒刑");
}
