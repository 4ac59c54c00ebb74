#include "query/facets/count.hpp"

#include <algorithm>
#include <unordered_map>

namespace leian::query {
namespace {

/// Counts per ordinal of one segment's column.
std::vector<std::uint64_t> count_ordinals(const Column& column, const RowSet& rows) {
  std::vector<std::uint64_t> counts(column.entries(), 0);
  column.with_ordinals([&](auto ordinals) {
    if (!column.list()) {
      rows.for_each([&](std::uint32_t row) { ++counts[ordinals[row]]; });
      return;
    }
    rows.for_each([&](std::uint32_t row) {
      const std::uint64_t begin = column.begin(row);
      const std::uint64_t end = column.begin(row + 1);
      for (std::uint64_t at = begin; at < end; ++at) {
        // A value that stands twice in a record is still one record.
        const auto first = std::find(ordinals.begin() + static_cast<std::ptrdiff_t>(begin),
                                     ordinals.begin() + static_cast<std::ptrdiff_t>(at), ordinals[at]);
        if (first == ordinals.begin() + static_cast<std::ptrdiff_t>(at)) ++counts[ordinals[at]];
      }
    });
  });
  return counts;
}

}  // namespace

std::string label_of(const std::string& column, const std::string& value, const KindSet& kinds) {
  if (column == kKindColumn) {
    const auto kind = kinds.find(value);
    return kind ? (*kind)->label().zh : value;
  }
  for (const auto& kind : kinds.kinds()) {
    const auto at = kind->find(column);
    if (!at) continue;
    const FieldSpec& field = kind->fields()[*at];
    if (field.type == FieldType::Boolean) return value == "true" ? "是" : "否";
    const auto list = kinds.codes().find(field.codes);
    if (list == kinds.codes().end()) continue;
    if (const CodeEntry* entry = list->second.by_code(value)) return entry->label;
  }
  return value;
}

FacetCounts count_facet(const ColumnSpec& spec, const std::vector<RowSet>& matches, std::size_t limit,
                        const Snapshot& snapshot) {
  std::unordered_map<std::string, std::uint64_t> sums;
  for (std::size_t s = 0; s < matches.size(); ++s) {
    const Column* column = snapshot.segments()[s].segment->column(spec.name);
    if (column == nullptr) continue;
    const auto counts = count_ordinals(*column, matches[s]);
    // Ordinal 0 is "no value".
    for (std::uint32_t ordinal = 1; ordinal < counts.size(); ++ordinal)
      if (counts[ordinal] > 0) sums[std::string(column->entry(ordinal))] += counts[ordinal];
  }
  FacetCounts facet;
  facet.field = spec.name;
  facet.distinct = sums.size();
  for (auto& [value, count] : sums) facet.buckets.push_back({value, "", count});
  const auto order = [](const Bucket& a, const Bucket& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  };
  const std::size_t kept = std::min(limit, facet.buckets.size());
  std::partial_sort(facet.buckets.begin(), facet.buckets.begin() + static_cast<std::ptrdiff_t>(kept),
                    facet.buckets.end(), order);
  facet.buckets.resize(kept);
  for (Bucket& bucket : facet.buckets) bucket.label = label_of(spec.name, bucket.value, *snapshot.kinds());
  return facet;
}

}  // namespace leian::query
