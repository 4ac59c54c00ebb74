#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <unordered_map>

#include "corpora/text/pinyin.hpp"
#include "query/facets/column_values.hpp"
#include "query/facets/count_parts.hpp"
#include "query/facets/ordinal_counts.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

using Id = ColumnValues::Id;

/// Counts one facet.
class ValueCounter {
 public:
  ValueCounter(const FacetSpec& spec, const CountedRows& rows)
      : spec_(spec),
        rows_(rows),
        labels_(spec.column->name, *rows.snapshot.kinds()),
        values_(ColumnValues::of(rows.snapshot, *spec.column)),
        wanted_(rows.analyzer.fold(spec.match).units),
        spellers_{Speller(wanted_, Spelling::Pinyin), Speller(wanted_, Spelling::Initials)} {
    if (!spec.match.empty()) find_folded();
  }

  FacetCounts run() {
    counts_ = count_values_of(*values_, *spec_.column, rows_);
    std::vector<Id> shown;
    for (Id id = 0; id < values_->size(); ++id)
      if (counts_[id] > 0) shown.push_back(id);
    FacetCounts facet{spec_.key, {}, 0};
    if (spec_.shape == FacetSpec::Shape::Tree) {
      choose_trees();
      add_above(shown);
      count_groups(*values_, *spec_.column, rows_, counts_);
      const auto from =
          spec_.under.empty() ? std::optional<Id>(ColumnValues::kNone) : values_->id_of(code_of(spec_.under));
      if (from) facet.buckets = below(*from, by_parent(shown), facet.distinct);
    } else {
      count_groups(*values_, *spec_.column, rows_, counts_);
      facet.buckets = buckets_of(std::move(shown), facet.distinct);
    }
    return facet;
  }

 private:
  /// The trees of the kinds that match: a code may stand in several kinds' lists, and elsewhere in each.
  void choose_trees() {
    std::set<std::string, std::less<>> kinds;
    for (std::size_t s = 0; s < rows_.matches.size(); ++s) {
      const Segment& segment = *rows_.snapshot.segments()[s].segment;
      const Column* column = segment.column(kKindColumn);
      if (column == nullptr) continue;
      const auto counts = count_ordinals(segment, std::string(kKindColumn), rows_.matches[s]);
      for (std::uint32_t ordinal = 1; ordinal < counts.size(); ++ordinal)
        if (counts[ordinal] > 0) kinds.emplace(column->entry(ordinal));
    }
    const CodeLists& codes = rows_.snapshot.kinds()->codes();
    std::set<const CodeList*> lists;
    for (const NamedField& field : fields_named(spec_.column->name, rows_.snapshot))
      if (const auto list = codes.find(field.spec->codes);
          kinds.contains(field.kind->name()) && list != codes.end())
        lists.insert(&list->second);
    for (const ColumnValues::Tree& tree : values_->trees())
      if (lists.contains(tree.list)) trees_.push_back(&tree);
  }

  static std::optional<Id> parent_of(Id id, const ColumnValues::Tree& tree) {
    const auto at = std::lower_bound(tree.parents.begin(), tree.parents.end(), id,
                                     [](const auto& known, Id wanted) { return known.first < wanted; });
    if (at == tree.parents.end() || at->first != id) return std::nullopt;
    return at->second;
  }

  /// Adds what stands above the values in the trees.
  void add_above(std::vector<Id>& shown) const {
    const std::size_t present = shown.size();
    std::vector<bool> known(values_->size(), false);
    for (const Id id : shown) known[id] = true;
    for (const ColumnValues::Tree* tree : trees_)
      for (std::size_t i = 0; i < present; ++i)
        for (auto up = parent_of(shown[i], *tree); up && *up != ColumnValues::kNone;
             up = parent_of(*up, *tree)) {
          if (!known[*up]) shown.push_back(*up);
          known[*up] = true;
        }
    std::sort(shown.begin(), shown.end());
  }

  /// The code that a name means.
  std::string code_of(const std::string& name) const {
    for (const CodeList* list : labels_.lists())
      if (list->by_code(name) != nullptr) return name;
    for (const CodeList* list : labels_.lists())
      if (const CodeEntry* entry = list->find(name)) return entry->code;
    return name;
  }

  /// Codes by what they stand at once below, in any of the trees; at the top below kNone.
  using Children = std::unordered_map<Id, std::vector<Id>>;
  Children by_parent(const std::vector<Id>& shown) const {
    Children children;
    for (const Id id : shown) {
      std::set<Id> parents;
      for (const ColumnValues::Tree* tree : trees_)
        if (const auto parent = parent_of(id, *tree)) parents.insert(*parent);
      if (parents.empty()) parents.insert(ColumnValues::kNone);
      for (const Id parent : parents) children[parent].push_back(id);
    }
    return children;
  }

  std::vector<Bucket> below(Id parent, const Children& children, std::uint64_t& distinct) const {
    const auto at = children.find(parent);
    if (at == children.end()) return {};
    return buckets_of(at->second, distinct, &children);
  }

  /// Whether a value or its label holds the text that is looked for, the label in any spelling.
  bool matches(Id id) const {
    if (wanted_.empty()) return true;
    const std::string value(values_->value(id));
    const std::string label = label_of_value(id);
    const std::u16string folded = folded_of(id);
    if (label == value) return spelled_in(folded);
    return folded.find(wanted_) != folded.npos || spelled_in(rows_.analyzer.fold(label).units);
  }

  bool spelled_in(std::u16string_view text) const {
    if (text.find(wanted_) != text.npos) return true;
    return std::any_of(spellers_.begin(), spellers_.end(), [&](const Speller& speller) {
      for (std::size_t at = 0; speller.usable() && at < text.size(); ++at)
        if (spelled(text.substr(at), speller)) return true;
      return false;
    });
  }

  /// Segments keep the folded names of their values; only a very long one is cut there.
  void find_folded() {
    folded_.resize(values_->size());
    for (std::size_t s = 0; s < rows_.snapshot.segments().size(); ++s) {
      const auto& names = rows_.snapshot.segments()[s].segment->names();
      const auto& ids = values_->ids(s);
      if (!names) continue;
      const auto set = std::find(names->sets().begin(), names->sets().end(), spec_.column->name);
      if (set == names->sets().end()) continue;
      const auto number = static_cast<std::size_t>(set - names->sets().begin());
      if (names->end(number) - names->first(number) != ids.size()) continue;
      for (std::uint32_t ordinal = 1; ordinal < ids.size(); ++ordinal)
        folded_[ids[ordinal]] = names->folded(names->first(number) + ordinal);
    }
  }

  std::u16string folded_of(Id id) const {
    const std::u16string_view known = folded_[id];
    if (!known.empty() && known.size() < kMaxNameUnits) return std::u16string(known);
    return rows_.analyzer.fold(values_->value(id)).units;
  }

  std::string label_of_value(Id id) const {
    if (labels_.are_codes()) {
      const CodeEntry* entry = values_->entry(id);
      return entry != nullptr ? entry->label : std::string(values_->value(id));
    }
    return labels_.of(std::string(values_->value(id)));
  }

  /// Of a tree each with what lies below it; where a text is looked for, what stands above a match stays.
  std::vector<Bucket> buckets_of(std::vector<Id> ids, std::uint64_t& distinct,
                                 const Children* children = nullptr) const {
    std::erase_if(ids, [&](Id id) { return counts_[id] == 0; });
    const bool plain = spec_.match.empty() && spec_.sort != FacetSpec::Sort::Name;
    distinct = ids.size();
    if (plain) keep_first(ids);
    std::vector<Bucket> buckets;
    std::uint64_t ignored = 0;
    for (const Id id : ids) {
      const bool matching = matches(id);
      if (!matching && children == nullptr) continue;
      Bucket bucket{std::string(values_->value(id)), label_of_value(id), counts_[id]};
      if (children != nullptr) bucket.children = below(id, *children, ignored);
      if (matching || !bucket.children.empty()) buckets.push_back(std::move(bucket));
    }
    if (!plain) {
      distinct = buckets.size();
      keep_first(buckets);
    }
    return buckets;
  }

  std::uint64_t count_of(Id id) const { return counts_[id]; }
  static std::uint64_t count_of(const Bucket& bucket) { return bucket.count; }
  static Id key_of(Id id) { return id; }  // numbers are in the order of codes
  static std::string_view key_of(const Bucket& bucket) { return bucket.value; }

  /// In the order asked for, as many as asked for. By code they are in order already.
  template <class Item>
  void keep_first(std::vector<Item>& items) const {
    const auto keep = std::min<std::size_t>(spec_.limit, items.size());
    const auto end_kept = items.begin() + static_cast<std::ptrdiff_t>(keep);
    if constexpr (std::is_same_v<Item, Bucket>)
      if (spec_.sort == FacetSpec::Sort::Name) sort_by_name(items);
    if (spec_.sort == FacetSpec::Sort::Count) {
      const auto before = [&](const Item& a, const Item& b) {
        return count_of(a) != count_of(b) ? count_of(a) > count_of(b) : key_of(a) < key_of(b);
      };
      std::nth_element(items.begin(), end_kept, items.end(), before);
      std::sort(items.begin(), end_kept, before);
    }
    items.erase(end_kept, items.end());
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
  const Labels labels_;
  const std::shared_ptr<const ColumnValues> values_;
  // Where a text is looked for:
  const std::u16string wanted_;
  const std::array<Speller, 2> spellers_;
  std::vector<std::u16string_view> folded_;  // by number; empty: not known
  std::vector<const ColumnValues::Tree*> trees_;
  std::vector<std::uint64_t> counts_;  // by number
};

}  // namespace

FacetCounts count_values(const FacetSpec& spec, const CountedRows& rows) {
  return ValueCounter(spec, rows).run();
}

}  // namespace leian::query
