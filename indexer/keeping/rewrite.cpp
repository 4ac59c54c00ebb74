#include "indexer/keeping/rewrite.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/store/pins.hpp"
#include "indexer/store/snapshot.hpp"

namespace leian {
namespace {

/// A new segment's share of an old one: enough to be worth a segment, little enough to be held in memory.
constexpr std::uint32_t kPieceRows = 20'000;
constexpr std::uint64_t kPieceBytes = 32u << 20;

struct Piece {
  std::size_t source = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  SegmentEntry entry;
};

std::vector<Piece> cut(const std::vector<RewriteSource>& sources, std::uint64_t& next_segment) {
  std::vector<Piece> pieces;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const auto starts = sources[s].records.starts();
    for (std::uint32_t from = 0; from < sources[s].records.rows();) {
      std::uint32_t to = from + 1;
      while (to < sources[s].records.rows() && to - from < kPieceRows &&
             starts[to] - starts[from] < kPieceBytes)
        ++to;
      pieces.push_back({s, from, to, {fmt::format("{:06}", next_segment++), 0, "", 0}});
      from = to;
    }
  }
  return pieces;
}

/// The workers' common state: pieces are taken one after the other, the first failure ends the work.
class Rewriting {
 public:
  Rewriting(const std::filesystem::path& db, const std::vector<RewriteSource>& sources,
            const SegmentSchema& schema, const RewriteOptions& options, std::vector<Piece> pieces)
      : db_(db), sources_(sources), schema_(schema), options_(options), pieces_(std::move(pieces)) {}

  Result<void> run() {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::thread> others;
    for (unsigned i = 1; i < (options_.jobs == 0 ? cores : options_.jobs); ++i)
      others.emplace_back([this] { work(); });
    work();
    for (std::thread& other : others) other.join();
    if (!failure_) return {};
    for (const Piece& piece : pieces_) {
      std::error_code ignored;
      std::filesystem::remove_all(segment_folder(db_, piece.entry.name), ignored);
    }
    return Unexpected(std::move(*failure_));
  }

  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  void work() {
    for (std::size_t i = next_++; i < pieces_.size() && !failed_; i = next_++) {
      auto written = write(pieces_[i]);
      const std::lock_guard lock(mutex_);
      if (!written && !failure_) failure_ = std::move(written).error();
      failed_ = failure_.has_value();
      done_ += pieces_[i].entry.rows;
      if (options_.progress) options_.progress(done_);
    }
  }

  Result<void> write(Piece& piece) const {
    const RewriteSource& source = sources_[piece.source];
    const auto folder = segment_folder(db_, piece.entry.name);
    LEIAN_TRY(auto writer, SegmentWriter::create(folder, schema_));
    for (std::uint32_t row = piece.from; row < piece.to; ++row) {
      if (has_bit(source.deleted, row)) continue;
      LEIAN_TRY(const std::string json, source.records.json(row));
      const ContentHash hash = content_hash(json);
      if (!source.hashes.empty() && source.hashes[row] != hash)
        return err(ErrorCode::IndexDamaged, Msg::StoredRecordDamaged);
      LEIAN_TRY(const Record record, record_from_stored(*schema_.kinds, json));
      LEIAN_CHECK(writer.add(record, json, hash));
    }
    piece.entry.rows = writer.rows();
    LEIAN_CHECK(writer.finish());
    if (piece.entry.rows > 0) return {};
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return {};
  }

  const std::filesystem::path& db_;
  const std::vector<RewriteSource>& sources_;
  const SegmentSchema& schema_;
  const RewriteOptions& options_;
  std::vector<Piece> pieces_;  // each written to by the worker that took it
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;  // the two below, and progress
  std::optional<Error> failure_;
  std::uint64_t done_ = 0;
};

std::vector<ContentHash> read_hashes(const std::filesystem::path& segment, std::uint32_t rows) {
  auto file = MappedFile::open(segment / "hashes.bin");
  if (!file || file->size() != rows * sizeof(ContentHash)) return {};
  const auto hashes = file->array<ContentHash>(0, rows);
  return {hashes.begin(), hashes.end()};
}

}  // namespace

Result<std::vector<std::vector<SegmentEntry>>> rewrite_segments(const std::filesystem::path& db,
                                                                const std::vector<RewriteSource>& sources,
                                                                const SegmentSchema& schema,
                                                                std::uint64_t& next_segment,
                                                                const RewriteOptions& options) {
  Rewriting rewriting(db, sources, schema, options, cut(sources, next_segment));
  LEIAN_CHECK(rewriting.run());
  std::vector<std::vector<SegmentEntry>> entries(sources.size());
  for (const Piece& piece : rewriting.pieces())
    if (piece.entry.rows > 0) entries[piece.source].push_back(piece.entry);
  return entries;
}

Result<RewriteSource> open_source(const std::filesystem::path& db, const SegmentEntry& entry) {
  RewriteSource source;
  source.name = entry.name;
  const auto folder = segment_folder(db, entry.name);
  LEIAN_TRY(source.records, StoredRecords::open(folder / "records.bin"));
  if (source.records.rows() != entry.rows)
    return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, (folder / "records.bin").string());
  source.deleted = no_rows(entry.rows);
  if (!entry.deletions.empty()) {
    LEIAN_TRY(source.deleted, read_deletions(deletions_file(db, entry.deletions), entry.rows));
  }
  source.hashes = read_hashes(folder, entry.rows);
  return source;
}

Result<Manifest> publish_rewritten(const std::filesystem::path& db, Manifest next,
                                   const std::vector<RewriteSource>& sources,
                                   const std::vector<std::vector<SegmentEntry>>& rewritten) {
  std::vector<SegmentEntry> segments;
  for (const SegmentEntry& entry : next.segments) {
    const auto source = std::find_if(sources.begin(), sources.end(),
                                     [&](const RewriteSource& one) { return one.name == entry.name; });
    if (source == sources.end()) {
      segments.push_back(entry);
      continue;
    }
    const auto& by = rewritten[static_cast<std::size_t>(source - sources.begin())];
    segments.insert(segments.end(), by.begin(), by.end());
  }
  next.segments = std::move(segments);
  // Profiles go by rows, and a model by the folding of texts: whoever rewrites has causes learned again.
  if (!sources.empty()) next.models.clear();
  next.format = kIndexFormat;
  ++next.generation;
  LEIAN_CHECK(name_sums(db, next));
  LEIAN_CHECK(sync_folder(db / "segments"));
  LEIAN_CHECK(Snapshot::open(db, next, nullptr));
  LEIAN_CHECK(write_manifest(db, next));
  remove_unnamed(db, next);
  return next;
}

}  // namespace leian
