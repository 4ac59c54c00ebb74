// Outcomes of a few cases altered on purpose: are they the ones that stand out?
#include <cmath>
#include <fstream>
#include <numeric>
#include <random>

#include "corpora/core/paths.hpp"
#include "query/consistency/expected_outcomes.hpp"
#include "query/consistency/unit_deviations.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

struct CaseSet {
  std::vector<HandledCase> cases;
  std::vector<double> months;
};

/// Judgments with one sentence.
CaseSet judgments(const std::filesystem::path& folder) {
  CaseSet set;
  std::ifstream lines(folder / "judge-judgments.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    if (row["convictions"].size() != 1) continue;
    const json& conviction = row["convictions"][0];
    if (!conviction["months"].is_number() || conviction["months"] == 0) continue;
    set.cases.push_back({row["fact"], conviction["charge"]});
    set.months.push_back(conviction["months"]);
  }
  return set;
}

/// Facts with a term; those without a cause are one group.
CaseSet facts(const std::filesystem::path& folder) {
  CaseSet set;
  std::ifstream lines(folder / "lexeval-facts.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    const json months = row.value("imprisonment_months", json());
    if (!months.is_number() || months == 0) continue;
    const json cause = row.value("cause", json());
    set.cases.push_back({row["fact"], cause.is_array() && !cause.empty() ? cause[0].get<std::string>() : ""});
    set.months.push_back(months);
  }
  return set;
}

struct Measures {
  double area = 0, precision = 0, error = 0;
};

/// One draw: 5 % of the outcomes three to six times up or down.
Measures altered_once(const DenseMatrix& design, const std::vector<double>& months, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::size_t> order(months.size());
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), random);
  const auto altered = static_cast<std::size_t>(std::lround(0.05 * static_cast<double>(months.size())));
  std::vector<bool> is_altered(months.size(), false);
  std::vector<double> outcomes = months;
  for (std::size_t i = 0; i < altered; ++i) {
    const double factor = std::uniform_real_distribution<double>(3, 6)(random);
    is_altered[order[i]] = true;
    outcomes[order[i]] *= std::bernoulli_distribution(0.5)(random) ? factor : 1 / factor;
  }
  const auto expected = expect_outcomes(design, outcomes);
  REQUIRE(expected);
  std::vector<std::pair<double, bool>> ranked;
  Measures measures;
  for (std::size_t i = 0; i < months.size(); ++i) {
    ranked.emplace_back(std::abs((*expected)[i].deviations), is_altered[i]);
    measures.error +=
        std::abs((*expected)[i].expected - std::log(months[i])) / static_cast<double>(months.size());
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  double found = 0, pairs = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i].second) {
      ++found;
      measures.precision += i < altered ? 1.0 / static_cast<double>(altered) : 0;
    } else {
      pairs += found;
    }
  }
  measures.area = pairs / (static_cast<double>(altered) * static_cast<double>(months.size() - altered));
  return measures;
}

Measures altered_often(const CaseSet& set) {
  const auto analyzer = Analyzer::load();
  REQUIRE(analyzer);
  const auto tables = HandlingTables::load(data_folder() / "cues");
  REQUIRE(tables);
  const auto design = outcome_design(set.cases, *tables, **analyzer);
  REQUIRE(design);
  constexpr unsigned kSeeds = 20;
  Measures mean;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    const Measures one = altered_once(*design, set.months, seed);
    mean.area += one.area / kSeeds;
    mean.precision += one.precision / kSeeds;
    mean.error += one.error / kSeeds;
  }
  return mean;
}

}  // namespace

TEST_CASE("outcomes altered on purpose stand out from what their facts lead to expect",
          "[query][consistency][shared]") {
  const std::filesystem::path folder = std::filesystem::path(LEIAN_SHARED_CORPORA) / "reviewed_cases";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: the shared corpora are absent");
    return;
  }
  const CaseSet judged = judgments(folder), told = facts(folder);
  CHECK(judged.cases.size() == 425);
  CHECK(told.cases.size() == 946);
  const Measures of_judged = altered_often(judged), of_told = altered_often(told);
  WARN("judgments: area " << of_judged.area << ", precision " << of_judged.precision << ", error "
                          << of_judged.error);
  WARN("facts: area " << of_told.area << ", precision " << of_told.precision << ", error " << of_told.error);
  CHECK(of_judged.area >= 0.90);
  CHECK(of_judged.precision >= 0.50);
  CHECK(of_judged.error <= 0.48);
  CHECK(of_told.area >= 0.93);
  CHECK(of_told.precision >= 0.50);
  CHECK(of_told.error <= 0.42);
}

TEST_CASE("what is expected of a case does not depend on its own outcome", "[query][consistency]") {
  std::vector<HandledCase> cases;
  std::vector<double> months;
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    const int yuan = std::uniform_int_distribution<int>(1000, 90'000)(random);
    cases.push_back({"被告人张某盗窃被害人现金" + std::to_string(yuan) + "元", i % 2 == 0 ? "盗窃" : "诈骗"});
    months.push_back(3 + yuan / 3000.0 + std::uniform_real_distribution<double>(0, 2)(random));
  }
  const auto analyzer = Analyzer::load();
  const auto tables = HandlingTables::load(data_folder() / "cues");
  REQUIRE(tables);
  const auto design = outcome_design(cases, *tables, **analyzer);
  REQUIRE(design);
  const auto before = expect_outcomes(*design, months);
  months[5] *= 5;
  const auto after = expect_outcomes(*design, months);
  REQUIRE(before);
  REQUIRE(after);
  CHECK((*after)[5].deviations > 3);
  CHECK(std::abs((*after)[5].expected - (*before)[5].expected) < 0.05);
}

TEST_CASE("too few cases and outcomes of nothing are refused", "[query][consistency]") {
  const auto analyzer = Analyzer::load();
  const auto tables = HandlingTables::load(data_folder() / "cues");
  REQUIRE(tables);
  const std::vector<HandledCase> three(3, HandledCase{"盗窃", "盗窃"});
  CHECK(outcome_design(three, *tables, **analyzer).error().code == ErrorCode::BadUsage);
  const std::vector<HandledCase> enough(40, HandledCase{"盗窃", "盗窃"});
  const auto design = outcome_design(enough, *tables, **analyzer);
  REQUIRE(design);
  CHECK(expect_outcomes(*design, std::vector<double>(40, 0)).error().code == ErrorCode::BadUsage);
}
