/// A folder of snapshots, apart from the index: what `leian snapshot` works on.
///
/// Folder: snapshots/<name>.json, one a snapshot: checksum, then JSON that lists its files by path, size and
///   checksum; objects/ holds their contents (objects.hpp); lock. A snapshot exists once its list does.
/// One process at a time writes, several read. One thread at a time. Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/keeping/objects.hpp"

namespace leian {

struct SavedFile {
  std::string path;  ///< in the index's folder, with slashes
  FileSum sum;
};

/// A state of an index that was saved.
struct SavedState {
  std::string name;
  std::string created;  ///< 2017-09-30T08:05:00+08:00
  std::uint64_t generation = 0;
  std::uint64_t records = 0;
  int format = 0;
  std::string analyzer;
  std::vector<SavedFile> files;

  std::uint64_t bytes() const;
};

/// A snapshot's name in a list, and what it is where its list can be read.
struct ListedState {
  std::string name;
  Result<SavedState> state;
};

struct VaultCheck {
  std::uint64_t snapshots = 0;
  std::uint64_t objects = 0;
  std::uint64_t bytes = 0;
  std::vector<Error> damaged;  ///< lists and objects, each once
};

class Vault {
 public:
  enum class Use { Read, Write };
  /// For writing, a new or empty folder becomes a vault. Errors: NotFound (no vault, for reading); Conflict
  /// (another process; or the folder holds something else); FileUnwritable.
  static Result<Vault> open(const std::filesystem::path&, Use);
  Vault(Vault&& other) noexcept
      : folder_(std::move(other.folder_)),
        lock_(std::exchange(other.lock_, -1)),
        objects_(std::move(other.objects_)) {}
  Vault& operator=(Vault&&) = delete;
  ~Vault();

  ObjectStore& objects() { return objects_; }
  const ObjectStore& objects() const { return objects_; }

  /// By name. Those whose list is damaged stand there as such.
  std::vector<ListedState> list() const;
  bool has(const std::string& name) const;
  /// Errors: NotFound, IndexDamaged (its list).
  Result<SavedState> read(const std::string& name) const;
  /// Makes the snapshot exist; its objects are there and flushed. Errors: FileUnwritable.
  Result<void> write(const SavedState&) const;
  /// Removes a snapshot, then objects that no other needs; the bytes that went. Errors: NotFound,
  /// FileUnwritable; Conflict where another list cannot be read, so that no object may be removed.
  Result<std::uint64_t> remove(const std::string& name) const;
  /// Reads every object of a snapshot, or of all (empty name), again. Errors: NotFound.
  Result<VaultCheck> verify(const std::string& name) const;

 private:
  explicit Vault(std::filesystem::path folder) : folder_(std::move(folder)), objects_(folder_) {}
  Result<void> take_lock(Use);
  std::filesystem::path list_of(const std::string& name) const;

  std::filesystem::path folder_;
  int lock_ = -1;
  ObjectStore objects_;
};

/// 1 to 64 letters, digits, dots, dashes and underscores, no dot first. Errors: BadInput.
Result<void> check_snapshot_name(const std::string&);

}  // namespace leian
