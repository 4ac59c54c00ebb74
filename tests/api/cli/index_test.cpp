#include <thread>

#include "tests/api/http/petitions.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

json summary_of(const Outcome& outcome) {
  CAPTURE(outcome.out, outcome.err);
  json summary = json::parse(outcome.out, nullptr, false);
  REQUIRE(summary.is_object());
  CHECK(summary["read"] == summary["indexed"].get<int>() + summary["updated"].get<int>() +
                               summary["unchanged"].get<int>() + summary["rejected"].get<int>());
  return summary;
}

}  // namespace

TEST_CASE("a second run over the same file changes nothing and says so", "[api][cli]") {
  const TempFolder folder;
  const std::string rows = folder.write("rows.jsonl", json_lines(petitions()));
  const std::vector<std::string> line{"index", "--db", folder / "db", "--json", rows};
  const Outcome first = run_leian(line);
  CHECK(first.exit == 0);
  CHECK(first.err.empty());
  CHECK(summary_of(first)["indexed"] == 4);
  const json again = summary_of(run_leian(line));
  CHECK(again["unchanged"] == 4);
  CHECK(again["records"] == 4);

  auto changed = petitions();
  changed[0]["title"] = "改过的标题";
  folder.write("rows.jsonl", json_lines(changed));
  const json updated = summary_of(run_leian(line));
  CHECK(updated["updated"] == 1);
  CHECK(updated["unchanged"] == 3);
}

TEST_CASE("rejected rows make exit code 1 and are told with file, line, field, value and reason",
          "[api][cli]") {
  const TempFolder folder;
  auto records = petitions();
  records.push_back({{"id", "bad"}, {"kind", "petition"}, {"title", "坏日期"}, {"opened", "2017-02-30"}});
  const std::string rows = folder.write("rows.jsonl", json_lines(records));

  const Outcome run = run_leian({"index", "--db", folder / "db", "--json", rows});
  CHECK(run.exit == 1);
  const json summary = summary_of(run);
  CHECK(summary["rejected"] == 1);
  const json reject = json::parse(file_bytes(summary["rejects"].get<std::string>()));
  CHECK(reject["line"] == 5);
  CHECK(reject["field"] == "opened");

  const Outcome check = run_leian({"check", "--json", rows});
  CHECK(check.exit == 1);
  const json told = json::parse(check.out)["rejects"][0];
  CHECK(told["file"] == rows);
  CHECK(told["line"] == 5);
  CHECK(told["field"] == "opened");
  CHECK(told["value"] == "2017-02-30");
  CHECK(!told["reason"].get<std::string>().empty());
  CHECK(!told["reason_en"].get<std::string>().empty());

  const Outcome words = run_leian({"check", rows});
  CHECK(words.exit == 1);
  for (const std::string& part : {rows + ":5 opened 「2017-02-30」", std::string("读入 5：可收 4，拒绝 1")})
    CHECK_THAT(words.out, Mentions(part));
}

TEST_CASE("a file that cannot be read is told, and the others are taken in", "[api][cli]") {
  const TempFolder folder;
  const std::string rows = folder.write("rows.jsonl", json_lines(petitions()));
  const std::string garbage =
      folder.write("garbage.jsonl", std::string("\x7f"
                                                "ELF\x02\x01\x00\x00\xde\xad\xbe\xef\x00\x00",
                                                14));
  const Outcome outcome = run_leian({"index", "--db", folder / "db", "--json", rows, garbage});
  const json summary = summary_of(outcome);
  CHECK(summary["indexed"] == 4);
  REQUIRE(summary["errors"].size() == 1);
  CHECK(summary["errors"][0]["code"] == "unsupported");
  CHECK(outcome.exit == 2);
}

TEST_CASE("Ctrl-C leaves an index that can be searched and gone on with", "[api][cli]") {
  const TempFolder folder;
  const std::string corpus = folder / "corpus";
  REQUIRE(run_leian({"corpus", "generate", "--count", "4000", "--seed", "1", "--out", corpus}).exit == 0);
  Process run({LEIAN_BINARY, "index", "--db", folder / "db", "--json", corpus});
  while (!std::filesystem::exists(folder / "db") && !run.ended()) std::this_thread::yield();
  run.signal(SIGINT);
  const Outcome stopped = run.wait();
  const json summary = summary_of(stopped);
  CHECK(stopped.exit == (summary["stopped"] == true ? 128 + SIGINT : 0));

  const Outcome search = run_leian({"search", "--db", folder / "db", "--json", "-n", "0"});
  if (search.exit == 0) CHECK(json::parse(search.out)["total"] == summary["records"]);
  const json rest = summary_of(run_leian({"index", "--db", folder / "db", "--json", corpus}));
  CHECK(rest["read"] == 4000);
  CHECK(rest["records"] == 4000);
  CHECK(rest["unchanged"] == summary["records"]);
}
