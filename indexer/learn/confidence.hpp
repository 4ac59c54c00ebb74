/// From a score to how often it is right, measured on records that the scoring model had not seen.
/// A curve through a few points, of which higher scores never have lower confidence.
/// Threads: pure. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <span>
#include <vector>

namespace leian::learn {

/// One score that was given to a cause of a record, and whether the record has that cause.
struct Outcome {
  float score = 0;
  bool right = false;
  float weight = 1;  ///< how many records it stands for
};

struct ConfidencePoint {
  float score = 0;
  float confidence = 0;  ///< 0 to 1
};

/// At most kMaxPoints points, scores ascending, confidences never descending; none from no outcomes.
std::vector<ConfidencePoint> calibrate(std::vector<Outcome>);
inline constexpr std::size_t kMaxPoints = 40;

/// Between two points along the line between them; beyond the ends as at the ends.
double confidence_of(std::span<const ConfidencePoint>, float score);

}  // namespace leian::learn
