/// Builds one segment, record by record, into a folder of its own. Several writers fill several segments side
/// by side. One thread at a time. Memory: the segment's columns and texts, a bounded number of grams, and
/// Xapian's buffer. Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <xapian.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/terms.hpp"
#include "indexer/schema/layout.hpp"
#include "indexer/store/column_builder.hpp"
#include "indexer/store/segment.hpp"
#include "indexer/store/segment_facts.hpp"

namespace leian {

/// What every segment of an index is made by. The pointers must outlive the writers.
struct SegmentSchema {
  const KindSet* kinds = nullptr;
  const Layout* layout = nullptr;
  const Analyzer* analyzer = nullptr;
};

class SegmentWriter {
 public:
  /// Errors: FileUnwritable; IndexDamaged where the folder holds something already.
  static Result<SegmentWriter> create(const std::filesystem::path& folder, const SegmentSchema&);

  /// `json` is the record's JSON form and `hash` that of its bytes. Errors: Io.
  Result<void> add(const Record&, std::string_view json, ContentHash hash);
  std::uint32_t rows() const { return static_cast<std::uint32_t>(hashes_.size()); }
  /// Everything to disk. Nothing names the segment yet. Errors: Io.
  Result<void> finish();

 private:
  SegmentWriter(std::filesystem::path folder, const SegmentSchema&, StoredRecordsWriter);
  /// Folds, cuts and gathers a record's texts.
  RecordTerms take_texts(const Record&);
  void add_to_columns(const Record&);

  std::filesystem::path folder_;
  SegmentSchema schema_;
  Xapian::WritableDatabase postings_;
  TermCollector collector_;
  std::vector<ColumnBuilder> columns_;  // parallel to the layout's
  GramsBuilder grams_;
  TextsBuilder texts_;
  TitlesBuilder titles_;
  StoredRecordsWriter records_;
  std::vector<std::uint32_t> lengths_;
  std::vector<ContentHash> hashes_;
};

/// The parts of a segment's folder that are the same however it was made: columns and the names
/// of their values, lengths, hashes. Gives
/// what segment.json will say; seal_segment() writes it when the other files are there.
struct SegmentSides {
  const Layout* layout = nullptr;
  const Analyzer* analyzer = nullptr;
  const std::vector<ColumnBuilder>* columns = nullptr;
  const std::vector<std::uint32_t>* lengths = nullptr;
  const std::vector<ContentHash>* hashes = nullptr;
};
Result<SegmentFacts> write_sides(const std::filesystem::path& folder, const SegmentSides&);

/// An empty builder for every column of the layout.
std::vector<ColumnBuilder> column_builders(const Layout&);

/// The hash of a record's JSON form.
ContentHash content_hash(std::string_view json);

}  // namespace leian
