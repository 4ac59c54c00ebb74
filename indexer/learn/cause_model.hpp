/// What an index learned of one kind's causes: from a text to the causes of records with such texts, and for
/// every record how much it is like each cause. Learned from the indexed records alone, when they are indexed
/// or by `leian train`; belongs to one generation, as its snapshot does (Snapshot::causes_of).
///
/// A profile is a sparse vector over causes(), heaviest first, of Euclidean length 1 (empty: nothing known).
/// The likeness of a text and a record in cause is the dot product of their profiles, 0 to 1.
/// Beside its own causes, a record's profile says what a model makes of it that had not seen it.
/// Threads: immutable, share freely. Valid as long as it lives, whatever is published meanwhile.
/// Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leian {

class Analyzer;
class CauseWeights;
class RowProfiles;

/// A cause by its place in CauseModel::causes(), and its part in a profile.
struct CauseWeight {
  std::uint32_t cause = 0;
  float weight = 0;
  bool operator==(const CauseWeight&) const = default;
};

/// A cause that a text was taken for.
struct CauseGuess {
  std::string cause;      ///< the code, or the value where the field has no codes
  double confidence = 0;  ///< 0 to 1: how often records with such a score had that cause
};

/// A cause's part in a record's profile, as it lies in the file.
struct StoredCauseWeight {
  std::uint16_t cause = 0;
  std::uint16_t share = 0;
  float weight() const { return static_cast<float>(share) / kWhole; }
  static constexpr float kWhole = 65535;
};

class CauseModel {
 public:
  /// `rows`: one entry a segment of the snapshot, in its order.
  CauseModel(std::shared_ptr<const CauseWeights> weights,
             std::vector<std::shared_ptr<const RowProfiles>> rows);

  /// Codes or values, as records hold them. By name.
  const std::vector<std::string>& causes() const;
  /// Its place in causes(), or nothing where the model does not know it.
  std::optional<std::uint32_t> find(std::string_view cause) const;

  /// A text's profile over all causes, as long as it is; of a text in which nothing is known, that of all
  /// records. The text is folded (Analyzer::fold).
  std::vector<CauseWeight> profile_of(std::u16string_view folded) const;
  std::vector<CauseWeight> profile_of(std::string_view text, const Analyzer&) const;

  /// The `n` causes that the text most looks like, likeliest first; fewer where fewer come into question,
  /// none where nothing of the text is known.
  std::vector<CauseGuess> predict(std::u16string_view folded, std::size_t n) const;
  std::vector<CauseGuess> predict(std::string_view text, std::size_t n, const Analyzer&) const;

  /// A record's profile, at most kProfileCauses parts; empty for records of other kinds.
  /// `segment`: its place in the snapshot. `cause` is always below causes().size().
  std::span<const StoredCauseWeight> row_profile(std::size_t segment, std::uint32_t row) const;

  /// How many records it was learned from.
  std::uint64_t learned_from() const;

  /// For those who write and keep models.
  const std::shared_ptr<const CauseWeights>& weights() const { return weights_; }
  const std::shared_ptr<const RowProfiles>& segment_profiles(std::size_t segment) const {
    return rows_[segment];
  }

  static constexpr std::size_t kProfileCauses = 8;

 private:
  std::shared_ptr<const CauseWeights> weights_;
  std::vector<std::shared_ptr<const RowProfiles>> rows_;
};

}  // namespace leian
