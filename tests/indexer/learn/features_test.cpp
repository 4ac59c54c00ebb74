#include "indexer/learn/features.hpp"

#include "indexer/analysis/terms.hpp"
#include "indexer/learn/vocabulary.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::learn;

namespace {

std::vector<FeatureCount> counted(std::vector<std::u16string_view> texts) { return count_features(texts); }

}  // namespace

TEST_CASE("ideographs and neighbouring pairs are counted, and nothing else", "[learn][features]") {
  const auto counts = counted({u"盗窃3盗窃,a"});
  CHECK(counts ==
        std::vector<FeatureCount>{{edge_gram(u'盗'), 2}, {gram_of(u'盗', u'窃'), 2}, {edge_gram(u'窃'), 2}});
}

TEST_CASE("no feature crosses from one text to the next", "[learn][features]") {
  CHECK(counted({u"盗", u"窃"}) == std::vector<FeatureCount>{{edge_gram(u'盗'), 1}, {edge_gram(u'窃'), 1}});
}

TEST_CASE("of very long texts the beginning is read", "[learn][features]") {
  const std::u16string longer(kMaxUnits + 10, u'甲');
  const auto counts = counted({longer, u"乙"});
  REQUIRE(counts.size() == 2);
  CHECK(counts[0].count == kMaxUnits);
  CHECK(counts[1].count == kMaxUnits - 1);
}

TEST_CASE("a vocabulary leaves out what one record or most records hold", "[learn][features]") {
  std::vector<std::vector<FeatureCount>> records(10);
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].push_back({1, 1});
    if (i < 2) records[i].push_back({2, 1});
    if (i < 1) records[i].push_back({3, 1});
  }
  const Vocabulary vocabulary = make_vocabulary(records);
  CHECK(vocabulary.features == std::vector<Feature>{2});
  CHECK(vocabulary.rarities.at(0) == Approx(std::log(11 / 2.5)));
}

TEST_CASE("a text's vector has length 1, or is empty", "[learn][features]") {
  const std::vector<Feature> features{edge_gram(u'盗'), gram_of(u'盗', u'窃'), edge_gram(u'骗')};
  const std::vector<float> rarities{1, 2, 3};
  const FeatureTable table(features, rarities);
  const auto vector = table.vector_of(counted({u"盗窃，盗"}));
  REQUIRE(vector.size() == 2);
  CHECK(vector[0].feature == 0);
  const double twice = 1 + std::log(2.0);
  CHECK(vector[0].value == Approx(twice / std::sqrt(twice * twice + 4)));
  CHECK(vector[0].value * vector[0].value + vector[1].value * vector[1].value == Approx(1));
  CHECK(table.vector_of(counted({u"无关"})).empty());
}
