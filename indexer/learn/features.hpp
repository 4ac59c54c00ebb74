/// What of a text is counted when causes are learned: every ideograph, and every two neighbouring ones. They
/// need no dictionary, so a new word of a new kind of case counts from its first record on.
/// Units: features are grams (terms.hpp), a single ideograph has 0 below. Threads: pure.
/// Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leian::learn {

using Feature = std::uint32_t;

struct FeatureCount {
  Feature feature = 0;
  std::uint32_t count = 0;
  bool operator==(const FeatureCount&) const = default;
};

/// No more of a record's texts is read: what a case is about stands in its beginning, and one long text must
/// not slow the others down.
inline constexpr std::size_t kMaxUnits = 4'000;

/// The features of texts, by feature. None crosses from one text to the next. The texts are folded.
std::vector<FeatureCount> count_features(std::span<const std::u16string_view> texts);

}  // namespace leian::learn
