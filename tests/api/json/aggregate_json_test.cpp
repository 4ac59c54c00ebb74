#include "api/json/aggregate_json.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;
using query::Figure;

using Texts = std::vector<std::string>;

TEST_CASE("measures are cut at commas only where a measure begins", "[api][json]") {
  CHECK(split_measures({"count,sum:amount", "P90:amount"}) == Texts{"count", "sum:amount", "P90:amount"});
  CHECK(split_measures({"rate:outcome=支持,部分支持,share"}) == Texts{"rate:outcome=支持,部分支持", "share"});
  CHECK(split_measures({" days:opened..closed , p99.5:amount"}) ==
        Texts{"days:opened..closed", "p99.5:amount"});
  CHECK(split_measures({""}) == Texts{""});
  CHECK(split_commas({"region@2, closed:month", "kind"}) == Texts{"region@2", "closed:month", "kind"});
}

TEST_CASE("figures are amounts in yuan, dates as text, and null for nothing", "[api][json]") {
  CHECK(figure_json({std::int64_t{12345}, Figure::Unit::Yuan}).dump() == "123.45");
  CHECK(figure_json({std::int64_t{12300}, Figure::Unit::Yuan}).dump() == "123");
  CHECK(figure_json({250.0, Figure::Unit::Yuan}).dump() == "2.5");
  CHECK(figure_json({std::int64_t{17439}, Figure::Unit::Date}).dump() == "\"2017-09-30\"");
  CHECK(figure_json({std::int64_t{-3}, Figure::Unit::Days}).dump() == "-3");
  CHECK(figure_json({0.25, Figure::Unit::Share}).dump() == "0.25");
  CHECK(figure_json({}).dump() == "null");
}

TEST_CASE("a request of statistics is read from its parameters", "[api][json]") {
  const auto request = aggregate_request({{"q", "物业"},
                                          {"filter", {"region=210400"}},
                                          {"group", {"organ,closed:month"}},
                                          {"measure", {"share,change:count"}},
                                          {"top", 5},
                                          {"pivot", 1}});
  REQUIRE(request);
  CHECK(request->groups == Texts{"organ", "closed:month"});
  CHECK(request->measures == Texts{"share", "change:count"});
  CHECK(request->top == 5);
  CHECK(request->pivot);
  CHECK_FALSE(aggregate_request({{"filter", {"region"}}}));
  CHECK_FALSE(from_body(kAggregateParameters, R"({"top": -1})"));
  CHECK_FALSE(from_body(kAggregateParameters, R"({"groups": ["x"]})"));
}
