#include "indexer/keeping/doctor.hpp"

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "corpora/core/messages.hpp"
#include "indexer/keeping/check_model.hpp"
#include "indexer/keeping/check_segment.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/store/deletions.hpp"
#include "indexer/store/journal.hpp"
#include "indexer/store/pins.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

struct HashOfHash {
  std::size_t operator()(const ContentHash& hash) const { return hash.low; }
};

/// Where the live record of an id was met.
struct Met {
  std::string segment;
  std::uint32_t row = 0;
};

class Examination {
 public:
  Examination(const std::filesystem::path& db, const Analyzer& analyzer) : db_(db), analyzer_(analyzer) {}

  Result<Diagnosis> run() {
    auto pinned = pin_newest(db_);
    std::error_code ignored;
    if (std::filesystem::exists(db_ / kRestoringMark, ignored))
      find(kRestoringMark, say(Msg::DoctorRestoring), pinned ? Remedy::CleanUp : Remedy::Restore);
    if (!pinned) return without_manifest(std::move(pinned).error());
    const Manifest& manifest = pinned->first;
    pinned_ = pinned->second.holds();
    generation_ = manifest.generation;
    check_kinds(manifest);
    for (const SegmentEntry& entry : manifest.segments) check(entry);
    for (const ModelEntry& model : manifest.models) check(model, manifest);
    check_journal(manifest);
    find_left_overs(manifest);
    check_rejects();
    diagnosis_.generation = manifest.generation;
    diagnosis_.segments = manifest.segments.size();
    diagnosis_.records = manifest.live_rows();
    return finish();
  }

  /// Whether files may have gone while they were looked at: nothing held them, and a writer published.
  bool was_disturbed() const {
    const auto now = read_manifest(db_);
    return !pinned_ && now && now->generation != generation_;
  }

 private:
  void find(std::string file, Text what, Remedy remedy) {
    diagnosis_.findings.push_back({std::move(file), std::move(what), remedy});
  }

  Diagnosis finish() {
    const Remedy remedy = worst(diagnosis_.findings);
    diagnosis_.health = remedy == Remedy::Restore   ? Health::Unusable
                        : remedy == Remedy::Rebuild ? Health::Repairable
                                                    : Health::Sound;
    return std::move(diagnosis_);
  }

  /// A damaged MANIFEST is a finding; a folder that never was an index, or is another version's, an error.
  Result<Diagnosis> without_manifest(Error why) {
    std::error_code ignored;
    const bool segments = std::filesystem::exists(db_ / "segments", ignored);
    if (why.code == ErrorCode::IndexMissing && (segments || !diagnosis_.findings.empty())) {
      find("MANIFEST", say(Msg::DoctorManifestMissing), Remedy::Restore);
      return finish();
    }
    if (why.code != ErrorCode::IndexDamaged) return Unexpected(std::move(why));
    find("MANIFEST", say(Msg::DoctorManifestDamaged), Remedy::Restore);
    return finish();
  }

  void check_kinds(const Manifest& manifest) {
    if (const auto kinds = KindSet::from_sources(manifest.kinds); !kinds)
      find("MANIFEST", say_because(Msg::DoctorKindsDamaged, kinds.error().what), Remedy::Restore);
    if (manifest.analyzer != analyzer_.version())
      find("MANIFEST", say(Msg::DoctorOtherAnalyzer, manifest.analyzer, analyzer_.version()), Remedy::None);
  }

  void check(const SegmentEntry& entry) {
    SegmentCheck segment = check_segment(db_, entry);
    diagnosis_.files += segment.files;
    diagnosis_.bytes += segment.bytes;
    for (Finding& finding : segment.findings) diagnosis_.findings.push_back(std::move(finding));
    check_live_ids(entry, segment.ids, check_deletions(entry));
  }

  void check(const ModelEntry& model, const Manifest& manifest) {
    ModelCheck checked = check_model(db_, model, manifest);
    diagnosis_.files += checked.files;
    diagnosis_.bytes += checked.bytes;
    for (Finding& finding : checked.findings) diagnosis_.findings.push_back(std::move(finding));
    check_left_over_profiles(model, manifest);
  }

  /// Profiles of segments that this generation does not have and nobody has pinned.
  void check_left_over_profiles(const ModelEntry& model, const Manifest& manifest) {
    std::set<std::string> named{std::string(kWeightsFile)};
    for (const std::string& segment : pinned_names(db_)) named.insert(profiles_name(segment));
    for (const SegmentEntry& entry : manifest.segments) named.insert(profiles_name(entry.name));
    for (const std::string& file : entries_of(model_folder(db_, model.name)))
      if (!named.contains(file))
        find(fmt::format("{}/{}/{}", kModels, model.name, file), say(Msg::DoctorLeftOver), Remedy::CleanUp);
  }

  RowBits check_deletions(const SegmentEntry& entry) {
    if (entry.deletions.empty()) return no_rows(entry.rows);
    const std::string file = "deletions/" + entry.deletions;
    ++diagnosis_.files;
    std::error_code gone;
    if (!std::filesystem::exists(db_ / file, gone)) {
      find(file, say(Msg::DoctorFileMissing), Remedy::Rebuild);
    } else if (auto bits = read_deletions(db_ / file, entry.rows); !bits) {
      find(file, say(Msg::DoctorSumDiffers), Remedy::Rebuild);
    } else if (const auto deleted = count_bits(*bits); deleted != entry.deleted) {
      find(file, say(Msg::DoctorDeletedDiffers, entry.deleted, deleted), Remedy::Rebuild);
    } else {
      return std::move(*bits);
    }
    return {};
  }

  /// An id is unique in an index. Nothing is said where deletions are lost: those are rebuilt anyway.
  void check_live_ids(const SegmentEntry& entry, const std::vector<ContentHash>& ids,
                      const RowBits& deleted) {
    if (deleted.empty()) return;
    for (std::uint32_t row = 0; row < ids.size(); ++row) {
      if (has_bit(deleted, row)) continue;
      const auto [met, first] = met_.try_emplace(ids[row], Met{entry.name, row});
      if (first) continue;
      return find("segments/" + entry.name,
                  say(Msg::DoctorIdTwice, row, met->second.segment, met->second.row), Remedy::Rebuild);
    }
  }

  /// What the generation does not hold yet must be readable. A live writer that publishes meanwhile removes
  /// files that this generation still needs: then the newest one is asked.
  void check_journal(Manifest manifest) {
    for (;;) {
      const auto files = read_journal(db_ / "journal", manifest.journal,
                                      [](std::uint64_t, std::string_view) { return Result<void>(); });
      if (files) {
        diagnosis_.files += files->size();
        return;
      }
      auto now = read_manifest(db_);
      if (!now || *now == manifest) return find("journal", files.error().what, Remedy::Restore);
      manifest = std::move(*now);
    }
  }

  void find_left_overs(const Manifest& manifest) {
    std::set<std::string> named = pinned_names(db_);
    for (const SegmentEntry& entry : manifest.segments) {
      named.insert(entry.name);
      if (!entry.deletions.empty()) named.insert(entry.deletions);
    }
    for (const ModelEntry& model : manifest.models) named.insert(model.name);
    for (const char* folder : {"segments", "deletions", "models"})
      for (const std::string& name : entries_of(db_ / folder))
        if (!named.contains(name))
          find(std::string(folder) + "/" + name, say(Msg::DoctorLeftOver), Remedy::CleanUp);
    std::error_code ignored;
    if (std::filesystem::exists(db_ / "MANIFEST.new", ignored))
      find("MANIFEST.new", say(Msg::DoctorLeftOver), Remedy::CleanUp);
  }

  static std::set<std::string> entries_of(const std::filesystem::path& folder) {
    std::set<std::string> names;
    std::error_code ignored;
    for (std::filesystem::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored))
      names.insert(at->path().filename().string());
    return names;
  }

  /// Reports of old runs; nothing depends on them.
  void check_rejects() {
    for (const std::string& name : entries_of(db_ / "rejects")) {
      std::ifstream lines(db_ / "rejects" / name, std::ios::binary);
      std::uint64_t number = 0;
      for (std::string line; std::getline(lines, line);) {
        ++number;
        if (nlohmann::json::accept(line)) continue;
        find("rejects/" + name, say(Msg::DoctorRejectLine, number), Remedy::None);
        break;
      }
    }
  }

  const std::filesystem::path& db_;
  const Analyzer& analyzer_;
  bool pinned_ = false;
  std::uint64_t generation_ = 0;
  Diagnosis diagnosis_;
  std::unordered_map<ContentHash, Met, HashOfHash> met_;
};

}  // namespace

Result<Diagnosis> examine(const std::filesystem::path& db, const Analyzer& analyzer) {
  const auto started = Clock::now();
  constexpr int kAttempts = 3;
  for (int attempt = 1;; ++attempt) {
    Examination examination(db, analyzer);
    LEIAN_TRY(Diagnosis diagnosis, examination.run());
    if (attempt < kAttempts && examination.was_disturbed()) continue;
    diagnosis.seconds = std::chrono::duration<double>(Clock::now() - started).count();
    return diagnosis;
  }
}

}  // namespace leian
