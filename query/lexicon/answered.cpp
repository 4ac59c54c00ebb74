#include "query/lexicon/answered.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace leian::query {
namespace {

std::vector<Gram> grams_of(std::u16string_view folded) {
  std::vector<Gram> grams;
  for (std::size_t i = 0; i + 1 < folded.size(); ++i)
    if (is_bigram(folded[i], folded[i + 1])) grams.push_back(gram_of(folded[i], folded[i + 1]));
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

}  // namespace

void AnsweredQuestions::add(std::u16string_view folded, std::vector<std::string> ids) {
  const auto number = static_cast<std::uint32_t>(questions_.size());
  questions_.push_back({grams_of(folded), std::move(ids)});
  for (const Gram gram : questions_.back().grams) with_gram_[gram].push_back(number);
}

/// As of BM25; a gram that no question has weighs most.
double AnsweredQuestions::weight(Gram gram) const {
  const auto at = with_gram_.find(gram);
  const auto with = static_cast<double>(at == with_gram_.end() ? 0 : at->second.size());
  return std::log1p((static_cast<double>(questions_.size()) - with + 0.5) / (with + 0.5));
}

double AnsweredQuestions::norm(const std::vector<Gram>& grams) const {
  double sum = 0;
  for (const Gram gram : grams) sum += weight(gram) * weight(gram);
  return std::sqrt(sum);
}

std::vector<LikelyAnswer> AnsweredQuestions::for_question(std::u16string_view folded,
                                                          std::optional<std::size_t> but) const {
  const std::vector<Gram> asked = grams_of(folded);
  std::unordered_map<std::uint32_t, double> shared;
  for (const Gram gram : asked)
    if (const auto at = with_gram_.find(gram); at != with_gram_.end())
      for (const std::uint32_t question : at->second)
        if (question != but) shared[question] += weight(gram) * weight(gram);
  std::vector<std::pair<double, std::uint32_t>> alike;
  const double own = norm(asked);
  for (const auto& [question, product] : shared)
    alike.emplace_back(product / (own * norm(questions_[question].grams)), question);
  const auto end = alike.begin() + static_cast<std::ptrdiff_t>(std::min(kMostAlike, alike.size()));
  std::partial_sort(alike.begin(), end, alike.end(), std::greater<>());

  std::map<std::string, double> best;
  for (auto at = alike.begin(); at != end; ++at)
    for (const std::string& id : questions_[at->second].ids) best[id] = std::max(best[id], at->first);
  std::vector<LikelyAnswer> answers;
  for (const auto& [id, likeness] : best) answers.push_back({id, likeness});
  std::stable_sort(answers.begin(), answers.end(),
                   [](const LikelyAnswer& a, const LikelyAnswer& b) { return a.likeness > b.likeness; });
  return answers;
}

}  // namespace leian::query
