/// The features that a model knows, and how a text becomes a vector over them: (1 + ln count) times the
/// feature's rarity, of Euclidean length 1. Features that stand in one record alone or in most records are
/// not among them.
/// Threads: immutable, share freely. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "indexer/learn/features.hpp"

namespace leian::learn {

/// A feature by its place in the vocabulary, and its part of a text's vector.
struct Component {
  std::uint32_t feature = 0;
  float value = 0;
};

/// Features ascending, and the rarity of each: ln((n + 1) / (records with it + ½)).
struct Vocabulary {
  std::vector<Feature> features;
  std::vector<float> rarities;
};

/// More are not kept: the commonest stay.
inline constexpr std::size_t kMaxFeatures = 100'000;

/// From the features of the records to learn from, each record's by feature.
Vocabulary make_vocabulary(std::span<const std::vector<FeatureCount>> records);

/// Looks features up in a vocabulary that lies in a file or in memory, and must outlive it.
class FeatureTable {
 public:
  FeatureTable(std::span<const Feature> features, std::span<const float> rarities);

  /// A text's vector, by feature; of length 1, or empty where it knows no feature of the text.
  std::vector<Component> vector_of(std::span<const FeatureCount>) const;

 private:
  std::span<const Feature> features_;
  std::span<const float> rarities_;
  std::vector<std::uint32_t> starts_;  // of the features of each first unit
};

}  // namespace leian::learn
