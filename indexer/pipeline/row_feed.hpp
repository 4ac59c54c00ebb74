/// The rows of all input files, in order, handed out in numbered batches to any number of workers.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "corpora/record/intake.hpp"
#include "corpora/record/mapping_shelf.hpp"

namespace leian {

/// Rows of one table that follow one another. Numbers count from 0 without a gap, in the order of the rows.
struct RowBatch {
  std::uint64_t number = 0;
  std::shared_ptr<const Intake> intake;
  std::vector<ReadItem> items;
};

/// What every table is read by. One mapping: for every file. Several: each file takes the first that names
/// it. None: by `kind` where one is given; else rows that say their kind are records already, and other
/// tables are matched to the mappings that come with Leian (corpora/record/mapping_shelf.hpp). Documents say
/// their kind themselves.
struct FeedOptions {
  std::vector<std::filesystem::path> inputs;
  std::string kind;
  std::vector<std::shared_ptr<const Mapping>> mappings;
  std::vector<std::filesystem::path> kind_folders;  ///< their forms/ and mappings/ are taken in, where there
};

class RowFeed {
 public:
  /// `kinds` must outlive the feed. Errors: FileMissing; BadInput (a form), BadMapping, UnknownKind in the
  /// kind folders.
  static Result<std::unique_ptr<RowFeed>> open(const KindSet& kinds, FeedOptions options);

  /// The next batch, or nothing at the end. Threads: any number.
  std::optional<RowBatch> next();

  const std::vector<std::filesystem::path>& skipped() const { return inputs_.skipped; }
  /// What a person should know of the files: pages without text, sheets passed over. To be asked when the
  /// feed has ended.
  const std::vector<Text>& notes() const { return notes_; }
  /// Files, or tables in them, that could not be read, or not by their mapping. To be asked when the feed has
  /// ended.
  const std::vector<Error>& file_errors() const { return file_errors_; }
  std::uint64_t bytes_total() const { return bytes_total_; }
  std::uint64_t bytes_done() const { return bytes_done_; }

  static constexpr std::size_t kBatchRows = 5000;
  static constexpr std::size_t kBatchBytes = 32u << 20;

 private:
  RowFeed(const KindSet& kinds, FeedOptions options) : kinds_(&kinds), options_(std::move(options)) {}
  bool open_next_table();
  bool open_next_file();
  void close_file();
  Result<void> open_table(std::unique_ptr<RowReader>);
  Result<TablePlan> plan_for(const RowReader&) const;

  const KindSet* kinds_;
  FeedOptions options_;
  InputFiles inputs_;
  std::vector<Error> file_errors_;
  std::vector<Text> notes_;
  MappingShelf shelf_;
  std::shared_ptr<const DocumentForms> forms_;
  std::uint64_t bytes_total_ = 0;
  std::atomic<std::uint64_t> bytes_done_ = 0;

  std::mutex mutex_;
  std::size_t next_file_ = 0;
  std::uint64_t next_number_ = 0;
  std::uint64_t bytes_before_ = 0;  // of the files already done
  std::unique_ptr<FileReader> file_;
  std::unique_ptr<RowReader> reader_;
  std::shared_ptr<const Intake> intake_;
};

}  // namespace leian
