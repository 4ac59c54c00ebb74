/// What can be suggested from one generation of an index, whoever asks: the values of its facet fields under
/// all their names, the statutes its records cite, and the users' own words; with how many records each has.
/// Nothing large is made for a generation: values' names lie in order in their segments
/// (indexer/store/value_names.hpp), names that lists give are the same for all generations, and what columns
/// hold is counted once a segment. Titles are not in it: they lie in their segments, too. Threads: share
/// freely. Source: docs/adr/0016-suggestions.md
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/facets/column_values.hpp"
#include "query/match/deadline.hpp"
#include "query/match/plan.hpp"
#include "query/match/row_set.hpp"
#include "query/request.hpp"
#include "query/suggest/listed_names.hpp"

namespace leian::query {

/// Something that can be suggested: what tells it from everything else.
struct Suggestible {
  Suggestion::Type type = Suggestion::Type::Value;
  std::uint32_t column = 0;  ///< of a Value: its place among the columns
  std::uint32_t number =
      0;  ///< of a Value: ColumnValues' number; of a Statute or Word: its place in the list
  bool operator==(const Suggestible&) const = default;
};

/// Names in order, as for_spelled walks them, wherever they lie.
struct NameSource {
  std::shared_ptr<const ValueNames> names;
  enum class Of { Segment, Lists, Words } of = Of::Segment;
  std::size_t segment = 0;             ///< of a Segment
  std::vector<std::uint32_t> columns;  ///< of a Segment: the column of each set, kNoColumn where none
};

/// What a name of a source means.
struct NamedSuggestible {
  Suggestible what;
  bool alias = false;
};

/// Records of a column's values and of the codes above them, by number.
using SuggestCounts = std::vector<std::uint64_t>;

class SuggestTable {
 public:
  static constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;
  /// Names of segments that lack theirs are made here as long as they are no more than these; beyond, the
  /// table does without them until somebody else has made them (complete()).
  static constexpr std::uint32_t kFewNames = 20'000;

  /// `previous`, where there is one, may spare work. The analyzer must outlive the table.
  SuggestTable(std::shared_ptr<const Snapshot>, const Analyzer&, std::shared_ptr<const Lexicon>,
               const SuggestTable* previous);

  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
  const std::shared_ptr<const Lexicon>& lexicon() const { return lexicon_; }
  /// Whether the names of all segments are there.
  bool is_whole() const { return whole_; }
  /// Makes what questions would otherwise have to wait for: names that segments lack, numbers and counts of
  /// all columns. Throws OutOfTime.
  void complete(const Deadline&) const;

  const std::vector<NameSource>& sources() const { return sources_; }
  /// Nothing where no record has it, and where it is no name of a column's value.
  std::optional<NamedSuggestible> meaning(const NameSource&, std::uint32_t name) const;
  /// The name as it is written.
  std::string written(const NameSource&, std::uint32_t name) const;
  /// The label.
  std::string_view text(const Suggestible&) const;

  const ColumnSpec& column(std::uint32_t place) const { return *columns_[place]; }
  std::size_t columns() const { return columns_.size(); }
  /// The code of a value, the key of a statute's form.
  std::string value(const Suggestible&) const;

  /// Over all records, or those of one kind (by name). `lease` is of the table's snapshot. Made at the first
  /// question. Throws OutOfTime and Xapian::Error.
  std::shared_ptr<const SuggestCounts> counts(std::uint32_t column, const std::string& kind,
                                              const ReaderLease&, const Deadline&) const;
  std::uint64_t citing(std::uint32_t statute, const std::string& kind, const ReaderLease&,
                       const Deadline&) const;
  /// Of a value, over all records; of others 0: for putting them in order only. Throws OutOfTime.
  std::uint64_t weight(const Suggestible&, const Deadline&) const;

 private:
  struct LazyValues {
    std::once_flag made;
    std::shared_ptr<const ColumnValues> values;
  };
  void add_segment(std::size_t segment);
  void add_words(const Analyzer&);
  const ColumnValues& values(std::uint32_t column) const;
  std::shared_ptr<const SuggestCounts> counts_within(std::uint32_t column, const std::string& kind,
                                                     const std::vector<RowSet>&, const Deadline&) const;
  std::shared_ptr<const std::vector<RowSet>> all_rows() const;
  std::shared_ptr<const std::vector<RowSet>> rows(const std::string& kind, const ReaderLease&,
                                                  const Deadline&) const;

  std::shared_ptr<const Snapshot> snapshot_;
  const Analyzer& analyzer_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const ListedNames> listed_;
  std::vector<const ColumnSpec*> columns_;  // parallel to listed_->columns()
  std::vector<std::string> words_;
  std::vector<NameSource> sources_;
  bool whole_ = true;
  std::unique_ptr<LazyValues[]> values_;  // parallel to columns_
  Derived counted_;
};

/// Records of a column's values among those rows, codes with what lies below them. Throws OutOfTime.
SuggestCounts count_suggestible(const ColumnSpec&, const CountedRows&);

/// The rows of each segment that a plan matches. Throws OutOfTime and Xapian::Error.
std::vector<RowSet> match_all(const Plan&, const ReaderLease&, const Analyzer&, const Deadline&);

}  // namespace leian::query
