/// Draws cases for review: at random within strata, by rules, or by a query. Which of a stratum are drawn
/// depends on the seed and their ids alone, so that the same question to the same records draws the same
/// cases, wherever they lie in the index; the answer says everything needed to ask again.
/// Cost: a pass over the stored records of the population, for their ids. One thread at a time.
/// Source: docs/adr/0029-review-draws.md
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "corpora/review/draw_rule.hpp"
#include "query/clocks/clock_book.hpp"
#include "query/search/narrowing.hpp"

namespace leian::query {

inline constexpr std::uint32_t kMaxDraw = 100'000;
inline constexpr std::size_t kMaxStrataFields = 3;

struct DrawRequest {
  Narrowing records;               ///< kind empty: the one that is reviewed
  std::string type;                ///< of review, as the rule files name it
  std::uint32_t count = 0;         ///< 0: all that rules or query pick, at most kMaxDraw
  std::vector<std::string> by;     ///< facet fields that make the strata; empty: one stratum
  std::uint32_t least = 1;         ///< of each stratum, as far as it has as many
  std::vector<std::string> rules;  ///< by name or label; empty: all of the kind
  std::uint64_t seed = 1;
  Date as_of;  ///< for rules about clocks
  std::chrono::milliseconds budget{120'000};
};

struct DrawStratum {
  std::vector<std::string> values;  ///< parallel to `by`; empty: none
  std::vector<std::string> labels;
  std::uint64_t population = 0;
  std::uint64_t drawn = 0;
};

struct DrawnCase {
  std::string id;
  std::string title;
  std::size_t stratum = 0;         ///< position in the answer's
  std::vector<std::string> rules;  ///< that picked it
};

struct DrawAnswer {
  DrawRequest asked;  ///< with kind, fields and rules by their names
  std::uint64_t population = 0;
  std::vector<DrawStratum> strata;  ///< by values
  std::vector<DrawnCase> cases;     ///< by stratum, then in the order they were drawn
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

struct DrawQuestion {
  const DrawRequest& request;
  const DrawRules& rules;
  const ClockBook& book;
  std::chrono::milliseconds budget;
};

/// Errors: BadUsage (type, number, a 专项评查 of everything), NotFound (a rule; nothing to draw from),
/// Conflict (the least numbers need more than are drawn), BadQuery, UnknownField, UnknownKind, TooLarge.
Result<DrawAnswer> answer_draw(const Asking&, const DrawQuestion&);

}  // namespace leian::query
