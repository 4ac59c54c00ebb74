#include "indexer/keeping/save.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <thread>

#include "corpora/core/date.hpp"
#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/keeping/doctor.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/store/deletions.hpp"
#include "indexer/store/pins.hpp"
#include "indexer/store/segment_facts.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMaxAttempts = 200;
constexpr std::chrono::milliseconds kBetweenAttempts{20};
constexpr std::string_view kJournal = "journal";

DateTime now() {
  constexpr std::int64_t kEightHours = 8 * 3600;
  return {std::time(nullptr) + kEightHours};
}

/// 20170930-080500, with a number behind where the second is taken.
std::string name_by_time(const Vault& vault, DateTime time) {
  std::string name = to_string(time).substr(0, 19);
  std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
  std::replace(name.begin(), name.end(), 'T', '-');
  std::string free = name;
  for (int i = 2; vault.has(free); ++i) free = fmt::format("{}-{}", name, i);
  return free;
}

class Saving {
 public:
  Saving(const std::filesystem::path& db, ObjectStore& objects, bool link)
      : db_(db), objects_(objects), link_(link) {}

  Result<void> run(SavedState& state) {
    LEIAN_TRY(const auto pinned, hold_still());
    const Manifest& manifest = pinned.first;
    for (const SegmentEntry& entry : manifest.segments) LEIAN_CHECK(save_segment(entry));
    for (const ModelEntry& model : manifest.models) LEIAN_CHECK(save_model(model));
    LEIAN_CHECK(save_others());
    LEIAN_CHECK(objects_.sync());
    state.generation = manifest.generation;
    state.records = manifest.live_rows();
    state.format = manifest.format;
    state.analyzer = manifest.analyzer;
    state.files = std::move(files_);
    return {};
  }

 private:
  /// MANIFEST and journal of one moment: MANIFEST is the same before and after the journal was copied.
  Result<std::pair<Manifest, Pin>> hold_still() {
    for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
      LEIAN_TRY(auto pinned, pin_newest(db_));
      files_.clear();
      const auto journal = save_folder(kJournal);
      if (!journal && journal.error().code != ErrorCode::NotFound) return Unexpected(journal.error());
      LEIAN_TRY(const std::string bytes, read_file(db_ / "MANIFEST"));
      LEIAN_TRY(const Manifest again, read_manifest(db_));
      if (journal && again == pinned.first) {
        LEIAN_TRY(const FileSum sum, objects_.put_bytes(bytes));
        files_.push_back({"MANIFEST", sum});
        return pinned;
      }
      std::this_thread::sleep_for(kBetweenAttempts);
    }
    return err(ErrorCode::Conflict, Msg::SnapshotSourceMoving, db_.string());
  }

  Result<void> save(const std::string& path, const std::optional<FileSum>& known) {
    LEIAN_TRY(const FileSum sum, objects_.put(db_ / path, known, link_));
    files_.push_back({path, sum});
    return {};
  }

  Result<void> save_segment(const SegmentEntry& entry) {
    const auto folder = segment_folder(db_, entry.name);
    const std::string path = "segments/" + entry.name + "/";
    LEIAN_TRY(const SegmentFacts facts, read_segment_facts(folder, entry.sum));
    for (const auto& [name, sum] : facts.files) LEIAN_CHECK(save(path + name, sum));
    if (facts.files.empty())
      for (const std::string& name : files_of_segment(folder)) LEIAN_CHECK(save(path + name, {}));
    LEIAN_CHECK(save(path + std::string(kFactsFile), {}));
    if (entry.deletions.empty()) return {};
    LEIAN_CHECK(read_deletions(deletions_file(db_, entry.deletions), entry.rows));
    return save("deletions/" + entry.deletions, {});
  }

  Result<void> save_model(const ModelEntry& model) {
    const std::string path = fmt::format("{}/{}/", kModels, model.name);
    LEIAN_CHECK(save(path + std::string(kWeightsFile), model.weights));
    for (const ProfilesEntry& entry : model.profiles)
      LEIAN_CHECK(save(path + profiles_name(entry.segment), entry.file));
    return {};
  }

  /// All files below a folder of the index as they are now. Errors: FileMissing where one went meanwhile.
  Result<void> save_folder(std::string_view name) {
    std::error_code ignored;
    for (std::filesystem::recursive_directory_iterator at(db_ / name, ignored), end; at != end;
         at.increment(ignored))
      if (at->is_regular_file(ignored))
        LEIAN_CHECK(save(at->path().lexically_relative(db_).generic_string(), {}));
    return {};
  }

  /// What else people and programs keep beside the index: dictionary, corrections, rejects.
  Result<void> save_others() {
    std::error_code ignored;
    for (std::filesystem::directory_iterator at(db_, ignored), end; at != end; at.increment(ignored)) {
      const std::string name = at->path().filename().string();
      if (is_own(name) || name.ends_with(".new")) continue;
      const auto saved = at->is_directory(ignored) ? save_folder(name) : save_if_regular(*at, name);
      if (!saved && saved.error().code != ErrorCode::NotFound) return saved;
    }
    return {};
  }

  Result<void> save_if_regular(const std::filesystem::directory_entry& entry, const std::string& name) {
    std::error_code ignored;
    return entry.is_regular_file(ignored) ? save(name, {}) : Result<void>();
  }

  static bool is_own(const std::string& name) {
    return name == "MANIFEST" || name == "segments" || name == "deletions" || name == "pins" ||
           name == "lock" || name == kModels || name == kJournal || name == kRestoringMark;
  }

  const std::filesystem::path& db_;
  ObjectStore& objects_;
  bool link_;
  std::vector<SavedFile> files_;
};

}  // namespace

Result<SaveSummary> save_state(const std::filesystem::path& db, Vault& vault, SaveOptions options) {
  const auto started = Clock::now();
  const DateTime time = now();
  if (options.name.empty()) options.name = name_by_time(vault, time);
  LEIAN_CHECK(check_snapshot_name(options.name));
  if (vault.has(options.name)) return err(ErrorCode::Conflict, Msg::SnapshotExists, options.name);
  SaveSummary summary;
  summary.state.name = std::move(options.name);
  summary.state.created = to_string(time);
  LEIAN_CHECK(Saving(db, vault.objects(), options.link).run(summary.state));
  LEIAN_CHECK(vault.write(summary.state));
  summary.new_objects = vault.objects().added();
  summary.new_bytes = vault.objects().added_bytes();
  summary.seconds = std::chrono::duration<double>(Clock::now() - started).count();
  return summary;
}

}  // namespace leian
