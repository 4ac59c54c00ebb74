#include "indexer/learn/sample.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "indexer/learn/cause_weights.hpp"
#include "indexer/learn/kind_rows.hpp"

namespace leian::learn {
namespace {

/// Numbers names as they are met.
class Names {
 public:
  std::uint32_t number(std::string_view name) {
    const auto at = numbers_.find(name);
    if (at != numbers_.end()) return at->second;
    return numbers_.emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  const std::map<std::string, std::uint32_t, std::less<>>& by_name() const { return numbers_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

std::vector<std::size_t> rows_by_cause(const std::vector<LabelledRow>& rows, std::size_t causes) {
  std::vector<std::size_t> counts(causes);
  for (const LabelledRow& row : rows)
    for (const std::uint32_t cause : row.causes) ++counts[cause];
  return counts;
}

/// Renumbers the causes by name, and drops the rarest beyond kMaxCauses and rows that have no other.
void settle_causes(const Names& names, LabelledRows& all) {
  const auto counts = rows_by_cause(all.rows, names.by_name().size());
  std::vector<std::pair<std::size_t, std::string>> common;
  for (const auto& [name, number] : names.by_name()) common.emplace_back(counts[number], name);
  std::sort(common.begin(), common.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (common.size() > kMaxCauses) common.resize(kMaxCauses);
  for (auto& [count, name] : common) all.causes.push_back(std::move(name));
  std::sort(all.causes.begin(), all.causes.end());
  std::map<std::uint32_t, std::uint32_t> places;
  for (std::uint32_t i = 0; i < all.causes.size(); ++i)
    places[names.by_name().find(all.causes[i])->second] = i;
  for (LabelledRow& row : all.rows) {
    std::vector<std::uint32_t> settled;
    for (const std::uint32_t cause : row.causes)
      if (const auto at = places.find(cause); at != places.end()) settled.push_back(at->second);
    std::sort(settled.begin(), settled.end());
    settled.erase(std::unique(settled.begin(), settled.end()), settled.end());
    row.causes = std::move(settled);
  }
  std::erase_if(all.rows, [](const LabelledRow& row) { return row.causes.empty(); });
}

bool hash_before(const LabelledRow& a, const LabelledRow& b) {
  return std::pair(a.hash.high, a.hash.low) < std::pair(b.hash.high, b.hash.low);
}

/// How many of each cause's rows are taken, so that there are about `most` in all.
std::vector<std::size_t> quotas(const std::vector<std::size_t>& counts, std::size_t most) {
  const std::size_t fewest = std::clamp<std::size_t>(most / counts.size() / 2, 1, kFewestOfCause);
  std::vector<std::size_t> taken;
  for (const std::size_t count : counts) taken.push_back(std::min(count, fewest));
  const std::size_t floor = std::accumulate(taken.begin(), taken.end(), std::size_t{0});
  const std::size_t all = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  if (floor >= most || all <= floor) return taken;
  for (std::size_t c = 0; c < counts.size(); ++c)
    taken[c] += (counts[c] - taken[c]) * (most - floor) / (all - floor);
  return taken;
}

}  // namespace

LabelledRows labelled_rows(const Snapshot& snapshot, const Kind& kind) {
  LabelledRows all;
  Names names;
  for (std::uint32_t s = 0; s < snapshot.segments().size(); ++s) {
    const SegmentView& view = snapshot.segments()[s];
    const KindRows rows(*view.segment, kind);
    for (std::uint32_t row = 0; row < view.rows(); ++row) {
      if (!view.is_live(row) || !rows.holds(row)) continue;
      LabelledRow labelled{{s, row}, rows.hash(row), {}, 1};
      for (const std::string_view cause : rows.causes(row)) labelled.causes.push_back(names.number(cause));
      if (!labelled.causes.empty()) all.rows.push_back(std::move(labelled));
    }
  }
  settle_causes(names, all);
  std::sort(all.rows.begin(), all.rows.end(), hash_before);
  return all;
}

std::vector<LabelledRow> sample_of(const LabelledRows& all, std::size_t most) {
  if (all.rows.size() <= most) return all.rows;
  // A row of several causes counts for the rarest of them.
  const auto counts = rows_by_cause(all.rows, all.causes.size());
  const auto rarest = [&](const LabelledRow& row) {
    return *std::min_element(row.causes.begin(), row.causes.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return counts[a] < counts[b]; });
  };
  std::vector<std::size_t> mine(all.causes.size());
  for (const LabelledRow& row : all.rows) ++mine[rarest(row)];
  const std::vector<std::size_t> quota = quotas(mine, most);
  std::vector<std::size_t> left = quota;
  std::vector<LabelledRow> sample;
  for (const LabelledRow& row : all.rows) {
    const std::uint32_t cause = rarest(row);
    if (left[cause] == 0) continue;
    --left[cause];
    sample.push_back(row);
    sample.back().weight = static_cast<float>(mine[cause]) / static_cast<float>(quota[cause]);
  }
  return sample;
}

std::vector<std::uint64_t> smallest_hashes(const LabelledRows& all) {
  std::vector<std::uint64_t> hashes;
  for (std::size_t i = 0; i < std::min(kSketchHashes, all.rows.size()); ++i)
    hashes.push_back(all.rows[i].hash.high);
  return hashes;
}

double share_of_new(std::span<const std::uint64_t> before, std::span<const std::uint64_t> now) {
  if (now.empty()) return 0;
  // Beyond the last of a full sketch nothing is known of the rows before.
  std::size_t seen = 0;
  std::size_t known = 0;
  for (const std::uint64_t hash : now) {
    if (before.size() == kSketchHashes && hash > before.back()) break;
    ++seen;
    known += std::binary_search(before.begin(), before.end(), hash) ? 1 : 0;
  }
  return seen == 0 ? 1 : static_cast<double>(seen - known) / static_cast<double>(seen);
}

}  // namespace leian::learn
