#include "query/repeats/join.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace leian::query {
namespace {

/// A pair that shares less has little to tell of one matter; kept well below what any link of the labels has.
constexpr double kLeastRare = 8;
/// Pairs compared across two chains before they are joined; of longer chains, spread evenly.
constexpr std::size_t kMostCompared = 64;

/// Finds and compares the pairs.
class LinkFinder {
 public:
  LinkFinder(const Matters& matters, const Snapshot& snapshot, const Deadline& deadline)
      : matters_(matters), snapshot_(snapshot), deadline_(deadline), shared_(matters.size(), 0) {}

  std::vector<MatterLink> run() {
    list_rare_grams();
    std::unordered_map<std::uint64_t, std::uint32_t> worded;
    for (std::uint32_t m = 0; m < matters_.size(); ++m) {
      if (m % 256 == 0) deadline_.check();
      gather_candidates(m);
      // The same wording many times over leaves no gram rare.
      const auto [first, fresh] = worded.try_emplace(matters_.wording(m), m);
      if (!fresh && shared_[first->second] < kLeastRare) compare(first->second, m);
      for (const std::uint32_t other : touched_) {
        if (shared_[other] >= kLeastRare) compare(other, m);
        shared_[other] = 0;
      }
      touched_.clear();
    }
    return std::move(links_);
  }

 private:
  bool is_rare(std::uint32_t id) const {
    return matters_.frequency(id) >= 2 && matters_.frequency(id) <= kRareMatters;
  }

  void list_rare_grams() {
    starts_.assign(matters_.gram_count() + 1, 0);
    for (std::uint32_t id = 0; id < matters_.gram_count(); ++id)
      starts_[id + 1] = starts_[id] + (is_rare(id) ? matters_.frequency(id) : 0);
    list_.resize(starts_.back());
    filled_.assign(matters_.gram_count(), 0);
  }

  /// Adds up what earlier matters share with this one, and lists it for later ones.
  void gather_candidates(std::uint32_t m) {
    for (const MatterGram& gram : matters_.grams(m)) {
      if (!is_rare(gram.id)) continue;
      std::uint32_t* const begin = list_.data() + starts_[gram.id];
      for (const std::uint32_t* at = begin; at < begin + filled_[gram.id]; ++at) {
        if (shared_[*at] == 0) touched_.push_back(*at);
        shared_[*at] += matters_.rarity(gram.id);
      }
      begin[filled_[gram.id]++] = m;
    }
  }

  void compare(std::uint32_t a, std::uint32_t b) {
    const Likeness alike = likeness(matters_, a, b);
    const double sure = confidence(alike);
    if (sure >= kLinkConfidence && !is_form_letter(matters_, snapshot_, a, b, alike))
      links_.push_back({a, b, sure});
  }

  const Matters& matters_;
  const Snapshot& snapshot_;
  const Deadline& deadline_;
  std::vector<std::uint64_t> starts_;
  std::vector<std::uint32_t> list_, filled_;
  std::vector<double> shared_;
  std::vector<std::uint32_t> touched_;
  std::vector<MatterLink> links_;
};

/// Joins chains along the links, likeliest first.
class ChainJoiner {
 public:
  ChainJoiner(const Matters& matters, const Snapshot& snapshot) : matters_(matters), snapshot_(snapshot) {}

  std::vector<MatterChain> run(std::vector<MatterLink> links) {
    std::sort(links.begin(), links.end(), [](const MatterLink& x, const MatterLink& y) {
      if (x.confidence != y.confidence) return x.confidence > y.confidence;
      return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    for (const MatterLink& link : links) take(link);
    std::vector<MatterChain> chains;
    for (auto& [root, chain] : chains_) {
      std::sort(chain.members.begin(), chain.members.end());
      chains.push_back(std::move(chain));
    }
    std::sort(chains.begin(), chains.end(),
              [](const MatterChain& x, const MatterChain& y) { return x.members < y.members; });
    return chains;
  }

 private:
  std::uint32_t root_of(std::uint32_t matter) const {
    const auto at = roots_.find(matter);
    return at == roots_.end() ? matter : at->second;
  }
  MatterChain& chain_of(std::uint32_t root) {
    MatterChain& chain = chains_[root];
    if (chain.members.empty()) chain.members.push_back(root);
    return chain;
  }

  void take(const MatterLink& link) {
    std::uint32_t a = root_of(link.a), b = root_of(link.b);
    if (a == b) return;
    chain_of(a);
    chain_of(b);
    if (chains_[a].members.size() < chains_[b].members.size()) std::swap(a, b);
    if (alike_on_the_whole(chains_[a], chains_[b])) join(a, b, link);
    drop_if_alone(a);
    drop_if_alone(b);
  }

  void join(std::uint32_t a, std::uint32_t b, const MatterLink& link) {
    MatterChain &into = chains_[a], &from = chains_[b];
    for (const std::uint32_t member : from.members) roots_[member] = a;
    roots_[a] = a;
    into.members.insert(into.members.end(), from.members.begin(), from.members.end());
    into.links.insert(into.links.end(), from.links.begin(), from.links.end());
    into.links.push_back(link);
    chains_.erase(b);
  }

  void drop_if_alone(std::uint32_t root) {
    const auto at = chains_.find(root);
    if (at != chains_.end() && at->second.members.size() < 2) chains_.erase(at);
  }

  bool alike_on_the_whole(const MatterChain& a, const MatterChain& b) const {
    const std::size_t pairs = a.members.size() * b.members.size();
    const std::size_t step = (pairs + kMostCompared - 1) / kMostCompared;
    double sum = 0;
    std::size_t compared = 0;
    for (std::size_t pair = 0; pair < pairs; pair += step, ++compared) {
      const std::uint32_t x = a.members[pair / b.members.size()], y = b.members[pair % b.members.size()];
      const Likeness alike = likeness(matters_, x, y);
      if (!is_form_letter(matters_, snapshot_, x, y, alike)) sum += confidence(alike);
    }
    return sum >= kChainConfidence * static_cast<double>(compared);
  }

  const Matters& matters_;
  const Snapshot& snapshot_;
  std::unordered_map<std::uint32_t, std::uint32_t> roots_;
  std::unordered_map<std::uint32_t, MatterChain> chains_;
};

}  // namespace

std::vector<MatterChain> join_matters(const Matters& matters, const Snapshot& snapshot,
                                      const Deadline& deadline) {
  return ChainJoiner(matters, snapshot).run(LinkFinder(matters, snapshot, deadline).run());
}

}  // namespace leian::query
