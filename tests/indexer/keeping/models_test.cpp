// What was learned is kept as records are: copied with a snapshot, looked through by doctor, learned anew
// where it is damaged.
#include "corpora/core/files.hpp"
#include "indexer/keeping/doctor.hpp"
#include "indexer/keeping/restore.hpp"
#include "indexer/keeping/save.hpp"
#include "indexer/learn/cause_model.hpp"
#include "indexer/learn/learn_causes.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/store/pins.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/caused_records.hpp"
#include "tests/support/kept_index.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

std::shared_ptr<const Analyzer> analyzer() {
  static const auto loaded = Analyzer::load().value();
  return loaded;
}

std::string lines_of(const std::vector<nlohmann::json>& records) {
  std::string lines;
  for (const auto& record : records) lines += record.dump() + "\n";
  return lines;
}

/// Two segments and a model.
std::filesystem::path make(const TempFolder& folder) {
  const auto db = folder / "db";
  REQUIRE(take_in(db, lines_of(made_cases(0, 90))));
  REQUIRE(take_in(db, lines_of(made_cases(90, 4))));
  REQUIRE(read_manifest(db).value().models.size() == 1);
  return db;
}

ModelEntry entry_of(const std::filesystem::path& db) { return read_manifest(db).value().models.at(0); }

std::vector<std::filesystem::path> model_files(const std::filesystem::path& db) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(db / kModels))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<CauseGuess> guesses_of(const std::filesystem::path& db) {
  const auto snapshot = Index::open(db, analyzer()).value()->snapshot();
  const auto model = snapshot->causes_of("reviewed_case");
  return model ? model->predict(unseen_facts(1, 3), 3, *analyzer()) : std::vector<CauseGuess>{};
}

Diagnosis examined(const std::filesystem::path& db) { return examine(db, *analyzer()).value(); }

}  // namespace

TEST_CASE("a flipped byte of a model is found and the model learned anew", "[keeping][doctor][learn]") {
  const TempFolder folder;
  const auto db = make(folder);
  const std::string weights = file_bytes(weights_file(db, entry_of(db).name));
  for (std::size_t i = 0; i < model_files(db).size(); ++i) {
    const auto file = model_files(db).at(i);
    CAPTURE(file.string());
    flip(file, std::filesystem::file_size(file) / 2);
    const Diagnosis found = examined(db);
    CHECK(found.health == Health::Repairable);
    REQUIRE(found.findings.size() == 1);
    CHECK(db / found.findings[0].file == file);
    CHECK(repair(db, analyzer()).value().health == Health::Repaired);
    CHECK(examined(db).health == Health::Sound);
    CHECK(guesses_of(db).at(0).cause == "诈骗罪");
  }
}

TEST_CASE("a model that is gone, cut or of other rows is found, and an index without it is not opened",
          "[keeping][doctor][learn]") {
  const TempFolder folder;
  const auto db = make(folder);
  const auto file = model_files(db).at(GENERATE(0u, 1u, 2u));
  if (GENERATE(false, true))
    std::filesystem::remove(file);
  else
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 4);
  const auto opened = Index::open(db, analyzer());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::IndexDamaged);
  CHECK(opened.error().hint.en.find("doctor") != std::string::npos);
  CHECK(examined(db).health == Health::Repairable);
  CHECK(repair(db, analyzer()).value().health == Health::Repaired);
  CHECK(guesses_of(db).at(0).cause == "诈骗罪");
}

TEST_CASE("where a segment is made anew, causes are learned anew too", "[keeping][doctor][learn]") {
  const TempFolder folder;
  const auto db = make(folder);
  const auto manifest = read_manifest(db).value();
  flip(segment_folder(db, manifest.segments[0].name) / "lengths.bin", 0);
  const Diagnosis after = repair(db, analyzer()).value();
  CHECK(after.health == Health::Repaired);
  CHECK(std::any_of(after.findings.begin(), after.findings.end(),
                    [](const Finding& finding) { return finding.file == kModels; }));
  CHECK(entry_of(db).profiles.size() == read_manifest(db).value().segments.size());
  CHECK(guesses_of(db).at(0).cause == "诈骗罪");
}

TEST_CASE("what no generation names is left over, and goes", "[keeping][doctor][learn]") {
  const TempFolder folder;
  const auto db = make(folder);
  const std::string model = entry_of(db).name;
  folder.write("db/models/reviewed_case-999/weights.bin", "x");
  folder.write("db/models/" + model + "/000999.profiles", "x");
  const Diagnosis found = examined(db);
  CHECK(found.health == Health::Sound);
  CHECK(found.findings.size() == 2);
  REQUIRE(take_in(db, lines_of(made_cases(94, 1))));
  CHECK(examined(db).findings.empty());
  CHECK_FALSE(std::filesystem::exists(db / "models/reviewed_case-999"));
}

TEST_CASE("a snapshot takes models along", "[keeping][snapshot][learn]") {
  const TempFolder folder;
  const auto db = make(folder);
  const auto before = guesses_of(db);
  {
    Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
    REQUIRE(save_state(db, vault, {"first", false}));
  }
  {
    Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
    const auto again = save_state(db, vault, {"second", false});
    REQUIRE(again);
    CHECK(again->new_objects == 0);
  }
  const Vault vault = Vault::open(folder / "vault", Vault::Use::Read).value();
  REQUIRE(restore_state(vault, "first", folder / "again", false));
  CHECK(examined(folder / "again").findings.empty());
  const auto after = guesses_of(folder / "again");
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(after[i].cause == before[i].cause);
    CHECK(after[i].confidence == before[i].confidence);
  }
}

TEST_CASE("a pinned model stays until the pin goes", "[keeping][store][learn]") {
  const TempFolder folder;
  const auto db = make(folder);
  const std::string pinned_name = entry_of(db).name;
  {
    const auto pinned = pin_newest(db);
    REQUIRE(pinned);
    REQUIRE(take_in(db, lines_of(made_cases(100, 60))));
    REQUIRE(entry_of(db).name != pinned_name);
    CHECK(file_bytes(weights_file(db, pinned_name)).size() == pinned->first.models[0].weights.size);
    for (const ProfilesEntry& profiles : pinned->first.models[0].profiles)
      CHECK(std::filesystem::exists(profiles_file(db, pinned_name, profiles.segment)));
  }
  REQUIRE(take_in(db, lines_of(made_cases(200, 1))));
  CHECK_FALSE(std::filesystem::exists(model_folder(db, pinned_name)));
}
