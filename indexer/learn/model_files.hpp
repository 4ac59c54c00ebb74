/// Where models lie in an index, and how they are opened with a generation.
/// Folder: models/<kind>-<generation>/weights.bin (cause_weights.hpp), and a file <segment>.profiles for each
/// segment of the generation (row_profiles.hpp); MANIFEST names all of them with their checksums.
/// Threads: pure functions. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "indexer/learn/cause_model.hpp"
#include "indexer/store/manifest.hpp"

namespace leian {

class Snapshot;

inline constexpr std::string_view kModels = "models";
inline constexpr std::string_view kWeightsFile = "weights.bin";

std::filesystem::path model_folder(const std::filesystem::path& db, const std::string& model);
std::filesystem::path weights_file(const std::filesystem::path& db, const std::string& model);
std::filesystem::path profiles_file(const std::filesystem::path& db, const std::string& model,
                                    const std::string& segment);
/// A profiles file's name in its model's folder.
std::string profiles_name(const std::string& segment);

/// A generation's models by kind, taking over from `previous` what both have. Sizes and structure are looked
/// at, contents are doctor's. Errors: IndexDamaged.
using CauseModels = std::map<std::string, std::shared_ptr<const CauseModel>, std::less<>>;
Result<CauseModels> open_models(const std::filesystem::path& db, const Manifest&, const Snapshot* previous);

/// Removes models and profiles that `manifest` does not name; `kept`: names of segments, whose profiles stay
/// all the same, and of models.
void remove_unnamed_models(const std::filesystem::path& db, const Manifest&,
                           const std::set<std::string>& kept);

}  // namespace leian
