#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "corpora/text/pinyin.hpp"
#include "query/facets/count_parts.hpp"
#include "query/facets/labels.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

/// A value that stands in matching records.
struct Present {
  std::string_view value;
  std::uint64_t count = 0;  ///< records with this very value
};

/// What is counted: a value, or a code with all below it. The code is the column's or the code list's.
struct Node {
  std::string_view code;
  std::vector<std::size_t> covers;  ///< of the present values, by place
  std::uint64_t count = 0;
};

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

/// Counts one facet.
class ValueCounter {
 public:
  ValueCounter(const FacetSpec& spec, const CountedRows& rows)
      : spec_(spec),
        rows_(rows),
        labels_(spec.column->name, *rows.snapshot.kinds()),
        fields_(fields_named(spec.column->name, rows.snapshot)) {}

  FacetCounts run() {
    count_present();
    if (spec_.shape == FacetSpec::Shape::Tree) choose_lists();
    make_nodes();
    count_nodes();
    FacetCounts facet{spec_.key, {}, 0};
    if (spec_.shape == FacetSpec::Shape::Tree) {
      facet.buckets = below(spec_.under.empty() ? "" : code_of(spec_.under), by_parent(), facet.distinct);
    } else {
      std::vector<const Node*> all;
      for (const Node& node : nodes_) all.push_back(&node);
      facet.buckets = buckets_of(std::move(all), facet.distinct);
    }
    return facet;
  }

 private:
  const Column* column(std::size_t segment) const {
    return rows_.snapshot.segments()[segment].segment->column(spec_.column->name);
  }

  void count_present() {
    for (std::size_t s = 0; s < rows_.matches.size(); ++s) {
      if (column(s) == nullptr) continue;
      rows_.deadline.check();
      const auto counts = count_ordinals(*column(s), rows_.matches[s]);
      // Ordinal 0 is "no value".
      for (std::uint32_t ordinal = 1; ordinal < counts.size(); ++ordinal)
        if (counts[ordinal] > 0) present_.push_back({column(s)->entry(ordinal), counts[ordinal]});
    }
    const auto by_value = [](const Present& a, const Present& b) { return a.value < b.value; };
    // One segment's dictionary is in order already.
    if (std::is_sorted(present_.begin(), present_.end(), by_value) && rows_.matches.size() == 1) return;
    std::sort(present_.begin(), present_.end(), by_value);
    std::size_t kept = 0;
    for (const Present& present : std::vector<Present>(present_)) {
      if (kept > 0 && present_[kept - 1].value == present.value)
        present_[kept - 1].count += present.count;
      else
        present_[kept++] = present;
    }
    present_.resize(kept);
  }

  /// The trees of the kinds that match: a code may stand in several kinds' lists, and elsewhere in each.
  void choose_lists() {
    std::set<std::string, std::less<>> kinds;
    for (std::size_t s = 0; s < rows_.matches.size(); ++s) {
      const Column* column = rows_.snapshot.segments()[s].segment->column(kKindColumn);
      if (column == nullptr) continue;
      const auto counts = count_ordinals(*column, rows_.matches[s]);
      for (std::uint32_t ordinal = 1; ordinal < counts.size(); ++ordinal)
        if (counts[ordinal] > 0) kinds.emplace(column->entry(ordinal));
    }
    const CodeLists& codes = rows_.snapshot.kinds()->codes();
    for (const NamedField& field : fields_)
      if (const auto list = codes.find(field.spec->codes);
          kinds.contains(field.kind->name()) && list != codes.end())
        if (std::find(trees_.begin(), trees_.end(), &list->second) == trees_.end())
          trees_.push_back(&list->second);
  }

  std::optional<std::size_t> place_of(std::string_view value) const {
    const auto at = std::lower_bound(present_.begin(), present_.end(), value,
                                     [](const Present& a, std::string_view v) { return a.value < v; });
    if (at == present_.end() || at->value != value) return std::nullopt;
    return static_cast<std::size_t>(at - present_.begin());
  }

  /// The values themselves and, of a tree, all codes above them.
  void make_nodes() {
    std::vector<std::string_view> codes;
    for (const Present& present : present_) {
      codes.push_back(present.value);
      if (spec_.shape != FacetSpec::Shape::Tree) continue;
      for (const CodeList* list : trees_)
        for_each_above(*list, present.value, [&](const CodeEntry& above) { codes.push_back(above.code); });
    }
    if (spec_.shape == FacetSpec::Shape::Tree) {
      std::sort(codes.begin(), codes.end());
      codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    }
    nodes_.reserve(codes.size());
    for (const std::string_view code : codes) nodes_.push_back({code, {}, 0});
    for (std::size_t place = 0; place < present_.size(); ++place) cover(place);
    if (!labels_.lists().empty())
      for (Node& node : nodes_) cover_other_names(node);
  }

  template <class Visit>
  static void for_each_above(const CodeList& list, std::string_view code, const Visit& visit) {
    const CodeEntry* entry = list.by_code(code);
    while (entry != nullptr && (entry = list.by_code(entry->parent)) != nullptr) visit(*entry);
  }

  Node* node_of(std::string_view code) {
    const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), code,
                                     [](const Node& node, std::string_view c) { return node.code < c; });
    return at == nodes_.end() || at->code != code ? nullptr : &*at;
  }

  /// Enters a present value with all nodes that it belongs to: itself and the codes above it in any list.
  void cover(std::size_t place) {
    const std::string_view value = present_[place].value;
    node_of(value)->covers.push_back(place);
    for (const CodeList* list : labels_.lists())
      for_each_above(*list, value, [&](const CodeEntry& above) {
        Node* node = node_of(above.code);
        if (node != nullptr && (node->covers.empty() || node->covers.back() != place))
          node->covers.push_back(place);
      });
  }

  /// A value of an open list may be another name of a code in another kind's list: narrowing by it finds
  /// that code's records too.
  void cover_other_names(Node& node) {
    const auto& lists = labels_.lists();
    if (std::any_of(lists.begin(), lists.end(), [&](const CodeList* l) { return l->by_code(node.code); }))
      return;
    for (const CodeList* list : lists)
      if (const CodeEntry* entry = list->find(node.code))
        for (const std::string& code : list->with_descendants(entry->code))
          if (const auto place = place_of(code)) node.covers.push_back(*place);
    std::sort(node.covers.begin(), node.covers.end());
    node.covers.erase(std::unique(node.covers.begin(), node.covers.end()), node.covers.end());
  }

  void count_nodes() {
    std::vector<std::vector<std::uint32_t>> several(
        present_.size());  // nodes over more than one value, by value
    bool any = false;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const bool sums_up = !spec_.column->list || nodes_[n].covers.size() == 1;
      for (const std::size_t place : nodes_[n].covers) {
        if (sums_up)
          nodes_[n].count += present_[place].count;
        else
          several[place].push_back(n);
      }
      any |= !sums_up;
    }
    if (any) count_once(several);
  }

  /// A record with several values below one code is still one record.
  void count_once(const std::vector<std::vector<std::uint32_t>>& several) {
    static const std::vector<std::uint32_t> kNone;
    for (std::size_t s = 0; s < rows_.matches.size(); ++s) {
      const Column* values = column(s);
      if (values == nullptr) continue;
      rows_.deadline.check();
      std::vector<const std::vector<std::uint32_t>*> nodes_of(values->entries(), &kNone);
      for (std::uint32_t ordinal = 1; ordinal < values->entries(); ++ordinal)
        if (const auto place = place_of(values->entry(ordinal))) nodes_of[ordinal] = &several[*place];
      std::vector<std::uint32_t> seen(nodes_.size(), 0);  // the row it was last counted for, plus one
      rows_.matches[s].for_each([&](std::uint32_t row) {
        for (std::uint64_t at = values->begin(row); at < values->begin(row + 1); ++at)
          for (const std::uint32_t node : *nodes_of[values->ordinal(at)])
            if (seen[node] != row + 1) {
              seen[node] = row + 1;
              ++nodes_[node].count;
            }
      });
    }
  }

  /// The code that a name means.
  std::string code_of(const std::string& name) const {
    for (const CodeList* list : labels_.lists())
      if (list->by_code(name) != nullptr) return name;
    for (const CodeList* list : labels_.lists())
      if (const CodeEntry* entry = list->find(name)) return entry->code;
    return name;
  }

  /// Nodes by what they stand at once below, in any of the trees; at the top below "".
  using Children = std::map<std::string, std::vector<const Node*>, std::less<>>;
  Children by_parent() const {
    Children children;
    for (const Node& node : nodes_) {
      std::set<std::string> parents;
      for (const CodeList* list : trees_)
        if (const CodeEntry* entry = list->by_code(node.code)) parents.insert(entry->parent);
      if (parents.empty()) parents.emplace();
      for (const std::string& parent : parents) children[parent].push_back(&node);
    }
    return children;
  }

  std::vector<Bucket> below(const std::string& parent, const Children& children,
                            std::uint64_t& distinct) const {
    const auto at = children.find(parent);
    if (at == children.end()) return {};
    return buckets_of(at->second, distinct, &children);
  }

  bool matches(const Bucket& bucket) const {
    if (spec_.match.empty()) return true;
    const auto wanted = rows_.analyzer.fold(spec_.match).units;
    return spelled_within(rows_.analyzer.fold(bucket.label).units, wanted) ||
           rows_.analyzer.fold(bucket.value).units.find(wanted) != std::u16string::npos;
  }

  /// Of a tree each with what lies below it; where a text is looked for, what stands above a match stays.
  std::vector<Bucket> buckets_of(std::vector<const Node*> nodes, std::uint64_t& distinct,
                                 const Children* children = nullptr) const {
    std::erase_if(nodes, [](const Node* node) { return node->count == 0; });
    const bool plain = spec_.match.empty() && spec_.sort != FacetSpec::Sort::Name;
    distinct = nodes.size();
    if (plain) keep_first(nodes);
    std::vector<Bucket> buckets;
    std::uint64_t ignored = 0;
    for (const Node* node : nodes) {
      const std::string code(node->code);
      Bucket bucket{code, labels_.of(code), node->count};
      if (children != nullptr) bucket.children = below(code, *children, ignored);
      if (matches(bucket) || !bucket.children.empty()) buckets.push_back(std::move(bucket));
    }
    if (!plain) {
      distinct = buckets.size();
      keep_first(buckets);
    }
    return buckets;
  }

  static std::uint64_t count_of(const Node* node) { return node->count; }
  static std::uint64_t count_of(const Bucket& bucket) { return bucket.count; }
  static std::string_view key_of(const Node* node) { return node->code; }
  static std::string_view key_of(const Bucket& bucket) { return bucket.value; }

  /// In the order asked for, as many as asked for. By code they are in order already.
  template <class Item>
  void keep_first(std::vector<Item>& items) const {
    const auto keep = std::min<std::size_t>(spec_.limit, items.size());
    if constexpr (std::is_same_v<Item, Bucket>)
      if (spec_.sort == FacetSpec::Sort::Name) sort_by_name(items);
    if (spec_.sort == FacetSpec::Sort::Count)
      std::partial_sort(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(keep), items.end(),
                        [](const Item& a, const Item& b) {
                          return count_of(a) != count_of(b) ? count_of(a) > count_of(b)
                                                            : key_of(a) < key_of(b);
                        });
    items.resize(keep);
  }

  /// As a Chinese dictionary orders names: by pinyin.
  static void sort_by_name(std::vector<Bucket>& buckets) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance("zh", status));
    if (U_FAILURE(status)) return;
    std::stable_sort(buckets.begin(), buckets.end(), [&](const Bucket& a, const Bucket& b) {
      return collator->compareUTF8(a.label, b.label, status) == UCOL_LESS;
    });
  }

  const FacetSpec& spec_;
  const CountedRows& rows_;
  Labels labels_;
  std::vector<NamedField> fields_;
  std::vector<const CodeList*> trees_;
  std::vector<Present> present_;  // by value
  std::vector<Node> nodes_;       // by code
};

}  // namespace

FacetCounts count_values(const FacetSpec& spec, const CountedRows& rows) {
  return ValueCounter(spec, rows).run();
}

}  // namespace leian::query
