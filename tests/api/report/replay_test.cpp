#include "api/report/replay.hpp"

#include "api/report/report_log.hpp"
#include "api/report/report_writer.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::api;
using namespace leian::test;
using nlohmann::json;

namespace {

json theft(const std::string& id, const std::string& facts) {
  return {{"id", id}, {"kind", "reviewed_case"}, {"cause", "盗窃罪"}, {"facts", facts}};
}

std::vector<json> thefts() {
  std::vector<json> records;
  for (int i = 0; i < 40; ++i)
    records.push_back(theft("t" + std::to_string(i), "被告人第" + std::to_string(i) + "次撬锁入户，盗窃" +
                                                         (i % 3 == 0 ? "黄金首饰" : "电动自行车") +
                                                         "及现金。"));
  return records;
}

query::ReportRequest request_about(const std::string& id) {
  query::ReportRequest request;
  query::SimilarRequest lookup;
  lookup.id = id;
  lookup.limit = 5;
  query::SimilarRequest other = lookup;
  other.id.reset();
  other.text = "有人撬锁偷走黄金首饰";
  other.causes = {"盗窃罪"};
  request.lookups = {lookup, other};
  request.user = "张三";
  return request;
}

/// The JSON of a report over an index.
std::string written(const query::Gate& gate) {
  const auto report = gate.report({}, request_about("t3"));
  if (!report) FAIL(report.error().what.en);
  const auto bytes = report_file(*report, ReportFormat::Json);
  REQUIRE(bytes);
  return *bytes;
}

RecordedLog log_of(const query::Gate& gate, const std::string& bytes) {
  auto log = read_log(bytes, "r.json", *gate.schema());
  if (!log) FAIL(log.error().what.en);
  return *std::move(log);
}

Error refusal(const query::Gate& gate, const std::string& bytes) {
  const auto log = read_log(bytes, "r.json", *gate.schema());
  REQUIRE_FALSE(log);
  return log.error();
}

}  // namespace

TEST_CASE("replaying a log on the same revision gives the same hits and reasons, byte for byte",
          "[api][report]") {
  const TempIndex index(thefts());
  const query::Gate gate = index.gate();
  const auto outcome = replay(gate, {}, log_of(gate, written(gate)));
  REQUIRE(outcome);
  CHECK(outcome->same());
  CHECK(outcome->same_revision);
  REQUIRE(outcome->lookups.size() == 2);
  CHECK(outcome->lookups[0].hits == 5);
  CHECK(outcome->lookups[0].gone.empty());
  CHECK(replay_json(*outcome)["same"] == true);
}

TEST_CASE("replaying on another revision says so, and what differs", "[api][report]") {
  TempIndex index(thefts());
  const std::string bytes = written(index.gate());
  index.add({theft("new", "被告人第3次撬锁入户，盗窃黄金首饰及现金。")});
  const query::Gate gate = index.gate();
  const auto outcome = replay(gate, {}, log_of(gate, bytes));
  REQUIRE(outcome);
  CHECK_FALSE(outcome->same());
  CHECK_FALSE(outcome->same_revision);
  CHECK(outcome->then.records == 40);
  CHECK(outcome->now.records == 41);
  CHECK(outcome->lookups[0].added == std::vector<std::string>{"new"});
  CHECK(outcome->lookups[0].gone.size() == 1);
  CHECK_THAT(differences_text(outcome->lookups[0]),
             Mentions("新列出 1 条：new") && Mentions("不再列出 1 条"));
}

TEST_CASE("a log that was changed is refused", "[api][report]") {
  const TempIndex index(thefts());
  const query::Gate gate = index.gate();
  json report = json::parse(written(gate));
  report["log"][0]["result"]["hits"][0]["id"] = "t39";
  CHECK_THAT(refusal(gate, report.dump()).what.zh, Mentions("被改动过"));
}

TEST_CASE("what is no report that can be replayed is refused with the reason", "[api][report]") {
  const TempIndex index(thefts());
  const query::Gate gate = index.gate();
  const json report = json::parse(written(gate));
  CHECK(refusal(gate, "").code == ErrorCode::BadInput);
  CHECK(refusal(gate, "[]").code == ErrorCode::BadInput);
  CHECK(refusal(gate, "{}").code == ErrorCode::BadInput);
  json newer = report;
  newer["form"] = 99;
  CHECK_THAT(refusal(gate, newer.dump()).what.zh, Mentions("99"));
  for (const json& request :
       {json("x"), json{{"id", 7}}, json{{"sense", "none"}}, json{{"limit", "many"}},
        json{{"given", {{"kind", "x"}}}}, json{{"tiers", 3}}, json{{"filters", {"nofilter"}}}}) {
    CAPTURE(request.dump());
    json odd = report;
    odd["log"][1]["request"] = request;
    odd["log_sha256"] = log_checksum(odd["log"]);
    const auto log = read_log(odd.dump(), "r.json", *gate.schema());
    if (log) {
      CHECK_FALSE(replay(gate, {}, *log));  // nothing to ask about
    } else {
      CHECK_THAT(log.error().what.zh, Mentions("第 2 条"));
    }
  }
}

TEST_CASE("every part of a request comes back from its log", "[api][report]") {
  const auto kinds = KindSet::load();
  REQUIRE(kinds);
  query::SimilarRequest request;
  request.kind = "reviewed_case";
  request.sense = query::Sense::Law;
  request.causes = {"盗窃罪", "诈骗罪"};
  request.filters = {{"region", "210400"}, {"opened", "2017..2018"}};
  request.among = {"a", "b"};
  request.without = {"amount"};
  request.tiers = {true, false, false, Date::of(2026, 11, 25)};
  request.beside = true;
  request.limit = 7;
  auto given =
      record_from_json(*kinds, *kinds->find("reviewed_case"), {{"id", "g"}, {"facts", "甲"}, {"months", 8}});
  REQUIRE(given);
  request.given = *given;
  for (const int asked : {0, 1, 2}) {
    if (asked == 1) request.given.reset(), request.id = "x";
    if (asked == 2) request.id.reset(), request.text = "一段\n文字";
    const auto back = lookup_request(json::parse(lookup_request_json(request).dump()), *kinds);
    REQUIRE(back);
    CHECK(lookup_request_json(*back) == lookup_request_json(request));
    CHECK(back->sense == request.sense);
    CHECK(back->tiers.stop == false);
    CHECK(back->filters.size() == 2);
    CHECK(back->given.has_value() == request.given.has_value());
    CHECK(back->tiers.day == request.tiers.day);
  }
}
