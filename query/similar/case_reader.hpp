/// Reads the elements of a case that is in no index: its circumstances, articles, amounts and cause are found
/// by the same extraction that fills records. Threads: share freely; made once for a set of kinds.
#pragma once
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "indexer/extract/extraction.hpp"
#include "query/similar/relations.hpp"

namespace leian::query {

/// What reading a case takes, for one set of kinds.
class CaseReader {
 public:
  /// Errors: those of Extraction::load and load_relations.
  static Result<std::shared_ptr<const CaseReader>> load(std::shared_ptr<const KindSet>,
                                                        std::shared_ptr<const Analyzer>);

  /// Fills what the record does not say.
  void complete(Record& record) const { extraction_->complete(record); }
  /// A text as a record of `kind`: a whole document stands in the field of its body, anything else in that of
  /// its facts. Errors: UnknownKind-like BadUsage where the kind has no text.
  Result<Record> read(std::string_view text, std::shared_ptr<const Kind> kind) const;

  const std::vector<Relation>& relations() const { return relations_; }

 private:
  CaseReader() = default;

  std::shared_ptr<const KindSet> kinds_;  // outlives what reads by it
  std::shared_ptr<const Analyzer> analyzer_;
  std::shared_ptr<const Extraction> extraction_;
  std::vector<Relation> relations_;
};

/// Hands out the reader of the kinds in force, made when it is first asked for.
class CaseReaderKeeper {
 public:
  explicit CaseReaderKeeper(std::shared_ptr<const Analyzer> analyzer) : analyzer_(std::move(analyzer)) {}
  Result<std::shared_ptr<const CaseReader>> for_kinds(const std::shared_ptr<const KindSet>&);

 private:
  std::shared_ptr<const Analyzer> analyzer_;
  std::mutex mutex_;
  std::shared_ptr<const KindSet> kinds_;
  std::shared_ptr<const CaseReader> reader_;
};

}  // namespace leian::query
