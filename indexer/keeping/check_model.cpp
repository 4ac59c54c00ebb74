#include "indexer/keeping/check_model.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "indexer/learn/cause_weights.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/learn/row_profiles.hpp"

namespace leian {
namespace {

class ModelDoctor {
 public:
  ModelDoctor(const std::filesystem::path& db, const ModelEntry& model) : db_(db), model_(model) {}

  ModelCheck run(const Manifest& manifest) {
    const std::string weights(kWeightsFile);
    if (is_as_written(weights, model_.weights) && !CauseWeights::open(path(weights)))
      find(weights, say(Msg::DoctorFormDamaged));
    for (const SegmentEntry& segment : manifest.segments) check_profiles(segment);
    return std::move(check_);
  }

 private:
  std::filesystem::path path(const std::string& file) const { return model_folder(db_, model_.name) / file; }

  void find(const std::string& file, Text what) {
    check_.findings.push_back(
        {fmt::format("{}/{}/{}", kModels, model_.name, file), std::move(what), Remedy::Rebuild});
  }

  bool is_as_written(const std::string& file, const FileSum& should) {
    const auto is = sum_of_file(path(file));
    if (!is) {
      const bool missing = is.error().code == ErrorCode::NotFound;
      find(file, missing ? say(Msg::DoctorFileMissing) : say(Msg::DoctorFileUnreadable, is.error().what.zh));
      return false;
    }
    ++check_.files;
    check_.bytes += is->size;
    if (*is == should) return true;
    find(file, is->size != should.size ? say(Msg::DoctorSizeDiffers, should.size, is->size)
                                       : say(Msg::DoctorSumDiffers));
    return false;
  }

  void check_profiles(const SegmentEntry& segment) {
    const std::string file = profiles_name(segment.name);
    const auto entry = std::find_if(model_.profiles.begin(), model_.profiles.end(),
                                    [&](const ProfilesEntry& one) { return one.segment == segment.name; });
    if (entry == model_.profiles.end()) return find(file, say(Msg::DoctorFileMissing));
    if (!is_as_written(file, entry->file)) return;
    const auto profiles = RowProfiles::open(path(file));
    if (!profiles || !profiles->is_whole()) return find(file, say(Msg::DoctorFormDamaged));
    if (profiles->rows() != segment.rows)
      find(file, say(Msg::DoctorRowsDiffer, segment.rows, profiles->rows()));
  }

  const std::filesystem::path& db_;
  const ModelEntry& model_;
  ModelCheck check_;
};

}  // namespace

ModelCheck check_model(const std::filesystem::path& db, const ModelEntry& model, const Manifest& manifest) {
  return ModelDoctor(db, model).run(manifest);
}

}  // namespace leian
