#include "query/repeats/decided_chains.hpp"

#include <algorithm>
#include <unordered_map>

namespace leian::query {
namespace {

class Decider {
 public:
  explicit Decider(const KeptChains& kept) {
    for (const KeptChain& chain : kept.chains) {
      DecidedChain decided{chain.ids, {}};
      for (const KeptLink& link : chain.links)
        decided.links.push_back({link, chain.ids[link.a], chain.ids[link.b], {}});
      add(std::move(decided));
    }
  }

  void merge(const ChainDecision& decision) {
    const std::string& first = decision.ids.front();
    for (std::size_t i = 1; i < decision.ids.size(); ++i) {
      const std::size_t into = chain_of(first), from = chain_of(decision.ids[i]);
      if (into == from) continue;
      KeptLink said;
      said.confidence = 1;
      chains_[into].links.push_back({said, first, decision.ids[i], decision.by});
      move_all(from, into);
    }
  }

  void split(const ChainDecision& decision) {
    for (const std::string& id : decision.ids) {
      DecidedChain& chain = chains_[chain_of(id)];
      std::erase(chain.ids, id);
      std::erase_if(chain.links, [&](const DecidedLink& link) { return link.a == id || link.b == id; });
      add({{id}, {}});
    }
  }

  std::vector<DecidedChain> take() {
    std::erase_if(chains_, [](const DecidedChain& chain) { return chain.ids.size() < 2; });
    return std::move(chains_);
  }

 private:
  void add(DecidedChain chain) {
    for (const std::string& id : chain.ids) at_[id] = chains_.size();
    chains_.push_back(std::move(chain));
  }

  std::size_t chain_of(const std::string& id) {
    if (const auto at = at_.find(id); at != at_.end()) return at->second;
    add({{id}, {}});
    return chains_.size() - 1;
  }

  void move_all(std::size_t from, std::size_t into) {
    for (std::string& id : chains_[from].ids) {
      at_[id] = into;
      chains_[into].ids.push_back(std::move(id));
    }
    for (DecidedLink& link : chains_[from].links) chains_[into].links.push_back(std::move(link));
    chains_[from] = {};
  }

  std::vector<DecidedChain> chains_;
  std::unordered_map<std::string, std::size_t> at_;
};

}  // namespace

std::vector<DecidedChain> decide_chains(const KeptChains& kept, const std::vector<ChainDecision>& decisions) {
  Decider decider(kept);
  for (const ChainDecision& decision : decisions)
    if (decision.word == ChainDecision::Word::Merge)
      decider.merge(decision);
    else
      decider.split(decision);
  return decider.take();
}

}  // namespace leian::query
