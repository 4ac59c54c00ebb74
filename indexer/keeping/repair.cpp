// The repairing half of doctor.hpp: which segments are written anew, and which of their rows live.
#include <algorithm>
#include <set>
#include <unordered_set>

#include "corpora/core/messages.hpp"
#include "indexer/keeping/doctor.hpp"
#include "indexer/keeping/relearn.hpp"
#include "indexer/keeping/rewrite.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/store/index_writer.hpp"
#include "indexer/store/pins.hpp"

namespace leian {
namespace {

struct HashOfHash {
  std::size_t operator()(const ContentHash& hash) const { return hash.low; }
};
using SeenIds = std::unordered_set<ContentHash, HashOfHash>;

/// A segment on the table: its records, and whether the file that says which of them live is lost.
struct Patient {
  SegmentEntry entry;
  RewriteSource source;
  bool lost_deletions = false;
  std::uint32_t deleted_before = 0;
};

/// The segment that a finding is about, or nothing.
std::optional<std::string> segment_of(const Finding& finding) {
  constexpr std::string_view kSegments = "segments/";
  if (finding.remedy != Remedy::Rebuild || !finding.file.starts_with(kSegments)) return std::nullopt;
  return finding.file.substr(kSegments.size(), finding.file.find('/', kSegments.size()) - kSegments.size());
}

std::set<std::string> damaged_segments(const Diagnosis& diagnosis) {
  std::set<std::string> names;
  for (const Finding& finding : diagnosis.findings)
    if (const auto name = segment_of(finding)) names.insert(*name);
  return names;
}

Result<Patient> admit(const std::filesystem::path& db, const SegmentEntry& entry, bool trust_hashes) {
  Patient patient{entry, {}, false, 0};
  SegmentEntry without = entry;
  without.deletions.clear();
  LEIAN_TRY(patient.source, open_source(db, without));
  if (!trust_hashes) patient.source.hashes.clear();
  if (entry.deletions.empty()) return patient;
  auto bits = read_deletions(deletions_file(db, entry.deletions), entry.rows);
  patient.lost_deletions = !bits || count_bits(*bits) != entry.deleted;
  if (!patient.lost_deletions) patient.source.deleted = std::move(*bits);
  patient.deleted_before = entry.deleted;
  return patient;
}

Result<ContentHash> id_hash(const StoredRecords& records, std::uint32_t row, const KindSet& kinds) {
  LEIAN_TRY(const std::string json, records.json(row));
  LEIAN_TRY(const Record record, record_from_stored(kinds, json));
  return content_hash(record.id);
}

/// Of several live rows with one id the last one stays, as if the others had been replaced by it.
Result<void> delete_older(Patient& patient, const KindSet& kinds, SeenIds& seen) {
  for (std::uint32_t row = patient.entry.rows; row-- > 0;) {
    if (has_bit(patient.source.deleted, row)) continue;
    LEIAN_TRY(const ContentHash id, id_hash(patient.source.records, row, kinds));
    if (!seen.insert(id).second) set_bit(patient.source.deleted, row);
  }
  return {};
}

/// Which rows live, where deletions are lost or an id lives twice. Rows that a whole deletions file calls
/// live are so; segments without theirs come after, newest first.
Result<void> settle_ids(std::vector<Patient>& patients, const KindSet& kinds) {
  SeenIds seen;
  for (const bool lost : {false, true})
    for (auto patient = patients.rbegin(); patient != patients.rend(); ++patient)
      if (patient->lost_deletions == lost) LEIAN_CHECK(delete_older(*patient, kinds, seen));
  return {};
}

/// Rows that are known to have been deleted, but not which.
std::uint64_t rows_returned(const std::vector<Patient>& patients) {
  std::uint64_t rows = 0;
  for (const Patient& patient : patients)
    if (patient.lost_deletions)
      rows += patient.deleted_before - std::min(patient.deleted_before, count_bits(patient.source.deleted));
  return rows;
}

/// Strays inside of segments that stay as they are.
void remove_strays(const std::filesystem::path& db, const Findings& findings) {
  std::error_code ignored;
  for (const Finding& finding : findings)
    if (finding.remedy == Remedy::CleanUp) std::filesystem::remove_all(db / finding.file, ignored);
}

bool has_damaged_model(const Diagnosis& diagnosis) {
  return std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(), [](const Finding& finding) {
    return finding.remedy == Remedy::Rebuild && finding.file.starts_with(kModels);
  });
}

/// What one look at a locked index found, and what was done about it.
struct Treated {
  Diagnosis before;
  Findings notes;
  bool models_lost = false;  ///< there were models, and there are none now
};

class Repair {
 public:
  Repair(const std::filesystem::path& db, const Analyzer& analyzer, const Diagnosis& diagnosis)
      : db_(db), analyzer_(analyzer), diagnosis_(diagnosis) {}

  /// What was repaired, with notes on what it cost.
  Result<Findings> run() {
    LEIAN_TRY(Manifest manifest, read_manifest(db_));
    LEIAN_TRY(const KindSet kinds, KindSet::from_sources(manifest.kinds));
    LEIAN_TRY(std::vector<Patient> patients, admit_all(manifest));
    Findings notes;
    if (must_settle()) {
      LEIAN_CHECK(settle_ids(patients, kinds));
      if (const auto rows = rows_returned(patients); rows > 0)
        notes.push_back({"deletions", say(Msg::DoctorRowsReturned, rows), Remedy::None});
    }
    std::vector<RewriteSource> sources = to_rewrite(patients, manifest);
    const Layout layout(kinds);
    LEIAN_TRY(const auto rewritten,
              rewrite_segments(db_, sources, {&kinds, &layout, &analyzer_}, manifest.next_segment, {0, {}}));
    manifest.analyzer = analyzer_.version();
    // Learned anew afterwards (relearn): what is left of a damaged model is of no use.
    if (has_damaged_model(diagnosis_)) manifest.models.clear();
    LEIAN_CHECK(publish_rewritten(db_, std::move(manifest), sources, rewritten));
    return notes;
  }

 private:
  bool must_settle() const {
    return std::any_of(diagnosis_.findings.begin(), diagnosis_.findings.end(), [](const Finding& finding) {
      return finding.remedy == Remedy::Rebuild &&
             (finding.file.starts_with("deletions/") || finding.file.rfind('/') == finding.file.find('/'));
    });
  }

  Result<std::vector<Patient>> admit_all(const Manifest& manifest) const {
    std::set<std::string> untrusted;
    for (const Finding& finding : diagnosis_.findings)
      if (finding.file.ends_with("/hashes.bin")) untrusted.insert(segment_of(finding).value_or(""));
    std::vector<Patient> patients;
    for (const SegmentEntry& entry : manifest.segments) {
      LEIAN_TRY(auto patient, admit(db_, entry, !untrusted.contains(entry.name)));
      patients.push_back(std::move(patient));
    }
    return patients;
  }

  /// Damaged segments, and those of whose rows fewer live than before; all of them where they were made by
  /// another analyzer, since an index has one.
  std::vector<RewriteSource> to_rewrite(std::vector<Patient>& patients, const Manifest& manifest) const {
    const auto damaged = damaged_segments(diagnosis_);
    std::vector<RewriteSource> sources;
    for (Patient& patient : patients)
      if (manifest.analyzer != analyzer_.version() || damaged.contains(patient.entry.name) ||
          patient.lost_deletions || count_bits(patient.source.deleted) != patient.deleted_before)
        sources.push_back(std::move(patient.source));
    return sources;
  }

  const std::filesystem::path& db_;
  const Analyzer& analyzer_;
  const Diagnosis& diagnosis_;
};

}  // namespace

namespace {

Result<Treated> treat(const std::filesystem::path& db, const Analyzer& analyzer) {
  LEIAN_TRY(const auto lock, FolderLock::take(db));
  Treated treated;
  LEIAN_TRY(treated.before, examine(db, analyzer));  // again: now nobody writes
  remove_strays(db, treated.before.findings);
  const auto manifest = read_manifest(db);
  if (manifest) remove_unnamed(db, *manifest);
  if (treated.before.health != Health::Repairable) return treated;
  LEIAN_TRY(treated.notes, Repair(db, analyzer, treated.before).run());
  LEIAN_TRY(const Manifest now, read_manifest(db));
  treated.models_lost = manifest && !manifest->models.empty() && now.models.empty();
  return treated;
}

}  // namespace

Result<Diagnosis> repair(const std::filesystem::path& db, std::shared_ptr<const Analyzer> analyzer) {
  LEIAN_TRY(Diagnosis before, examine(db, *analyzer));
  if (before.health == Health::Unusable) return before;
  LEIAN_TRY(Treated treated, treat(db, *analyzer));
  before = std::move(treated.before);
  Findings notes = std::move(treated.notes);
  if (treated.models_lost) {
    LEIAN_TRY(const bool again, relearn(db, analyzer));
    notes.push_back(
        {std::string(kModels), say(again ? Msg::DoctorModelAnew : Msg::DoctorModelGone), Remedy::None});
  }
  LEIAN_TRY(Diagnosis after, examine(db, *analyzer));
  if (after.health == Health::Sound && before.health == Health::Repairable) after.health = Health::Repaired;
  Findings told = std::move(before.findings);
  for (Finding& finding : told)
    finding.repaired = finding.remedy == Remedy::CleanUp ||
                       (finding.remedy == Remedy::Rebuild && after.health == Health::Repaired);
  std::erase_if(told, [](const Finding& finding) { return !finding.repaired; });
  told.insert(told.end(), notes.begin(), notes.end());
  told.insert(told.end(), after.findings.begin(), after.findings.end());
  after.findings = std::move(told);
  return after;
}

}  // namespace leian
