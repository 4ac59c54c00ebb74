/// Counts clocks by fields and by the time they are due. Within a segment a group is its ordinals; segments
/// meet by their values. One thread at a time.
#pragma once
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/clocks/clocks.hpp"

namespace leian::query {

/// What clocks are counted by: a column, or a unit of the calendar on the day they are due.
struct ClockGrouping {
  enum class Unit { None, Year, Quarter, Month };
  std::string name;  ///< as it was asked for
  std::string column;
  Unit unit = Unit::None;
};

/// Errors: UnknownField (none, or one that cannot be counted by value), BadUsage (too many).
Result<std::vector<ClockGrouping>> read_groupings(const std::vector<std::string>& by, const Asking&);

class ClockGroups {
 public:
  ClockGroups(std::vector<ClockGrouping> by, const std::vector<const ClockRule*>& rules)
      : by_(std::move(by)), rules_(rules) {}

  /// Begins a segment; ends the one before. Errors: TooLarge.
  Result<void> begin(const SegmentView&);
  void add(std::size_t rule, std::uint32_t row, const ClockReading&);
  /// Ends the last segment and gives back all groups. Errors: TooLarge.
  Result<std::vector<ClockGroup>> take(const KindSet&);

 private:
  using Key = std::array<std::uint32_t, 1 + kMaxClockGroups>;  ///< the rule, then what it is counted by
  struct Hash {
    std::size_t operator()(const Key&) const;
  };

  void add_from(std::size_t position, std::uint32_t row, const ClockReading&, Key&);
  Result<void> end();
  std::string value_of(std::size_t position, std::uint32_t ordinal) const;
  bool by_time() const;

  std::vector<ClockGrouping> by_;
  const std::vector<const ClockRule*>& rules_;
  std::vector<const Column*> columns_;  ///< of the segment, parallel to by_; null: none, or time
  std::unordered_map<Key, ClockTally, Hash> here_;
  std::map<std::pair<std::uint32_t, std::vector<std::string>>, ClockTally> all_;
};

}  // namespace leian::query
