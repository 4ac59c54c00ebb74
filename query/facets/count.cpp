#include "query/facets/count.hpp"

#include <algorithm>

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

/// One entry a value.
void add_up(std::vector<std::pair<std::string_view, std::uint64_t>>& counts) {
  std::sort(counts.begin(), counts.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (kept > 0 && counts[kept - 1].first == counts[i].first)
      counts[kept - 1].second += counts[i].second;
    else
      counts[kept++] = counts[i];
  }
  counts.resize(kept);
}

/// Counts by value, largest first, equal ones by value; beyond `limit` only their number is kept.
FacetCounts keep_largest(std::vector<std::pair<std::string_view, std::uint64_t>> counts, std::size_t limit) {
  FacetCounts facet;
  facet.distinct = counts.size();
  const auto end = counts.begin() + static_cast<std::ptrdiff_t>(std::min(limit, counts.size()));
  const auto order = [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  };
  if (end != counts.end()) std::nth_element(counts.begin(), end, counts.end(), order);
  std::sort(counts.begin(), end, order);
  for (auto at = counts.begin(); at != end; ++at)
    facet.buckets.push_back({std::string(at->first), "", at->second});
  return facet;
}

/// Where a column's values get their labels: the field of the first kind that has it.
class Labels {
 public:
  Labels(const std::string& column, const KindSet& kinds) : kinds_(kinds), of_kinds_(column == kKindColumn) {
    for (const auto& kind : kinds.kinds()) {
      const auto at = kind->find(column);
      if (!at) continue;
      const FieldSpec& field = kind->fields()[*at];
      if (field.type == FieldType::Boolean) boolean_ = true;
      if (const auto list = kinds.codes().find(field.codes); list != kinds.codes().end())
        lists_.push_back(&list->second);
    }
  }

  std::string of(const std::string& value) const {
    if (of_kinds_) {
      const auto kind = kinds_.find(value);
      return kind ? (*kind)->label().zh : value;
    }
    if (boolean_) return value == "true" ? "是" : "否";
    for (const CodeList* list : lists_)
      if (const CodeEntry* entry = list->by_code(value)) return entry->label;
    return value;
  }

 private:
  const KindSet& kinds_;
  bool of_kinds_;
  bool boolean_ = false;
  std::vector<const CodeList*> lists_;
};

}  // namespace

std::string label_of(const std::string& column, const std::string& value, const KindSet& kinds) {
  return Labels(column, kinds).of(value);
}

FacetCounts count_facet(const ColumnSpec& spec, const std::vector<RowSet>& matches, std::size_t limit,
                        const Snapshot& snapshot) {
  std::vector<std::pair<std::string_view, std::uint64_t>> counts;
  for (std::size_t s = 0; s < matches.size(); ++s) {
    const Column* column = snapshot.segments()[s].segment->column(spec.name);
    if (column == nullptr) continue;
    const auto of_segment = count_ordinals(*column, matches[s]);
    // Ordinal 0 is "no value".
    for (std::uint32_t ordinal = 1; ordinal < of_segment.size(); ++ordinal)
      if (of_segment[ordinal] > 0) counts.emplace_back(column->entry(ordinal), of_segment[ordinal]);
  }
  if (matches.size() > 1) add_up(counts);
  FacetCounts facet = keep_largest(std::move(counts), limit);
  facet.field = spec.name;
  const Labels labels(spec.name, *snapshot.kinds());
  for (Bucket& bucket : facet.buckets) bucket.label = labels.of(bucket.value);
  return facet;
}

}  // namespace leian::query
