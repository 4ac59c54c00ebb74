/// What every question is asked with: a generation of the index, the analyzer and lexicon in force, and what
/// the caller may see. Lives as long as the question.
#pragma once
#include "indexer/store/snapshot.hpp"
#include "query/access/scope.hpp"
#include "query/lexicon/lexicon.hpp"
#include "query/match/deadline.hpp"
#include "query/parse/parser.hpp"

namespace leian::query {

struct Asking {
  const ReaderLease& lease;
  const Analyzer& analyzer;
  const Lexicon& lexicon;
  const Scope& scope;
  const Deadline& deadline;

  const Snapshot& snapshot() const { return lease.snapshot(); }
};

/// A query's text as a tree, told which names are fields and which stretches are one legal form. Errors:
/// BadQuery, TooLarge.
Result<ParsedQuery> read_query(const Asking&, std::string_view text);

/// Limits that all lists of hits have. Errors: BadUsage.
Result<void> check_limits(std::uint32_t limit, std::uint32_t offset);

}  // namespace leian::query
