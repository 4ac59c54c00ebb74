/// What was learned of one kind's causes, mapped: the causes, the features that tell them apart, and each
/// feature's weight for each cause. The segments' profiles lie beside it (row_profiles.hpp).
///
/// File: CauseWeightsHead, then, each 8-byte aligned: starts of the causes' names (u32 × causes+1), their
/// bytes; features (u32) and their rarities (f32); each cause's mean (f32); weights (u16 × features ×
/// causes, the upper half of a float's bits); ConfidencePoint × points; the smallest content hashes of the
/// labelled records (u64, ascending).
/// Threads: share freely. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "corpora/core/mapped_file.hpp"
#include "indexer/learn/confidence.hpp"
#include "indexer/learn/vocabulary.hpp"

namespace leian {

/// How good the model is on records it had not seen: shares of the records it was learned from, 0 to 1.
struct CauseAccuracy {
  double first = 0;        ///< the likeliest cause is one of the record's
  double first_three = 0;  ///< one of the three likeliest is
};

struct CauseWeightsHead {
  char magic[8];
  std::uint32_t causes;
  std::uint32_t features;
  std::uint32_t points;
  std::uint32_t hashes;
  std::uint64_t name_bytes;
  std::uint64_t labelled;      ///< records with a cause, when it was learned
  std::uint64_t learned_from;  ///< those of them that it was learned from
  CauseAccuracy accuracy;
  char16_t endings[16];  ///< CauseNames::endings(); zeros behind
};
inline constexpr char kCauseWeightsMagic[9] = "LEIANW01";
inline constexpr std::size_t kMaxCauses = 1'000;

class CauseWeights {
 public:
  /// Errors: FileMissing, IndexDamaged.
  static Result<std::shared_ptr<const CauseWeights>> open(const std::filesystem::path&);

  const std::vector<std::string>& causes() const { return causes_; }
  std::uint64_t labelled() const { return head_->labelled; }
  std::uint64_t learned_from() const { return head_->learned_from; }
  std::uint32_t features() const { return head_->features; }
  const CauseAccuracy& accuracy() const { return head_->accuracy; }
  std::u16string_view endings() const;
  std::span<const std::uint64_t> hashes() const { return hashes_; }

  /// What of texts, taken together, the model knows; empty: nothing. They are folded.
  std::vector<learn::Component> vector_of(std::span<const std::u16string_view> texts) const;
  /// How much such texts look like each cause; of an empty vector: how common each cause is.
  std::vector<float> scores(std::span<const learn::Component>) const;
  double confidence(float score) const { return learn::confidence_of(points_, score); }

 private:
  MappedFile file_;
  const CauseWeightsHead* head_ = nullptr;
  std::vector<std::string> causes_;
  std::unique_ptr<const learn::FeatureTable> table_;
  std::span<const float> means_;
  std::span<const std::uint16_t> weights_;
  std::span<const learn::ConfidencePoint> points_;
  std::span<const std::uint64_t> hashes_;
};

/// What is written. `weights` as in the file: a feature's for all causes, then the next feature's.
struct LearnedCauses {
  std::vector<std::string> causes;  ///< ascending
  learn::Vocabulary vocabulary;
  std::vector<float> means;
  std::vector<std::uint16_t> weights;
  std::vector<learn::ConfidencePoint> points;
  std::vector<std::uint64_t> hashes;
  std::uint64_t labelled = 0;
  std::uint64_t learned_from = 0;
  CauseAccuracy accuracy;
  std::u16string endings;  ///< at most 16 units
};
/// Flushed to disk. Errors: FileUnwritable.
Result<void> write_cause_weights(const std::filesystem::path&, const LearnedCauses&);

/// The upper half of a float's bits, rounded to the nearest.
std::uint16_t half_of(float);

}  // namespace leian
