#include "query/eval/evaluate.hpp"

#include <algorithm>
#include <chrono>

#include "corpora/core/messages.hpp"
#include "query/eval/significance.hpp"

namespace leian::query {
namespace {

using Ranking = std::vector<RankedDocument>;

/// An evaluation is nobody waiting at a screen: a slow query is to be scored, not cut off.
constexpr std::chrono::minutes kBudget{10};

/// One query's ids to rank among; none stands for all.
std::vector<std::string> pool_of(const EvalQuery& query, const Qrels& qrels, const EvalOptions& options) {
  std::vector<std::string> ids;
  if (options.pool)
    for (const auto& [id, grade] : qrels.find(query.qid)->second) ids.push_back(id);
  return ids;
}

/// Page after page, since one answer holds kMaxHits at most.
Result<Ranking> search_for(const Gate& gate, const EvalQuery& query, std::vector<std::string> pool,
                           std::uint32_t depth, const EvalOptions&, const Learned& learned) {
  SearchRequest request;
  request.text = query.text;
  request.learned = learned;
  request.among = std::move(pool);
  request.budget = kBudget;
  Ranking ranking;
  while (ranking.size() < depth) {
    request.offset = static_cast<std::uint32_t>(ranking.size());
    request.limit = std::min(kMaxHits, depth - request.offset);
    LEIAN_TRY(const SearchAnswer answer, gate.search(Principal{}, request));
    for (const Hit& hit : answer.hits) ranking.push_back({hit.record.id, hit.score});
    if (answer.hits.size() < request.limit) break;
  }
  return ranking;
}

Result<Ranking> similar_to(const Gate& gate, const EvalQuery& query, std::vector<std::string> pool,
                           std::uint32_t depth, const EvalOptions& options, const Learned&) {
  SimilarRequest request;
  request.text = query.text;
  request.causes = query.causes;
  request.without = options.without;
  request.among = std::move(pool);
  request.limit = std::min(kMaxHits, depth);
  request.budget = kBudget;
  auto answer = gate.similar(Principal{}, request);
  // A cause that nothing in the index is called helps as little as none.
  if (!answer && answer.error().code == ErrorCode::BadUsage && !request.causes.empty()) {
    request.causes.clear();
    answer = gate.similar(Principal{}, request);
  }
  if (!answer) return Unexpected(std::move(answer).error());
  Ranking ranking;
  for (const SimilarHit& similar : answer->hits)
    ranking.push_back({similar.hit.record.id, similar.hit.score});
  return ranking;
}

/// The judged queries with the documents that answer them, by their place.
std::shared_ptr<const AnsweredQuestions> answered(const std::vector<EvalQuery>& judged, const Qrels& qrels,
                                                  const Analyzer& analyzer) {
  auto questions = std::make_shared<AnsweredQuestions>();
  for (const EvalQuery& query : judged) {
    std::vector<std::string> ids;
    for (const auto& [id, grade] : qrels.find(query.qid)->second)
      if (grade > 0) ids.push_back(id);
    questions->add(analyzer.fold(query.text).units, std::move(ids));
  }
  return questions;
}

/// Whether the fault lies with the query rather than the index.
bool is_refusal(ErrorCode code) {
  return code == ErrorCode::BadQuery || code == ErrorCode::BadUsage || code == ErrorCode::UnknownField ||
         code == ErrorCode::TooLarge;
}

GradedRanking graded(const Ranking* ranking, const Grades& grades) {
  GradedRanking result;
  for (const auto& [id, grade] : grades) result.judged.push_back(grade);
  if (ranking == nullptr) return result;
  for (const RankedDocument& document : *ranking) {
    const auto judged = grades.find(document.id);
    result.ranked.push_back(judged == grades.end() ? 0 : judged->second);
  }
  return result;
}

std::vector<double> column(const std::vector<Scores>& scores, std::size_t measure) {
  std::vector<double> values;
  for (const Scores& one : scores) values.push_back(one[measure]);
  return values;
}

}  // namespace

std::vector<EvalQuery> judged_only(std::vector<EvalQuery> queries, const Qrels& qrels) {
  std::erase_if(queries, [&](const EvalQuery& query) { return qrels.count(query.qid) == 0; });
  return queries;
}

Result<EvalRun> rank_all(const Gate& gate, const std::vector<EvalQuery>& judged, const Qrels& qrels,
                         const EvalOptions& options) {
  const bool similar = options.mode == EvalMode::Similar;
  const std::uint32_t deepest = similar ? kMaxHits : kMaxDepth;
  if (options.depth < 1 || options.depth > deepest)
    return err(ErrorCode::BadUsage, Msg::NumberOutOfBounds, "depth", 1, deepest, options.depth);
  EvalRun result;
  Learned learned;
  if (options.learn) learned.questions = answered(judged, qrels, gate.analyzer());
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const EvalQuery& query = judged[i];
    if (options.learn) learned.but = i;
    auto ranking =
        (similar ? similar_to : search_for)(gate, query, pool_of(query, qrels, options),
                                            options.pool ? deepest : options.depth, options, learned);
    if (ranking)
      result.run[query.qid] = std::move(*ranking);
    else if (is_refusal(ranking.error().code))
      result.refused.push_back({query.qid, std::move(ranking).error()});
    else
      return Unexpected(std::move(ranking).error());
  }
  return result;
}

Run within_pool(Run run, const Qrels& qrels) {
  for (auto& [qid, ranking] : run) {
    const auto judged = qrels.find(qid);
    std::erase_if(ranking, [&](const RankedDocument& document) {
      return judged == qrels.end() || judged->second.count(document.id) == 0;
    });
  }
  return run;
}

std::vector<Scores> score_run(const Run& run, const std::vector<EvalQuery>& judged, const Qrels& qrels) {
  std::vector<Scores> scores;
  for (const EvalQuery& query : judged) {
    const auto ranking = run.find(query.qid);
    scores.push_back(
        score(graded(ranking == run.end() ? nullptr : &ranking->second, qrels.find(query.qid)->second)));
  }
  return scores;
}

Scores mean(const std::vector<Scores>& scores) {
  Scores sum{};
  for (const Scores& one : scores)
    for (std::size_t m = 0; m < sum.size(); ++m) sum[m] += one[m] / static_cast<double>(scores.size());
  return sum;
}

std::array<Comparison, kMeasures.size()> compare(const std::vector<Scores>& ours,
                                                 const std::vector<Scores>& others) {
  std::array<Comparison, kMeasures.size()> result;
  const Scores our_mean = mean(ours);
  const Scores other_mean = mean(others);
  for (std::size_t m = 0; m < result.size(); ++m)
    result[m] = {other_mean[m], our_mean[m] - other_mean[m],
                 randomisation_p(column(ours, m), column(others, m))};
  return result;
}

}  // namespace leian::query
