#include "indexer/store/postings.hpp"

#include <algorithm>

namespace leian {

namespace {

/// What a damaged list of Xapian's own makes, so that both are met in one place.
void throw_unless_read(bool read) {
  if (!read) throw Xapian::DatabaseCorruptError("a posting list ends before its last row", "grams.bin");
}

}  // namespace

Postings::Postings(const Xapian::Database& database, const std::string& term)
    : source_(XapianList{database.postlist_begin(term), database.postlist_end(term)}),
      size_(database.get_termfreq(term)) {
  fill();
}

void Postings::read(XapianList& list, PostingBlock& block) {
  block.size = 0;
  for (; block.size < PostingBlock::kRows && list.at != list.end; ++list.at) {
    block.rows[block.size] = *list.at - 1;
    block.words[block.size] = true;
    block.counts[block.size++] = list.at.get_wdf();
  }
}

void Postings::fill() {
  at_ = 0;
  if (auto* grams = std::get_if<GramList>(&source_))
    throw_unless_read(grams->read(block_));
  else
    read(std::get<XapianList>(source_), block_);
}

void Postings::skip_to(std::uint32_t row) {
  if (done() || block_.rows[at_] >= row) return;
  if (block_.rows[block_.size - 1] < row) {
    if (auto* grams = std::get_if<GramList>(&source_)) {
      grams->skip_to(row);
    } else if (auto& words = std::get<XapianList>(source_); words.at != words.end) {
      words.at.skip_to(row + 1);
    }
    fill();
  }
  const auto* rows = block_.rows;
  at_ = static_cast<std::uint32_t>(std::lower_bound(rows + at_, rows + block_.size, row) - rows);
}

}  // namespace leian
