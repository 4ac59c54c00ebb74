#include "query/facets/column_values.hpp"

#include <algorithm>
#include <map>

#include "query/facets/ordinal_counts.hpp"

namespace leian::query {
namespace {

using Id = ColumnValues::Id;

template <class T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

template <class Visit>
void for_each_above(const CodeList& list, std::string_view code, const Visit& visit) {
  const CodeEntry* entry = list.by_code(code);
  while (entry != nullptr && (entry = list.by_code(entry->parent)) != nullptr) visit(*entry);
}

/// The entries of a segment's dictionary that a list knows by code or by another name. Nearly all values of
/// an open list are in none, and finding that out takes a while.
struct KnownEntries {
  std::shared_ptr<const KindSet> kinds;  ///< kept, so that its address tells it from others
  std::vector<std::uint32_t> ordinals;
};

KnownEntries find_known(const Column& column, const std::vector<const CodeList*>& lists,
                        std::shared_ptr<const KindSet> kinds) {
  KnownEntries known{std::move(kinds), {}};
  for (std::uint32_t ordinal = 1; ordinal < column.entries(); ++ordinal)
    if (std::any_of(lists.begin(), lists.end(),
                    [&](const CodeList* list) { return list->find(column.entry(ordinal)) != nullptr; }))
      known.ordinals.push_back(ordinal);
  return known;
}

std::shared_ptr<const KnownEntries> known_entries(const Segment& segment, const std::string& column,
                                                  const std::vector<const CodeList*>& lists,
                                                  const std::shared_ptr<const KindSet>& kinds) {
  const std::string name =
      "codes/" + column + '/' + std::to_string(reinterpret_cast<std::uintptr_t>(kinds.get()));
  return segment.derived().get<KnownEntries>(
      name, [&] { return find_known(*segment.column(column), lists, kinds); });
}

}  // namespace

std::shared_ptr<const ColumnValues> ColumnValues::of(const Snapshot& snapshot, const ColumnSpec& column) {
  return snapshot.derived().get<ColumnValues>("values/" + column.name,
                                              [&] { return ColumnValues(snapshot, column); });
}

ColumnValues::ColumnValues(const Snapshot& snapshot, const ColumnSpec& column)
    : lists_(Labels(column.name, *snapshot.kinds()).lists()) {
  std::vector<std::string_view> related;
  std::vector<std::string_view> above;
  if (!lists_.empty())
    for (const SegmentView& view : snapshot.segments())
      if (const Column* values = view.segment->column(column.name)) {
        const auto known = known_entries(*view.segment, column.name, lists_, snapshot.kinds());
        for (const std::uint32_t ordinal : known->ordinals) related.push_back(values->entry(ordinal));
      }
  sort_unique(related);
  for (const std::string_view value : related)
    for (const CodeList* list : lists_)
      for_each_above(*list, value, [&](const CodeEntry& entry) { above.push_back(entry.code); });
  sort_unique(above);
  number(snapshot, column, above);
  group(related);
  related.insert(related.end(), above.begin(), above.end());
  sort_unique(related);
  link(related);
}

/// Takes the largest dictionary for the base, in whose order what it lacks is put.
void ColumnValues::number(const Snapshot& snapshot, const ColumnSpec& spec,
                          const std::vector<std::string_view>& above) {
  std::vector<const Column*> columns;
  const Column* base = nullptr;
  for (const SegmentView& view : snapshot.segments()) {
    columns.push_back(view.segment->column(spec.name));
    if (columns.back() != nullptr && (base == nullptr || columns.back()->entries() > base->entries()))
      base = columns.back();
  }
  ids_.resize(columns.size());
  if (base == nullptr) return;

  std::vector<std::string_view> lacking;
  const auto add_lacking = [&](std::string_view value) {
    if (!base->ordinal_of(value)) lacking.push_back(value);
  };
  for (const Column* column : columns)
    if (column != nullptr && column != base)
      for (std::uint32_t ordinal = 1; ordinal < column->entries(); ++ordinal)
        add_lacking(column->entry(ordinal));
  for (const std::string_view code : above) add_lacking(code);
  sort_unique(lacking);

  values_.reserve(base->entries() + lacking.size());
  std::vector<Id> of_base(base->entries(), kNone);
  auto next = lacking.begin();
  for (std::uint32_t ordinal = 1; ordinal < base->entries(); ++ordinal) {
    const std::string_view value = base->entry(ordinal);
    while (next != lacking.end() && *next < value) values_.push_back(*next++);
    of_base[ordinal] = size();
    values_.push_back(value);
  }
  values_.insert(values_.end(), next, lacking.end());

  for (std::size_t s = 0; s < columns.size(); ++s) {
    if (columns[s] == nullptr) continue;
    if (columns[s] == base) {
      ids_[s] = of_base;
      continue;
    }
    ids_[s].assign(columns[s]->entries(), kNone);
    for (std::uint32_t ordinal = 1; ordinal < columns[s]->entries(); ++ordinal)
      ids_[s][ordinal] = *id_of(columns[s]->entry(ordinal));
  }
}

std::optional<Id> ColumnValues::id_of(std::string_view value) const {
  const auto at = std::lower_bound(values_.begin(), values_.end(), value);
  if (at == values_.end() || *at != value) return std::nullopt;
  return static_cast<Id>(at - values_.begin());
}

void ColumnValues::group(const std::vector<std::string_view>& related) {
  std::map<Id, std::vector<Id>> covers;
  for (const std::string_view value : related) {
    const Id id = *id_of(value);
    covers[id].push_back(id);
    bool is_code = false;
    for (const CodeList* list : lists_) {
      is_code |= list->by_code(value) != nullptr;
      for_each_above(*list, value, [&](const CodeEntry& above) { covers[*id_of(above.code)].push_back(id); });
    }
    // A value of an open list may be another name of a code in another kind's list: narrowing by it finds
    // that code's records too.
    if (is_code) continue;
    for (const CodeList* list : lists_)
      if (const CodeEntry* entry = list->find(value))
        for (const std::string& code : list->with_descendants(entry->code))
          if (const auto other = id_of(code)) covers[id].push_back(*other);
  }
  for (auto& [id, covered] : covers) {
    sort_unique(covered);
    if (covered.size() > 1 || covered.front() != id) groups_.push_back({id, std::move(covered)});
  }
}

void ColumnValues::link(const std::vector<std::string_view>& codes) {
  for (const CodeList* list : lists_) trees_.push_back({list, {}});
  for (const std::string_view code : codes) {
    const Id id = *id_of(code);
    for (Tree& tree : trees_) {
      const CodeEntry* entry = tree.list->by_code(code);
      if (entry == nullptr) continue;
      if (entries_.empty() || entries_.back().first != id) entries_.emplace_back(id, entry);
      // In a list that no value is below it in, what it stands below may have no number.
      const auto parent = entry->parent.empty() ? std::optional<Id>(kNone) : id_of(entry->parent);
      if (parent) tree.parents.emplace_back(id, *parent);
    }
  }
}

const CodeEntry* ColumnValues::entry(Id id) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), id,
                                   [](const auto& known, Id wanted) { return known.first < wanted; });
  return at == entries_.end() || at->first != id ? nullptr : at->second;
}

std::vector<std::uint64_t> count_values_of(const ColumnValues& values, const ColumnSpec& column,
                                           const CountedRows& rows) {
  std::vector<std::uint64_t> counts(values.size(), 0);
  for (std::size_t s = 0; s < rows.matches.size(); ++s) {
    const auto& ids = values.ids(s);
    if (ids.empty()) continue;
    rows.deadline.check();
    const auto found = count_ordinals(*rows.snapshot.segments()[s].segment, column.name, rows.matches[s]);
    // Ordinal 0 is "no value".
    for (std::uint32_t ordinal = 1; ordinal < found.size(); ++ordinal) counts[ids[ordinal]] += found[ordinal];
  }
  return counts;
}

namespace {

/// Which groups each value belongs to.
struct GroupsOfValues {
  explicit GroupsOfValues(const ColumnValues& values) : begins(values.size() + 1, 0) {
    for (const auto& group : values.groups())
      for (const Id id : group.covers) ++begins[id + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    groups.resize(begins.back());
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    for (std::uint32_t g = 0; g < values.groups().size(); ++g)
      for (const Id id : values.groups()[g].covers) groups[next[id]++] = g;
  }
  std::vector<std::uint32_t> begins, groups;
};

/// How often a row was met again in a group, by group.
std::vector<std::uint64_t> count_again(const ColumnValues& values, const ColumnSpec& spec,
                                       const CountedRows& rows) {
  std::vector<std::uint64_t> again(values.groups().size(), 0);
  const GroupsOfValues of(values);
  for (std::size_t s = 0; s < rows.matches.size(); ++s) {
    const auto& ids = values.ids(s);
    if (ids.empty()) continue;
    rows.deadline.check();
    const Segment& segment = *rows.snapshot.segments()[s].segment;
    const Column& column = *segment.column(spec.name);
    RowSet several = totals_of(segment, spec.name)->several;
    several &= rows.matches[s];
    std::vector<std::uint32_t> seen(again.size(), 0);  // the row it was last met in, plus one
    column.with_ordinals([&](auto ordinals) {
      several.for_each([&](std::uint32_t row) {
        for_each_value(column, ordinals, row, [&](std::uint32_t ordinal) {
          if (ids[ordinal] == ColumnValues::kNone) return;
          for (std::uint32_t at = of.begins[ids[ordinal]]; at < of.begins[ids[ordinal] + 1]; ++at) {
            std::uint32_t& last = seen[of.groups[at]];
            if (last == row + 1) ++again[of.groups[at]];
            last = row + 1;
          }
        });
      });
    });
  }
  return again;
}

}  // namespace

void count_groups(const ColumnValues& values, const ColumnSpec& column, const CountedRows& rows,
                  std::vector<std::uint64_t>& counts) {
  const auto& groups = values.groups();
  if (groups.empty()) return;
  std::vector<std::uint64_t> sums(groups.size(), 0);
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const Id id : groups[g].covers) sums[g] += counts[id];
  if (column.list) {
    const auto again = count_again(values, column, rows);
    for (std::size_t g = 0; g < groups.size(); ++g) sums[g] -= again[g];
  }
  for (std::size_t g = 0; g < groups.size(); ++g) counts[groups[g].of] = sums[g];
}

}  // namespace leian::query
