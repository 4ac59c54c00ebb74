#include "indexer/learn/features.hpp"

#include <algorithm>

#include "indexer/analysis/terms.hpp"

namespace leian::learn {
namespace {

void add_features(std::u16string_view text, std::vector<Feature>& found) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_ideograph(text[i])) continue;
    found.push_back(edge_gram(text[i]));
    if (i + 1 < text.size() && is_ideograph(text[i + 1])) found.push_back(gram_of(text[i], text[i + 1]));
  }
}

}  // namespace

std::vector<FeatureCount> count_features(std::span<const std::u16string_view> texts) {
  std::vector<Feature> found;
  std::size_t left = kMaxUnits;
  for (const std::u16string_view text : texts) {
    const std::size_t taken = std::min(left, text.size());
    add_features(text.substr(0, taken), found);
    left -= taken;
  }
  std::sort(found.begin(), found.end());
  std::vector<FeatureCount> counts;
  for (const Feature feature : found) {
    if (counts.empty() || counts.back().feature != feature) counts.push_back({feature, 0});
    ++counts.back().count;
  }
  return counts;
}

}  // namespace leian::learn
