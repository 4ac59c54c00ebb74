#include "query/match/plan.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "indexer/analysis/terms.hpp"
#include "indexer/store/xapian_guard.hpp"
#include "query/match/ranges.hpp"
#include "query/match/words.hpp"

namespace leian::query {
namespace {

/// A field as one or more kinds have it.
struct NamedField {
  const FieldSpec* spec = nullptr;
  const Kind* kind = nullptr;
};

std::vector<NamedField> fields_named(std::string_view name, const Snapshot& snapshot) {
  std::vector<NamedField> found;
  for (const auto& kind : snapshot.kinds()->kinds())
    if (const auto at = kind->find(name)) found.push_back({&kind->fields()[*at], kind.get()});
  return found;
}

bool is_kind_field(std::string_view name) { return name == kKindColumn || name == "种类"; }

Plan plan_of(Plan::Type type, std::vector<Plan> children) {
  if (children.size() == 1 && type != Plan::Type::Not) return std::move(children.front());
  Plan plan;
  plan.type = type;
  plan.children = std::move(children);
  return plan;
}

Plan plan_of(Needle needle) {
  Plan plan;
  plan.type = Plan::Type::Needle;
  plan.needle = std::move(needle);
  return plan;
}

Plan plan_of(ColumnTest test) {
  Plan plan;
  plan.type = Plan::Type::Test;
  plan.test = std::move(test);
  return plan;
}

std::string truth_of(std::string_view value) {
  if (value == "是" || value == "yes" || value == "1") return "true";
  if (value == "否" || value == "no" || value == "0") return "false";
  return std::string(value);
}

const CodeList* list_of(const NamedField& field, const CodeLists& codes) {
  const auto list = codes.find(field.spec->codes);
  return field.spec->type == FieldType::Code && list != codes.end() ? &list->second : nullptr;
}

/// The column values that `value` names: itself, and where it is a code, or else a code's label or alias,
/// that code and all below it. A code of one kind's list is not taken for the alias of another in the next
/// kind's: what a facet counted under it is what narrowing by it finds.
std::vector<std::string> values_named(const std::vector<NamedField>& fields, const std::string& value,
                                      const CodeLists& codes) {
  if (fields.front().spec->type == FieldType::Boolean) return {truth_of(value)};
  const bool is_code = std::any_of(fields.begin(), fields.end(), [&](const NamedField& field) {
    const CodeList* list = list_of(field, codes);
    return list != nullptr && list->by_code(value) != nullptr;
  });
  std::set<std::string> values{value};
  for (const NamedField& field : fields) {
    const CodeList* list = list_of(field, codes);
    if (list == nullptr) continue;
    if (const CodeEntry* entry = is_code ? list->by_code(value) : list->find(value))
      for (std::string& code : list->with_descendants(entry->code)) values.insert(std::move(code));
  }
  return {values.begin(), values.end()};
}

/// The condition that one value of a filter, or of field:value, makes; the same fields of all kinds share a
/// column.
Result<ColumnTest> test_of(const std::vector<NamedField>& fields, const std::string& value,
                           const Snapshot& snapshot) {
  ColumnTest test;
  test.column = fields.front().spec->name;
  const FieldType type = fields.front().spec->type;
  if (row_of(type).ordered) {
    LEIAN_TRY(const Bounds bounds, read_bounds(test.column, type, value));
    test.ranged = true;
    test.low = bounds.low;
    test.high = bounds.high;
    return test;
  }
  test.values = values_named(fields, value, snapshot.kinds()->codes());
  return test;
}

Result<ColumnTest> kind_test(const std::string& name, const Snapshot& snapshot) {
  LEIAN_TRY(const auto kind, snapshot.kinds()->find(name));
  ColumnTest test;
  test.column = kKindColumn;
  test.values = {kind->name()};
  return test;
}

class Binder {
 public:
  Binder(const ReaderLease& lease, const Analyzer& analyzer) : lease_(lease), analyzer_(analyzer) {}

  Result<BoundQuery> run(const Node& query) {
    LEIAN_TRY(bound_.plan, bind(query, {}, true));
    auto& terms = bound_.ranking_terms;
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return std::move(bound_);
  }

 private:
  using Fields = std::vector<std::string>;

  Result<Plan> bind(const Node& node, const Fields& fields, bool wanted) {
    switch (node.type) {
      case Node::Type::All:
        return Plan{};
      case Node::Type::Words:
        return words(node.text, fields, wanted);
      case Node::Type::Phrase:
        return phrase(node.text, fields, wanted);
      case Node::Type::Prefix:
        return prefix(node.text, fields, wanted);
      case Node::Type::Field:
        return field(node, wanted);
      case Node::Type::Range:
        return words(node.text, fields, wanted);
      case Node::Type::And:
        return group(Plan::Type::And, node, fields, wanted);
      case Node::Type::Or:
        return group(Plan::Type::Or, node, fields, wanted);
      case Node::Type::Not:
        return group(Plan::Type::Not, node, fields, false);
    }
    return Plan{};
  }

  Result<Plan> group(Plan::Type type, const Node& node, const Fields& fields, bool wanted) {
    std::vector<Plan> children;
    for (const Node& child : node.children) {
      LEIAN_TRY(Plan plan, bind(child, fields, wanted));
      children.push_back(std::move(plan));
    }
    return plan_of(type, std::move(children));
  }

  /// A blank between words parts them, though folding drops it: 物业 停车费 asks for two words.
  Result<Plan> words(const std::string& text, const Fields& fields, bool wanted) {
    std::vector<std::u16string> needles;
    std::u16string unworded;  // what is left where the text has no words at all: signs
    std::istringstream pieces(text);
    for (std::string piece; pieces >> piece;) {
      const std::u16string folded = analyzer_.fold(piece).units;
      unworded += folded;
      if (wanted) add_ranking(folded);
      for (std::u16string& word : query_words(folded, analyzer_))
        if (std::find(needles.begin(), needles.end(), word) == needles.end())
          needles.push_back(std::move(word));
    }
    leave_out_stop_words(needles);
    if (needles.empty()) return needle(std::u16string(trimmed(unworded)), fields, wanted, false);
    const bool all = needles.size() <= kAllWords;
    if (!all) keep_rarest(needles);
    std::vector<Plan> parts;
    for (std::u16string& word : needles) {
      if (wanted) bound_.marks.push_back(word);
      parts.push_back(plan_of(Needle{std::move(word), fields, false}));
    }
    return plan_of(all ? Plan::Type::And : Plan::Type::Or, std::move(parts));
  }

  /// Unless there are no others.
  static void leave_out_stop_words(std::vector<std::u16string>& words) {
    if (!std::all_of(words.begin(), words.end(), [](const auto& word) { return is_stop_word(word); }))
      std::erase_if(words, [](const auto& word) { return is_stop_word(word); });
  }

  Result<Plan> phrase(const std::string& text, const Fields& fields, bool wanted) {
    const std::u16string folded = analyzer_.fold(text).units;
    if (wanted) add_ranking(folded);
    return needle(std::u16string(trimmed(folded)), fields, wanted, false);
  }

  Result<Plan> prefix(const std::string& text, const Fields& fields, bool wanted) {
    const std::u16string folded = analyzer_.fold(text).units;
    if (wanted) add_ranking(folded);
    return needle(std::u16string(trimmed(folded)), fields, wanted, true);
  }

  Plan needle(std::u16string units, const Fields& fields, bool wanted, bool is_prefix) {
    if (units.empty()) return Plan{};
    if (wanted) bound_.marks.push_back(units);
    return plan_of(Needle{std::move(units), fields, is_prefix});
  }

  /// field:value is a condition on the column where the value is one of its values or bounds, and a search in
  /// the field's text otherwise.
  Result<Plan> field(const Node& node, bool wanted) {
    const Snapshot& snapshot = lease_.snapshot();
    const Node& value = node.children.front();
    if (is_kind_field(node.field)) {
      LEIAN_TRY(ColumnTest test, kind_test(value.text, snapshot));
      return plan_of(std::move(test));
    }
    const auto named = fields_named(node.field, snapshot);
    if (named.empty()) return err(ErrorCode::UnknownField, Msg::FieldUnknown, node.field);
    Fields names;
    for (const NamedField& one : named)
      if (is_searched(*one.spec)) names.push_back(one.spec->name);
    const ColumnSpec* column = snapshot.layout().column(named.front().spec->name);
    if (column != nullptr && value.type != Node::Type::Prefix) {
      LEIAN_TRY(ColumnTest test, test_of(named, value.text, snapshot));
      if (test.ranged || names.empty() || stands_in_a_column(test)) return plan_of(std::move(test));
    }
    if (names.empty()) return err(ErrorCode::UnknownField, Msg::FieldNotFilterable, node.field);
    return bind(value, names, wanted);
  }

  bool stands_in_a_column(const ColumnTest& test) const {
    for (const SegmentView& view : lease_.snapshot().segments())
      if (const Column* column = view.segment->column(test.column))
        for (const std::string& value : test.values)
          if (column->ordinal_of(value)) return true;
    return false;
  }

  /// Grams of the whole group, across its words, reward words that stand together; long words count once
  /// more as words.
  void add_ranking(std::u16string_view folded) {
    auto& terms = bound_.ranking_terms;
    for (std::size_t i = 0; i + 1 < folded.size(); ++i)
      if (is_bigram(folded[i], folded[i + 1])) terms.push_back({gram_of(folded[i], folded[i + 1]), {}});
    std::vector<Span> spans;
    analyzer_.words(folded, spans);
    for (const Span& span : spans)
      if (span.size() > 2) terms.push_back(term_of_word(span.of(folded)));
  }

  void keep_rarest(std::vector<std::u16string>& words) const {
    if (words.size() <= kMaxGroupWords) return;
    const auto frequency = [&](const std::u16string& word) {
      const std::uint64_t sum = lease_.rows_with(term_of_word(word));
      return sum == 0 ? std::numeric_limits<std::uint64_t>::max() : sum;
    };
    std::vector<std::pair<std::uint64_t, std::u16string>> ranked;
    for (std::u16string& word : words) ranked.emplace_back(frequency(word), std::move(word));
    std::sort(ranked.begin(), ranked.end());
    words.clear();
    for (std::size_t i = 0; i < kMaxGroupWords; ++i) words.push_back(std::move(ranked[i].second));
  }

  static std::u16string_view trimmed(std::u16string_view text) {
    while (!text.empty() && text.front() == u' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == u' ') text.remove_suffix(1);
    return text;
  }

  const ReaderLease& lease_;
  const Analyzer& analyzer_;
  BoundQuery bound_;
};

}  // namespace

Result<BoundQuery> bind_query(const Node& query, const ReaderLease& lease, const Analyzer& analyzer) {
  return xapian_guard([&] { return Binder(lease, analyzer).run(query); });
}

bool is_field_name(std::string_view name, const Snapshot& snapshot) {
  return is_kind_field(name) || !fields_named(name, snapshot).empty();
}

Result<const ColumnSpec*> column_named(std::string_view name, const Snapshot& snapshot) {
  if (is_kind_field(name)) return snapshot.layout().column(kKindColumn);
  const auto named = fields_named(name, snapshot);
  if (named.empty()) return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
  for (const NamedField& field : named)
    if (const ColumnSpec* column = snapshot.layout().column(field.spec->name)) return column;
  return err(ErrorCode::UnknownField, Msg::FieldNotFilterable, name);
}

Result<Plan> bind_filters(const std::vector<Filter>& filters, const std::string& kind,
                          const Snapshot& snapshot) {
  if (filters.size() > kMaxFilters)
    return err(ErrorCode::TooLarge, Msg::TooMany, "filter", filters.size(), kMaxFilters);
  std::map<std::string, std::vector<Plan>> by_column;
  if (!kind.empty()) {
    LEIAN_TRY(ColumnTest test, kind_test(kind, snapshot));
    by_column["kind="].push_back(plan_of(std::move(test)));
  }
  for (const Filter& filter : filters) {
    LEIAN_TRY(const ColumnSpec* column, column_named(filter.field, snapshot));
    if (column->name == kKindColumn) {
      LEIAN_TRY(ColumnTest test, kind_test(filter.value, snapshot));
      by_column[column->name].push_back(plan_of(std::move(test)));
      continue;
    }
    LEIAN_TRY(ColumnTest test, test_of(fields_named(filter.field, snapshot), filter.value, snapshot));
    by_column[column->name].push_back(plan_of(std::move(test)));
  }
  std::vector<Plan> all;
  for (auto& [column, any] : by_column) all.push_back(plan_of(Plan::Type::Or, std::move(any)));
  return all.empty() ? Plan{} : plan_of(Plan::Type::And, std::move(all));
}

Result<Plan> bind_ids(const std::vector<std::string>& ids, const ReaderLease& lease) {
  if (ids.empty()) return Plan{};
  if (ids.size() > kMaxAmong) return err(ErrorCode::TooLarge, Msg::TooMany, "id", ids.size(), kMaxAmong);
  Plan plan;
  plan.type = Plan::Type::Rows;
  for (const std::string& id : ids) {
    LEIAN_TRY(const auto at, find_row(lease, id));
    if (at) plan.rows.push_back(*at);
  }
  return plan;
}

}  // namespace leian::query
