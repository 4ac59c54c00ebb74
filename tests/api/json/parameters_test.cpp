#include "api/json/parameters.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

namespace {

Result<query::SearchRequest> search_by(const Parameters& parameters) {
  LEIAN_TRY(const auto json, from_parameters(kSearchParameters, parameters));
  return search_request(json);
}

Result<query::SearchRequest> search_by(std::string_view body) {
  LEIAN_TRY(const auto json, from_body(kSearchParameters, body));
  return search_request(json);
}

}  // namespace

TEST_CASE("parameters of a URL and members of a body ask the same question", "[api][json]") {
  const auto by_url = search_by({{"q", "物业"},
                                 {"kind", "petition"},
                                 {"filter", "cause=a=b"},
                                 {"filter", "opened=2017"},
                                 {"facet", "cause"},
                                 {"facet_limit", "3"},
                                 {"sort", "-opened"},
                                 {"limit", "0"},
                                 {"offset", "40"}});
  const auto by_body = search_by(std::string_view(
      R"({"q":"物业","kind":"petition","filter":["cause=a=b","opened=2017"],"facet":["cause"],
          "facet_limit":3,"sort":"-opened","limit":0,"offset":40})"));
  for (const auto* request : {&by_url, &by_body}) {
    REQUIRE(*request);
    CHECK((*request)->text == "物业");
    CHECK((*request)->kind == "petition");
    REQUIRE((*request)->filters.size() == 2);
    CHECK((*request)->filters[0].field == "cause");
    CHECK((*request)->filters[0].value == "a=b");
    CHECK((*request)->facets == std::vector<std::string>{"cause"});
    CHECK((*request)->facet_limit == 3);
    CHECK((*request)->sort == "-opened");
    CHECK((*request)->limit == 0);
    CHECK((*request)->offset == 40);
  }
}

TEST_CASE("what is not asked keeps its default", "[api][json]") {
  const auto request = search_by(Parameters{});
  REQUIRE(request);
  CHECK(request->limit == query::SearchRequest{}.limit);
  CHECK(request->text.empty());
}

TEST_CASE("parameters that cannot be meant are refused by name", "[api][json]") {
  struct Row {
    Parameters parameters;
    std::string says;
  };
  const std::vector<Row> rows{
      {{{"limit", "-1"}}, "limit must be a whole number from 0 to 1000, not -1"},
      {{{"limit", "1001"}}, "not 1001"},
      {{{"limit", ""}}, "limit must be"},
      {{{"limit", "1.5"}}, "not 1.5"},
      {{{"limit", "99999999999999999999"}}, "limit must be"},
      {{{"offset", "1e9"}}, "offset must be a whole number from 0 to 1000000, not 1e9"},
      {{{"offset", "1000000000"}}, "offset must be"},
      {{{"facet_limit", "0"}}, "facet_limit must be"},
      {{{"q", "a"}, {"q", "b"}}, "q may be given only once"},
      {{{"limit", "1"}, {"limit", "1"}}, "limit may be given only once"},
      {{{"ofset", "1"}}, "did you mean offset?"},
      {{{"Q", "1"}}, "no parameter named Q"},
      {{{"zzzzzzzz", "1"}}, "there are: q, kind, filter"},
      {{{std::string(100'000, 'x'), "1"}}, "no parameter named xxx"},
      {{{"filter", "cause"}}, "FIELD=VALUE"},
      {{{"filter", "=x"}}, "FIELD=VALUE"},
      {{{"filter", "cause="}}, "FIELD=VALUE"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.says);
    const auto request = search_by(row.parameters);
    REQUIRE(!request);
    CHECK(request.error().code == ErrorCode::BadUsage);
    CHECK_THAT(request.error().what.en, Mentions(row.says));
    CHECK(request.error().what.en.size() < 400);
  }
}

TEST_CASE("bodies that are no such request are refused", "[api][json]") {
  const std::string deep = "{\"filter\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  for (const std::string& body :
       {std::string(), std::string("[]"), std::string("null"), std::string("{"), std::string("{\"q\":1}"),
        std::string("{\"filter\":\"a=b\"}"), std::string("{\"filter\":[1]}"),
        std::string("{\"limit\":\"1\"}"), std::string("{\"limit\":-1}"), std::string("{\"limit\":1e9}"),
        std::string("{\"limit\":18446744073709551615}"), std::string("{\"q\":\"a\",\"q\":\"b\"}"),
        std::string("{\"query\":\"a\"}"), std::string("{\"q\":\"\\ud800\"}"), std::string("{\"q\":\"\xff\"}"),
        std::string("{\"q\":null}"), deep}) {
    CAPTURE(body.substr(0, 60));
    const auto request = search_by(std::string_view(body));
    REQUIRE(!request);
    CHECK((request.error().code == ErrorCode::BadUsage || request.error().code == ErrorCode::BadInput));
  }
}

TEST_CASE("a similar request has an id only where one was given", "[api][json]") {
  const auto json = from_parameters(kSimilarParameters, {{"text", "漏水"}, {"cause", "物业纠纷"}});
  REQUIRE(json);
  const auto request = similar_request(*json);
  REQUIRE(request);
  CHECK(!request->id);
  CHECK(request->text == "漏水");
  CHECK(request->causes == std::vector<std::string>{"物业纠纷"});
}

TEST_CASE("causes come one by one, as a string or as an array", "[api][json]") {
  const auto causes_of = [](const Result<nlohmann::json>& json) {
    REQUIRE(json);
    return similar_request(*json)->causes;
  };
  const std::vector<std::string> both{"盗窃罪", "诈骗罪"};
  CHECK(causes_of(from_parameters(kSimilarParameters,
                                  {{"text", "x"}, {"cause", "盗窃罪"}, {"cause", "诈骗罪"}})) == both);
  CHECK(causes_of(from_body(kSimilarParameters, R"({"text":"x","cause":["盗窃罪","诈骗罪"]})")) == both);
  CHECK(causes_of(from_body(kSimilarParameters, R"({"text":"x","cause":"盗窃罪"})")).size() == 1);
  CHECK_FALSE(from_body(kSimilarParameters, R"({"text":"x","cause":[1]})"));
  CHECK_FALSE(from_body(kSimilarParameters, R"({"given":"x"})"));
  CHECK_FALSE(from_parameters(kSimilarParameters, {{"given", "{}"}}));
}

TEST_CASE("a sense is one that there is, and a text is not empty", "[api][json]") {
  const auto of = [](const nlohmann::json& json) { return similar_request(json); };
  CHECK(of({{"text", "x"}, {"sense", "law"}})->sense == query::Sense::Law);
  CHECK(of({{"text", "x"}, {"sense", "争议焦点"}})->sense == query::Sense::Disputes);
  CHECK(of({{"text", "x"}, {"sense", "taste"}}).error().code == ErrorCode::BadUsage);
  CHECK(of({{"text", ""}}).error().code == ErrorCode::BadUsage);
}

TEST_CASE("the nearest name is offered only where it is near", "[api][json]") {
  const std::vector<std::string_view> names{"limit", "offset", "q"};
  CHECK(nearest("limt", names) == "limit");
  CHECK(nearest("lmiit", names) == "limit");
  CHECK(nearest("offest", names) == "offset");
  CHECK(nearest("completely", names).empty());
  CHECK(nearest("", names).empty());
}
