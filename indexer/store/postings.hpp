/// A posting list, wherever it lies: the rows of a segment that hold a gram (grams.bin) or a word (Xapian),
/// and how often. One thread at a time; reading throws Xapian::Error, also where a gram's list is damaged.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <variant>

#include "indexer/store/grams.hpp"

namespace leian {

class Postings {
 public:
  explicit Postings(GramList list) : source_(list), size_(list.size()) { fill(); }
  /// Xapian's list of a term: document ids are row + 1.
  Postings(const Xapian::Database&, const std::string& term);

  /// How many rows the list has, deleted ones with them.
  std::uint32_t size() const { return size_; }

  bool done() const { return at_ == block_.size; }
  std::uint32_t row() const { return block_.rows[at_]; }
  std::uint32_t count() const { return block_.counts[at_]; }
  /// Whether the gram was cut as a word in this row; of what Xapian keeps, always.
  bool word() const { return block_.words[at_]; }
  void next() {
    if (++at_ == block_.size) fill();
  }
  /// To the first row that is not before `row`.
  void skip_to(std::uint32_t row);

 private:
  struct XapianList {
    Xapian::PostingIterator at;
    Xapian::PostingIterator end;
  };
  static void read(XapianList&, PostingBlock&);
  void fill();

  std::variant<GramList, XapianList> source_;
  std::uint32_t size_ = 0;
  std::uint32_t at_ = 0;
  PostingBlock block_;
};

}  // namespace leian
