#include "indexer/learn/sample.hpp"

#include <map>
#include <random>
#include <set>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::learn;

namespace {

/// Rows with random hashes: `counts[c]` of cause c.
LabelledRows made_rows(const std::vector<std::size_t>& counts, std::uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  LabelledRows all;
  for (std::uint32_t cause = 0; cause < counts.size(); ++cause) {
    all.causes.push_back("c" + std::to_string(cause));
    for (std::size_t i = 0; i < counts[cause]; ++i)
      all.rows.push_back({{}, {random(), random()}, {cause}, 1});
  }
  std::sort(all.rows.begin(), all.rows.end(),
            [](const LabelledRow& a, const LabelledRow& b) { return a.hash.high < b.hash.high; });
  return all;
}

std::map<std::uint32_t, std::size_t> count(const std::vector<LabelledRow>& sample) {
  std::map<std::uint32_t, std::size_t> counts;
  for (const LabelledRow& row : sample) ++counts[row.causes[0]];
  return counts;
}

}  // namespace

TEST_CASE("few records are all taken", "[learn][sample]") {
  CHECK(sample_of(made_rows({30, 5}), 100).size() == 35);
}

TEST_CASE("of many records rare causes keep theirs, and common ones their share", "[learn][sample]") {
  const auto all = made_rows({90'000, 9'000, 60, 3});
  const auto sample = sample_of(all, 5'000);
  const auto counts = count(sample);
  CHECK(sample.size() <= 5'000);
  CHECK(sample.size() > 4'900);
  CHECK(counts.at(3) == 3);
  CHECK(counts.at(2) >= kFewestOfCause);
  CHECK(static_cast<double>(counts.at(0)) / static_cast<double>(counts.at(1)) == Approx(10).epsilon(0.1));
  double stands_for = 0;
  for (const LabelledRow& row : sample) stands_for += static_cast<double>(row.weight);
  CHECK(stands_for == Approx(99'063).epsilon(0.01));
}

TEST_CASE("very many causes do not take more than asked for", "[learn][sample]") {
  const auto all = made_rows(std::vector<std::size_t>(500, 100));
  CHECK(sample_of(all, 3'000).size() <= 3'100);
}

TEST_CASE("a row of several causes counts for the rarest", "[learn][sample]") {
  auto all = made_rows({1'000, 0});
  all.rows[700].causes = {0, 1};
  const auto sample = sample_of(all, 100);
  CHECK(std::any_of(sample.begin(), sample.end(),
                    [](const LabelledRow& row) { return row.causes.size() == 2; }));
}

TEST_CASE("how much is new is estimated from the smallest hashes", "[learn][sample]") {
  const auto before = made_rows({20'000}, 1);
  auto now = before;
  const auto more = made_rows({5'000}, 2);
  now.rows.insert(now.rows.end(), more.rows.begin(), more.rows.end());
  std::sort(now.rows.begin(), now.rows.end(),
            [](const LabelledRow& a, const LabelledRow& b) { return a.hash.high < b.hash.high; });
  const auto sketch = smallest_hashes(before);
  CHECK(share_of_new(sketch, smallest_hashes(before)) == 0);
  CHECK(share_of_new(sketch, smallest_hashes(now)) == Approx(0.2).margin(0.05));
  CHECK(share_of_new(sketch, smallest_hashes(made_rows({20'000}, 3))) == 1);
  CHECK(share_of_new({}, sketch) == 1);
  CHECK(share_of_new(smallest_hashes(made_rows({40})), smallest_hashes(made_rows({40}))) == 0);
}
