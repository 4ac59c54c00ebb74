#include "indexer/keeping/restore.hpp"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <set>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/keeping/doctor.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

std::set<std::string> entries_of(const std::filesystem::path& folder) {
  std::set<std::string> names;
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored))
    names.insert(at->path().filename().string());
  names.erase("lost+found");  // the root of a disk of its own
  return names;
}

/// Nothing in it, or only what a restore that was cut short left.
bool may_restore_into(const std::filesystem::path& folder) {
  auto names = entries_of(folder);
  if (names.contains(kRestoringMark)) return true;
  names.erase("lock");
  names.erase(std::string(kRestoringMark) + ".new");  // cut short while it was written
  return names.empty();
}

/// What a restore left; MANIFEST goes first, so that no reader meets the rest without its files.
void clear(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::filesystem::remove(folder / "MANIFEST", ignored);
  for (const std::string& name : entries_of(folder))
    if (name != "lock" && name != kRestoringMark) std::filesystem::remove_all(folder / name, ignored);
}

Result<void> write_files(const ObjectStore& objects, const SavedState& state,
                         const std::filesystem::path& folder) {
  std::set<std::filesystem::path> folders{folder};
  for (const SavedFile& file : state.files) {
    if (file.path == "MANIFEST") continue;
    const auto path = folder / file.path;
    for (auto part = path.parent_path(); part != folder; part = part.parent_path()) folders.insert(part);
    LEIAN_CHECK(make_folder(path.parent_path()));
    LEIAN_CHECK(objects.get(file.sum, path));
  }
  for (const char* part : {"segments", "deletions"}) LEIAN_CHECK(make_folder(folder / part));
  for (const auto& part : folders) LEIAN_CHECK(sync_folder(part));
  return {};
}

Result<void> write_saved_manifest(const ObjectStore& objects, const SavedState& state,
                                  const std::filesystem::path& folder) {
  for (const SavedFile& file : state.files) {
    if (file.path != "MANIFEST") continue;
    const auto beside = folder / "MANIFEST.restored";
    LEIAN_CHECK(objects.get(file.sum, beside));
    if (::rename(beside.c_str(), (folder / "MANIFEST").c_str()) != 0)
      return err(ErrorCode::Io, Msg::FileUnwritable, (folder / "MANIFEST").string(), std::strerror(errno));
    return sync_folder(folder);
  }
  return err(ErrorCode::IndexDamaged, Msg::SnapshotListDamaged, state.name);
}

/// The whole index, openable. The caller holds the folder's lock.
Result<void> restore_into(const ObjectStore& objects, const SavedState& state,
                          const std::filesystem::path& folder) {
  LEIAN_CHECK(replace_file(folder / kRestoringMark, state.name));
  clear(folder);
  LEIAN_CHECK(write_files(objects, state, folder));
  LEIAN_CHECK(write_saved_manifest(objects, state, folder));
  LEIAN_TRY(Manifest manifest, read_manifest(folder));
  LEIAN_CHECK(Snapshot::open(folder, std::move(manifest), nullptr));
  std::error_code ignored;
  std::filesystem::remove(folder / kRestoringMark, ignored);
  return sync_folder(folder);
}

/// Numbers that an index used are not used again for something else.
Result<void> go_on_counting(const std::filesystem::path& folder, const std::filesystem::path& old) {
  LEIAN_TRY(Manifest manifest, read_manifest(folder));
  if (const auto before = read_manifest(old)) {
    manifest.generation = std::max(manifest.generation, before->generation);
    manifest.next_segment = std::max(manifest.next_segment, before->next_segment);
  }
  ++manifest.generation;
  return write_manifest(folder, manifest);
}

Result<void> exchange(const std::filesystem::path& fresh, const std::filesystem::path& db) {
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, db.c_str(), RENAME_EXCHANGE) != 0)
    return err(ErrorCode::Conflict, Msg::RestoreNoSwap, db.string(), std::strerror(errno));
  return sync_folder(db.parent_path());
}

Result<void> replace_index(const ObjectStore& objects, const SavedState& state,
                           const std::filesystem::path& db) {
  const auto names = entries_of(db);
  if (!names.contains("MANIFEST") && !names.contains("segments"))
    return err(ErrorCode::Conflict, Msg::RestoreNoIndex, db.string());
  LEIAN_TRY(const auto old_lock, FolderLock::take(db));
  auto fresh = db;
  fresh += ".restoring";
  LEIAN_CHECK(make_folder(fresh));
  LEIAN_TRY(const auto fresh_lock, FolderLock::take(fresh));
  LEIAN_CHECK(restore_into(objects, state, fresh));
  LEIAN_CHECK(go_on_counting(fresh, db));
  LEIAN_CHECK(exchange(fresh, db));
  std::error_code ignored;
  std::filesystem::remove_all(fresh, ignored);  // the old index, by now
  return {};
}

Result<void> restore_new(const ObjectStore& objects, const SavedState& state,
                         const std::filesystem::path& db) {
  LEIAN_CHECK(make_folder(db));
  LEIAN_TRY(const auto lock, FolderLock::take(db));
  LEIAN_CHECK(restore_into(objects, state, db));
  return sync_folder(db.parent_path());
}

}  // namespace

Result<RestoreSummary> restore_state(const Vault& vault, const std::string& name, std::filesystem::path db,
                                     bool replace) {
  const auto started = Clock::now();
  RestoreSummary summary;
  LEIAN_TRY(summary.state, vault.read(name));
  std::error_code ignored;
  // Through links and without a slash at its end, so that there is a place beside it.
  if (auto real = std::filesystem::weakly_canonical(db, ignored); !ignored) db = std::move(real);
  if (!db.has_filename()) db = db.parent_path();
  if (may_restore_into(db))
    LEIAN_CHECK(restore_new(vault.objects(), summary.state, db));
  else if (replace)
    LEIAN_CHECK(replace_index(vault.objects(), summary.state, db));
  else
    return err(ErrorCode::Conflict, Msg::RestoreNotEmpty, db.string());
  summary.seconds = std::chrono::duration<double>(Clock::now() - started).count();
  return summary;
}

}  // namespace leian
