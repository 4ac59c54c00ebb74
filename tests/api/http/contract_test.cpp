// api/http/openapi.json is the contract: every path in it answers as it says, and every route stands in it.
#include <set>

#include "api/http/router.hpp"
#include "api/json/aggregate_json.hpp"
#include "api/json/clocks.hpp"
#include "api/json/consistency.hpp"
#include "api/json/parameters.hpp"
#include "api/report/report_log.hpp"
#include "api/report/report_request.hpp"
#include "tests/api/http/petitions.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

const json& contract() {
  static const json document = json::parse(leian::test::file_bytes(LEIAN_SOURCE "/api/http/openapi.json"));
  return document;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// A request that succeeds, for each operation.
httplib::Result ask(httplib::Client& client, const std::string& operation) {
  if (operation == "search") return client.Get("/v1/search?q=%E7%89%A9%E4%B8%9A&facet=region&facet=kind");
  if (operation == "searchByBody")
    return client.Post("/v1/search", json{{"q", "物业"}, {"facet", {"region"}}}.dump(), "application/json");
  if (operation == "similar") return client.Get("/v1/similar?id=p-1&walk=true&stop=false&beside=true");
  if (operation == "similarByBody")
    return client.Post("/v1/similar", json{{"text", "业主拒交物业费"}}.dump(), "application/json");
  if (operation == "compare") return client.Get("/v1/compare?id=p-1&id=m-1");
  if (operation == "compareByBody")
    return client.Post("/v1/compare", json{{"id", {"p-1"}}, {"text", "小区物业收费后不维修电梯"}}.dump(),
                       "application/json");
  if (operation == "export") return client.Get("/v1/export?kind=petition");
  if (operation == "exportByBody")
    return client.Post("/v1/export", json{{"q", "物业"}}.dump(), "application/json");
  if (operation == "aggregate")
    return client.Get("/v1/aggregate?group=kind,opened:month&measure=share&pivot=1");
  if (operation == "aggregateByBody")
    return client.Post(
        "/v1/aggregate",
        json{{"group", {"region"}}, {"measure", {"rate:region=210400", "p90:days:opened..closed"}}}.dump(),
        "application/json");
  if (operation == "suggest") return client.Get("/v1/suggest?q=wuye&limit=5");
  if (operation == "suggestByBody")
    return client.Post("/v1/suggest", json{{"q", "物业"}}.dump(), "application/json");
  if (operation == "clocks") return client.Get("/v1/audit/clocks?as_of=2017-03-10&by=region,month");
  if (operation == "similarCasesReport")
    return client.Post("/v1/reports/similar-cases", json{{"id", "p-1"}, {"format", "json"}}.dump(),
                       "application/json");
  if (operation == "consistency") return client.Get("/v1/audit/consistency?kind=reviewed_case");
  if (operation == "repeats") return client.Get("/v1/audit/repeats?kind=petition");
  if (operation == "record") return client.Get("/v1/records/m-1");
  if (operation == "putRecord")
    return client.Put("/v1/records/p-1", petitions()[0].dump(), "application/json");
  if (operation == "deleteRecord") return client.Delete("/v1/records/p-3");
  if (operation == "writeRecords")
    return client.Post("/v1/records",
                       json_lines({petitions()[0], {{"id", "x"}}, {{"id", "y"}, {"kind", "petition"}}}),
                       "application/x-ndjson");
  return client.Get("/" + (operation == "openapi" ? "openapi.json"
                           : operation == "kinds" ? "v1/kinds"
                                                  : operation));
}

std::set<std::string> names_of(std::span<const api::ParameterSpec> specs) {
  std::set<std::string> names;
  for (const auto& spec : specs) names.emplace(spec.name);
  return names;
}

/// Those that a URL can carry.
std::set<std::string> url_names_of(std::span<const api::ParameterSpec> specs) {
  std::set<std::string> names;
  for (const auto& spec : specs)
    if (spec.shape != api::Shape::Object) names.emplace(spec.name);
  return names;
}

}  // namespace

TEST_CASE("the contract and the route table name the same operations", "[api][http]") {
  std::set<std::pair<std::string, std::string>> documented;
  for (const auto& [path, methods] : contract()["paths"].items())
    for (const auto& [method, operation] : methods.items()) documented.emplace(upper(method), path);
  std::set<std::pair<std::string, std::string>> routed;
  for (const api::Route& route : api::routes()) routed.emplace(route.method, route.path);
  CHECK(documented == routed);
}

TEST_CASE("every operation answers in the shape the contract gives", "[api][http]") {
  std::vector<json> rows = petitions();
  for (int i = 0; i < 30; ++i)
    rows.push_back({{"id", "c-" + std::to_string(i)},
                    {"kind", "reviewed_case"},
                    {"facts", "被告人盗窃现金" + std::to_string(1000 + 100 * i) + "元"},
                    {"months", 6 + i % 5}});
  const TempIndex index(rows);
  REQUIRE(index.gate().join_repeats({.kind = "petition"}));
  const TestServer server(index.db());
  auto client = server.client();
  SchemaCheck check(contract());
  for (const auto& [path, methods] : contract()["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      CAPTURE(path, method);
      const auto answer = ask(client, operation["operationId"]);
      REQUIRE(answer);
      CAPTURE(answer->body);
      REQUIRE(answer->status == 200);
      const json& content = check.resolve(operation["responses"]["200"])["content"];
      const std::string sent = answer->get_header_value("Content-Type");
      const std::string type = sent.substr(0, sent.find(';'));
      REQUIRE(content.contains(type));
      const json& body = content[type];
      if (type == "application/json")
        CHECK(check(body["schema"], json::parse(answer->body)) == std::vector<std::string>{});
      if (type == "application/x-ndjson") {
        std::istringstream lines(answer->body);
        for (std::string line; std::getline(lines, line);)
          CHECK(check(body["schema"], json::parse(line)) == std::vector<std::string>{});
      }
    }
}

TEST_CASE("every problem is in the shape the contract gives", "[api][http]") {
  const TestServer server(shared_index().db());
  auto client = server.client();
  SchemaCheck check(contract());
  const json& problem = contract()["components"]["schemas"]["Problem"];
  for (const char* path :
       {"/nowhere", "/v1/search?limit=-1", "/v1/search?kind=x", "/v1/search?facet=x", "/v1/records/none"}) {
    CAPTURE(path);
    const auto answer = client.Get(path);
    REQUIRE(answer);
    CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
    CHECK(check(problem, json::parse(answer->body)) == std::vector<std::string>{});
  }
}

TEST_CASE("every problem code the program has stands in the contract", "[api][http]") {
  const json& codes = contract()["components"]["schemas"]["ProblemCode"]["enum"];
  const std::set<std::string> documented(codes.begin(), codes.end());
  for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
    CHECK(documented.contains(std::string(api::problem_type(static_cast<ErrorCode>(i)).code)));
  for (const auto& type : {api::kMethodNotAllowed, api::kRequestTimeout, api::kLengthRequired,
                           api::kUriTooLong, api::kUnsupportedMediaType, api::kPreconditionFailed,
                           api::kKeyReused, api::kHeadersTooLarge, api::kBusy})
    CHECK(documented.contains(std::string(type.code)));
}

TEST_CASE("the parameters of the contract are those that are read", "[api][http]") {
  const json& schemas = contract()["components"]["schemas"];
  using Specs = std::span<const api::ParameterSpec>;
  for (const auto& [path, specs] : {std::pair{"/v1/search", Specs(api::kSearchParameters)},
                                    std::pair{"/v1/export", Specs(api::kExportParameters)},
                                    std::pair{"/v1/aggregate", Specs(api::kAggregateParameters)},
                                    std::pair{"/v1/similar", Specs(api::kSimilarParameters)},
                                    std::pair{"/v1/compare", Specs(api::kCompareParameters)},
                                    std::pair{"/v1/suggest", Specs(api::kSuggestParameters)},
                                    std::pair{"/v1/audit/consistency", Specs(api::kConsistencyParameters)},
                                    std::pair{"/v1/audit/repeats", Specs(api::kRepeatsParameters)}}) {
    std::set<std::string> by_url;
    SchemaCheck check(contract());
    for (const json& parameter : contract()["paths"][path]["get"]["parameters"])
      by_url.insert(check.resolve(parameter)["name"]);
    CHECK(by_url == url_names_of(specs));
    if (!contract()["paths"][path].contains("post")) continue;
    const json& body =
        contract()["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"];
    std::set<std::string> by_body;
    for (const auto& [name, schema] : check.resolve(body)["properties"].items()) by_body.insert(name);
    CHECK(by_body == names_of(specs));
  }
  std::set<std::string> clocks;
  SchemaCheck resolve(contract());
  for (const json& parameter : contract()["paths"]["/v1/audit/clocks"]["get"]["parameters"])
    clocks.insert(resolve.resolve(parameter)["name"]);
  CHECK(clocks == names_of(api::kClockParameters));
  std::set<std::string> of_report;
  for (const auto& [name, schema] : schemas["ReportRequest"]["properties"].items()) of_report.insert(name);
  CHECK(of_report == names_of(api::kReportParameters));
  CHECK(schemas["ReportRequest"]["properties"]["limit"]["maximum"] == query::kMaxReportCases);
  CHECK(schemas["ReportRequest"]["properties"]["limit"]["default"] == api::kUsualReportCases);
  CHECK(schemas["SimilarReport"]["properties"]["form"]["const"] == api::kReportLogForm);
  CHECK(schemas["Limit"]["maximum"] == query::kMaxHits);
  CHECK(schemas["SuggestLimit"]["maximum"] == query::kMaxSuggestions);
  CHECK(schemas["SuggestLimit"]["default"] == query::SuggestRequest{}.limit);
  CHECK(schemas["SuggestText"]["maxLength"] == query::kMaxSuggestBytes);
  CHECK(schemas["Groups"]["maxItems"] == query::kMaxGroups);
  CHECK(schemas["Measures"]["maxItems"] == query::kMaxMeasures);
  CHECK(schemas["Funnel"]["maxItems"] == query::kMaxStages);
  CHECK(schemas["Top"]["maximum"] == query::kMaxTop);
  CHECK(schemas["AggregateAnswer"]["properties"]["rows"]["maxItems"] == query::kMaxCells);
  CHECK(schemas["Offset"]["maximum"] == query::kMaxOffset);
  CHECK(schemas["GroupHits"]["maximum"] == query::kMaxGroupHits);
  CHECK(schemas["GroupHits"]["default"] == query::SearchRequest{}.group_hits);
  CHECK(schemas["FacetLimit"]["maximum"] == api::kMaxFacetLimit);
  CHECK(schemas["Limit"]["default"] == query::SearchRequest{}.limit);
  CHECK(schemas["FacetLimit"]["default"] == query::SearchRequest{}.facet_limit);
}
