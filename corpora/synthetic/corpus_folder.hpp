/// The folder a generated corpus is written to: one <kind>.jsonl for every kind that has records.
/// A hidden file marks the folder as ours, so that a later run may replace what stands there, and nothing
/// else is ever overwritten.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// Files grow under temporary names and get their own at the end. One thread at a time.
class CorpusFolder {
 public:
  /// Makes the folder ready and empty. Errors: Conflict (it holds files that are not ours), Io.
  static Result<CorpusFolder> open(const std::filesystem::path&);

  /// Appends whole lines to a kind's file. Errors: Io.
  Result<void> write(const std::string& kind, std::string_view lines);

  /// Closes and names the files, and returns them sorted. Errors: Io.
  Result<std::vector<std::filesystem::path>> finish();

 private:
  explicit CorpusFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
  std::map<std::string, std::ofstream> files_;
};

}  // namespace leian
