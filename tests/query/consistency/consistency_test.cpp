#include "query/consistency/consistency.hpp"

#include "corpora/core/paths.hpp"
#include "query/consistency/handling_tables.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

/// Thefts whose terms follow the amount, of two organs; one of them far off.
std::vector<json> thefts() {
  std::vector<json> records;
  for (int i = 0; i < 60; ++i) {
    const int yuan = 2000 + 900 * i;
    records.push_back({{"id", "c-" + std::to_string(i)},
                       {"kind", "reviewed_case"},
                       {"title", "盗窃案"},
                       {"cause", {"盗窃罪"}},
                       {"facts", "被告人张某窃得被害人现金" + std::to_string(yuan) + "元，如实供述。"},
                       {"months", 4 + yuan / 2500},
                       {"handler", i % 2 == 0 ? "王法官" : "李法官"},
                       {"grade", i % 10 == 0 ? "不合格" : "合格"}});
  }
  records[30]["months"] = 90;
  records.push_back(
      {{"id", "no-outcome"}, {"kind", "reviewed_case"}, {"facts", "被告人张某窃得现金3000元。"}});
  return records;
}

ConsistencyRequest of_cases() {
  ConsistencyRequest request;
  request.records.kind = "reviewed_case";
  return request;
}

ConsistencyAnswer ask(const TempIndex& index, const ConsistencyRequest& request) {
  const auto answer = index.gate().consistency(Principal{}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

ErrorCode fault_of(const TempIndex& index, const ConsistencyRequest& request) {
  const auto answer = index.gate().consistency(Principal{}, request);
  REQUIRE_FALSE(answer);
  return answer.error().code;
}

}  // namespace

TEST_CASE("the case whose term departs from what its facts lead to expect comes first",
          "[query][consistency]") {
  const TempIndex index(thefts());
  const ConsistencyAnswer answer = ask(index, of_cases());
  CHECK(answer.outcome == "months");
  CHECK(answer.total == 60);
  CHECK(answer.without == 1);
  REQUIRE_FALSE(answer.cases.empty());
  const AuditedCase& first = answer.cases.front();
  CHECK(first.hit.record.id == "c-30");
  CHECK(first.deviations > 3);
  CHECK(first.expected < 40);
  CHECK(first.low < first.expected);
  CHECK(first.high > first.expected);
}

TEST_CASE("units are compared with case mix taken into account, and small ones are refused",
          "[query][consistency]") {
  auto records = thefts();
  for (int i = 0; i < 3; ++i) records[static_cast<std::size_t>(i)]["handler"] = "赵法官";
  const TempIndex index(records);
  ConsistencyRequest request = of_cases();
  request.by = "承办人";
  const ConsistencyAnswer answer = ask(index, request);
  REQUIRE(answer.units.size() == 3);
  CHECK(answer.units.back().deviation.unit == "赵法官");
  CHECK(answer.units.back().deviation.too_small);
  for (const AuditedUnit& unit : answer.units) CHECK_FALSE(unit.departs);
}

TEST_CASE("of an outcome that is a word the rarest of its cause comes first", "[query][consistency]") {
  const TempIndex index(thefts());
  ConsistencyRequest request = of_cases();
  request.outcome = "grade";
  const ConsistencyAnswer answer = ask(index, request);
  REQUIRE_FALSE(answer.cases.empty());
  REQUIRE(answer.cases.front().surprise);
  CHECK(*answer.cases.front().surprise > 2);
  CHECK(answer.unit.empty());
}

TEST_CASE("what cannot be audited is said", "[query][consistency]") {
  const TempIndex index(thefts());
  ConsistencyRequest request = of_cases();
  request.records.kind = "no_kind";
  CHECK(fault_of(index, request) == ErrorCode::UnknownKind);
  request = of_cases();
  request.outcome = "facts";
  CHECK(fault_of(index, request) == ErrorCode::UnknownField);
  request = of_cases();
  request.by = "title";
  CHECK(fault_of(index, request) == ErrorCode::UnknownField);
  request = of_cases();
  request.level = 0;
  CHECK(fault_of(index, request) == ErrorCode::BadUsage);
  request = of_cases();
  request.records.among = {"c-1", "c-2", "c-3"};
  CHECK(fault_of(index, request) == ErrorCode::BadUsage);
}

TEST_CASE("what a caller may not see is not compared", "[query][consistency][access]") {
  const TempIndex index(thefts());
  const auto analyzer = Analyzer::load().value();
  const auto opened = Index::open(index.db(), analyzer).value();
  const ReaderLease lease = opened->lease().value();
  const Lexicon lexicon{};
  const Deadline deadline(std::chrono::seconds(60));
  const auto tables = HandlingTables::load(data_folder() / "cues");
  REQUIRE(tables);
  const auto ask_within = [&](const Scope& scope, const ConsistencyRequest& request) {
    return answer_consistency(Asking{lease, *analyzer, lexicon, scope, deadline}, request, *tables);
  };
  Plan even;
  even.type = Plan::Type::Rows;
  for (int i = 0; i < 60; i += 2) even.rows.push_back(find_row(lease, "c-" + std::to_string(i))->value());
  const auto half = ask_within(Scope(even), of_cases());
  REQUIRE(half);
  CHECK(half->total == 30);
  // Without facts nothing is expected; a hidden outcome or unit is unknown.
  CHECK(ask_within(Scope(Plan{}, {"facts"}), of_cases()).error().code == ErrorCode::BadUsage);
  ConsistencyRequest request = of_cases();
  request.outcome = "months";
  CHECK(ask_within(Scope(Plan{}, {"months"}), request).error().code == ErrorCode::UnknownField);
  request = of_cases();
  request.by = "handler";
  CHECK(ask_within(Scope(Plan{}, {"handler"}), request).error().code == ErrorCode::UnknownField);
}
