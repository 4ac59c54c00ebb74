/// One clock over one segment: which columns hold its dates, and what they say of a row.
/// Threads: immutable once made; valid while the segment lives.
#pragma once
#include <optional>
#include <vector>

#include "corpora/calendar/reckon.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// The day that a column holds for a row, of dates and moments alike.
std::optional<Date> day_at(const Column&, std::uint32_t row);

class ClockColumns {
 public:
  /// Fields that the caller may not see, or the segment lacks, hold nothing.
  ClockColumns(const ClockRule&, const SegmentView&, const Kind&, const Scope&);

  /// How the clock stands for a row of the rule's kind; nothing where it has not started or does not apply.
  std::optional<ClockReading> read(std::uint32_t row, Date as_of, const Holidays&) const;

 private:
  struct Condition {
    const Column* column = nullptr;
    std::vector<std::uint32_t> ordinals;
  };
  struct Version {
    const Column* extended_to = nullptr;
    const Column* suspended_from = nullptr;
    const Column* suspended_to = nullptr;
    const Column* count = nullptr;
  };

  bool applies(std::uint32_t row, Date as_of) const;
  std::optional<Date> first_of(const std::vector<const Column*>&, std::uint32_t row) const;
  std::optional<Date> earliest_of(const std::vector<const Column*>&, std::uint32_t row) const;

  const ClockRule& rule_;
  std::vector<const Column*> from_, to_, unless_, passed_;
  std::vector<Condition> when_;
  std::vector<Version> versions_;  ///< parallel to the rule's
};

}  // namespace leian::query
