/// Chains as the program joined them, with what people said about them put into force. Threads: pure
/// functions.
#pragma once
#include <string>
#include <vector>

#include "query/repeats/decisions.hpp"
#include "query/repeats/kept_chains.hpp"

namespace leian::query {

/// A link of a chain, by ids. `by`: the person who joined them; empty: the program.
struct DecidedLink {
  KeptLink link;
  std::string a, b;
  std::string by;
};

struct DecidedChain {
  std::vector<std::string> ids;
  std::vector<DecidedLink> links;
};

/// In the order in which they were said: a merge joins the chains of its ids, a split takes its ids out of
/// theirs. Chains of fewer than two are left out.
std::vector<DecidedChain> decide_chains(const KeptChains&, const std::vector<ChainDecision>&);

}  // namespace leian::query
