#include "query/suggest/listed_names.hpp"

#include "query/facets/labels.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

/// The code list of statutes; its codes are what the keys of their forms are made of.
constexpr std::string_view kStatutes = "statutes";

bool is_suggested(const ColumnSpec& column, const Snapshot& snapshot) {
  if (!has_names(column)) return false;
  const auto fields = fields_named(column.name, snapshot);
  return std::any_of(fields.begin(), fields.end(), [](const NamedField& field) { return field.spec->facet; });
}

}  // namespace

ListedNames::ListedNames(const Snapshot& snapshot, const Analyzer& analyzer) : kinds_(snapshot.kinds()) {
  ValueNamesBuilder names(analyzer);
  for (const ColumnSpec& column : snapshot.layout().columns())
    if (is_suggested(column, snapshot)) columns_.push_back(column.name);
  for (std::uint32_t column = 0; column < columns_.size(); ++column) add_column(column, names);
  add_statutes(names);
  names_ = names.take();
}

void ListedNames::add(Item item, ValueNamesBuilder& names) {
  names.add(item.text);
  items_.push_back(std::move(item));
}

/// A code that two lists have is called what the first of them calls it.
void ListedNames::add_column(std::uint32_t column, ValueNamesBuilder& names) {
  names.begin_set(columns_[column]);
  const Labels labels(columns_[column], *kinds_);
  for (const CodeList* list : labels.lists())
    for (const CodeEntry& entry : list->entries()) {
      const Item item{Suggestion::Type::Value, column, &entry};
      const auto add_name = [&](const std::string& text, bool alias) {
        Item named = item;
        named.alias = alias;
        named.text = text;
        add(std::move(named), names);
      };
      const bool is_label = labels.of(entry.code) == entry.label;
      if (is_label) add_name(entry.label, false);
      if (is_label && entry.code != entry.label) add_name(entry.code, true);
      for (const std::string& alias : entry.aliases) add_name(alias, true);
    }
}

void ListedNames::add_statutes(ValueNamesBuilder& names) {
  names.begin_set(std::string(kStatutes));
  const auto list = kinds_->codes().find(kStatutes);
  if (list == kinds_->codes().end()) return;
  statutes_ = &list->second;
  for (std::uint32_t number = 0; number < statutes_->entries().size(); ++number) {
    const CodeEntry& entry = statutes_->entries()[number];
    const auto add_name = [&](const std::string& text, bool alias) {
      add({Suggestion::Type::Statute, 0, &entry, number, alias, text}, names);
    };
    add_name(entry.code, false);
    for (const std::string& alias : entry.aliases) add_name(alias, true);
    if (entry.label != entry.code) add_name(entry.label, true);
  }
}

}  // namespace leian::query
