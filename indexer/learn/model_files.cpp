#include "indexer/learn/model_files.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "indexer/learn/cause_weights.hpp"
#include "indexer/learn/row_profiles.hpp"
#include "indexer/store/snapshot.hpp"

namespace leian {
namespace {

constexpr std::string_view kProfilesEnding = ".profiles";

Unexpected damaged(const std::filesystem::path& path) {
  return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string());
}

/// Sizes alone; contents are looked at by doctor.
Result<void> check_size(const std::filesystem::path& path, const FileSum& should) {
  std::error_code gone;
  if (std::filesystem::file_size(path, gone) != should.size || gone) return damaged(path);
  return {};
}

/// What the generation before has opened of a model.
struct Known {
  const ModelEntry* entry = nullptr;
  const CauseModel* model = nullptr;
  const Manifest* manifest = nullptr;

  std::shared_ptr<const RowProfiles> rows(const ProfilesEntry& wanted) const {
    if (entry == nullptr ||
        std::find(entry->profiles.begin(), entry->profiles.end(), wanted) == entry->profiles.end())
      return nullptr;
    for (std::size_t s = 0; s < manifest->segments.size(); ++s)
      if (manifest->segments[s].name == wanted.segment) return model->segment_profiles(s);
    return nullptr;
  }
};

Known known_of(const Snapshot* previous, const ModelEntry& entry) {
  if (previous == nullptr) return {};
  for (const ModelEntry& before : previous->manifest().models)
    if (before.name == entry.name && before.weights == entry.weights)
      return {&before, previous->causes_of(before.kind).get(), &previous->manifest()};
  return {};
}

Result<std::shared_ptr<const RowProfiles>> open_profiles(const std::filesystem::path& db,
                                                         const ModelEntry& model, const ProfilesEntry& entry,
                                                         std::uint32_t rows, std::size_t causes) {
  const auto path = profiles_file(db, model.name, entry.segment);
  LEIAN_CHECK(check_size(path, entry.file));
  LEIAN_TRY(auto profiles, RowProfiles::open(path));
  if (profiles.rows() != rows || profiles.causes() != causes) return damaged(path);
  return std::make_shared<const RowProfiles>(std::move(profiles));
}

Result<std::shared_ptr<const CauseModel>> open_model(const std::filesystem::path& db,
                                                     const Manifest& manifest, const ModelEntry& entry,
                                                     const Known& known) {
  std::shared_ptr<const CauseWeights> weights;
  if (known.model != nullptr) {
    weights = known.model->weights();
  } else {
    LEIAN_CHECK(check_size(weights_file(db, entry.name), entry.weights));
    LEIAN_TRY(weights, CauseWeights::open(weights_file(db, entry.name)));
  }
  std::vector<std::shared_ptr<const RowProfiles>> rows(manifest.segments.size());
  for (std::size_t s = 0; s < rows.size(); ++s)
    for (const ProfilesEntry& profiles : entry.profiles) {
      if (profiles.segment != manifest.segments[s].name) continue;
      rows[s] = known.rows(profiles);
      if (rows[s] != nullptr) continue;
      LEIAN_TRY(rows[s],
                open_profiles(db, entry, profiles, manifest.segments[s].rows, weights->causes().size()));
    }
  return std::make_shared<const CauseModel>(std::move(weights), std::move(rows));
}

std::set<std::string> entries_of(const std::filesystem::path& folder) {
  std::set<std::string> names;
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored))
    names.insert(at->path().filename().string());
  return names;
}

}  // namespace

std::filesystem::path model_folder(const std::filesystem::path& db, const std::string& model) {
  return db / kModels / model;
}
std::filesystem::path weights_file(const std::filesystem::path& db, const std::string& model) {
  return model_folder(db, model) / kWeightsFile;
}
std::filesystem::path profiles_file(const std::filesystem::path& db, const std::string& model,
                                    const std::string& segment) {
  return model_folder(db, model) / profiles_name(segment);
}
std::string profiles_name(const std::string& segment) { return segment + std::string(kProfilesEnding); }

Result<CauseModels> open_models(const std::filesystem::path& db, const Manifest& manifest,
                                const Snapshot* previous) {
  CauseModels models;
  for (const ModelEntry& entry : manifest.models) {
    LEIAN_TRY(models[entry.kind], open_model(db, manifest, entry, known_of(previous, entry)));
  }
  return models;
}

void remove_unnamed_models(const std::filesystem::path& db, const Manifest& manifest,
                           const std::set<std::string>& kept) {
  std::set<std::string> models = kept;
  std::set<std::string> files{std::string(kWeightsFile)};
  for (const ModelEntry& entry : manifest.models) models.insert(entry.name);
  for (const SegmentEntry& entry : manifest.segments) files.insert(profiles_name(entry.name));
  for (const std::string& name : kept) files.insert(profiles_name(name));
  std::error_code ignored;
  for (const std::string& model : entries_of(db / kModels)) {
    if (!models.contains(model)) std::filesystem::remove_all(model_folder(db, model), ignored);
    for (const std::string& file : entries_of(model_folder(db, model)))
      if (!files.contains(file)) std::filesystem::remove_all(model_folder(db, model) / file, ignored);
  }
}

}  // namespace leian
