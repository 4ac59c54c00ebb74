#include "query/eval/evaluate.hpp"

#include "tests/support/temp_index.hpp"

using namespace leian::query;
using leian::test::TempIndex;

namespace {

std::vector<nlohmann::json> cases() {
  const auto one = [](const char* id, const char* facts, const char* cause) {
    return nlohmann::json{
        {"id", id}, {"kind", "reviewed_case"}, {"title", "案件"}, {"facts", facts}, {"cause", cause}};
  };
  return {one("bike", "被告人深夜盗窃电动自行车一辆", "盗窃罪"),
          one("shop", "被告人在商店盗窃手机两部", "盗窃罪"), one("rob", "被告人持刀抢劫商店现金", "抢劫罪"),
          one("drive", "被告人醉酒驾驶机动车", "危险驾驶罪")};
}

std::vector<std::string> ids(const std::vector<RankedDocument>& ranking) {
  std::vector<std::string> all;
  for (const RankedDocument& document : ranking) all.push_back(document.id);
  return all;
}

double of(std::string_view name, const Scores& scores) {
  for (std::size_t m = 0; m < kMeasures.size(); ++m)
    if (kMeasures[m].name == name) return scores[m];
  return -1;
}

}  // namespace

TEST_CASE("an index is asked every judged query and scored", "[query][eval]") {
  const TempIndex index(cases());
  const Gate gate = index.gate();
  const Qrels qrels{{"1", {{"bike", 1}, {"drive", 0}}}, {"2", {{"rob", 2}}}, {"unasked", {{"rob", 1}}}};
  const auto judged =
      judged_only({{"1", "电动自行车", {}}, {"2", "高利贷", {}}, {"unjudged", "商店", {}}}, qrels);
  REQUIRE(judged.size() == 2);

  const auto answered = rank_all(gate, judged, qrels, {});
  REQUIRE(answered);
  CHECK(ids(answered->run.at("1")) == std::vector<std::string>{"bike"});
  CHECK(answered->run.at("2").empty());
  const auto scores = score_run(answered->run, judged, qrels);
  CHECK(of("ndcg@10", scores[0]) == 1);
  CHECK(of("ndcg@10", scores[1]) == 0);
  CHECK(of("mrr", mean(scores)) == 0.5);
}

TEST_CASE("a pool leaves the judged alone, in the same order", "[query][eval]") {
  const TempIndex index(cases());
  const Gate gate = index.gate();
  const Qrels qrels{{"1", {{"shop", 1}, {"drive", 0}, {"gone", 2}}}};
  const std::vector<EvalQuery> judged{{"1", "被告人", {}}};
  EvalOptions options;
  options.depth = 1;  // no bound on a pool
  options.pool = true;
  for (const EvalMode mode : {EvalMode::Search, EvalMode::Similar}) {
    options.mode = mode;
    const auto answered = rank_all(gate, {{"1", "被告人在商店醉酒驾驶", {}}}, qrels, options);
    REQUIRE(answered);
    for (const std::string& id : ids(answered->run.at("1"))) CHECK((id == "shop" || id == "drive"));
  }
  options.mode = EvalMode::Search;
  const auto searched = rank_all(gate, judged, qrels, options);
  REQUIRE(searched);
  CHECK(searched->run.at("1").size() == 2);
}

TEST_CASE("any of several causes lifts a similar case", "[query][eval]") {
  const TempIndex index(cases());
  const Gate gate = index.gate();
  const Qrels qrels{{"1", {{"rob", 1}}}};
  EvalOptions options;
  options.mode = EvalMode::Similar;
  const auto answered = rank_all(gate, {{"1", "商店手机", {"危险驾驶罪", "抢劫罪"}}}, qrels, options);
  REQUIRE(answered);
  REQUIRE(!answered->run.at("1").empty());
  CHECK(answered->run.at("1").front().id == "rob");
}

TEST_CASE("a query without words is refused and counts 0; the others are scored", "[query][eval]") {
  const TempIndex index(cases());
  const Gate gate = index.gate();
  const Qrels qrels{{"1", {{"rob", 1}}}, {"2", {{"rob", 1}}}};
  EvalOptions options;
  options.mode = EvalMode::Similar;
  const std::vector<EvalQuery> judged{{"1", "，。", {}}, {"2", "持刀抢劫", {}}};
  const auto answered = rank_all(gate, judged, qrels, options);
  REQUIRE(answered);
  REQUIRE(answered->refused.size() == 1);
  CHECK(answered->refused[0].qid == "1");
  CHECK(of("mrr", mean(score_run(answered->run, judged, qrels))) == 0.5);
}

TEST_CASE("a depth beyond what can be ranked is refused", "[query][eval]") {
  const TempIndex index(cases());
  const Gate gate = index.gate();
  const auto [mode, depth] = GENERATE(table<EvalMode, std::uint32_t>(
      {{EvalMode::Search, 0}, {EvalMode::Search, kMaxDepth + 1}, {EvalMode::Similar, kMaxHits + 1}}));
  const auto answered = rank_all(gate, {{"1", "商店", {}}}, {{"1", {{"rob", 1}}}}, {mode, false, depth});
  REQUIRE(!answered);
  CHECK(answered.error().code == leian::ErrorCode::BadUsage);
}

TEST_CASE("a search ranked deeper than one answer holds goes on over pages", "[query][eval]") {
  std::vector<nlohmann::json> many;
  for (int i = 0; i < 1100; ++i)
    many.push_back({{"id", "r" + std::to_string(i)}, {"kind", "petition"}, {"title", "物业费"}});
  const TempIndex index(many);
  const auto answered =
      rank_all(index.gate(), {{"1", "物业费", {}}}, {{"1", {{"r1", 1}}}}, {EvalMode::Search, false, 1050});
  REQUIRE(answered);
  auto found = ids(answered->run.at("1"));
  CHECK(found.size() == 1050);
  std::sort(found.begin(), found.end());
  CHECK(std::unique(found.begin(), found.end()) == found.end());
}

TEST_CASE("learning, a query uses what is known of the others and never of itself", "[query][eval]") {
  const TempIndex index(cases());
  const Gate gate = index.gate();
  const Qrels qrels{{"1", {{"rob", 1}}}, {"2", {{"rob", 1}}}, {"3", {{"drive", 1}}}};
  const std::vector<EvalQuery> judged{
      {"1", "拿刀抢店怎么判？", {}}, {"2", "拿刀抢店判几年？", {}}, {"3", "喝高开车咋办？", {}}};
  EvalOptions options;
  options.learn = true;
  const auto scores = score_run(rank_all(gate, judged, qrels, options)->run, judged, qrels);
  CHECK(of("mrr", scores[0]) == 1);
  CHECK(of("mrr", scores[1]) == 1);
  CHECK(of("mrr", scores[2]) == 0);  // nobody else asked that
}

TEST_CASE("two runs are compared measure by measure over the same queries", "[query][eval]") {
  const Qrels qrels{{"1", {{"a", 1}}}, {"2", {{"a", 1}}}};
  const std::vector<EvalQuery> judged{{"1", "", {}}, {"2", "", {}}};
  const Run ours{{"1", {{"a", 1}}}, {"2", {{"a", 1}}}};
  const Run others{{"1", {{"x", 2}, {"a", 1}}}};  // and nothing for 2
  const auto compared = compare(score_run(ours, judged, qrels), score_run(others, judged, qrels));
  const auto mrr = std::size_t{5};
  REQUIRE(kMeasures[mrr].name == "mrr");
  CHECK(compared[mrr].other == 0.25);
  CHECK(compared[mrr].difference == 0.75);
  CHECK(compared[mrr].p > 0.3);
  CHECK(within_pool({{"1", {{"x", 2}, {"a", 1}}}, {"9", {{"a", 1}}}}, qrels) ==
        Run{{"1", {{"a", 1}}}, {"9", {}}});
}
