/// What people said about extracted values: a file beside the index, one line a word said, only ever added
/// to. A later line about the same field of the same record stands in for an earlier one.
///
///   D/corrections.jsonl
///   {"id": "judge-17", "field": "months", "values": [18], "by": "王复核", "when":
///   "2026-11-25T09:30:00+08:00"}
///
/// No values: nothing stands there. Read when an index is written to, under its lock. A last line without its
/// end was cut short by a crash, and never acknowledged: it is passed over, and gone with the next addition.
/// Source: docs/adr/0019-extraction.md
#pragma once
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

struct Correction {
  std::string id;
  std::string field;
  std::vector<nlohmann::json> values;  ///< as in the record's JSON
  std::string by;
  std::string when;
};

/// All that is in force. Immutable once loaded. Threads: share freely.
class Corrections {
 public:
  /// Of an index's folder; none where there is no file. Errors: FileUnreadable, BadInput naming the line.
  static Result<Corrections> load(const std::filesystem::path& db);
  /// Adds one, on disk when this returns. Several processes may add at once. Errors: FileUnwritable.
  static Result<void> append(const std::filesystem::path& db, const Correction&);

  /// Those of a record, by field; null where there are none.
  const std::map<std::string, Correction, std::less<>>* of(std::string_view id) const;
  std::size_t size() const { return by_id_.size(); }  ///< records with corrections

 private:
  std::map<std::string, std::map<std::string, Correction, std::less<>>, std::less<>> by_id_;
};

/// The file within an index's folder.
std::filesystem::path corrections_file(const std::filesystem::path& db);

}  // namespace leian
