/// The rows of a run that could not become records, one JSON object a line: file, line, field, value, reason
/// (Chinese), reason_en. One thread at a time.
#pragma once
#include <filesystem>
#include <fstream>

#include "corpora/record/record.hpp"

namespace leian {

class RejectLog {
 public:
  /// The file is made with the first reject: `folder`/<time of the run, UTC>-<process>.jsonl.
  explicit RejectLog(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Errors: FileUnwritable.
  Result<void> add(const RowError&);
  /// Empty where nothing was rejected.
  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path folder_;
  std::filesystem::path file_;
  std::ofstream out_;
};

}  // namespace leian
