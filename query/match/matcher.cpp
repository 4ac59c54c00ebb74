#include "query/match/matcher.hpp"

#include <algorithm>
#include <cmath>

#include "indexer/analysis/terms.hpp"
#include "indexer/schema/layout.hpp"
#include "query/match/find_units.hpp"

namespace leian::query {
namespace {

/// How many posting entries can be read in the time it takes to search one record's text (measured:
/// docs/benchmarks.md).
constexpr std::uint64_t kEntriesPerText = 20;
/// How many values of a column can be tested in the time it takes to read one posting entry.
constexpr std::uint64_t kValuesPerEntry = 3;
/// Words of up to so many units are terms whole.
constexpr std::size_t kLongestWord = (kMaxTermBytes - 1) / 3;
/// How often a loop over rows or entries asks the clock.
constexpr std::uint32_t kAskEvery = 1u << 16;

struct GramRows {
  Gram gram = 0;
  std::uint64_t rows = 0;
};

/// The grams of a needle, rarest first, each once.
std::vector<GramRows> grams_of(std::u16string_view units, const Grams& grams) {
  std::vector<GramRows> lists;
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (!is_bigram(units[i], units[i + 1])) continue;
    const Gram gram = gram_of(units[i], units[i + 1]);
    if (std::any_of(lists.begin(), lists.end(), [&](const GramRows& l) { return l.gram == gram; })) continue;
    lists.push_back({gram, grams.rows_with(gram)});
  }
  std::sort(lists.begin(), lists.end(), [](const GramRows& a, const GramRows& b) { return a.rows < b.rows; });
  return lists;
}

}  // namespace

RowSet Matcher::match(const Plan& plan) const {
  RowSet rows = run(plan, nullptr);
  if (view_.deleted) rows -= *view_.deleted;
  return rows;
}

RowSet Matcher::run(const Plan& plan, const RowSet* within) const {
  deadline_.check();
  switch (plan.type) {
    case Plan::Type::All:
      return within != nullptr ? *within : RowSet::all(view_.rows());
    case Plan::Type::None:
      return RowSet(view_.rows());
    case Plan::Type::Needle:
      return find(plan.needle, within);
    case Plan::Type::Test:
      return test(plan.test, within);
    case Plan::Type::Rows:
      return listed(plan.rows, within);
    case Plan::Type::And:
      return all_of(plan.children, within);
    case Plan::Type::Or:
      return any_of(plan.children, within);
    case Plan::Type::Not:
      return none_of(plan.children.front(), within);
  }
  return RowSet(view_.rows());
}

std::uint64_t Matcher::cost(const Plan& plan) const {
  const auto of_children = [&](std::uint64_t start, auto join) {
    for (const Plan& child : plan.children) start = join(start, cost(child));
    return start;
  };
  switch (plan.type) {
    case Plan::Type::Needle: {
      const auto lists = grams_of(plan.needle.units, view_.segment->grams());
      if (lists.empty()) return view_.rows() * kEntriesPerText;
      const bool is_its_gram =
          plan.needle.units.size() == 2 && plan.needle.fields.empty() && !plan.needle.prefix;
      return lists.front().rows * (is_its_gram ? 1 : kEntriesPerText / 4);
    }
    case Plan::Type::Test:
      return view_.rows() / kValuesPerEntry;
    case Plan::Type::Rows:
      return plan.rows.size();
    case Plan::Type::And:
      return of_children(view_.rows(), [](auto a, auto b) { return std::min(a, b); });
    case Plan::Type::Or:
      return of_children(0, [](auto a, auto b) { return a + b; });
    case Plan::Type::Not:
      return view_.rows() * 2;
    default:
      return view_.rows();
  }
}

RowSet Matcher::all_of(const std::vector<Plan>& plans, const RowSet* within) const {
  std::vector<std::pair<std::uint64_t, const Plan*>> by_cost;
  for (const Plan& plan : plans) by_cost.emplace_back(cost(plan), &plan);
  std::stable_sort(by_cost.begin(), by_cost.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  RowSet rows = run(*by_cost.front().second, within);
  for (std::size_t i = 1; i < by_cost.size() && !rows.empty(); ++i) rows = run(*by_cost[i].second, &rows);
  return rows;
}

RowSet Matcher::any_of(const std::vector<Plan>& plans, const RowSet* within) const {
  RowSet rows(view_.rows());
  for (const Plan& plan : plans) rows |= run(plan, within);
  return rows;
}

RowSet Matcher::none_of(const Plan& plan, const RowSet* within) const {
  RowSet rows = within != nullptr ? *within : RowSet::all(view_.rows());
  rows -= run(plan, within);
  return rows;
}

RowSet Matcher::listed(const std::vector<RowAddress>& addresses, const RowSet* within) const {
  RowSet rows(view_.rows());
  for (const RowAddress& at : addresses)
    if (at.segment == segment_ && (within == nullptr || within->has(at.row))) rows.add(at.row);
  return rows;
}

RowSet Matcher::rows_with(Gram gram, const RowSet* within) const {
  if (within != nullptr) {
    RowSet rows = *within;
    keep_rows_with(gram, rows);
    return rows;
  }
  RowSet rows(view_.rows());
  std::uint32_t seen = 0;
  for (Postings at(view_.segment->grams().list(gram)); !at.done(); at.next()) {
    rows.add(at.row());
    if (++seen % kAskEvery == 0) deadline_.check();
  }
  return rows;
}

void Matcher::add_rows_with_word(std::u16string_view word, RowSet& rows) const {
  // A longer term than Xapian takes is cut off, and other words share what is left of it.
  if (word.size() < 3 || word.size() > kLongestWord) return;
  std::uint32_t seen = 0;
  for (Postings at = lease_.postings(segment_, term_of_word(word)); !at.done(); at.next()) {
    rows.add(at.row());
    if (++seen % kAskEvery == 0) deadline_.check();
  }
}

void Matcher::keep_rows_with(Gram gram, RowSet& rows) const {
  Postings at(view_.segment->grams().list(gram));
  rows.retain([&](std::uint32_t row) {
    at.skip_to(row);
    return !at.done() && at.row() == row;
  });
}

RowSet Matcher::find(const Needle& needle, const RowSet* within) const {
  if (needle.units.size() == 1) return find_single(needle, within);
  const auto lists = grams_of(needle.units, view_.segment->grams());
  if (!lists.empty() && lists.front().rows == 0) return RowSet(view_.rows());
  const std::uint64_t texts = within != nullptr ? within->count() : view_.rows();
  std::size_t next = 0;
  RowSet rows(0);
  if (lists.empty() || texts * kEntriesPerText < lists.front().rows) {
    rows = within != nullptr ? *within : RowSet::all(view_.rows());
  } else {
    rows = rows_with(lists.front().gram, within);
    next = 1;
    while (next < lists.size() && rows.count() * kEntriesPerText > lists[next].rows)
      keep_rows_with(lists[next++].gram, rows);
  }
  const bool anywhere = needle.fields.empty() && !needle.prefix;
  const bool is_its_gram = needle.units.size() == 2 && next == 1 && anywhere;
  if (is_its_gram) return rows;
  if (!anywhere) {
    keep_where_it_stands(needle, rows);
    return rows;
  }
  // Where it was cut as a word it stands for certain; the others are looked at.
  RowSet as_word(view_.rows());
  add_rows_with_word(needle.units, as_word);
  as_word &= rows;
  rows -= as_word;
  keep_where_it_stands(needle, rows);
  rows |= as_word;
  return rows;
}

/// A single letter is found by the grams that begin with it; any other single sign only in the texts.
RowSet Matcher::find_single(const Needle& needle, const RowSet* within) const {
  RowSet rows(view_.rows());
  if (is_term_unit(needle.units[0])) {
    for (const Gram gram : view_.segment->grams().beginning_with(needle.units[0])) {
      rows |= rows_with(gram, nullptr);
      deadline_.check();
    }
    if (within != nullptr) rows &= *within;
    if (needle.fields.empty() && !needle.prefix) return rows;
  } else {
    rows = within != nullptr ? *within : RowSet::all(view_.rows());
  }
  keep_where_it_stands(needle, rows);
  return rows;
}

void Matcher::keep_where_it_stands(const Needle& needle, RowSet& rows) const {
  std::vector<std::uint16_t> fields;
  for (const std::string& name : needle.fields)
    if (const auto field = view_.segment->text_field(name)) fields.push_back(*field);
  if (fields.empty() && !needle.fields.empty()) {
    rows = RowSet(view_.rows());
    return;
  }
  std::uint32_t seen = 0;
  rows.retain([&](std::uint32_t row) {
    if (++seen % (kAskEvery / 16) == 0) deadline_.check();
    return stands(needle, fields, row);
  });
}

bool Matcher::stands(const Needle& needle, const std::vector<std::uint16_t>& fields,
                     std::uint32_t row) const {
  const auto stands_in = [&](std::u16string_view text) {
    for (std::size_t at = find_units(text, needle.units); at != text.npos;
         at = find_units(text, needle.units, at + 1)) {
      // Ideographs have no visible word beginnings: a prefix may stand anywhere among them.
      const bool begins_word = at == 0 || is_ideograph(needle.units[0]) || !is_term_unit(text[at - 1]) ||
                               is_ideograph(text[at - 1]);
      if (!needle.prefix || begins_word) return true;
    }
    return false;
  };
  if (fields.empty()) return stands_in(view_.segment->texts().all(row));
  for (const FieldText& text : view_.segment->texts().fields(row))
    if (std::find(fields.begin(), fields.end(), text.field) != fields.end() && stands_in(text.units))
      return true;
  return false;
}

RowSet Matcher::test(const ColumnTest& test, const RowSet* within) const {
  RowSet rows(view_.rows());
  const Column* column = view_.segment->column(test.column);
  if (column == nullptr) return rows;
  const auto keep = [&](const auto& fits) {
    const auto row_fits = [&](std::uint32_t row) {
      const std::uint64_t end = column->begin(row + 1);
      for (std::uint64_t at = column->begin(row); at < end; ++at)
        if (fits(at)) return true;
      return false;
    };
    if (within != nullptr) {
      rows = *within;
      rows.retain(row_fits);
    } else {
      for (std::uint32_t row = 0; row < view_.rows(); ++row)
        if (row_fits(row)) rows.add(row);
    }
  };
  if (test.ranged) {
    // NaN, which stands for no value, is within no bounds.
    keep([&](std::uint64_t at) {
      const double value = column->ordered(at);
      return value >= test.low && value <= test.high;
    });
    return rows;
  }
  std::vector<char> wanted(column->entries(), 0);
  bool any = false;
  for (const std::string& value : test.values)
    if (const auto ordinal = column->ordinal_of(value); ordinal && (!value.empty() || column->list())) {
      wanted[*ordinal] = 1;
      any = true;
    }
  if (any)
    column->with_ordinals(
        [&](auto ordinals) { keep([&](std::uint64_t at) { return wanted[ordinals[at]] != 0; }); });
  return rows;
}

}  // namespace leian::query
