/// The distinct values of a column over all segments of a generation, numbered: what values are counted by.
/// Made once a generation, most of it once a segment. Immutable. Threads: share freely, as long as the
/// snapshot lives.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "query/facets/count.hpp"
#include "query/facets/labels.hpp"

namespace leian::query {

class ColumnValues {
 public:
  /// A value's number. Numbers ascend with the values' bytes; codes that stand above a value are numbered
  /// with them, whether or not a record holds them.
  using Id = std::uint32_t;
  static constexpr Id kNone = 0xFFFFFFFF;

  /// A code with all that narrowing by it finds: what lies below it in any list and, if it is a value,
  /// itself.
  struct Group {
    Id of = kNone;
    std::vector<Id> covers;  ///< ascending
  };
  /// What each code of a list stands at once below, kNone at the top; by code.
  struct Tree {
    const CodeList* list = nullptr;
    std::vector<std::pair<Id, Id>> parents;
  };

  /// Cost: the first time some 0.3 µs a distinct value of each segment that is new; afterwards a copy.
  static std::shared_ptr<const ColumnValues> of(const Snapshot&, const ColumnSpec&);
  ColumnValues(const Snapshot&, const ColumnSpec&);

  std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }
  std::string_view value(Id id) const { return values_[id]; }
  std::optional<Id> id_of(std::string_view value) const;
  /// The numbers of a segment's dictionary, by ordinal; of "no value" kNone. Empty where it has no such
  /// column.
  const std::vector<Id>& ids(std::size_t segment) const { return ids_[segment]; }

  /// Only those that cover more than themselves, by code.
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Tree>& trees() const { return trees_; }
  /// The entry that a value is the code of, in the first list that has it, or nullptr.
  const CodeEntry* entry(Id) const;

 private:
  void number(const Snapshot&, const ColumnSpec&, const std::vector<std::string_view>& above);
  void group(const std::vector<std::string_view>& related);
  void link(const std::vector<std::string_view>& codes);

  std::vector<const CodeList*> lists_;
  std::vector<std::string_view> values_;
  std::vector<std::vector<Id>> ids_;
  std::vector<Group> groups_;
  std::vector<Tree> trees_;
  std::vector<std::pair<Id, const CodeEntry*>> entries_;  // by number
};

/// Records of each value that hold this very one, by number. Cost: a pass over the rows, or over those that
/// are left out where they are fewer. Throws OutOfTime.
std::vector<std::uint64_t> count_values_of(const ColumnValues&, const ColumnSpec&, const CountedRows&);

/// Turns these into what narrowing by each value finds: a record with several values below a code is one.
/// Cost: a pass over the rows that have several values. Throws OutOfTime.
void count_groups(const ColumnValues&, const ColumnSpec&, const CountedRows&,
                  std::vector<std::uint64_t>& counts);

}  // namespace leian::query
