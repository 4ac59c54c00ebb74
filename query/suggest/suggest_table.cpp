#include "query/suggest/suggest_table.hpp"

#include <algorithm>

#include "corpora/text/utf8.hpp"
#include "query/match/matcher.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

const std::string kNamesOfSegment = "names";

std::uint32_t entries_with_names(const Segment& segment, const Layout& layout) {
  std::uint32_t entries = 0;
  for (const ColumnSpec& spec : layout.columns())
    if (const Column* column = segment.column(spec.name); column != nullptr && has_names(spec))
      entries += column->entries();
  return entries;
}

std::shared_ptr<const ValueNames> make_names(const Segment& segment, const Layout& layout,
                                             const Analyzer& analyzer) {
  return segment.derived().get<ValueNames>(kNamesOfSegment, [&] {
    ValueNamesBuilder names(analyzer);
    for (const ColumnSpec& spec : layout.columns())
      if (const Column* column = segment.column(spec.name); column != nullptr && has_names(spec))
        names.add_set(spec.name, *column);
    return names.take();
  });
}

std::vector<RowSet> live_rows(const Snapshot& snapshot) {
  std::vector<RowSet> rows;
  for (const SegmentView& view : snapshot.segments()) {
    rows.push_back(RowSet::all(view.rows()));
    if (view.deleted) rows.back() -= *view.deleted;
  }
  return rows;
}

}  // namespace

SuggestCounts count_suggestible(const ColumnSpec& column, const CountedRows& rows) {
  const auto values = ColumnValues::of(rows.snapshot, column);
  SuggestCounts counts = count_values_of(*values, column, rows);
  count_groups(*values, column, rows, counts);
  return counts;
}

std::vector<RowSet> match_all(const Plan& plan, const ReaderLease& lease, const Analyzer& analyzer,
                              const Deadline& deadline) {
  std::vector<RowSet> rows;
  for (std::size_t s = 0; s < lease.snapshot().segments().size(); ++s)
    rows.push_back(Matcher(lease, s, analyzer, deadline).match(plan));
  return rows;
}

SuggestTable::SuggestTable(std::shared_ptr<const Snapshot> snapshot, const Analyzer& analyzer,
                           std::shared_ptr<const Lexicon> lexicon, const SuggestTable* previous)
    : snapshot_(std::move(snapshot)), analyzer_(analyzer), lexicon_(std::move(lexicon)) {
  const bool same_kinds = previous != nullptr && previous->listed_->kinds() == snapshot_->kinds();
  listed_ = same_kinds ? previous->listed_ : std::make_shared<const ListedNames>(*snapshot_, analyzer);
  for (const std::string& name : listed_->columns()) columns_.push_back(snapshot_->layout().column(name));
  values_ = std::make_unique<LazyValues[]>(columns_.size());
  for (std::size_t s = 0; s < snapshot_->segments().size(); ++s) add_segment(s);
  sources_.push_back({{listed_, &listed_->names()}, NameSource::Of::Lists, 0, {}});
  add_words(analyzer);
}

void SuggestTable::add_segment(std::size_t number) {
  const auto& segment = snapshot_->segments()[number].segment;
  NameSource source;
  source.segment = number;
  if (segment->names())
    source.names = {segment, &*segment->names()};
  else if (entries_with_names(*segment, snapshot_->layout()) <= kFewNames)
    source.names = make_names(*segment, snapshot_->layout(), analyzer_);
  else
    source.names = segment->derived().peek<ValueNames>(kNamesOfSegment);
  if (!source.names) {
    whole_ = false;
    return;
  }
  for (std::size_t set = 0; set < source.names->sets().size(); ++set) {
    const std::string& name = source.names->sets()[set];
    const auto place = std::find(listed_->columns().begin(), listed_->columns().end(), name);
    const Column* column = segment->column(name);
    const bool fits = place != listed_->columns().end() && column != nullptr &&
                      column->entries() == source.names->end(set) - source.names->first(set);
    source.columns.push_back(fits ? static_cast<std::uint32_t>(place - listed_->columns().begin())
                                  : kNoColumn);
  }
  sources_.push_back(std::move(source));
}

void SuggestTable::add_words(const Analyzer& analyzer) {
  ValueNamesBuilder names(analyzer);
  names.begin_set("words");
  for (const std::u16string_view word : lexicon_->own_words()) {
    words_.push_back(to_utf8(word));
    names.add(words_.back());
  }
  sources_.push_back({std::make_shared<const ValueNames>(names.take()), NameSource::Of::Words, 0, {}});
}

const ColumnValues& SuggestTable::values(std::uint32_t column) const {
  LazyValues& lazy = values_[column];
  std::call_once(lazy.made, [&] { lazy.values = ColumnValues::of(*snapshot_, *columns_[column]); });
  return *lazy.values;
}

void SuggestTable::complete(const Deadline& deadline) const {
  for (const SegmentView& view : snapshot_->segments()) {
    deadline.check();
    if (!view.segment->names()) make_names(*view.segment, snapshot_->layout(), analyzer_);
  }
  for (std::uint32_t column = 0; column < columns_.size(); ++column)
    counts_within(column, "", *all_rows(), deadline);
}

std::optional<NamedSuggestible> SuggestTable::meaning(const NameSource& source, std::uint32_t name) const {
  if (source.of == NameSource::Of::Words) return NamedSuggestible{{Suggestion::Type::Word, 0, name}, false};
  if (source.of == NameSource::Of::Lists) {
    const ListedNames::Item& item = listed_->item(name);
    if (item.type == Suggestion::Type::Statute)
      return NamedSuggestible{{item.type, 0, item.number}, item.alias};
    const auto id = values(item.column).id_of(item.entry->code);
    if (!id) return std::nullopt;
    return NamedSuggestible{{item.type, item.column, *id}, item.alias};
  }
  if (name >= source.names->names()) return std::nullopt;  // of a damaged file
  const std::size_t set = source.names->set_of(name);
  const std::uint32_t column = source.columns[set];
  if (column == kNoColumn) return std::nullopt;
  const ColumnValues& known = values(column);
  const ColumnValues::Id id = known.ids(source.segment)[name - source.names->first(set)];
  if (id == ColumnValues::kNone) return std::nullopt;
  const CodeEntry* entry = known.entry(id);
  return NamedSuggestible{{Suggestion::Type::Value, column, id},
                          entry != nullptr && entry->label != entry->code};
}

std::string SuggestTable::written(const NameSource& source, std::uint32_t name) const {
  if (source.of == NameSource::Of::Words) return words_[name];
  if (source.of == NameSource::Of::Lists) return listed_->item(name).text;
  const auto meant = meaning(source, name);
  return meant ? value(meant->what) : "";
}

std::string_view SuggestTable::text(const Suggestible& what) const {
  if (what.type == Suggestion::Type::Word) return words_[what.number];
  if (what.type == Suggestion::Type::Statute) return listed_->statutes()->entries()[what.number].code;
  const ColumnValues& known = values(what.column);
  const CodeEntry* entry = known.entry(what.number);
  return entry != nullptr ? std::string_view(entry->label) : known.value(what.number);
}

std::string SuggestTable::value(const Suggestible& what) const {
  if (what.type == Suggestion::Type::Value) return std::string(values(what.column).value(what.number));
  if (what.type == Suggestion::Type::Statute)
    return static_cast<char>(FormClass::Statute) + listed_->statutes()->entries()[what.number].code;
  return "";
}

std::shared_ptr<const std::vector<RowSet>> SuggestTable::all_rows() const {
  return counted_.get<std::vector<RowSet>>("rows/", [&] { return live_rows(*snapshot_); });
}

std::shared_ptr<const std::vector<RowSet>> SuggestTable::rows(const std::string& kind,
                                                              const ReaderLease& lease,
                                                              const Deadline& deadline) const {
  if (kind.empty()) return all_rows();
  return counted_.get<std::vector<RowSet>>("rows/" + kind, [&]() -> std::vector<RowSet> {
    const auto plan = bind_kind(kind, *snapshot_);
    return plan ? match_all(*plan, lease, analyzer_, deadline) : std::vector<RowSet>{};
  });
}

std::shared_ptr<const SuggestCounts> SuggestTable::counts_within(std::uint32_t column,
                                                                 const std::string& kind,
                                                                 const std::vector<RowSet>& rows,
                                                                 const Deadline& deadline) const {
  return counted_.get<SuggestCounts>("counts/" + columns_[column]->name + '/' + kind, [&] {
    return count_suggestible(*columns_[column], {rows, *snapshot_, analyzer_, deadline});
  });
}

std::shared_ptr<const SuggestCounts> SuggestTable::counts(std::uint32_t column, const std::string& kind,
                                                          const ReaderLease& lease,
                                                          const Deadline& deadline) const {
  return counts_within(column, kind, *rows(kind, lease, deadline), deadline);
}

std::uint64_t SuggestTable::weight(const Suggestible& what, const Deadline& deadline) const {
  if (what.type != Suggestion::Type::Value) return 0;
  return (*counts_within(what.column, "", *all_rows(), deadline))[what.number];
}

std::uint64_t SuggestTable::citing(std::uint32_t statute, const std::string& kind, const ReaderLease& lease,
                                   const Deadline& deadline) const {
  const std::string key = value({Suggestion::Type::Statute, 0, statute});
  return *counted_.get<std::uint64_t>("citing/" + key + '/' + kind, [&]() -> std::uint64_t {
    const Term term = term_of_form(key);
    if (lease.rows_with(term) == 0) return 0;
    const Plan plan = plan_of(Needle{span_of_form(key), {}});
    const auto within = rows(kind, lease, deadline);
    std::uint64_t count = 0;
    for (std::size_t s = 0; s < within->size(); ++s) {
      const Matcher matcher(lease, s, analyzer_, deadline);
      const RowSet& asked = (*within)[s];
      if (!kind.empty()) {
        count += matcher.match(plan, asked).count();
        continue;
      }
      // Fewer are deleted than live: they are the ones to be counted.
      RowSet deleted = RowSet::all(asked.rows());
      deleted -= asked;
      count += lease.rows_with(s, term);
      if (!deleted.empty()) count -= matcher.match(plan, deleted).count();
    }
    return count;
  });
}

}  // namespace leian::query
