/// Extracted values that nobody has reviewed and of which the program is not sure: below the threshold that
/// the kind file sets for their field. In the order of the index; a list of all of them is as long as it must
/// be. Cost: a pass over the stored records, which are looked into only where they hold extracted values.
/// Source: docs/adr/0019-extraction.md
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "query/search/asking.hpp"

namespace leian::query {

struct ReviewRequest {
  std::string field;         ///< by name or label; empty: every field
  std::uint32_t limit = 50;  ///< items, at most kMaxReviewItems
  std::chrono::milliseconds budget{600'000};
};
inline constexpr std::uint32_t kMaxReviewItems = 10'000;

struct ReviewItem {
  std::string id;
  std::string kind;
  std::string title;
  Text label;  ///< of the field
  Extracted extracted;
};

struct ReviewAnswer {
  std::uint64_t total = 0;  ///< values to review, those beyond the limit with them
  std::vector<ReviewItem> items;
  double milliseconds = 0;
};

/// Errors: BadUsage (limit), UnknownField, IndexDamaged, Timeout.
Result<ReviewAnswer> answer_review(const Asking&, const ReviewRequest&);

}  // namespace leian::query
