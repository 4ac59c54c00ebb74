/// What can be suggested from one generation of an index, whoever asks: the values of its facet fields under
/// all their names, the statutes its records cite, and the users' own words; with how many records each has.
/// Titles are not in it: they lie in order in their segments' files (indexer/store/titles.hpp). Immutable
/// once built. Threads: share freely. Memory: about 200 bytes a name of a value. Source:
/// docs/adr/0016-suggestions.md
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/match/deadline.hpp"
#include "query/match/plan.hpp"
#include "query/match/row_set.hpp"
#include "query/request.hpp"

namespace leian::query {

/// Something that can be suggested.
struct Suggestible {
  Suggestion::Type type = Suggestion::Type::Value;
  const ColumnSpec* column = nullptr;  ///< of a Value
  std::string value;                   ///< of a Value: the code; of a Statute: the key of its form
  std::string text;                    ///< the label
};

/// One of its names, folded, and where in it a word begins that may be typed first.
struct NameStart {
  std::uint32_t name = 0;
  std::uint32_t begin = 0;
};

struct SuggestibleName {
  std::uint32_t of = 0;  ///< the suggestible's number
  bool alias = false;
  std::string text;
  std::u16string folded;
};

/// Records of each suggestible, by its number; of a Word 0, they are counted when asked for.
using SuggestCounts = std::vector<std::uint64_t>;

class SuggestTable {
 public:
  /// Cost: a pass over all facet columns for every kind. Errors: IndexDamaged. Throws OutOfTime and
  /// Xapian::Error.
  static Result<std::shared_ptr<const SuggestTable>> build(const std::shared_ptr<const Snapshot>&,
                                                           const Analyzer&, std::shared_ptr<const Lexicon>,
                                                           const Deadline&);

  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
  const std::shared_ptr<const Lexicon>& lexicon() const { return lexicon_; }
  const std::vector<Suggestible>& all() const { return all_; }
  const std::vector<SuggestibleName>& names() const { return names_; }

  /// The starts in the order of what stands behind them: what for_spelled walks.
  std::size_t size() const { return starts_.size(); }
  std::u16string_view text(std::size_t start) const {
    return std::u16string_view(names_[starts_[start].name].folded).substr(starts_[start].begin);
  }
  const NameStart& start(std::size_t at) const { return starts_[at]; }

  /// Over all records, or those of one kind (by name); nullptr for a kind without records.
  const SuggestCounts* counts(const std::string& kind) const;

 private:
  friend class SuggestTableBuilder;

  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::vector<Suggestible> all_;
  std::vector<SuggestibleName> names_;
  std::vector<NameStart> starts_;
  std::map<std::string, SuggestCounts> counts_;
};

/// Values of a facet column with how many of the rows each finds; codes above them with them. Throws
/// OutOfTime.
std::map<std::string, Bucket> count_column(const ColumnSpec&, const std::vector<RowSet>&, const Snapshot&,
                                           const Analyzer&, const Deadline&);

/// The rows of each segment that a plan matches. Throws OutOfTime and Xapian::Error.
std::vector<RowSet> match_all(const Plan&, const ReaderLease&, const Analyzer&, const Deadline&);

inline constexpr std::size_t kMaxValues = 200'000;  ///< of one column: the most frequent ones
inline constexpr std::size_t kMaxNameUnits = 80;    ///< of a name; a longer one is found by its first ones

}  // namespace leian::query
