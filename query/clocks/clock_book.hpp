/// The clocks and the holiday table in force: those of the data folder, with the index folder's own `clocks`
/// in their place where it has some. Read once; a faulty file is read again by the next question.
/// Threads: share freely.
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>

#include "corpora/calendar/clock_rule.hpp"
#include "corpora/calendar/working_days.hpp"

namespace leian::query {

struct ClockBook {
  ClockRules rules;
  Holidays holidays;
};

class ClockKeeper {
 public:
  /// `db`: the index folder.
  explicit ClockKeeper(std::filesystem::path db) : db_(std::move(db)) {}

  /// `kinds`: those of the index, beside the shipped ones. Errors: BadInput naming the file; Io.
  Result<std::shared_ptr<const ClockBook>> current(const KindSet& kinds);

 private:
  std::filesystem::path db_;
  std::mutex mutex_;
  std::shared_ptr<const ClockBook> book_;
};

}  // namespace leian::query
