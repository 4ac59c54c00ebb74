// What learning is for, on criminal cases that lawyers graded: records of the same cause come first, for
// queries whose cause nobody gave. The rest of the ranking is query/similar's; its figures stand in
// docs/benchmarks.md.
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "indexer/learn/cause_model.hpp"
#include "indexer/pipeline/index_files.hpp"
#include "indexer/store/index.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(LEIAN_SHARED_CORPORA) / "benchmarks/lecard";

using Grades = std::map<std::string, std::map<std::string, int>>;

Grades read_grades() {
  Grades grades;
  std::ifstream lines(kFolder / "qrels.trec");
  for (std::string query, zero, document, grade; lines >> query >> zero >> document >> grade;)
    grades[query][document] = std::stoi(grade);
  return grades;
}

double gain(const std::vector<int>& grades, std::size_t depth) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(depth, grades.size()); ++i)
    sum += grades[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

/// Grades in the order of the scores, against the best order there is.
double ndcg(std::vector<std::pair<double, int>> scored, std::size_t depth) {
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<int> grades;
  for (const auto& one : scored) grades.push_back(one.second);
  const double got = gain(grades, depth);
  std::sort(grades.rbegin(), grades.rend());
  return got / gain(grades, depth);
}

}  // namespace

TEST_CASE("learned causes alone rank graded criminal cases", "[learn][shared][slow]") {
  if (!std::filesystem::exists(kFolder)) {
    WARN("skipped: no " << kFolder);
    return;
  }
  const TempFolder folder;
  IndexOptions options;
  options.db = folder / "db";
  options.maps = {"lecard"};
  options.inputs = {kFolder / "docs.jsonl"};
  const auto summary = index_files(options);
  REQUIRE(summary);
  CHECK(summary->indexed == 2611);
  REQUIRE(summary->learned.size() == 1);
  CHECK(summary->learned[0].accuracy.first > 0.75);
  CHECK(summary->learned[0].accuracy.first_three > 0.9);

  const auto analyzer = Analyzer::load().value();
  const auto lease = Index::open(options.db, analyzer).value()->lease().value();
  const auto model = lease.snapshot().causes_of("reviewed_case");
  REQUIRE(model);
  const Grades grades = read_grades();
  double sum = 0;
  std::size_t queries = 0;
  std::ifstream lines(kFolder / "queries.jsonl");
  for (std::string line; std::getline(lines, line); ++queries) {
    const auto query = nlohmann::json::parse(line);
    std::vector<float> asked(model->causes().size());
    for (const CauseWeight& part : model->profile_of(query["text"].get<std::string>(), *analyzer))
      asked[part.cause] = part.weight;
    std::vector<std::pair<double, int>> scored;
    for (const auto& [id, grade] : grades.at(query["qid"].get<std::string>())) {
      const auto at = find_row(lease, id).value();
      if (!at) continue;
      double score = 0;
      for (const StoredCauseWeight& part : model->row_profile(at->segment, at->row))
        score += static_cast<double>(part.weight() * asked[part.cause]);
      scored.emplace_back(score, grade);
    }
    sum += ndcg(std::move(scored), 10);
  }
  REQUIRE(queries == 45);
  CAPTURE(sum / 45);
  CHECK(sum / 45 > 0.81);
}
