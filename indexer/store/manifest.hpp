/// The MANIFEST: which segments and deletions make up the newest generation of an index, and what it was made
/// with. It is replaced by rename, so a reader sees the old generation or the new one, never half; a checksum
/// tells a damaged one.
///
/// Folder:  MANIFEST  lock  pins/<pin>  segments/<name>/…  deletions/<name>  models/<name>/…
/// rejects/<run>.jsonl journal/NNNNNN.log Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "indexer/store/checksums.hpp"

namespace leian {

struct SegmentEntry {
  std::string name;  ///< folder below segments/
  std::uint32_t rows = 0;
  std::string deletions;  ///< file below deletions/, a Roaring bitmap of rows; empty: none
  std::uint32_t deleted = 0;
  std::string sum{};  ///< of its segment.json, which vouches for the other files; empty in format 3
  bool operator==(const SegmentEntry&) const = default;
};

/// The profiles of a segment's records under a model: a file of the model's folder.
struct ProfilesEntry {
  std::string segment;
  FileSum file;
  bool operator==(const ProfilesEntry&) const = default;
};

/// What was learned of a kind's causes (indexer/learn/model_files.hpp).
struct ModelEntry {
  std::string name;  ///< folder below models/
  std::string kind;
  FileSum weights;
  std::vector<ProfilesEntry> profiles;
  bool operator==(const ModelEntry&) const = default;
};

struct Manifest {
  int format = 0;
  std::uint64_t generation = 0;
  std::string analyzer;            ///< Analyzer::version() of the terms
  std::uint64_t next_segment = 1;  ///< names are never used twice
  std::vector<std::string> kinds;  ///< the kind files' JSON
  std::vector<SegmentEntry> segments;
  std::uint64_t journal = 0;  ///< the last journal entry it holds; those behind it are still to be replayed
  std::vector<ModelEntry> models{};  ///< at most one a kind; older versions had none

  std::uint64_t live_rows() const;
  bool operator==(const Manifest&) const = default;
};

/// Errors: IndexMissing (no MANIFEST), IndexDamaged (checksum, fields), IndexFormat (newer, or too old).
Result<Manifest> read_manifest(const std::filesystem::path& db);
/// Publishes it. Errors: FileUnwritable; the old generation then stays.
Result<void> write_manifest(const std::filesystem::path& db, const Manifest&);

/// Fills in the checksums of segments that are new to the manifest. Errors: FileMissing, FileUnreadable.
Result<void> name_sums(const std::filesystem::path& db, Manifest&);

std::filesystem::path segment_folder(const std::filesystem::path& db, const std::string& name);
std::filesystem::path deletions_file(const std::filesystem::path& db, const std::string& name);

}  // namespace leian
