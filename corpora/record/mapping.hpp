/// A mapping: how a ledger with its own headers becomes records of a kind. A file in corpora/mappings or
/// anywhere. It is checked against its kind when loaded, and against the ledger's columns before the first
/// row is read. Source: docs/mappings.md
#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/kind.hpp"
#include "corpora/record/record.hpp"

namespace leian {

/// One target field and where its value comes from.
struct FieldRule {
  std::size_t field = 0;  ///< position in the kind
  std::vector<std::string>
      columns;  ///< source columns (dotted paths reach into objects, `convictions.charge` into lists of them)
  std::string join =
      "\n";           ///< between the values of several columns, or of a list, for a single-valued field
  std::string split;  ///< characters that part one cell into list values; empty: not split
  nlohmann::json constant;                           ///< a value for every row; null: none
  nlohmann::json values = nlohmann::json::object();  ///< value table: source value -> field value
  bool values_only = false;          ///< a value the table lacks is a reject instead of passing through
  std::vector<std::string> formats;  ///< strptime-like date formats tried before the usual ones
  double scale = 1.0;                ///< numbers and money are multiplied (a ledger in 万元: 10000)
};

/// A mapping file in memory. Immutable once loaded. Threads: share freely.
class Mapping {
 public:
  /// Errors: BadMapping naming file, JSON pointer and reason; UnknownKind.
  static Result<Mapping> load(const std::filesystem::path&, const KindSet&);
  static Result<Mapping> parse(std::string_view json, std::string_view origin, const KindSet&);

  const std::string& name() const { return name_; }
  const std::shared_ptr<const Kind>& kind() const { return kind_; }
  /// The file names (globs) this mapping is for; several --map are told apart by them.
  const std::vector<std::string>& files() const { return files_; }
  bool fits_file(const std::filesystem::path&) const;

  /// Every named column must be in `columns` (a CSV's header) unless it is marked optional. Errors:
  /// BadMapping naming the absent column and those there are.
  Result<void> check_columns(const std::vector<std::string>& columns) const;

  /// The row as a record. The id is built from `id_columns` (joined by "-"), with a content hash appended or
  /// alone where the file says so.
  RowResult<Record> apply(const nlohmann::json& row, const KindSet&) const;

 private:
  std::string name_;
  std::shared_ptr<const Kind> kind_;
  std::vector<std::string> files_;
  std::vector<std::string> id_columns_;
  std::string id_prefix_;
  bool id_hash_ = false;
  std::vector<std::string> optional_columns_;
  std::vector<std::string> ignored_columns_;
  std::vector<FieldRule> rules_;
};

}  // namespace leian
