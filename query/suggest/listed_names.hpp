/// The names that kinds and code lists give: labels, aliases and codes of what the columns hold, and
/// statutes. They are the same for every generation of the same kinds. Immutable. Threads: share freely.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "indexer/store/snapshot.hpp"
#include "indexer/store/value_names.hpp"
#include "query/request.hpp"

namespace leian::query {

class ListedNames {
 public:
  struct Item {
    Suggestion::Type type = Suggestion::Type::Value;  ///< or Statute
    std::uint32_t column = 0;                         ///< of a Value: its place in columns()
    const CodeEntry* entry = nullptr;
    std::uint32_t number = 0;  ///< of a Statute: its place in the list
    bool alias = false;
    std::string text = {};
  };

  /// Cost: every name is cut into words: some ten milliseconds.
  ListedNames(const Snapshot&, const Analyzer&);

  const std::shared_ptr<const KindSet>& kinds() const { return kinds_; }
  /// The columns whose values are suggested: those of facet fields.
  const std::vector<std::string>& columns() const { return columns_; }
  const CodeList* statutes() const { return statutes_; }
  const ValueNames& names() const { return names_; }
  /// Name `n` of names().
  const Item& item(std::uint32_t n) const { return items_[n]; }

 private:
  void add_column(std::uint32_t column, ValueNamesBuilder&);
  void add_statutes(ValueNamesBuilder&);
  void add(Item, ValueNamesBuilder&);

  std::shared_ptr<const KindSet> kinds_;
  std::vector<std::string> columns_;
  const CodeList* statutes_ = nullptr;
  std::vector<Item> items_;
  ValueNames names_;
};

}  // namespace leian::query
