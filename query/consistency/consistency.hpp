/// Handling consistency: cases whose outcome departs from what their facts lead to expect, and units whose
/// cases do so on the whole. A departure is a reason to look, not a finding. Cost: every record asked about
/// is read and its facts looked into, about a millisecond each. Source: docs/adr/0031-consistency.md
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/consistency/unit_deviations.hpp"
#include "query/search/asking.hpp"
#include "query/search/narrowing.hpp"

namespace leian::query {

inline constexpr std::uint64_t kMaxAuditCases = 200'000;  ///< beyond it, TooLarge: narrow by year or cause

struct ConsistencyRequest {
  Narrowing records;    ///< `kind` must be given
  std::string outcome;  ///< a field, or `days` from opened to closed; empty: months, else amount, else days
  std::string by;       ///< a facet field: compare its values, units or people; empty: none
  double level = 0.05;  ///< share of false findings among units told; above 0, below 1
  std::uint32_t limit = 20;  ///< cases, 0 to kMaxHits
  std::uint32_t offset = 0;  ///< 0 to kMaxOffset
  std::chrono::milliseconds budget{600'000};
};

/// A case and what to expect of it. Of an outcome that is a number: in its own unit; of one that is a word:
/// only `surprise`.
struct AuditedCase {
  Hit hit;
  std::string cause;
  std::string outcome;             ///< as people read it
  double expected = 0;             ///< from the other cases
  double low = 0, high = 0;        ///< nine in ten such cases lie between
  double deviations = 0;           ///< of the logarithm, in robust standard deviations; signed
  std::optional<double> surprise;  ///< of a word: bits; how rare it is among cases of that cause
};

struct AuditedUnit {
  UnitDeviation deviation;
  std::string label;
  bool departs = false;  ///< beyond the level asked for
};

struct ConsistencyAnswer {
  std::string outcome;             ///< the field that was compared
  std::string label;               ///< Chinese
  std::string unit;                ///< months, days, yuan; empty: a word
  std::uint64_t total = 0;         ///< cases compared
  std::uint64_t without = 0;       ///< cases without an outcome or facts, left out
  std::vector<AuditedCase> cases;  ///< most departing first
  std::vector<AuditedUnit> units;
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

struct HandlingTables;

/// Errors: UnknownKind, UnknownField (the outcome, by), BadUsage (limits, level, too few cases), TooLarge.
/// Throws OutOfTime and Xapian::Error.
Result<ConsistencyAnswer> answer_consistency(const Asking&, const ConsistencyRequest&, const HandlingTables&);

}  // namespace leian::query
