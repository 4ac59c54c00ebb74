/// Which rows of one segment a plan matches: exact, as a set of bits.
/// The grams' and forms' posting lists give candidates, rarest first; as soon as reading on would cost more
/// than looking, the candidates' folded texts are searched instead. A needle of two letters is its posting
/// list, and so is a form. One thread at a time; throws OutOfTime and Xapian::Error.
#pragma once
#include <cstdint>
#include <vector>

#include "indexer/store/snapshot.hpp"
#include "query/match/deadline.hpp"
#include "query/match/plan.hpp"
#include "query/match/row_set.hpp"

namespace leian::query {

class Matcher {
 public:
  Matcher(const ReaderLease& lease, std::size_t segment, const Analyzer& analyzer, const Deadline& deadline)
      : segment_(segment),
        view_(lease.snapshot().segments()[segment]),
        lease_(lease),
        analyzer_(analyzer),
        deadline_(deadline) {}

  /// The live rows that match.
  RowSet match(const Plan&) const;
  /// Those of `among` that match.
  RowSet match(const Plan& plan, const RowSet& among) const { return run(plan, &among); }

 private:
  /// The matches among `within`; null stands for all rows.
  RowSet run(const Plan&, const RowSet* within) const;
  RowSet all_of(const std::vector<Plan>&, const RowSet* within) const;
  RowSet any_of(const std::vector<Plan>&, const RowSet* within) const;
  RowSet none_of(const Plan&, const RowSet* within) const;
  /// Rows that are `known` to match something else that will do may be left out.
  RowSet find(const Needle&, const RowSet* within, const RowSet* known = nullptr) const;
  RowSet find_literal(const std::u16string&, const RowSet* within) const;
  RowSet find_single(char16_t, const RowSet* within) const;
  /// Rows that may hold it, whatever the place: none that does is left out.
  RowSet candidates(const SpanQuery&, const RowSet* within) const;
  RowSet candidates(const Pattern&, const RowSet* within) const;
  RowSet test(const ColumnTest&, const RowSet* within) const;
  RowSet listed(const std::vector<RowAddress>&, const RowSet* within) const;

  RowSet rows_with(const Term&, const RowSet* within) const;
  void keep_rows_with(const Term&, RowSet&) const;
  /// Rows that hold the rarer grams of a stretch, as many of them as it pays to ask for.
  RowSet rows_with_grams(std::u16string_view, const RowSet* within, bool& all_grams) const;
  void add_rows_with_word(std::u16string_view, RowSet&) const;
  void keep_where_it_stands(std::u16string_view, RowSet&) const;
  void keep_where_it_stands(const Needle&, RowSet&) const;
  std::uint64_t cost(const SpanQuery&) const;
  std::uint64_t entries_of(const Piece&) const;
  /// About how many posting entries or rows a plan costs to match by itself.
  std::uint64_t cost(const Plan&) const;

  const std::size_t segment_;
  const SegmentView& view_;
  const ReaderLease& lease_;
  const Analyzer& analyzer_;
  const Deadline& deadline_;
};

}  // namespace leian::query
