// Getting back what was taken in: exported and imported again, saved, restored, examined, upgraded, as
// administrators do it.
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/kept_index.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

json json_of(const Outcome& outcome) {
  CAPTURE(outcome.out, outcome.err);
  const json value = json::parse(outcome.out, nullptr, false);
  REQUIRE(value.is_object());
  return value;
}

}  // namespace

TEST_CASE("what is exported is what came in: imported again it changes nothing", "[api][cli][keeping]") {
  const TempFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run_leian({"corpus", "generate", "--count", "400", "--out", folder / "corpus"}).exit == 0);
  REQUIRE(run_leian({"index", "--db", db, folder / "corpus"}).exit == 0);
  const std::string out = folder / "all.ndjson";
  REQUIRE(run_leian({"export", "--db", db, "--out", out}).exit == 0);
  const json again = json_of(run_leian({"index", "--db", db, "--json", out}));
  CHECK(again["read"] == 400);
  CHECK(again["unchanged"] == 400);
  const std::string lines = folder / "all.jsonl";
  REQUIRE(run_leian({"export", "--db", db, "--out", lines}).exit == 0);
  CHECK(file_bytes(lines) == file_bytes(out));
  REQUIRE(run_leian({"index", "--db", folder / "other", lines}).exit == 0);
  CHECK(contents_of(folder / "other").value() == contents_of(db).value());
}

TEST_CASE("an index goes through snapshot, list, verify, restore, doctor and delete", "[api][cli][keeping]") {
  const TempFolder folder;
  const std::string db = folder / "db";
  const std::string vault = folder / "vault";
  REQUIRE(take_in(db, petition_lines(0, 40)));
  const json made = json_of(run_leian({"snapshot", "create", "--db", db, "--to", vault, "a", "--json"}));
  CHECK(made["name"] == "a");
  CHECK(made["records"] == 40);
  CHECK(made["new_bytes"].get<std::uint64_t>() > 0);
  CHECK(run_leian({"snapshot", "create", "--db", db, "--to", vault, "a"}).exit == 2);
  const json listed = json_of(run_leian({"snapshot", "list", "--to", vault, "--json"}));
  CHECK(listed["snapshots"].size() == 1);
  CHECK(json_of(run_leian({"snapshot", "verify", "--to", vault, "--json"}))["damaged"].empty());
  REQUIRE(run_leian({"snapshot", "restore", "--db", folder / "new", "--from", vault, "a"}).exit == 0);
  CHECK(contents_of(folder / "new").value() == contents_of(db).value());
  CHECK(json_of(run_leian({"doctor", "--db", folder / "new", "--json"}))["health"] == "sound");
  CHECK(run_leian({"snapshot", "delete", "--to", vault, "a"}).exit == 0);
  CHECK(json_of(run_leian({"snapshot", "list", "--to", vault, "--json"}))["snapshots"].empty());
}

TEST_CASE("doctor's exit status says whether an index is sound, repairable or lost", "[api][cli][keeping]") {
  const TempFolder folder;
  const std::string db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 40)));
  const auto segment = std::filesystem::directory_iterator(folder / "db/segments")->path();
  CHECK(run_leian({"doctor", "--db", db}).exit == 0);
  flip(segment / "texts.bin", 100);
  const json damaged = json_of(run_leian({"doctor", "--db", db, "--json"}));
  CHECK(damaged["health"] == "repairable");
  CHECK_THAT(damaged["findings"][0]["file"].get<std::string>(), Mentions("texts.bin"));
  CHECK(run_leian({"doctor", "--db", db}).exit == 1);
  CHECK(run_leian({"doctor", "--db", db, "--repair"}).exit == 1);
  CHECK(run_leian({"doctor", "--db", db}).exit == 0);
  flip(std::filesystem::directory_iterator(folder / "db/segments")->path() / "records.bin", 30);
  CHECK(run_leian({"doctor", "--db", db, "--repair"}).exit == 3);
}

TEST_CASE("an index of another version is upgraded as its error says", "[api][cli][keeping]") {
  const TempFolder folder;
  const std::string db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 40)));
  REQUIRE(make_other_analyzer(db));
  const Outcome refused = run_leian({"search", "--db", db, "小区"});
  CHECK(refused.exit == 3);
  CHECK_THAT(refused.err, Mentions("leian upgrade"));
  CHECK_THAT(run_leian({"index", "--db", db, db + ".jsonl"}).err, Mentions("leian upgrade"));
  CHECK(json_of(run_leian({"upgrade", "--db", db, "--json"}))["upgraded"] == true);
  CHECK(run_leian({"search", "--db", db, "小区"}).exit == 0);
  CHECK(json_of(run_leian({"upgrade", "--db", db, "--json"}))["upgraded"] == false);
}
