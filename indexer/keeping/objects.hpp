/// Files kept by what they hold: an object's name is its content's checksum and size, so a file that is there
/// already is never written again, and the same file of many snapshots lies there once.
///
/// Folder: objects/<first two digits>/<checksum>-<size>; tmp/ holds copies under way. An object is written
/// beside, flushed and renamed, so one that has its name is whole.
/// One thread at a time; the vault's lock keeps other processes away. Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "indexer/store/checksums.hpp"

namespace leian {

class ObjectStore {
 public:
  explicit ObjectStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Makes the folders, and removes copies that a killed process left. Errors: FileUnwritable.
  Result<void> prepare() const;

  std::filesystem::path path_of(const FileSum&) const;
  /// Whether an object of that name and size is there. Its content is not read.
  bool has(const FileSum&) const;

  /// Takes a file in. `known`: what it should be; where such an object is there the file is not even read.
  /// `link`: share the file's blocks instead of copying, where one file system holds both and the file is
  /// known. Errors: FileMissing, FileUnreadable, FileUnwritable; IndexDamaged where it is not what is known.
  Result<FileSum> put(const std::filesystem::path& file, const std::optional<FileSum>& known, bool link);
  Result<FileSum> put_bytes(std::string_view);

  /// Writes an object out as a new file, comparing its checksum on the way. Errors: FileUnwritable;
  /// IndexDamaged where it is missing or not what its name says.
  Result<void> get(const FileSum&, const std::filesystem::path& to) const;
  /// Reads an object again. Errors: IndexDamaged.
  Result<void> check(const FileSum&) const;

  /// Flushes the folders that got new objects. Errors: FileUnwritable.
  Result<void> sync();
  /// Removes all objects but these, given by their names; how many bytes went.
  std::uint64_t remove_all_but(const std::set<std::string>& names) const;
  static std::string name_of(const FileSum& file) { return file.sum + "-" + std::to_string(file.size); }

  std::uint64_t added() const { return added_; }
  std::uint64_t added_bytes() const { return added_bytes_; }

 private:
  Result<void> take_in(const std::filesystem::path& copy, const FileSum&);
  std::filesystem::path next_copy();

  std::filesystem::path folder_;
  std::set<std::filesystem::path> touched_;
  std::uint64_t copies_ = 0;
  std::uint64_t added_ = 0;
  std::uint64_t added_bytes_ = 0;
};

}  // namespace leian
