/// Which days are worked in mainland China: Monday to Friday, but for the statutory holidays and make-up days
/// that a table lists. Of years that the table does not cover nobody knows; their days are told by weekends
/// alone, and `knows` says so.
/// File: lines starting with # are notes, one of them `#years FIRST LAST`; then a header and the columns
/// from, to, day (off or work), name. Units: days; both ends of a span included. Threads: immutable, share
/// freely. Source: corpora/SOURCES.md, docs/adr/0028-clocks.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/core/result.hpp"

namespace leian {

class Holidays {
 public:
  /// Weekends alone, of no year known.
  Holidays() = default;
  /// Errors: NotFound, Io; BadInput naming file, line and reason.
  static Result<Holidays> load(const std::filesystem::path&);
  /// The table of the data folder.
  static Result<Holidays> load();
  static Result<Holidays> parse(std::string_view text, std::string_view origin);

  bool is_working_day(Date) const;
  /// Working days behind `from`, up to and with `to`: the day that a period starts on does not count.
  /// Negative where `to` lies before `from`. Cost: O(log entries).
  int working_days_between(Date from, Date to) const;
  /// The n-th working day behind `from`; of n = 0 `from` itself, of a negative n the one before it.
  Date add_working_days(Date from, int n) const;
  /// The day itself where it is worked, else the first one behind it that is.
  Date working_day_from(Date) const;

  /// Whether the table covers every year from one day to the other.
  bool knows(Date from, Date to) const { return from.year() >= first_year_ && to.year() <= last_year_; }
  int first_year() const { return first_year_; }  ///< beyond last_year() where no year is known
  int last_year() const { return last_year_; }

 private:
  struct Exception {
    std::int32_t day;
    int sum;  ///< of working days gained and lost by all exceptions up to and with this one
  };

  /// Working days before that day, counted from some fixed day.
  std::int64_t worked_before(std::int64_t day) const;
  Result<void> add_span(Date from, Date to, bool work, std::string_view origin, std::size_t line);
  Result<void> add_line(std::string_view line, std::string_view origin, std::size_t number);

  int first_year_ = 1;
  int last_year_ = 0;
  std::vector<Exception> exceptions_;  ///< ascending by day
};

}  // namespace leian
