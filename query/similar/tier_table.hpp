/// The tiers of authority in which similar cases are to be looked for: data with dates of force, no
/// constants. Threads: immutable once loaded. Source: corpora/tiers/courts.json, which cites its rules;
/// docs/adr/0025-tiers.md
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/core/result.hpp"

namespace leian::query {

struct Tier {
  std::string value;               ///< of the authority field
  std::vector<std::string> names;  ///< other spellings of the value
  Text label;
  bool binding = false;       ///< shall be followed, and not only consulted
  bool any_year = false;      ///< not subject to the preference for the last years
  bool always = false;        ///< searched even where a tier above it held a similar case
  bool rest = false;          ///< also takes records of no tier, and of tiers that are not in force
  std::optional<Date> since;  ///< first day of force
  std::optional<Date> until;  ///< last day of force, included
};

class TierTable {
 public:
  /// The file of the data folder. Errors: NotFound, Io, BadInput naming file, JSON pointer and reason.
  static Result<TierTable> load();
  static Result<TierTable> parse(std::string_view json, std::string_view origin);

  /// The table as it stood on that day: tiers not in force are left out.
  TierTable on(Date) const;

  const std::vector<Tier>& tiers() const { return tiers_; }  ///< the highest first
  /// The tier of a value of the authority field (empty: none), as a position in tiers(); nothing where the
  /// value belongs to none and no tier takes the rest.
  std::optional<std::size_t> tier_of(std::string_view authority) const;
  int recent_years() const { return recent_years_; }
  /// Share of the best hit's likeness from which a record counts as a similar case. Above 0, at most 1.
  double alike() const { return alike_; }
  const std::string& source() const { return source_; }

 private:
  std::string source_;
  std::vector<Tier> tiers_;
  int recent_years_ = 0;
  double alike_ = 1;
};

/// The first day of the `years` that end with `day`: the same calendar day so many years before (29 February:
/// the 28th).
Date years_before(Date day, int years);

}  // namespace leian::query
