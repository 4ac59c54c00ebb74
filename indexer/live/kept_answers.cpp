#include "indexer/live/kept_answers.hpp"

namespace leian {
namespace {

/// With what the tables take for each.
std::size_t bytes_of(const KeptAnswer& kept) {
  constexpr std::size_t kAround = 256;
  return kept.key.size() + kept.answer.size() + kAround;
}

}  // namespace

void KeptAnswers::keep(KeptAnswer answer, std::uint64_t sequence) {
  const std::string key = answer.key;
  if (const auto known = by_key_.find(key); known != by_key_.end()) bytes_ -= bytes_of(known->second.answer);
  bytes_ += bytes_of(answer);
  in_order_.emplace_back(key, sequence);
  by_key_.insert_or_assign(key, Held{std::move(answer), sequence});
  while (bytes_ > kMaxBytes && in_order_.size() > 1) drop_oldest();
}

void KeptAnswers::drop_oldest() {
  const auto [key, sequence] = std::move(in_order_.front());
  in_order_.pop_front();
  const auto at = by_key_.find(key);
  if (at == by_key_.end() || at->second.sequence != sequence) return;  // it was kept anew since
  bytes_ -= bytes_of(at->second.answer);
  by_key_.erase(at);
}

KeptAnswers::Found KeptAnswers::find(const std::string& key, std::int64_t now) {
  forget_old(now);
  const auto at = by_key_.find(key);
  if (at == by_key_.end()) return {};
  Held& held = at->second;
  if (held.answer.time > now) held.answer.time = now;
  if (now - held.answer.time > kSeconds) return {};
  return {&held.answer, held.sequence};
}

void KeptAnswers::forget_old(std::int64_t now) {
  while (!in_order_.empty()) {
    const auto at = by_key_.find(in_order_.front().first);
    const bool current = at != by_key_.end() && at->second.sequence == in_order_.front().second;
    if (current && at->second.answer.time > now) at->second.answer.time = now;
    if (current && now - at->second.answer.time <= kSeconds) return;
    drop_oldest();
  }
}

std::vector<KeptAnswer> KeptAnswers::all() const {
  std::vector<KeptAnswer> answers;
  for (const auto& [key, sequence] : in_order_)
    if (const auto at = by_key_.find(key); at != by_key_.end() && at->second.sequence == sequence)
      answers.push_back(at->second.answer);
  return answers;
}

}  // namespace leian
