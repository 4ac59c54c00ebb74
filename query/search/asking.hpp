/// What every question is asked with: a generation of the index, the analyzer and lexicon in force, and what
/// the caller may see. Lives as long as the question.
#pragma once
#include "indexer/store/snapshot.hpp"
#include "query/access/scope.hpp"
#include "query/lexicon/lexicon.hpp"
#include "query/match/deadline.hpp"

namespace leian::query {

struct Asking {
  const ReaderLease& lease;
  const Analyzer& analyzer;
  const Lexicon& lexicon;
  const Scope& scope;
  const Deadline& deadline;

  const Snapshot& snapshot() const { return lease.snapshot(); }
};

/// Limits that all lists of hits have. Errors: BadUsage.
Result<void> check_limits(std::uint32_t limit, std::uint32_t offset);

}  // namespace leian::query
