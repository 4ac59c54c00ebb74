#include "query/eval/metrics.hpp"

#include <map>
#include <string>

#include "tests/support/catch.hpp"

using namespace leian::query;

namespace {

using Grades = std::vector<int>;

bool near(double value, double expected) { return std::abs(value - expected) < 1e-9; }

double of(std::string_view name, const GradedRanking& ranking) {
  const Scores scores = score(ranking);
  for (std::size_t m = 0; m < kMeasures.size(); ++m)
    if (kMeasures[m].name == name) return scores[m];
  FAIL("no measure " << name);
  return 0;
}

}  // namespace

// log2(3) = 1.584962500721156, log2(5) = 2.321928094887362
TEST_CASE("measures give what a pencil gives", "[query][eval]") {
  const auto [ranked, judged, measure, expected] = GENERATE(table<Grades, Grades, std::string, double>({
      {{1}, {1}, "ndcg@5", 1},
      {{0, 1}, {1}, "ndcg@5", 1 / 1.584962500721156},
      {{0, 0, 3}, {3}, "ndcg@10", 0.5},
      {{3, 0, 2}, {2, 3, 0}, "ndcg@10", (3 + 2 / 2.0) / (3 + 2 / 1.584962500721156)},
      {{1, 2}, {2, 1}, "ndcg@10", (1 + 2 / 1.584962500721156) / (2 + 1 / 1.584962500721156)},
      {{0, 0, 0, 0, 0, 1}, {1}, "ndcg@5", 0},
      {{2, -1}, {2, -1}, "ndcg@5", 1},  // a grade below 0 is worth nothing, and takes nothing away
      {{2}, {2, 2, 2}, "ndcg@5", 2 / (2 + 2 / 1.584962500721156 + 2 / 2.0)},
      {{1, 0, 1, 0}, {1, 1}, "map", (1.0 + 2.0 / 3) / 2},
      {{1, 0, 1, 0}, {1, 1, 1, 1}, "map", (1.0 + 2.0 / 3) / 4},
      {{0, 0, 0, 2}, {2, 1}, "mrr", 0.25},
      {{0, 3, 1}, {3, 1}, "mrr", 0.5},
      {{1, 0, 2}, {1, 2}, "p@5", 0.4},
      {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}, "p@5", 1},
      {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}, "p@10", 0.6},
      {{1, 0}, {1, 2, 3, 0}, "recall@10", 1.0 / 3},
      {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, {1}, "recall@10", 0},
      {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, {1}, "recall@100", 1},
  }));
  CAPTURE(measure, ranked, judged);
  const double value = of(measure, {ranked, judged});
  CAPTURE(value, expected);
  CHECK(near(value, expected));
}

TEST_CASE("a query that nothing answers, or that has no right answer, is worth 0", "[query][eval]") {
  for (const GradedRanking& ranking :
       {GradedRanking{{}, {1, 2}}, GradedRanking{{0, 0}, {0, 0}}, GradedRanking{{}, {}}})
    for (const double value : score(ranking)) CHECK(value == 0);
}

TEST_CASE("the best order is worth 1 and any other less", "[query][eval]") {
  const Grades judged{0, 1, 3, 2};
  CHECK(near(ndcg({{3, 2, 1, 0}, judged}, 10), 1));
  CHECK(ndcg({{3, 1, 2, 0}, judged}, 10) < 1);
  CHECK(near(ndcg({{3, 2, 1, 0}, judged}, 2), 1));
}
