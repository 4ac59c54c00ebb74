/// One generation of an index, opened: its segments, its deletions, its kinds. Immutable and shared by all
/// threads; it lives as long as somebody holds it, whatever is published meanwhile.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/schema/layout.hpp"
#include "indexer/store/manifest.hpp"
#include "indexer/store/postings.hpp"
#include "indexer/store/segment.hpp"

namespace leian {

class CauseModel;

/// A segment within a generation.
struct SegmentView {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const RowBits> deleted;  ///< null: none
  std::uint32_t deleted_rows = 0;

  std::uint32_t rows() const { return segment->rows(); }
  std::uint32_t live_rows() const { return segment->rows() - deleted_rows; }
  bool is_live(std::uint32_t row) const { return deleted == nullptr || !has_bit(*deleted, row); }
};

class Snapshot {
 public:
  /// Opens the generation that `manifest` describes, taking over from `previous` the segments both have.
  /// Errors: IndexDamaged, IndexFormat, BadKind.
  static Result<std::shared_ptr<const Snapshot>> open(const std::filesystem::path& db, Manifest manifest,
                                                      const Snapshot* previous);

  const Manifest& manifest() const { return manifest_; }
  std::uint64_t generation() const { return manifest_.generation; }
  const std::shared_ptr<const KindSet>& kinds() const { return kinds_; }
  const Layout& layout() const { return *layout_; }
  const std::vector<SegmentView>& segments() const { return segments_; }
  /// What was learned of a kind's causes (indexer/learn/cause_model.hpp); null: nothing was.
  std::shared_ptr<const CauseModel> causes_of(std::string_view kind) const;

  std::uint64_t live_rows() const { return live_rows_; }
  std::uint64_t rows() const { return rows_; }  ///< with deleted ones
  double average_length() const { return average_length_; }
  /// What was worked out from this generation.
  const Derived& derived() const { return derived_; }

 private:
  Manifest manifest_;
  std::shared_ptr<const KindSet> kinds_;
  std::unique_ptr<const Layout> layout_;
  std::vector<SegmentView> segments_;
  std::map<std::string, std::shared_ptr<const CauseModel>, std::less<>> causes_;
  std::uint64_t rows_ = 0;
  std::uint64_t live_rows_ = 0;
  double average_length_ = 1;
  Derived derived_;
};

/// A snapshot with this thread's own Xapian database over each segment. Given back when it goes.
class ReaderLease {
 public:
  static Result<ReaderLease> take(std::shared_ptr<const Snapshot>);
  ~ReaderLease();
  ReaderLease(ReaderLease&&) noexcept = default;
  ReaderLease& operator=(ReaderLease&&) noexcept = default;

  const Snapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const Snapshot>& shared_snapshot() const { return snapshot_; }
  const Xapian::Database& database(std::size_t segment) const { return databases_[segment]; }

  /// A term's posting list in a segment. Throws Xapian::Error.
  Postings postings(std::size_t segment, const Term&) const;
  /// How many rows hold a term, deleted ones with them: in a segment, and in all. Throw Xapian::Error.
  std::uint64_t rows_with(std::size_t segment, const Term&) const;
  std::uint64_t rows_with(const Term&) const;

 private:
  ReaderLease() = default;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<Xapian::Database> databases_;
};

/// Where a record stands in a snapshot.
struct RowAddress {
  std::uint32_t segment = 0;
  std::uint32_t row = 0;
};

/// The live record of that id. Errors: those of Xapian.
Result<std::optional<RowAddress>> find_row(const ReaderLease&, std::string_view id);

/// The record at an address, whole. Errors: IndexDamaged.
Result<Record> read_record(const ReaderLease&, RowAddress);

/// The record that a stored JSON form is. Errors: IndexDamaged.
Result<Record> record_from_stored(const KindSet&, std::string_view json);

}  // namespace leian
