/// The flags for walking tiers, and what tiers held and what stands beside the list as people read them in a
/// terminal. Threads: pure functions.
#pragma once
#include <CLI/CLI.hpp>
#include <string>

#include "query/similar/similar_case.hpp"

namespace leian::api {

struct TierFlags {
  bool walk = false;
  bool no_stop = false;
  bool all_years = false;
  std::string day;
};

void add_tiers(CLI::App&, TierFlags&);
/// Errors: BadUsage where the day is none.
Result<void> read_tiers(const TierFlags&, query::SimilarRequest&);

/// What each tier held, hits that ended differently, and what stands beside the list; each where it is there.
std::string beside_text(const query::SimilarAnswer&);

}  // namespace leian::api
