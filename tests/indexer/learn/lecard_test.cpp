// What learning is for, on criminal cases that lawyers graded: records of the same cause come first, whether
// the query's cause was given or not. A tenth of plain BM25 is added here, as query/similar does with its own
// terms.
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "indexer/learn/cause_model.hpp"
#include "indexer/learn/features.hpp"
#include "indexer/pipeline/index_files.hpp"
#include "indexer/store/index.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(LEIAN_SHARED_CORPORA) / "benchmarks/lecard";

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

std::vector<json> read_lines(const char* file) {
  std::vector<json> rows;
  std::ifstream lines(kFolder / file);
  for (std::string line; std::getline(lines, line);) rows.push_back(json::parse(line));
  return rows;
}

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

std::vector<learn::FeatureCount> features_of(const std::string& text) {
  const std::u16string folded = analyzer().fold(text).units;
  const std::u16string_view view = folded;
  return learn::count_features(std::span(&view, 1));
}

/// Plain BM25 over ideographs and pairs, each asked once; the best of all documents has 1.
class Bm25 {
 public:
  explicit Bm25(const std::vector<json>& documents) {
    double length = 0;
    for (const json& document : documents) {
      auto& [counts, size] = documents_[document["doc_id"]];
      for (const auto& one : features_of(document["facts"])) {
        counts[one.feature] = one.count;
        size += one.count;
        ++holders_[one.feature];
      }
      length += size;
    }
    average_ = length / static_cast<double>(documents_.size());
  }

  std::map<std::string, double> scores(const std::string& query) const {
    const auto asked = features_of(query);
    std::map<std::string, double> scores;
    double best = 0;
    for (const auto& [id, document] : documents_) best = std::max(best, scores[id] = score(asked, document));
    for (auto& [id, score] : scores) score /= best;
    return scores;
  }

 private:
  using Document = std::pair<std::map<learn::Feature, double>, double>;

  double score(const std::vector<learn::FeatureCount>& asked, const Document& document) const {
    constexpr double kK1 = 1.2;
    constexpr double kB = 0.75;
    double sum = 0;
    for (const auto& one : asked) {
      const auto count = document.first.find(one.feature);
      if (count == document.first.end()) continue;
      const double holders = holders_.at(one.feature);
      const double idf =
          std::log(1 + (static_cast<double>(documents_.size()) - holders + 0.5) / (holders + 0.5));
      sum += idf * count->second * (kK1 + 1) /
             (count->second + kK1 * (1 - kB + kB * document.second / average_));
    }
    return sum;
  }

  std::map<std::string, Document> documents_;
  std::map<learn::Feature, double> holders_;
  double average_ = 1;
};

/// The query's profile over all causes: half of it the given ones, where there are any.
std::vector<double> asked_profile(const CauseModel& model, const json& query) {
  std::vector<double> asked(model.causes().size());
  for (const CauseWeight& part : model.profile_of(query["text"].get<std::string>(), analyzer()))
    asked[part.cause] = static_cast<double>(part.weight);
  if (!query.contains("cause")) return asked;
  std::set<std::uint32_t> given;
  for (const json& cause : query["cause"])
    if (const auto at = model.find(cause.get<std::string>())) given.insert(*at);
  for (double& part : asked) part /= 2;
  for (const std::uint32_t cause : given) asked[cause] += 0.5 / std::sqrt(static_cast<double>(given.size()));
  return asked;
}

/// Mean nDCG@10 in the judged pool: of causes alone, and with a tenth of BM25.
std::pair<double, double> evaluate(const ReaderLease& lease, const std::vector<json>& queries,
                                   const Bm25& bm25) {
  const auto model = lease.snapshot().causes_of("reviewed_case");
  const Grades grades = read_grades();
  double alone = 0;
  double both = 0;
  for (const json& query : queries) {
    const auto asked = asked_profile(*model, query);
    const auto terms = bm25.scores(query["text"]);
    std::vector<std::pair<double, int>> by_cause, by_both;
    for (const auto& [id, grade] : grades.at(query["qid"])) {
      const auto at = find_row(lease, id).value();
      if (!at) continue;
      double score = 0;
      for (const StoredCauseWeight& part : model->row_profile(at->segment, at->row))
        score += static_cast<double>(part.weight()) * asked[part.cause];
      by_cause.emplace_back(score, grade);
      by_both.emplace_back(score + 0.1 * terms.at(id), grade);
    }
    alone += ndcg(std::move(by_cause), 10);
    both += ndcg(std::move(by_both), 10);
  }
  const auto count = static_cast<double>(queries.size());
  return {alone / count, both / count};
}

}  // namespace

TEST_CASE("learned causes rank graded criminal cases", "[learn][shared][slow]") {
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

  const auto lease = Index::open(options.db, Analyzer::load().value()).value()->lease().value();
  const Bm25 bm25(read_lines("docs.jsonl"));
  const auto [withheld, withheld_both] = evaluate(lease, read_lines("queries.jsonl"), bm25);
  INFO("withheld: " << withheld << ", with terms " << withheld_both);
  CHECK(withheld > 0.81);
  CHECK(withheld_both > 0.82);
  const auto [given, given_both] = evaluate(lease, read_lines("queries-with-cause.jsonl"), bm25);
  INFO("given: " << given << ", with terms " << given_both);
  CHECK(given > 0.87);
  CHECK(given_both > 0.88);
}
