/// How to read a table that nobody named a mapping for: as records of the one kind whose fields its columns
/// are, or by the one mapping that comes with Leian whose columns it has. The rule: of the mappings that miss
/// no column they need, the one that uses most of the table's; where two use as many, neither. Immutable once
/// loaded. Threads: share freely. Source: docs/mappings.md
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpora/record/mapping.hpp"

namespace leian {

/// What to read a table by. All empty: its rows say their kind themselves.
struct TablePlan {
  std::string kind;
  std::shared_ptr<const Mapping> mapping;
};

class MappingShelf {
 public:
  /// The *.json files of `folder`, by name; those for kinds that are not in `kinds`, or were replaced by
  /// others that they do not fit, are left out. No folder, no mappings.
  static MappingShelf load(const std::filesystem::path& folder, const KindSet& kinds);
  /// Adds someone's own: where one of them and a shipped one use as many columns, theirs is taken. Errors:
  /// BadMapping, UnknownKind.
  Result<void> add_own(const std::filesystem::path& folder);

  /// `file`: for messages. Errors: BadMapping where nothing fits, naming the nearest mapping and what it
  /// misses, or where two fit equally well, naming both.
  Result<TablePlan> choose(const std::string& file, const std::vector<std::string>& columns) const;

  /// An id, and beside it nothing but fields of one kind, though not all that it needs.
  bool looks_like_record(const std::vector<std::string>& columns) const;

 private:
  Result<std::shared_ptr<const Kind>> fitting_kind(const std::string& file,
                                                   const std::vector<std::string>& columns) const;
  Unexpected nothing_fits(const std::string& file, const std::vector<std::string>& columns) const;

  const KindSet* kinds_ = nullptr;
  std::vector<std::shared_ptr<const Mapping>> mappings_;
  std::size_t shipped_ = 0;  ///< of them, at the front
};

}  // namespace leian
