#include "indexer/learn/vocabulary.hpp"

#include <algorithm>
#include <cmath>

namespace leian::learn {
namespace {

constexpr std::size_t kFirstUnits = 0x10000;
constexpr double kMostRecords = 0.4;  // a feature of more of them tells nothing
constexpr std::uint32_t kFewestRecords = 2;

/// In how many records each feature stands, by feature.
std::vector<FeatureCount> count_records(std::span<const std::vector<FeatureCount>> records) {
  std::vector<Feature> all;
  std::size_t size = 0;
  for (const auto& record : records) size += record.size();
  all.reserve(size);
  for (const auto& record : records)
    for (const FeatureCount& one : record) all.push_back(one.feature);
  std::sort(all.begin(), all.end());
  std::vector<FeatureCount> counts;
  for (const Feature feature : all) {
    if (counts.empty() || counts.back().feature != feature) counts.push_back({feature, 0});
    ++counts.back().count;
  }
  return counts;
}

/// The fewest records that a feature must stand in for there to be at most kMaxFeatures.
std::uint32_t fewest_records(const std::vector<FeatureCount>& counts) {
  if (counts.size() <= kMaxFeatures) return kFewestRecords;
  std::vector<std::uint32_t> sizes;
  for (const FeatureCount& one : counts) sizes.push_back(one.count);
  std::nth_element(sizes.begin(), sizes.begin() + kMaxFeatures, sizes.end(), std::greater<>());
  return std::max(kFewestRecords, sizes[kMaxFeatures] + 1);
}

}  // namespace

Vocabulary make_vocabulary(std::span<const std::vector<FeatureCount>> records) {
  std::vector<FeatureCount> counts = count_records(records);
  const double n = static_cast<double>(records.size());
  std::erase_if(counts, [&](const FeatureCount& one) {
    return one.count < kFewestRecords || one.count > kMostRecords * n;
  });
  const std::uint32_t fewest = fewest_records(counts);
  Vocabulary vocabulary;
  for (const FeatureCount& one : counts) {
    if (one.count < fewest) continue;
    vocabulary.features.push_back(one.feature);
    vocabulary.rarities.push_back(static_cast<float>(std::log((n + 1) / (one.count + 0.5))));
  }
  return vocabulary;
}

FeatureTable::FeatureTable(std::span<const Feature> features, std::span<const float> rarities)
    : features_(features), rarities_(rarities), starts_(kFirstUnits + 1) {
  for (const Feature feature : features) ++starts_[(feature >> 16) + 1];
  for (std::size_t i = 0; i < kFirstUnits; ++i) starts_[i + 1] += starts_[i];
}

std::vector<Component> FeatureTable::vector_of(std::span<const FeatureCount> counts) const {
  std::vector<Component> vector;
  double squares = 0;
  for (const FeatureCount& one : counts) {
    const std::size_t first = one.feature >> 16;
    const auto end = features_.begin() + starts_[first + 1];
    const auto at = std::lower_bound(features_.begin() + starts_[first], end, one.feature);
    if (at == end || *at != one.feature) continue;
    const auto place = static_cast<std::uint32_t>(at - features_.begin());
    const double value = (1 + std::log(one.count)) * static_cast<double>(rarities_[place]);
    vector.push_back({place, static_cast<float>(value)});
    squares += value * value;
  }
  const auto scale = static_cast<float>(squares > 0 ? 1 / std::sqrt(squares) : 0);
  for (Component& component : vector) component.value *= scale;
  return vector;
}

}  // namespace leian::learn
