#include "tests/api/http/petitions.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

int records(const TempIndex& index) {
  return json::parse(run_leian({"search", "--db", index.db(), "-n", "0", "--json", "*"}).out)["total"];
}

}  // namespace

TEST_CASE("delete takes records out and names those that are not there", "[api][cli]") {
  const TempIndex index(petitions());
  const Outcome first = run_leian({"delete", "--db", index.db(), "p-1", "p/2"});
  CHECK(first.exit == 0);
  CHECK(first.err.empty());
  CHECK(records(index) == 2);
  const Outcome second = run_leian({"delete", "--db", index.db(), "--json", "p-1", "m-1", "没有"});
  CHECK(second.exit == 1);
  CHECK_THAT(second.err, Mentions("p-1、没有"));
  CHECK(json::parse(second.out) == json{{"deleted", 1}, {"missing", {"p-1", "没有"}}});
  CHECK(records(index) == 1);
  CHECK(std::filesystem::is_empty(index.db() / "journal"));
}

TEST_CASE("delete starts no index and refuses an id that cannot be one", "[api][cli]") {
  const TempFolder folder;
  CHECK(run_leian({"delete", "--db", folder / "none", "x"}).exit == 3);
  CHECK(!std::filesystem::exists(folder / "none"));
  const TempIndex index(petitions());
  CHECK(run_leian({"delete", "--db", index.db(), ""}).exit == 2);
  CHECK(run_leian({"delete", "--db", index.db(), std::string(201, 'x')}).exit == 2);
  CHECK(run_leian({"delete", "--db", index.db()}).exit == 2);
}
