/// An index made from a few records for one test, by the same path as `leian index`.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/pipeline/index_files.hpp"
#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace leian::test {

/// Records as a JSON Lines file's text.
inline std::string json_lines(const std::vector<nlohmann::json>& records) {
  std::string text;
  for (const auto& record : records) text += record.dump() + '\n';
  return text;
}

class TempIndex {
 public:
  /// Each record has `id`, `kind` and fields of that kind.
  explicit TempIndex(const std::vector<nlohmann::json>& records) { add(records); }

  /// One more run over further records.
  IndexSummary add(const std::vector<nlohmann::json>& records) {
    IndexOptions options;
    options.db = db();
    options.inputs = {folder_.write("rows-" + std::to_string(++runs_) + ".jsonl", json_lines(records))};
    const auto summary = index_files(options);
    if (!summary) FAIL(summary.error().what.en);
    return *summary;
  }

  std::filesystem::path db() const { return folder_ / "db"; }
  const TempFolder& folder() const { return folder_; }

  /// The index behind a gate of its own.
  query::Gate gate() const {
    const auto analyzer = Analyzer::load();
    if (!analyzer) FAIL(analyzer.error().what.en);
    const auto index = Index::open(db(), *analyzer);
    if (!index) FAIL(index.error().what.en);
    return query::Gate(*index);
  }

 private:
  TempFolder folder_;
  int runs_ = 0;
};

}  // namespace leian::test
