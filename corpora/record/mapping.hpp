/// A mapping: how a ledger with its own headers becomes records of a kind. A file, in corpora/mappings or
/// not. It is held against its kind when loaded, and against the ledger's columns before the first row is
/// read. Source: docs/mappings.md
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/kind.hpp"
#include "corpora/record/record.hpp"

namespace leian {

/// What becomes of several source values where the field takes one.
enum class Take { Join, First, Last, Least, Most, Sum };

/// What becomes of a source value that the value table lacks.
enum class Others { Keep, Reject, Drop };

/// One target field and where its value comes from.
struct FieldRule {
  std::size_t field = 0;  ///< position in the kind, or among the columns of a nested row
  std::vector<std::string>
      columns;        ///< source columns; dots reach into objects and lists of them (convictions.charge)
  Value constant;     ///< the value of every row, where there are no columns
  std::string split;  ///< characters that part one cell into list values; empty: not split
  std::map<std::string, nlohmann::json, std::less<>> values;  ///< value table: source value -> field value
  Others others = Others::Keep;
  std::vector<std::string> formats;  ///< strptime forms of dates, tried before the usual ones
  double scale = 1.0;  ///< bare numbers are multiplied (a ledger in 万元: 10000); 3万元 is taken at its word
  std::string wrap;    ///< "刑法第{}条": what stands around each value
  bool flags = false;  ///< columns are marks: the values are the names of those that are true
  Take take = Take::Join;
  std::string join = "\n";
  std::vector<FieldRule> row;  ///< of nested rows: their columns, from each object
};

/// Where a record's id comes from.
struct IdRule {
  std::string prefix;
  std::vector<std::string> columns;       ///< joined by "-"
  std::vector<std::string> hash_columns;  ///< a hash of these is appended
  bool hash_row = false;                  ///< a hash of the whole row is appended
};

/// How the columns of a table suit a mapping.
struct ColumnFit {
  std::vector<std::string> missing;  ///< that the mapping reads and may not do without
  std::vector<std::string> unused;   ///< that no rule reads
  std::size_t used = 0;              ///< columns that are read
};

/// A mapping file in memory. Immutable once loaded. Threads: share freely.
class Mapping {
 public:
  /// `path` is a file, or the bare name of a mapping that comes with Leian.
  /// Errors: NotFound, Io, BadMapping naming file, JSON pointer and reason, UnknownKind.
  static Result<Mapping> load(const std::filesystem::path& path, const KindSet&);
  static Result<Mapping> parse(std::string_view json, std::string_view origin, const KindSet&);

  const std::string& name() const { return name_; }
  const std::shared_ptr<const Kind>& kind() const { return kind_; }
  /// The file names (globs) this mapping is for; several --map are told apart by them.
  const std::vector<std::string>& files() const { return files_; }
  /// Any file, where no globs are given.
  bool fits_file(const std::filesystem::path&) const;

  /// Every column the mapping reads must be in `columns` (a table's header) unless it is marked optional.
  /// Errors: BadMapping naming the absent column and those there are.
  Result<void> check_columns(const std::vector<std::string>& columns) const;
  /// For rows that name their own columns, where any may be absent: one at least must be among the first
  /// row's.
  Result<void> check_first_row(const std::vector<std::string>& columns) const;

  ColumnFit fit(const std::vector<std::string>& columns) const;

  /// The row as a record. Columns that no rule reads, nor `ignore` names, are kept in `extra`.
  /// Errors: the source column, its value and the reason; file and line are the caller's to fill in.
  RowResult<Record> apply(const nlohmann::json& row, const KindSet&) const;

 private:
  std::string name_;
  std::string origin_;
  std::shared_ptr<const Kind> kind_;
  std::vector<std::string> files_;
  IdRule id_;
  std::vector<FieldRule> rules_;
  std::set<std::string, std::less<>> read_;      ///< every column a rule or the id reads
  std::set<std::string, std::less<>> optional_;  ///< may be absent from a table
  std::set<std::string, std::less<>> kept_out_;  ///< of `extra`: read whole, or ignored
};

}  // namespace leian
