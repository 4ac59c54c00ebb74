/// The rows of one kind in a segment, as causes are learned from them: which causes they have, and the texts
/// that tell. The texts are those of the roles in the kind file's "learn"; without it, of the facts, of the
/// body where there are none; a kind without facts gives title, body and demands.
/// Threads: share freely. Views are valid while the segment lives. Source: docs/kinds.md
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/store/segment.hpp"

namespace leian::learn {

/// Whether causes of the kind can be learned: it has a field for them and texts to learn from.
bool can_learn(const Kind&);

class KindRows {
 public:
  KindRows(const Segment&, const Kind&);

  std::uint32_t rows() const { return segment_.rows(); }
  bool holds(std::uint32_t row) const { return kind_ && kinds_->ordinal(kinds_->begin(row)) == *kind_; }
  /// Codes or values; none where the row has none.
  std::vector<std::string_view> causes(std::uint32_t row) const;
  std::vector<std::u16string_view> texts(std::uint32_t row) const;
  ContentHash hash(std::uint32_t row) const { return segment_.hash(row); }

 private:
  const Segment& segment_;
  const Column* kinds_ = nullptr;
  const Column* causes_ = nullptr;
  std::optional<std::uint32_t> kind_;         // its ordinal; nothing: no row is of the kind
  std::vector<std::uint8_t> group_of_field_;  // by the segment's number of a text field; kNoGroup
  std::uint8_t groups_ = 0;
};

}  // namespace leian::learn
