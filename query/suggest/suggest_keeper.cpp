#include "query/suggest/suggest_keeper.hpp"

#include "corpora/core/messages.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian::query {
namespace {

using Built = Result<std::shared_ptr<const SuggestTable>>;
using Clock = std::chrono::steady_clock;

Built build(const std::shared_ptr<const Snapshot>& snapshot, const Analyzer& analyzer,
            const std::shared_ptr<const Lexicon>& lexicon) {
  const Deadline deadline(SuggestKeeper::kBuildBudget);
  try {
    return xapian_guard([&] { return SuggestTable::build(snapshot, analyzer, lexicon, deadline); });
  } catch (const OutOfTime&) {
    return err(ErrorCode::Timeout, Msg::QueryTimeout, deadline.budget().count());
  }
}

}  // namespace

bool SuggestKeeper::refresh(const std::shared_ptr<const Lexicon>& lexicon) {
  if (building_.valid() && building_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    if (building_.get()) table_ = *building_.get();
    building_ = {};
  }
  const auto snapshot = index_->snapshot();
  if (table_ && table_->snapshot()->generation() == snapshot->generation() && table_->lexicon() == lexicon) {
    newest_at_ = Clock::now();
    return true;
  }
  if (!building_.valid())
    building_ = std::async(std::launch::async, [index = index_, snapshot, lexicon] {
                  return build(snapshot, index->analyzer(), lexicon);
                }).share();
  return false;
}

Result<std::shared_ptr<const SuggestTable>> SuggestKeeper::current(
    const std::shared_ptr<const Lexicon>& lexicon, bool newest_only) {
  for (bool waited = false;; waited = true) {
    std::shared_future<Built> building;
    {
      const std::lock_guard lock(mutex_);
      const bool newest = refresh(lexicon);
      if (newest || (!newest_only && table_ && Clock::now() - newest_at_ < kMaxStale)) return table_;
      building = building_;
    }
    // The one that was under way may be of a generation that is the newest no longer; the one after it is.
    if (const Built built = building.get(); !built || !newest_only || waited) return built;
  }
}

void SuggestKeeper::prepare(const std::shared_ptr<const Lexicon>& lexicon) {
  const std::lock_guard lock(mutex_);
  refresh(lexicon);
}

}  // namespace leian::query
