#include "query/suggest/suggest_keeper.hpp"

namespace leian::query {

void SuggestKeeper::refresh(const std::shared_ptr<const Lexicon>& lexicon) {
  const auto snapshot = index_->snapshot();
  const bool is_newest = table_ && table_->snapshot() == snapshot && table_->lexicon() == lexicon;
  if (is_newest && table_->is_whole()) return;
  table_ = std::make_shared<const SuggestTable>(snapshot, index_->analyzer(), lexicon, table_.get());
}

void SuggestKeeper::start_preparing() {
  const bool busy =
      preparing_.valid() && preparing_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
  const bool done = prepared_.lock() == table_->snapshot() && table_->is_whole();
  if (busy || done) return;
  prepared_ = table_->snapshot();
  preparing_ = std::async(std::launch::async, [table = table_]() mutable {
                 try {
                   table->complete(Deadline(kPrepareBudget));
                 } catch (const OutOfTime&) {
                   // Whoever asks makes what is missing.
                 }
                 table.reset();  // the future outlives the work
               }).share();
}

std::shared_ptr<const SuggestTable> SuggestKeeper::current(const std::shared_ptr<const Lexicon>& lexicon) {
  const auto give_up = std::chrono::steady_clock::now() + kMaxWait;
  for (;;) {
    std::shared_future<void> preparing;
    {
      const std::lock_guard lock(mutex_);
      refresh(lexicon);
      if (table_->is_whole() || std::chrono::steady_clock::now() >= give_up) return table_;
      start_preparing();
      preparing = preparing_;
    }
    preparing.wait_until(give_up);
  }
}

void SuggestKeeper::prepare(const std::shared_ptr<const Lexicon>& lexicon) {
  const std::lock_guard lock(mutex_);
  refresh(lexicon);
  start_preparing();
}

}  // namespace leian::query
