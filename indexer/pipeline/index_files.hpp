/// Files into an index: read, map, analyse, fill segments side by side, publish one new generation.
/// Every row ends in exactly one count: read = indexed + updated + unchanged + rejected.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "corpora/record/intake.hpp"
#include "indexer/analysis/analyzer.hpp"
#include "indexer/learn/learn_causes.hpp"
#include "indexer/pipeline/run_counts.hpp"

namespace leian {

class ImportTarget;

struct IndexOptions {
  std::filesystem::path db;
  std::vector<std::filesystem::path> inputs;
  std::string kind;  ///< of every row; empty: rows, mappings or the tables' columns say so
  std::vector<std::filesystem::path>
      maps;  ///< mapping files; with several, a file takes the one that names it
  std::vector<std::filesystem::path> kind_folders;  ///< beyond the built-in kinds
  unsigned jobs = 0;                                ///< workers; 0: one per core
  std::chrono::milliseconds publish_every{60'000};  ///< how much work a killed run can lose
  bool learn = true;                        ///< learn causes anew at the end, where enough of them is new
  const std::atomic<bool>* stop = nullptr;  ///< set by Ctrl-C: finish what is under way, publish, return
};

/// What a run did. `stopped`: ended early by `stop`.
struct IndexSummary : RunCounts {
  double seconds = 0;
  std::uint64_t records = 0;                   ///< in the index afterwards
  std::filesystem::path rejects;               ///< the file of rejected rows; empty where there were none
  std::vector<std::filesystem::path> skipped;  ///< files passed over, hidden or temporary
  std::vector<Error>
      file_errors;          ///< files, or tables in them, that could not be read at all; the others were
  std::vector<Text> notes;  ///< what to know of the files read: pages without text, sheets passed over
  std::vector<LearnedKind> learned;  ///< kinds whose causes were learned anew
  bool stopped = false;
};

/// How far a run is, told about twice a second from one thread.
struct IndexProgress {
  std::uint64_t read = 0;
  std::uint64_t rejected = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  double seconds = 0;
  bool merging = false;
  std::string learning;  ///< the kind whose causes are learned just now
  double learned = 0;    ///< how much of that is done, 0 to 1
};

/// Errors: FileMissing, UnknownKind, BadMapping, BadKind, IndexLocked, IndexFormat, IndexDamaged, Io (a full
/// disk: the old generation stays).
Result<IndexSummary> index_files(const IndexOptions&,
                                 const std::function<void(const IndexProgress&)>& progress = {});

/// The same into an index that somebody holds already; `db` of the options is its folder, and it knows
/// `kinds`. Errors: FileMissing, UnknownKind, BadMapping, IndexDamaged, Io.
Result<IndexSummary> import_files(const IndexOptions&, const KindSet& kinds, ImportTarget&,
                                  const std::function<void(const IndexProgress&)>& progress = {});

/// The same reading and mapping without writing: what `leian check` tells. `on_reject` gets each rejected
/// row.
Result<IndexSummary> check_files(const IndexOptions&,
                                 const std::function<void(const RowError&)>& on_reject = {});

}  // namespace leian
