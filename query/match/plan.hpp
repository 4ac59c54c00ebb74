/// A query bound to an index: field names resolved, words cut, values looked up in the code lists. What the
/// matcher runs.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/store/snapshot.hpp"
#include "query/lexicon/lexicon.hpp"
#include "query/match/ranking.hpp"
#include "query/match/spans.hpp"
#include "query/parse/ast.hpp"
#include "query/request.hpp"

namespace leian::query {

/// A condition on a column: one of `values`, or for ordered columns a value within [low, high].
struct ColumnTest {
  std::string column;
  std::vector<std::string> values;  ///< codes, with those below them
  bool ranged = false;
  double low = 0;   ///< days, fen, seconds or the number; included
  double high = 0;  ///< included
};

struct Plan {
  enum class Type { All, None, Needle, Test, Rows, And, Or, Not };
  Type type = Type::All;
  Needle needle;
  ColumnTest test;
  std::vector<RowAddress> rows;  ///< of the snapshot the plan was bound to
  std::vector<Plan> children;
};

/// A bound query, and what ranks its matches.
struct BoundQuery {
  Plan plan;
  std::vector<AskedTerm> ranking_terms;  ///< of what was asked for, not of what was excluded; each term once
  std::vector<Needle> marks;             ///< what to mark in the texts
  std::vector<Expansion> expanded;       ///< by the lexicon
  std::vector<KnownRow> known;           ///< records that answered questions like the passage asked
};

/// The plan of what matches both.
Plan both(Plan, Plan);

/// How many words a group may have for all of them to be asked for. Beyond, any of its rarest kMaxGroupWords
/// will do.
inline constexpr std::size_t kAllWords = 5;
inline constexpr std::size_t kMaxGroupWords = 40;

/// Errors: UnknownField, BadQuery (a range that cannot be read), BadUsage (a backward one).
Result<BoundQuery> bind_query(const Node&, const ReaderLease&, const Analyzer&, const Lexicon&,
                              const Learned& = {});

/// The conditions of a request's filters and kind as one plan. Errors: UnknownField, UnknownKind, BadUsage.
Result<Plan> bind_filters(const std::vector<Filter>&, const std::string& kind, const Snapshot&);

/// The same, a plan for each column that filters narrow. Errors: as above.
Result<std::map<std::string, Plan>> bind_filters_by_column(const std::vector<Filter>&, const Snapshot&);
/// The condition that a record is of that kind; of no kind, none. Errors: UnknownKind.
Result<Plan> bind_kind(const std::string& kind, const Snapshot&);

/// The records of those ids, all of them where `ids` is empty; an id that no record has is passed over.
/// Errors: TooLarge, those of Xapian.
Result<Plan> bind_ids(const std::vector<std::string>& ids, const ReaderLease&);

/// The column that `name` (of a field in any kind, or `kind`) stands for. Errors: UnknownField.
Result<const ColumnSpec*> column_named(std::string_view name, const Snapshot&);

/// The field names, labels and aliases of three characters and more that differ from `name` by one.
std::vector<std::string> names_like(std::string_view name, const Snapshot&);

/// Whether any kind has a field of that name, label, alias or role; `kind` is one too, and so are sections.
bool is_field_name(std::string_view name, const Snapshot&);

}  // namespace leian::query
