/// A channel of likeness: one way in which a record can be like the case asked about. It is prepared for that
/// case once, adds its part to the score of every row that may be answered, and tells its reasons for the few
/// that are. What it adds for a row is what its reasons add up to. Threads: const, one thread a lease. Throw
/// OutOfTime and Xapian::Error. Source: docs/adr/0022-channels-of-likeness.md
#pragma once
#include <vector>

#include "corpora/record/likeness.hpp"
#include "query/match/row_set.hpp"
#include "query/search/asking.hpp"
#include "query/similar/case_texts.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

/// The case asked about beside one hit, while the hit is explained.
struct Pair {
  RowAddress at;
  CaseTexts& here;
  CaseTexts& there;
};

class Channel {
 public:
  explicit Channel(LikenessChannel what) : what_(what) {}
  virtual ~Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  LikenessChannel what() const { return what_; }
  std::string name() const { return std::string(row_of(what_).name); }
  bool leads() const { return row_of(what_).leads; }

  /// Adds to the scores (one a row of the segment) of `rows`; what it cannot add exactly, it rounds up.
  virtual void add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const = 0;
  /// What is to be taken off a row's score again, where add_to rounds up.
  virtual double excess(RowAddress) const { return 0; }
  virtual bool rounds_up() const { return false; }
  virtual void explain(Pair&, std::vector<Reason>&) const = 0;

 private:
  LikenessChannel what_;
};

}  // namespace leian::query
