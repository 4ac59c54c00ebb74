// leian compare, and the flags of leian similar for tiers and what stands beside the list.
#include "tests/api/http/petitions.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

std::string db() { return shared_index().db(); }

json json_of(const Outcome& outcome) {
  CAPTURE(outcome.out, outcome.err);
  REQUIRE(outcome.exit == 0);
  return json::parse(outcome.out);
}

}  // namespace

TEST_CASE("two records stand side by side, in a terminal and as JSON", "[api][cli]") {
  const json answer = json_of(run_leian({"compare", "--db", db(), "p-1", "m-1", "--json"}));
  REQUIRE(answer["cases"].size() == 2);
  CHECK(answer["cases"][1]["id"] == "m-1");
  std::string facts;
  for (const json& part : answer["sections"][0]["texts"][0]) facts += part["text"].get<std::string>();
  CHECK(facts == petitions()[0]["body"]);
  const std::string out = run_leian({"compare", "--db", db(), "p-1", "m-1"}).out;
  CHECK_THAT(out, Mentions("① p-1"));
  CHECK_THAT(out, Mentions("━━ 事实 ━━"));
}

TEST_CASE("what cannot be compared is told on one line, with exit code 2", "[api][cli]") {
  for (const std::vector<std::string>& ids : std::vector<std::vector<std::string>>{
           {}, {"p-1"}, {"p-1", "p-1"}, {"p-1", "none"}, {"a", "b", "c", "d", "e", "f"}}) {
    std::vector<std::string> line{"compare", "--db", db()};
    line.insert(line.end(), ids.begin(), ids.end());
    const Outcome outcome = run_leian(line);
    CAPTURE(outcome.err);
    CHECK(outcome.exit == 2);
    CHECK(outcome.err.starts_with("leian: "));
  }
}

TEST_CASE("tiers are walked and what stands beside is told when asked for", "[api][cli]") {
  const std::vector<std::string> line{"similar", "--db",    db(),        "--id",
                                      "p-1",     "--tiers", "--no-stop", "--beside"};
  auto as_json = line;
  as_json.emplace_back("--json");
  const json answer = json_of(run_leian(as_json));
  CHECK(answer["tiers"].size() == 6);
  CHECK(answer["beside"]["cases"] == answer["total"]);
  const std::string out = run_leian(line).out;
  CHECK_THAT(out, Mentions("指导性案例"));
  CHECK_THAT(out, Mentions("最相近的"));
  CHECK(run_leian({"similar", "--db", db(), "--id", "p-1", "--day", "2017-02-30"}).exit == 2);
}
