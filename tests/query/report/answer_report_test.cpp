#include "query/report/answer_report.hpp"

#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;

namespace {

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "pending"},
       {"kind", "reviewed_case"},
       {"title", "入户盗窃案"},
       {"cause", "盗窃罪"},
       {"facts", "被告人深夜撬锁入户，盗窃电动自行车一辆及现金。"},
       {"disputes", "是否构成入户盗窃。"}},
      {{"id", "near"},
       {"kind", "reviewed_case"},
       {"case_no", "（2018）辽01刑初7号"},
       {"cause", "盗窃罪"},
       {"authority", "2"},
       {"closed", "2018-06-01"},
       {"facts", "被告人在夜间撬锁进入居民家中，窃得电动自行车一辆。"},
       {"reasoning", "被告人入户盗窃，依法惩处。"},
       {"result", "判处有期徒刑八个月。"}},
      {{"id", "far"},
       {"kind", "reviewed_case"},
       {"cause", "盗窃罪"},
       {"facts", "被告人在地铁站扒窃现金，撬锁未成。"}},
      {{"id", "letter"},
       {"kind", "petition"},
       {"title", "电动自行车"},
       {"body", "电动自行车充电无处可去，有人撬锁。"}},
  });
  return index;
}

ReportRequest request_about(const std::string& id) {
  ReportRequest request;
  request.lookups.emplace_back();
  request.lookups.back().id = id;
  request.lookups.back().limit = 10;
  request.at = DateTime::at(*Date::of(2026, 11, 25), 9, 30);
  return request;
}

SimilarReport report(const ReportRequest& request) {
  const auto made = sample().gate().report({}, request);
  if (!made) FAIL(made.error().what.en);
  return *made;
}

ErrorCode failure(const ReportRequest& request) {
  const auto made = sample().gate().report({}, request);
  REQUIRE_FALSE(made);
  return made.error().code;
}

}  // namespace

TEST_CASE("a report says who searched, when, over which revision, and lists the cases with their gist",
          "[query][report]") {
  ReportRequest request = request_about("pending");
  request.user = "张三";
  const SimilarReport made = report(request);
  CHECK(made.user == "张三");
  CHECK(made.account == Principal{}.name);
  CHECK(made.at == request.at);
  CHECK(made.revision.records == 4);
  CHECK(made.revision.generation == made.lookups.at(0).answer.generation);
  CHECK(made.pending.card.id == "pending");
  CHECK(made.pending.disputes.at(0).text == "是否构成入户盗窃。");
  REQUIRE(made.cases.size() == 2);
  const ReportCase& near = made.cases[0];
  CHECK(near.card.case_no == "（2018）辽01刑初7号");
  CHECK(near.tier == "2");
  REQUIRE(near.gist.size() == 3);
  CHECK(near.gist[0].text == "被告人在夜间撬锁进入居民家中，窃得电动自行车一辆。");
  CHECK(near.gist[2].text == "判处有期徒刑八个月。");
  CHECK_FALSE(near.reasons.empty());
  CHECK(near.score == made.lookups[0].answer.hits[0].hit.score);
}

TEST_CASE("a report's look-up answers as the look-up does by itself", "[query][report]") {
  const ReportRequest request = request_about("pending");
  const SimilarReport made = report(request);
  const auto alone = sample().gate().similar({}, request.lookups[0]);
  REQUIRE(alone);
  REQUIRE(made.lookups[0].answer.hits.size() == alone->hits.size());
  for (std::size_t i = 0; i < alone->hits.size(); ++i) {
    CHECK(made.lookups[0].answer.hits[i].hit.record.id == alone->hits[i].hit.record.id);
    CHECK(made.lookups[0].answer.hits[i].hit.score == alone->hits[i].hit.score);
  }
}

TEST_CASE("a case that several look-ups find stands once, and says by which", "[query][report]") {
  ReportRequest request = request_about("pending");
  request.lookups.push_back(request.lookups[0]);
  request.lookups.back().filters = {{"cause", "盗窃罪"}};
  const SimilarReport made = report(request);
  CHECK(made.lookups.size() == 2);
  REQUIRE(made.cases.size() == 2);
  CHECK(made.cases[0].found_by == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a report about a text has no card, and its passages are the text's", "[query][report]") {
  ReportRequest request = request_about("");
  request.lookups[0].id.reset();
  request.lookups[0].text = "有人夜里撬锁进我家偷走电动自行车。争议焦点是该不该赔。";
  const SimilarReport made = report(request);
  CHECK(made.user == Principal{}.name);
  CHECK(made.pending.card.id.empty());
  REQUIRE(made.pending.gist.size() == 1);
  CHECK_THAT(made.pending.gist[0].text, Mentions("撬锁"));
  CHECK(made.pending.disputes.at(0).text == "争议焦点是该不该赔。");
}

TEST_CASE("a report that cannot be is an error", "[query][report]") {
  ReportRequest none;
  CHECK(failure(none) == ErrorCode::BadUsage);
  ReportRequest many = request_about("pending");
  many.lookups.resize(kMaxReportLookUps + 1, many.lookups[0]);
  CHECK(failure(many) == ErrorCode::BadUsage);
  CHECK(failure(request_about("gone")) == ErrorCode::NotFound);
  for (const std::uint32_t limit : {0u, kMaxReportCases + 1}) {
    ReportRequest request = request_about("pending");
    request.lookups[0].limit = limit;
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  for (const std::string& text : {std::string("一\n二"), std::string("\xff"), std::string(400, 'x')}) {
    ReportRequest titled = request_about("pending");
    titled.title = text;
    CHECK(failure(titled) == ErrorCode::BadUsage);
    ReportRequest signed_by = request_about("pending");
    signed_by.user = text;
    CHECK(failure(signed_by) == ErrorCode::BadUsage);
  }
}
