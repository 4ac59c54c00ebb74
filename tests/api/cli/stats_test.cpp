// leian stats as a user meets it.
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
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 1);
  return json::parse(outcome.out);
}

}  // namespace

TEST_CASE("stats prints a table, or one JSON object", "[api][cli]") {
  const Outcome table =
      run_leian({"stats", "--db", db(), "--kind", "petition", "--group", "region@2", "--measure", "share"});
  CAPTURE(table.out, table.err);
  CHECK(table.exit == 0);
  for (const char* part : {"共 3 条", "地区（第2级）", "抚顺市", "66.7%", "合计"})
    CHECK_THAT(table.out, Mentions(part));
  const json told = json_of(run_leian({"stats", "--db", db(), "--group", "kind,opened:year", "--measure",
                                       "SUM:amount,share", "p50:amount", "--json"}));
  CHECK(told["total"] == 4);
  const json& first = told["rows"][0];
  CHECK(first["group"] == json{"petition", "2017"});
  CHECK(first["label"] == json{"信访事项", "2017年"});
  CHECK(first["count"] == 2);
  CHECK(first["sum:amount"].is_null());
  const json& last = told["rows"][2];
  CHECK(last["sum:amount"] == 3000);
  CHECK(last["p50:amount"] == 3000);
}

TEST_CASE("stats writes CSV and XLSX", "[api][cli]") {
  const Outcome csv = run_leian(
      {"stats", "--db", db(), "--kind", "petition", "--group", "channel", "--top", "1", "--csv", "-"});
  CAPTURE(csv.out, csv.err);
  CHECK(csv.exit == 0);
  CHECK_THAT(csv.out, Mentions("渠道,件数\r\n网上,2\r\n其他,1\r\n合计,3\r\n"));
  const TempFolder folder;
  const auto file = (folder / "out.xlsx").string();
  CHECK(run_leian({"stats", "--db", db(), "--group", "kind,channel", "--pivot", "--xlsx", file}).exit == 0);
  CHECK(file_bytes(file).starts_with("PK"));
}

TEST_CASE("stats refuses what it cannot count, with exit code 2", "[api][cli]") {
  const std::vector<std::vector<std::string>> lines{{"--group", "title"},
                                                    {"--group", "nosuchfield"},
                                                    {"--measure", "sum:body"},
                                                    {"--measure", "nonsense"},
                                                    {"--group", "kind", "--pivot"},
                                                    {"--top", "-1"},
                                                    {"--filter", "opened=2018..2017"},
                                                    {"--funnel", "opened"},
                                                    {"--json", "--csv", "-"},
                                                    {"--csv", "/nowhere/at/all.csv"},
                                                    {"--query", "\xff"}};
  for (const auto& line : lines) {
    std::vector<std::string> whole{"stats", "--db", db()};
    whole.insert(whole.end(), line.begin(), line.end());
    const Outcome outcome = run_leian(whole);
    CAPTURE(line, outcome.err);
    CHECK(outcome.exit == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.starts_with("leian: "));
  }
}
