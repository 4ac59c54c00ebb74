/// Statutory limits as data: from which date to which, how long, extended and stopped by what, under which
/// article since when. One file a limit, `*.json` of the folder clocks; lights.json there says when lights
/// change. No C++ knows any limit. Format: docs/clocks.md. Threads: immutable once loaded.
/// Source: each version names its article; docs/adr/0028-clocks.md
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/core/result.hpp"
#include "corpora/record/kind.hpp"

namespace leian {

enum class PeriodUnit { Day, WorkingDay, Month };

struct Period {
  int amount = 0;  ///< 1 to 10,000
  PeriodUnit unit = PeriodUnit::Day;
};

/// A field with the day up to which the limit was extended; more than `most` does not count.
struct Extension {
  std::string to;
  Period most;
};

/// Fields with the first and last day that do not count.
struct Suspension {
  std::string from;
  std::string to;
};

/// A limit on a number instead of on time.
struct CountLimit {
  std::string field;
  double most = 0;
};

/// The limit as one article had it.
struct ClockVersion {
  Date since;                 ///< in force from this day
  std::optional<Date> until;  ///< to this day, included; empty: still
  Text article;
  Period limit;  ///< unused where `count` is there
  std::optional<Extension> extension;
  std::optional<Suspension> suspension;
  std::optional<CountLimit> count;
  bool moves_to_working_day = false;  ///< a last day on a holiday moves to the first working day behind it
  Text counting;                      ///< by which rule days are counted, and why
};

/// Holds for records whose field has one of these values.
struct ClockCondition {
  std::string field;
  std::vector<std::string> any;
};

struct ClockRule {
  std::string name;
  Text label;
  std::string kind;
  bool duty = true;                 ///< else a right: unused, it lapses, which nobody is to blame for
  std::vector<std::string> from;    ///< starts on the first of these that the record has
  std::vector<std::string> to;      ///< is over on the earliest of these
  std::vector<std::string> unless;  ///< a record with any of these has no such clock
  /// Where none of `to` is recorded but one of these is, nobody knows when it was done: no clock.
  std::vector<std::string> passed;
  std::vector<ClockCondition> when;
  int yellow = 0;  ///< days left, in the limit's unit, at which the light turns yellow
  Text note;
  std::vector<ClockVersion> versions;  ///< in order of time, not overlapping

  /// The version in force on that day: the one that a clock started then runs by. Null: none.
  const ClockVersion* in_force(Date) const;
};

class ClockRules {
 public:
  /// The files of all folders; one of a later folder replaces its namesake in an earlier one, and a folder
  /// that is not there is passed over. Errors: BadInput naming file, place and reason; Io.
  static Result<ClockRules> load(const std::vector<std::filesystem::path>& folders);
  static Result<ClockRule> parse(std::string_view json, std::string_view origin, int yellow);

  /// Fields that a kind of the sets lacks, or of a type that cannot be counted by. Kinds in none of the sets
  /// are passed over. Errors: BadInput.
  Result<void> check(const std::vector<const KindSet*>&) const;

  const std::vector<ClockRule>& rules() const { return rules_; }  ///< by name
  /// By name or Chinese label. Errors: NotFound naming those there are.
  Result<const ClockRule*> find(std::string_view name) const;

 private:
  std::vector<ClockRule> rules_;
};

}  // namespace leian
