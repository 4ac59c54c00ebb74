#include "query/review_draw/draw.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "query/access/gate.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

/// 200 cases of three levels and four units; every tenth a retrial, and one term far beyond all others.
std::vector<json> cases() {
  std::vector<json> rows;
  for (int i = 0; i < 200; ++i) {
    json row{{"id", "c" + std::to_string(i)},
             {"kind", "reviewed_case"},
             {"title", "案件" + std::to_string(i)},
             {"case_type", i % 3 == 0 ? "民事" : "刑事"},
             {"level", i < 140   ? "县"
                       : i < 190 ? "市"
                                 : "乡"},
             {"organ", "单位" + std::to_string(i % 4)},
             {"cause", "盗窃罪"},
             {"months", 6 + i % 7}};
    if (i % 10 == 0) row["instance"] = "再审";
    if (i == 77) row["months"] = 180;
    rows.push_back(std::move(row));
  }
  return rows;
}

const leian::test::TempIndex& index() {
  static const leian::test::TempIndex made(cases());
  return made;
}

DrawRequest request(const std::string& type, std::uint32_t count = 0) {
  DrawRequest asked;
  asked.type = type;
  asked.count = count;
  asked.as_of = parse_date("2026-11-25").value();
  return asked;
}

std::vector<std::string> ids_of(const DrawAnswer& answer) {
  std::vector<std::string> ids;
  for (const DrawnCase& drawn : answer.cases) ids.push_back(drawn.id);
  return ids;
}

}  // namespace

TEST_CASE("a random draw takes each stratum's share", "[query][review]") {
  auto asked = request("常规抽查", 20);
  asked.by = {"层级"};
  asked.least = 2;
  const auto answer = index().gate().draw({}, asked);
  if (!answer) FAIL(answer.error().what.zh);
  CHECK(answer->population == 200);
  CHECK(answer->asked.by == std::vector<std::string>{"level"});
  std::map<std::string, std::uint64_t> drawn;
  for (const DrawStratum& stratum : answer->strata) drawn[stratum.values.front()] = stratum.drawn;
  CHECK(drawn == std::map<std::string, std::uint64_t>{{"乡", 2}, {"县", 13}, {"市", 5}});
  const auto ids = ids_of(*answer);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 20);
}

TEST_CASE("the same seed draws the same cases wherever they lie", "[query][review]") {
  auto rows = cases();
  std::reverse(rows.begin(), rows.end());
  leian::test::TempIndex other(std::vector<json>(rows.begin(), rows.begin() + 50));
  other.add(std::vector<json>(rows.begin() + 50, rows.end()));
  auto asked = request("常规抽查", 30);
  asked.by = {"organ", "level"};
  const auto here = ids_of(index().gate().draw({}, asked).value());
  CHECK(ids_of(other.gate().draw({}, asked).value()) == here);
  asked.seed = 2;
  CHECK(ids_of(index().gate().draw({}, asked).value()) != here);
}

TEST_CASE("every case has the same chance", "[query][review]") {
  std::map<std::string, int> times;
  const auto gate = index().gate();
  constexpr int kRounds = 300;
  for (std::uint64_t seed = 1; seed <= kRounds; ++seed) {
    auto asked = request("常规抽查", 50);
    asked.seed = seed;
    for (const auto& id : ids_of(gate.draw({}, asked).value())) ++times[id];
  }
  CHECK(times.size() == 200);
  // A quarter of 300 is 75; six standard deviations of 7.5 on either side.
  for (const auto& [id, count] : times) {
    CAPTURE(id);
    CHECK(count > 30);
    CHECK(count < 120);
  }
}

TEST_CASE("rules pick cases and say which rule picked which", "[query][review]") {
  const auto answer = index().gate().draw({}, request("重点评查"));
  if (!answer) FAIL(answer.error().what.zh);
  CHECK(answer->cases.size() == 21);  // twenty retrials and the term of 180 months
  for (const DrawnCase& drawn : answer->cases) {
    const int number = std::stoi(drawn.id.substr(1));
    CHECK(drawn.rules == std::vector<std::string>{number == 77 ? "outlier_months" : "retrial"});
  }
  auto only = request("重点评查", 5);
  only.rules = {"再审案件"};
  const auto five = index().gate().draw({}, only);
  REQUIRE(five);
  CHECK(five->population == 20);
  CHECK(five->cases.size() == 5);
  CHECK(five->asked.rules == std::vector<std::string>{"retrial"});
}

TEST_CASE("rules about clocks and repeats pick petitions", "[query][review]") {
  const leian::test::TempIndex petitions(std::vector<json>{
      {{"id", "a"},
       {"kind", "petition"},
       {"title", "甲"},
       {"accepted", "2026-01-05"},
       {"closed", "2026-04-01"}},
      {{"id", "b"},
       {"kind", "petition"},
       {"title", "乙"},
       {"accepted", "2026-01-05"},
       {"closed", "2026-02-01"}},
      {{"id", "c"}, {"kind", "petition"}, {"title", "丙"}, {"repeat_of", "b"}},
      {{"id", "d"}, {"kind", "petition"}, {"title", "丁"}, {"body", "提到 \"repeat_of\": 字样"}}});
  auto asked = request("重点评查");
  asked.records.kind = "信访事项";
  const auto answer = petitions.gate().draw({}, asked);
  if (!answer) FAIL(answer.error().what.zh);
  std::map<std::string, std::vector<std::string>> rules;
  for (const DrawnCase& drawn : answer->cases) rules[drawn.id] = drawn.rules;
  CHECK(rules == std::map<std::string, std::vector<std::string>>{{"a", {"petition_overdue"}},
                                                                 {"c", {"petition_repeat"}}});
}

TEST_CASE("a query draws what it finds", "[query][review]") {
  auto asked = request("专项评查");
  asked.records.filters = {{"case_type", "民事"}};
  const auto answer = index().gate().draw({}, asked);
  REQUIRE(answer);
  CHECK(answer->cases.size() == 67);
}

TEST_CASE("a draw that cannot be made says why", "[query][review]") {
  const auto gate = index().gate();
  const auto code = [&](const DrawRequest& asked) {
    const auto answer = gate.draw({}, asked);
    REQUIRE_FALSE(answer);
    CHECK_FALSE(answer.error().what.zh.empty());
    return answer.error().code;
  };
  CHECK(code(request("随便看看", 5)) == ErrorCode::BadUsage);
  CHECK(code(request("常规抽查")) == ErrorCode::BadUsage);
  CHECK(code(request("常规抽查", kMaxDraw + 1)) == ErrorCode::BadUsage);
  CHECK(code(request("专项评查", 5)) == ErrorCode::BadUsage);
  auto asked = request("常规抽查", 5);
  asked.by = {"organ"};
  asked.least = 2;
  CHECK(code(asked) == ErrorCode::Conflict);
  asked.by = {"months"};
  CHECK(code(asked) == ErrorCode::UnknownField);
  asked = request("常规抽查", 5);
  asked.records.text = "qqqzzz";
  CHECK(code(asked) == ErrorCode::NotFound);
  asked = request("重点评查", 5);
  asked.rules = {"absent"};
  CHECK(code(asked) == ErrorCode::NotFound);
}
