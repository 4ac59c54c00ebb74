#include "query/aggregate/aggregate.hpp"

#include <fmt/format.h>

#include "query/access/gate.hpp"
#include "query/aggregate/answer_aggregate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

json mediation(int number, const char* organ, const char* opened, const char* closed, const char* outcome,
               double amount) {
  json made{{"id", fmt::format("m{}", number)},
            {"kind", "mediation_agreement"},
            {"organ", organ},
            {"opened", opened},
            {"outcome", outcome},
            {"amount", amount}};
  if (*closed != '\0') made["closed"] = closed;
  return made;
}

/// Six mediations, two committees, three months.
std::vector<json> mediations() {
  return {mediation(1, "甲调委会", "2017-01-03", "2017-01-13", "达成协议", 1000.5),
          mediation(2, "甲调委会", "2017-01-05", "2017-02-04", "达成协议", 2000),
          mediation(3, "甲调委会", "2017-02-03", "2017-02-23", "未达成", 0),
          mediation(4, "乙调委会", "2017-02-06", "2017-02-06", "达成协议", 300),
          mediation(5, "乙调委会", "2017-04-07", "", "转诉讼", 50),
          mediation(6, "丙调委会", "2017-04-09", "2017-04-10", "达成协议", 7)};
}

AggregateRequest asking(std::vector<std::string> groups, std::vector<std::string> measures = {}) {
  AggregateRequest request;
  request.groups = std::move(groups);
  request.measures = std::move(measures);
  return request;
}

AggregateAnswer answer_of(const leian::test::TempIndex& index, const AggregateRequest& request) {
  auto answer = index.gate().aggregate({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

Error error_of(const leian::test::TempIndex& index, const AggregateRequest& request) {
  const auto answer = index.gate().aggregate({}, request);
  REQUIRE_FALSE(answer);
  return answer.error();
}

std::vector<std::string> labels_of(const std::vector<AggregateRow>& rows) {
  std::vector<std::string> labels;
  for (const AggregateRow& row : rows) {
    std::vector<std::string> parts;
    for (const GroupValue& value : row.group) parts.push_back(value.label);
    labels.push_back(fmt::format("{} {}", fmt::join(parts, " "), row.count));
  }
  return labels;
}

std::string text_of(const Figure& figure) {
  if (const auto* whole = std::get_if<std::int64_t>(&figure.value)) return fmt::format("{}", *whole);
  if (const auto* number = std::get_if<double>(&figure.value)) return fmt::format("{:.10g}", *number);
  return "null";
}

std::vector<std::string> column_of(const AggregateAnswer& answer, std::size_t measure) {
  std::vector<std::string> texts;
  for (const AggregateRow& row : answer.rows) texts.push_back(text_of(row.figures[measure]));
  return texts;
}

using Shown = std::vector<std::string>;

}  // namespace

TEST_CASE("Values stand by their counts, periods in their order", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  CHECK(labels_of(answer_of(index, asking({"organ"})).rows) ==
        Shown{"甲调委会 3", "乙调委会 2", "丙调委会 1"});
  CHECK(labels_of(answer_of(index, asking({"opened:month"})).rows) ==
        Shown{"2017年1月 2", "2017年2月 2", "2017年4月 2"});
  CHECK(labels_of(answer_of(index, asking({"organ", "outcome"})).rows) ==
        Shown{"甲调委会 达成协议 2", "甲调委会 未达成 1", "乙调委会 达成协议 1", "乙调委会 转诉讼 1",
              "丙调委会 达成协议 1"});
  CHECK(labels_of(answer_of(index, asking({"opened:first_friday"})).rows) == Shown{"否 4", "是 2"});
}

TEST_CASE("Amounts are exact to the fen, days whole, and what no record has is nothing",
          "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  const auto answer =
      answer_of(index, asking({"organ"}, {"sum:amount", "median:days:opened..closed", "SHARE"}));
  CHECK(column_of(answer, 0) == Shown{"300050", "35000", "700"});
  CHECK(column_of(answer, 1) == Shown{"20", "0", "1"});
  CHECK(answer.measures[2].key == "share");
  CHECK(text_of(answer.all.figures[0]) == "335750");
  AggregateRequest none = asking({}, {"p90:amount", "sum:amount", "rate:outcome=达成协议", "count"});
  none.filters = {{"opened", "2001"}};
  const auto empty = answer_of(index, none);
  CHECK(empty.total == 0);
  CHECK(column_of(empty, 0) == Shown{"null"});
  CHECK(column_of(empty, 1) == Shown{"null"});
  CHECK(column_of(empty, 2) == Shown{"null"});
  CHECK(column_of(empty, 5) == Shown{"0"});
}

TEST_CASE("Working days leave out weekends and holidays", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  // m2: 2017-01-05 to 02-04 takes in the Spring Festival, 01-27 to 02-02, and the made-up days 01-22 and
  // 02-04.
  AggregateRequest request = asking({}, {"max:workdays:opened..closed"});
  request.filters = {{"opened", "2017-01-05"}};
  const auto answer = answer_of(index, request);
  CHECK(text_of(answer.all.figures[0]) == "18");
  CHECK(answer.notes.empty());
}

TEST_CASE("Changes compare with the period before, whether or not it has records", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  const auto answer = answer_of(
      index, asking({"opened:month"}, {"change:count", "diff:sum:amount", "diff:mean:amount", "yoy:count"}));
  CHECK(column_of(answer, 0) == Shown{"null", "0", "null"});  // nothing in March to take a change of
  CHECK(column_of(answer, 1) == Shown{"null", "-270050", "5700"});
  CHECK(column_of(answer, 2) == Shown{"null", "-135025", "null"});
  CHECK(column_of(answer, 3) == Shown{"null", "null", "null"});
}

TEST_CASE("The rest of a top is one group, counted once", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  AggregateRequest request = asking({"organ"}, {"median:amount", "distinct:organ"});
  request.top = 1;
  const auto answer = answer_of(index, request);
  CHECK(labels_of(answer.rows) == Shown{"甲调委会 3", "其他 3"});
  CHECK_FALSE(answer.rows[1].group[0].value);
  CHECK(column_of(answer, 0) == Shown{"100050", "5000"});
  CHECK(column_of(answer, 1) == Shown{"1", "2"});
}

TEST_CASE("A pivot has margins of both groups", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  AggregateRequest request = asking({"organ", "opened:month"});
  request.pivot = true;
  const auto answer = answer_of(index, request);
  REQUIRE(answer.pivot);
  CHECK(labels_of(answer.pivot->rows) == Shown{"甲调委会 3", "乙调委会 2", "丙调委会 1"});
  CHECK(labels_of(answer.pivot->columns) == Shown{"2017年1月 2", "2017年2月 2", "2017年4月 2"});
}

TEST_CASE("A funnel counts dates reached in order", "[query][aggregate]") {
  const leian::test::TempIndex index(std::vector<json>{
      {{"id", "a"},
       {"kind", "petition"},
       {"opened", "2017-01-01"},
       {"transferred", "2017-01-05"},
       {"accepted", "2017-01-09"},
       {"closed", "2017-02-01"}},
      {{"id", "b"},
       {"kind", "petition"},
       {"opened", "2017-01-01"},
       {"transferred", "2017-01-03"},
       {"accepted", "2017-01-02"},
       {"closed", "2017-02-02"}},
      {{"id", "c"}, {"kind", "petition"}, {"opened", "2017-01-01"}, {"accepted", "2017-01-02"}},
      {{"id", "d"}, {"kind", "petition"}, {"opened", "2017-01-01T23:00"}, {"transferred", "2017-01-01"}}});
  AggregateRequest request;
  request.funnel = {"opened", "transferred", "accepted", "办结"};
  const auto answer = answer_of(index, request);
  REQUIRE(answer.funnel.size() == 4);
  std::vector<std::uint64_t> reached, dated, disordered;
  for (const FunnelStage& stage : answer.funnel) {
    reached.push_back(stage.reached);
    dated.push_back(stage.dated);
    disordered.push_back(stage.disordered);
  }
  CHECK(reached == std::vector<std::uint64_t>{4, 3, 1, 1});
  CHECK(dated == std::vector<std::uint64_t>{4, 3, 3, 2});
  CHECK(disordered == std::vector<std::uint64_t>{0, 0, 1, 0});
  CHECK(answer.funnel[1].median_days == 2);
  CHECK(answer.funnel[3].median_days_total == 31);
  CHECK_FALSE(answer.funnel[0].median_days);
}

TEST_CASE("Nested rows are counted row by row, records once", "[query][aggregate]") {
  const leian::test::TempIndex index(std::vector<json>{
      {{"id", "a"},
       {"kind", "reviewed_case"},
       {"deductions",
        {{{"item", "程序"}, {"deducted", 1.5}},
         {{"item", "程序"}, {"deducted", 2}},
         {{"item", "文书"}, {"deducted", 3}}}}},
      {{"id", "b"}, {"kind", "reviewed_case"}, {"deductions", {{{"item", "文书"}}, {{"deducted", 9}}}}},
      {{"id", "c"}, {"kind", "reviewed_case"}}});
  const auto answer = answer_of(index, asking({"扣分项.项目"}, {"rows:deductions", "sum:deductions.deducted",
                                                                "max:deductions.deducted"}));
  CHECK(answer.groups[0].key == "deductions.item");
  CHECK(labels_of(answer.rows) == Shown{"文书 2", "程序 1"});
  CHECK(column_of(answer, 0) == Shown{"2", "2"});
  CHECK(column_of(answer, 1) == Shown{"3", "3.5"});
  CHECK(column_of(answer, 2) == Shown{"3", "2"});
  CHECK(answer.missing == 1);
  CHECK(text_of(answer.all.figures[0]) == "5");
  CHECK(text_of(answer.all.figures[1]) == "15.5");
  AggregateRequest narrowed = asking({}, {});
  narrowed.filters = {{"deductions.item", "程序"}};
  CHECK(answer_of(index, narrowed).total == 1);
}

TEST_CASE("What cannot be counted is told so", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  struct Row {
    std::vector<std::string> groups, measures;
    ErrorCode code;
    const char* says;
  };
  const Row row =
      GENERATE(Row{{"nothing"}, {}, ErrorCode::UnknownField, "no field named nothing"},
               Row{{"facts"}, {}, ErrorCode::UnknownField, "cannot be grouped"},
               Row{{"outcome@2"}, {}, ErrorCode::BadUsage, "cannot be grouped"},
               Row{{"region@0"}, {}, ErrorCode::BadUsage, "level"},
               Row{{"region@x"}, {}, ErrorCode::BadUsage, "level"},
               Row{{"closed:hour"}, {}, ErrorCode::BadUsage, "cannot be grouped"},
               Row{{"outcome:month"}, {}, ErrorCode::BadUsage, "cannot be grouped"},
               Row{{"closed:fortnight"}, {}, ErrorCode::BadUsage, "fortnight"},
               Row{{"amount:ranges=5万..1万"}, {}, ErrorCode::BadUsage, "backward"},
               Row{{"outcome", "outcome"}, {}, ErrorCode::BadUsage, "twice"},
               Row{{"outcome", "organ", "form", "kind"}, {}, ErrorCode::TooLarge, "4 groups"},
               Row{{}, {"sum:facts"}, ErrorCode::BadUsage, "cannot be taken of field facts"},
               Row{{}, {"sum:nothing"}, ErrorCode::UnknownField, "nothing"},
               Row{{}, {"mean:outcome"}, ErrorCode::BadUsage, "cannot be taken of field outcome"},
               Row{{}, {"median:opened"}, ErrorCode::BadUsage, "cannot be taken of field opened"},
               Row{{}, {"days:opened..amount"}, ErrorCode::BadUsage, "cannot be taken of field amount"},
               Row{{}, {"days:opened"}, ErrorCode::BadUsage, "cannot be read"},
               Row{{}, {"p101:amount"}, ErrorCode::BadUsage, "percentile"},
               Row{{}, {"p9.12345:amount"}, ErrorCode::BadUsage, "percentile"},
               Row{{}, {"p:amount"}, ErrorCode::BadUsage, "cannot be read"},
               Row{{}, {"rate:outcome"}, ErrorCode::BadUsage, "cannot be read"},
               Row{{}, {"rows:outcome"}, ErrorCode::BadUsage, "rows"},
               Row{{}, {"rate:amount=5万..1万"}, ErrorCode::BadUsage, "backward"},
               Row{{"outcome"}, {"change:count"}, ErrorCode::BadUsage, "period"},
               Row{{"closed:week"}, {"yoy:count"}, ErrorCode::BadUsage, "period"},
               Row{{"closed:month"}, {"change:change:count"}, ErrorCode::BadUsage, "comparison"},
               Row{{}, {"count", "COUNT"}, ErrorCode::BadUsage, "twice"},
               Row{{}, {""}, ErrorCode::BadUsage, "cannot be read"});
  CAPTURE(row.groups, row.measures);
  const Error error = error_of(index, asking(row.groups, row.measures));
  CHECK(error.code == row.code);
  CHECK_THAT(error.what.en, Catch::Matchers::Contains(row.says));
}

TEST_CASE("More groups than an answer holds are refused, unless only the first are asked for",
          "[query][aggregate]") {
  json many{{"id", "a"}, {"kind", "reviewed_case"}};
  for (int i = 0; i < 400; ++i) {
    many["articles"].push_back(fmt::format("第{}条", i));
    many["circumstances"].push_back(fmt::format("情节{}", i));
  }
  const leian::test::TempIndex index(std::vector<json>{many});
  AggregateRequest request = asking({"articles", "circumstances"});
  const Error error = error_of(index, request);
  CHECK(error.code == ErrorCode::TooLarge);
  CHECK_THAT(error.what.en, Catch::Matchers::Contains("100000 groups"));
  CHECK_THAT(error.hint.en, Catch::Matchers::Contains("top"));
  request.top = 2;
  const auto answer = answer_of(index, request);
  CHECK(answer.rows.size() == 9);
  CHECK(answer.rows.back().count == 1);
}

TEST_CASE("Funnels and pivots say what they need", "[query][aggregate]") {
  const leian::test::TempIndex index(mediations());
  AggregateRequest request;
  request.funnel = {"opened"};
  CHECK(error_of(index, request).code == ErrorCode::BadUsage);
  request.funnel = {"opened", "outcome"};
  CHECK_THAT(error_of(index, request).what.en, Catch::Matchers::Contains("outcome"));
  request.funnel = {"opened", "closed"};
  request.groups = {"organ"};
  CHECK_THAT(error_of(index, request).what.en, Catch::Matchers::Contains("group"));
  AggregateRequest pivot = asking({"organ"});
  pivot.pivot = true;
  CHECK_THAT(error_of(index, pivot).what.en, Catch::Matchers::Contains("two groups"));
  AggregateRequest backward = asking({"organ"});
  backward.filters = {{"opened", "2018..2017"}};
  CHECK_THAT(error_of(index, backward).what.en, Catch::Matchers::Contains("backward"));
}

TEST_CASE("What a caller may not see is neither counted nor named", "[query][aggregate]") {
  const leian::test::TempIndex temp(mediations());
  const auto analyzer = Analyzer::load().value();
  const auto index = Index::open(temp.db(), analyzer).value();
  const ReaderLease lease = index->lease().value();
  const Lexicon lexicon{};
  const Deadline deadline(std::chrono::seconds(10));
  const Plan rows = bind_filters({{"organ", "甲调委会"}}, "", lease.snapshot()).value();
  const Scope scope(rows, {"amount", "experts"});
  const Asking within{lease, *analyzer, lexicon, scope, deadline};
  const auto counted = answer_aggregate(within, asking({"organ"}, {"rate:outcome=达成协议"}));
  REQUIRE(counted);
  CHECK(counted->total == 3);
  CHECK(labels_of(counted->rows) == Shown{"甲调委会 3"});
  for (const char* hidden : {"sum:amount", "distinct:experts.name", "rows:experts", "rate:amount=>1"}) {
    const auto refused = answer_aggregate(within, asking({}, {hidden}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::UnknownField);
  }
  CHECK_FALSE(answer_aggregate(within, asking({"amount:ranges=..1万"})));
  CHECK_FALSE(answer_aggregate(within, asking({"experts.profession"})));
}
