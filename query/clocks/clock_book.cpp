#include "query/clocks/clock_book.hpp"

#include "corpora/core/paths.hpp"

namespace leian::query {

Result<std::shared_ptr<const ClockBook>> ClockKeeper::current(const KindSet& kinds) {
  const std::lock_guard lock(mutex_);
  if (book_) return book_;
  auto book = std::make_shared<ClockBook>();
  LEIAN_TRY(book->rules, ClockRules::load({data_folder() / "clocks", db_ / "clocks"}));
  LEIAN_TRY(book->holidays, Holidays::load());
  // An index may be older than a field: the shipped kinds say what a rule may name.
  LEIAN_TRY(const KindSet shipped, KindSet::load());
  LEIAN_CHECK(book->rules.check({&kinds, &shipped}));
  book_ = std::move(book);
  return book_;
}

}  // namespace leian::query
