#include "query/suggest/suggest_table.hpp"

#include <algorithm>

#include "query/facets/count.hpp"
#include "query/match/matcher.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

/// The code list of statutes; its codes are what the keys of their forms are made of.
constexpr std::string_view kStatutes = "statutes";

bool is_suggested(const ColumnSpec& column, const Snapshot& snapshot) {
  if (column.name == kKindColumn || column.type == FieldType::Boolean ||
      row_of(column.type).column != ColumnShape::Dictionary)
    return false;
  const auto fields = fields_named(column.name, snapshot);
  return std::any_of(fields.begin(), fields.end(), [](const NamedField& field) { return field.spec->facet; });
}

void flatten(const std::vector<Bucket>& buckets, std::map<std::string, Bucket>& all) {
  for (const Bucket& bucket : buckets) {
    all.try_emplace(bucket.value, Bucket{bucket.value, bucket.label, bucket.count});
    flatten(bucket.children, all);
  }
}

}  // namespace

std::map<std::string, Bucket> count_column(const ColumnSpec& column, const std::vector<RowSet>& rows,
                                           const Snapshot& snapshot, const Analyzer& analyzer,
                                           const Deadline& deadline) {
  FacetSpec spec;
  spec.key = column.name;
  spec.column = &column;
  spec.shape = column.type == FieldType::Code ? FacetSpec::Shape::Tree : FacetSpec::Shape::Values;
  spec.limit = kMaxValues;
  std::map<std::string, Bucket> all;
  if (const auto counts = count_facet(spec, {rows, snapshot, analyzer, deadline}))
    flatten(counts->buckets, all);
  return all;
}

std::vector<RowSet> match_all(const Plan& plan, const ReaderLease& lease, const Analyzer& analyzer,
                              const Deadline& deadline) {
  std::vector<RowSet> rows;
  for (std::size_t s = 0; s < lease.snapshot().segments().size(); ++s)
    rows.push_back(Matcher(lease, s, analyzer, deadline).match(plan));
  return rows;
}

class SuggestTableBuilder {
 public:
  SuggestTableBuilder(SuggestTable& table, const ReaderLease& lease, const Analyzer& analyzer,
                      const Deadline& deadline)
      : table_(table), lease_(lease), analyzer_(analyzer), deadline_(deadline) {}

  Result<void> run() {
    const Snapshot& snapshot = lease_.snapshot();
    for (const ColumnSpec& column : snapshot.layout().columns())
      if (is_suggested(column, snapshot)) columns_.push_back(&column);
    count("", Plan{}, true);
    add_statutes();
    for (const std::u16string_view word : table_.lexicon_->own_words()) {
      const std::string text = to_utf8(word);
      add({Suggestion::Type::Word, nullptr, "", text}, {});
    }
    for (const auto& kind : snapshot.kinds()->kinds()) {
      LEIAN_TRY(Plan only, bind_kind(kind->name(), snapshot));
      count(kind->name(), only, false);
    }
    for (auto& [kind, counts] : table_.counts_) counts.resize(table_.all_.size(), 0);
    count_statutes();
    sort_starts();
    return {};
  }

 private:
  /// Counts all columns over the rows of `plan`; the values met become suggestible where `adding`.
  void count(const std::string& kind, const Plan& plan, bool adding) {
    const auto rows = match_all(plan, lease_, analyzer_, deadline_);
    const bool any = std::any_of(rows.begin(), rows.end(), [](const RowSet& set) { return !set.empty(); });
    if (!any && !adding) return;
    SuggestCounts& counts = table_.counts_[kind];
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const auto values = count_column(*columns_[c], rows, lease_.snapshot(), analyzer_, deadline_);
      for (const auto& [value, bucket] : values) {
        if (adding) numbers_[{columns_[c], value}] = add_value(*columns_[c], bucket);
        const auto number = numbers_.find({columns_[c], value});
        if (number == numbers_.end()) continue;
        if (counts.size() <= number->second) counts.resize(number->second + 1, 0);
        counts[number->second] = bucket.count;
      }
    }
    rows_.emplace(kind, rows);
  }

  std::uint32_t add_value(const ColumnSpec& column, const Bucket& bucket) {
    std::vector<std::string> aliases;
    if (bucket.value != bucket.label) aliases.push_back(bucket.value);
    const CodeLists& codes = lease_.snapshot().kinds()->codes();
    for (const NamedField& field : fields_named(column.name, lease_.snapshot()))
      if (const auto list = codes.find(field.spec->codes); list != codes.end())
        if (const CodeEntry* entry = list->second.by_code(bucket.value))
          aliases.insert(aliases.end(), entry->aliases.begin(), entry->aliases.end());
    return add({Suggestion::Type::Value, &column, bucket.value, bucket.label}, aliases);
  }

  /// Those that any record cites.
  void add_statutes() {
    const CodeLists& codes = lease_.snapshot().kinds()->codes();
    const auto list = codes.find(kStatutes);
    if (list == codes.end()) return;
    for (const CodeEntry& entry : list->second.entries()) {
      const std::string key = static_cast<char>(FormClass::Statute) + entry.code;
      if (lease_.rows_with(term_of_form(key)) == 0) continue;
      std::vector<std::string> aliases = entry.aliases;
      if (entry.label != entry.code) aliases.push_back(entry.label);
      add({Suggestion::Type::Statute, nullptr, key, entry.code}, aliases);
    }
  }

  void count_statutes() {
    for (std::size_t i = 0; i < table_.all_.size(); ++i) {
      if (table_.all_[i].type != Suggestion::Type::Statute) continue;
      const auto cited =
          match_all(plan_of(Needle{span_of_form(table_.all_[i].value), {}}), lease_, analyzer_, deadline_);
      for (const auto& [kind, rows] : rows_)
        for (std::size_t s = 0; s < rows.size(); ++s) {
          RowSet both = cited[s];
          both &= rows[s];
          table_.counts_[kind][i] += both.count();
        }
    }
  }

  std::uint32_t add(Suggestible what, const std::vector<std::string>& aliases) {
    const auto number = static_cast<std::uint32_t>(table_.all_.size());
    name(number, what.text, false);
    for (const std::string& alias : aliases) name(number, alias, true);
    table_.all_.push_back(std::move(what));
    return number;
  }

  void name(std::uint32_t of, const std::string& text, bool alias) {
    SuggestibleName name{of, alias, text, analyzer_.fold(text).units.substr(0, kMaxNameUnits)};
    if (name.folded.empty()) return;
    const auto number = static_cast<std::uint32_t>(table_.names_.size());
    table_.starts_.push_back({number, 0});
    std::vector<Span> words;
    analyzer_.words(name.folded, words);
    for (const Span& word : words)
      if (word.begin != 0) table_.starts_.push_back({number, word.begin});
    table_.names_.push_back(std::move(name));
  }

  void sort_starts() {
    const auto text = [&](const NameStart& start) {
      return std::u16string_view(table_.names_[start.name].folded).substr(start.begin);
    };
    // The first four units in one number decide nearly always.
    std::vector<std::pair<std::uint64_t, NameStart>> keyed;
    for (const NameStart& start : table_.starts_) {
      std::uint64_t key = 0;
      for (std::size_t i = 0; i < 4; ++i) key = key << 16 | (i < text(start).size() ? text(start)[i] : 0u);
      keyed.emplace_back(key, start);
    }
    std::sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      const int order = text(a.second).compare(text(b.second));
      return order != 0 ? order < 0 : a.second.name < b.second.name;
    });
    for (std::size_t i = 0; i < keyed.size(); ++i) table_.starts_[i] = keyed[i].second;
  }

  SuggestTable& table_;
  const ReaderLease& lease_;
  const Analyzer& analyzer_;
  const Deadline& deadline_;
  std::vector<const ColumnSpec*> columns_;
  std::map<std::pair<const ColumnSpec*, std::string>, std::uint32_t> numbers_;
  std::map<std::string, std::vector<RowSet>> rows_;  // by kind
};

Result<std::shared_ptr<const SuggestTable>> SuggestTable::build(
    const std::shared_ptr<const Snapshot>& snapshot, const Analyzer& analyzer,
    std::shared_ptr<const Lexicon> lexicon, const Deadline& deadline) {
  LEIAN_TRY(const ReaderLease lease, ReaderLease::take(snapshot));
  auto table = std::make_shared<SuggestTable>();
  table->snapshot_ = snapshot;
  table->lexicon_ = std::move(lexicon);
  LEIAN_CHECK(SuggestTableBuilder(*table, lease, analyzer, deadline).run());
  return table;
}

const SuggestCounts* SuggestTable::counts(const std::string& kind) const {
  const auto at = counts_.find(kind);
  return at == counts_.end() ? nullptr : &at->second;
}

}  // namespace leian::query
