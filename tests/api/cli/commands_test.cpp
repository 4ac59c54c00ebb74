#include <set>

#include "tests/api/http/petitions.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

std::string db() { return shared_index().db(); }

/// The one JSON object a command prints on one line.
json json_of(const Outcome& outcome) {
  CAPTURE(outcome.out, outcome.err);
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 1);
  json value = json::parse(outcome.out, nullptr, false);
  REQUIRE(value.is_object());
  return value;
}

bool is_one_error_line(const std::string& text) {
  return text.starts_with("leian: ") && std::count(text.begin(), text.end(), '\n') == 1 &&
         text.ends_with('\n');
}

}  // namespace

TEST_CASE("a command line that cannot be meant is told so on one line, with exit code 2", "[api][cli]") {
  const std::vector<std::vector<std::string>> lines{
      {},
      {"frobnicate"},
      {"search"},
      {"search", "--db"},
      {"search", "--db", db(), "--nonsense", "x"},
      {"search", "--db", db(), "-n", "-1"},
      {"search", "--db", db(), "-n", "1001"},
      {"search", "--db", db(), "-n", "many"},
      {"search", "--db", db(), "--offset", "1000000000"},
      {"search", "--db", db(), "--filter", "region"},
      {"search", "--db", db(), "--filter", "nosuchfield=x"},
      {"search", "--db", db(), "--facet", "nosuchfield"},
      {"search", "--db", db(), "--sort", "nosuchfield"},
      {"search", "--db", db(), "--kind", "nosuchkind"},
      {"search", "--db", db(), "\xff"},
      {"search", "--db", db(), std::string(100'000, 'a')},
      {"search", "--db", db(), "--cursor", "nonsense"},
      {"search", "--db", db(), "--group", "title"},
      {"export", "--db", db(), "--format", "pdf"},
      {"export", "--db", db(), "--out", "/nowhere/at/all.csv"},
      {"export", "--db", db(), "--out", "/tmp/x.pdf"},
      {"similar", "--db", db()},
      {"similar", "--db", db(), "--id", "p-1", "--text", "-"},
      {"similar", "--db", db(), "--id", "none"},
      {"similar", "--db", db(), "--text", "/nowhere/at/all"},
      {"similar", "--db", db(), "--text", "/tmp"},
      {"index", "--db", "/tmp/x"},
      {"index", "--db", db(), "/nowhere/at/all"},
      {"check", "/nowhere/at/all"},
      {"check", "--map", "/nowhere/at/all", "/tmp"},
      {"kinds", "--kinds", "/nowhere/at/all"},
      {"corpus"},
      {"corpus", "generate"},
      {"corpus", "generate", "--out", "/tmp/x", "--count", "many"},
      {"snapshot"},
      {"snapshot", "create", "--db", db()},
      {"snapshot", "create", "--db", db(), "--to", db()},
      {"snapshot", "create", "--db", db(), "--to", "/proc/nowhere"},
      {"snapshot", "list", "--to", "/nowhere/at/all"},
      {"snapshot", "verify", "--to", "/nowhere/at/all", "x"},
      {"snapshot", "restore", "--db", db(), "--from", "/nowhere/at/all", "x"},
      {"snapshot", "delete", "--to", "/nowhere/at/all"},
      {"doctor"},
      {"upgrade"},
      {"upgrade", "--db", db(), "--jobs", "many"},
      {"serve", "--db", db(), "--listen", "0.0.0.0:0"},
      {"serve", "--db", db(), "--listen", "example.com:80"},
      {"serve", "--db", db(), "--listen", "8080"},
      {"serve", "--db", db(), "--config", "/nowhere/at/all"},
  };
  for (const auto& line : lines) {
    CAPTURE(line.empty() ? "" : fmt::format("{:.80}", fmt::join(line, " ")));
    const Outcome outcome = run_leian(line);
    CAPTURE(outcome.err);
    CHECK(outcome.exit == 2);
    CHECK(outcome.out.empty());
    CHECK(is_one_error_line(outcome.err));
  }
}

TEST_CASE("an index that cannot be used is exit code 3", "[api][cli]") {
  const TempFolder folder;
  for (const std::vector<std::string>& line :
       {std::vector<std::string>{"search", "--db", folder / "none", "x"},
        {"similar", "--db", folder / "none", "--id", "x"},
        {"kinds", "--db", folder / "none"},
        {"doctor", "--db", folder / "none"},
        {"doctor", "--repair", "--db", folder / "none"},
        {"upgrade", "--db", folder / "none"},
        {"snapshot", "create", "--db", folder / "none", "--to", folder / "vault"},
        {"serve", "--db", folder / "none", "--listen", "127.0.0.1:0"}}) {
    const Outcome outcome = run_leian(line);
    CAPTURE(line, outcome.err);
    CHECK(outcome.exit == 3);
    CHECK(is_one_error_line(outcome.err));
  }
}

TEST_CASE("help is Chinese first, in every command", "[api][cli]") {
  for (const std::string command : {"", "index", "search", "similar", "serve", "check", "kinds", "corpus"}) {
    CAPTURE(command);
    const Outcome outcome = run_leian(command.empty() ? std::vector<std::string>{"--help"}
                                                      : std::vector<std::string>{command, "--help"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    CHECK_THAT(outcome.out, Mentions("用法: leian"));
    CHECK(outcome.out.find("Options:") == std::string::npos);
  }
  CHECK(run_leian({"--version"}).out.starts_with("leian "));
}

TEST_CASE("search prints hits, total and facets, as words or as JSON", "[api][cli]") {
  const Outcome words = run_leian({"search", "--db", db(), "--facet", "region", "--sort", "-opened", "物业"});
  CAPTURE(words.out, words.err);
  CHECK(words.exit == 0);
  for (const char* part : {"共 3 条", "p-1", "【物业】", "抚顺市", "region"})
    CHECK_THAT(words.out, Mentions(part));
  CHECK(words.out.find('\x1b') == std::string::npos);

  const json answer =
      json_of(run_leian({"search", "--db", db(), "--kind", "petition", "--filter", "region=抚顺市", "--facet",
                         "channel", "-n", "1", "--offset", "1", "--json", "物业"}));
  CHECK(answer["total"] == 2);
  CHECK(answer["hits"].size() == 1);
  CHECK(answer["facets"]["channel"].size() == 2);
}

TEST_CASE("search groups hits, and pages by cursor", "[api][cli]") {
  const Outcome words = run_leian({"search", "--db", db(), "--group", "region", "--group-hits", "1"});
  CAPTURE(words.out, words.err);
  CHECK(words.exit == 0);
  for (const char* part : {"共 4 条", "按 地区 分组，共 3 组", "抚顺市（2 条）"})
    CHECK_THAT(words.out, Mentions(part));

  std::set<std::string> ids;
  std::string cursor = "*";
  while (!cursor.empty()) {
    const json page = json_of(run_leian({"search", "--db", db(), "-n", "3", "--cursor", cursor, "--json"}));
    for (const json& hit : page["hits"]) ids.insert(hit["id"]);
    cursor = page.value("next_cursor", "");
  }
  CHECK(ids.size() == 4);
}

TEST_CASE("export writes what a query finds to a file or to standard output", "[api][cli]") {
  const TempFolder folder;
  const Outcome lines = run_leian({"export", "--db", db(), "--kind", "petition"});
  CHECK(lines.exit == 0);
  CHECK(std::count(lines.out.begin(), lines.out.end(), '\n') == 3);
  const std::string file = folder / "out.csv";
  const Outcome quiet = run_leian({"export", "--db", db(), "--out", file, "物业"});
  CHECK(quiet.exit == 0);
  CHECK(quiet.out.empty());
  CHECK_THAT(quiet.err, Mentions("已导出 3 条"));
  CHECK_THAT(file_bytes(file), Mentions("小区物业纠纷"));
  CHECK_FALSE(std::filesystem::exists(file + ".part"));
  CHECK(Process({"/bin/sh", "-c", std::string(LEIAN_BINARY) + " export --db " + db() + " > /dev/full"})
            .wait()
            .exit == 2);
}

TEST_CASE("a search without a query finds every record", "[api][cli]") {
  for (const std::vector<std::string>& query : {std::vector<std::string>{}, {""}, {"*"}}) {
    std::vector<std::string> line{"search", "--db", db(), "--json"};
    line.insert(line.end(), query.begin(), query.end());
    CHECK(json_of(run_leian(line))["total"] == 4);
  }
}

TEST_CASE("similar takes an id, a file or standard input", "[api][cli]") {
  const TempFolder folder;
  const std::string text = "业主拒交物业费";
  const auto file = folder.write("case.txt", text);
  for (const Outcome& outcome :
       {run_leian({"similar", "--db", db(), "--kind", "mediation_agreement", "--json", "--id", "p-1"}),
        run_leian({"similar", "--db", db(), "--kind", "mediation_agreement", "--json", "--text", file}),
        run_leian({"similar", "--db", db(), "--kind", "mediation_agreement", "--json", "--text", "-"},
                  text)}) {
    const json answer = json_of(outcome);
    REQUIRE(answer["hits"].size() == 1);
    CHECK(answer["hits"][0]["id"] == "m-1");
    CHECK(!answer["hits"][0]["reasons"].empty());
  }
  CHECK_THAT(run_leian({"similar", "--db", db(), "--id", "p-1"}).out, Mentions("相通："));
}

TEST_CASE("similar takes a form and a document, and says what both share", "[api][cli]") {
  const TempFolder folder;
  const auto form = folder.write("form.json", R"({"kind":"mediation_agreement","facts":"业主拒交物业费"})");
  const json answer =
      json_of(run_leian({"similar", "--db", db(), "--given", form, "--json", "--sense", "facts"}));
  REQUIRE(answer["hits"].size() == 1);
  CHECK(answer["hits"][0]["id"] == "m-1");
  CHECK(answer["hits"][0]["reasons"][0]["here"].get<std::string>().find("<mark>") != std::string::npos);
  const auto page = folder.write("case.html", "<p>业主拒交物业费</p>");
  CHECK_THAT(run_leian({"similar", "--db", db(), "--text", page}).out, Mentions("该案："));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--given", folder.write("no.json", "{")},
                                             {"--given", folder.write("kindless.json", "{}")},
                                             {"--text", folder.write("broken.docx", "PK\x03\x04 cut short")},
                                             {"--text", page, "--cause", "没有的案由"},
                                             {"--text", page, "--sense", "taste"},
                                             {"--text", folder.write("one.txt", "业")}}) {
    std::vector<std::string> line{"similar", "--db", db()};
    line.insert(line.end(), wrong.begin(), wrong.end());
    const Outcome outcome = run_leian(line);
    CAPTURE(wrong, outcome.err);
    CHECK(outcome.exit == 2);
    CHECK(outcome.out.empty());
  }
}

TEST_CASE("a text that is no text is refused", "[api][cli]") {
  CHECK(run_leian({"similar", "--db", db(), "--text", "-"}, "").exit == 2);
  CHECK(run_leian({"similar", "--db", db(), "--text", "-"}, "\xff\xfe").exit == 2);
  CHECK(run_leian({"similar", "--db", db(), "--text", "-"}, std::string(5 << 20, 'a')).exit == 2);
}

TEST_CASE("kinds are those built in, or those of an index with their counts", "[api][cli]") {
  CHECK(json_of(run_leian({"kinds", "--json"}))["kinds"].size() >= 3);
  CHECK_THAT(run_leian({"kinds"}).out, Mentions("信访事项"));
  const json counted = json_of(run_leian({"kinds", "--json", "--db", db()}));
  for (const json& kind : counted["kinds"])
    if (kind["name"] == "petition") CHECK(kind["records"] == 3);
  CHECK_THAT(run_leian({"kinds", "--db", db()}).out, Mentions("（3 条）"));
}

TEST_CASE("a full disk under the output is not success", "[api][cli]") {
  const Outcome outcome =
      Process({"/bin/sh", "-c", std::string(LEIAN_BINARY) + " kinds --json > /dev/full"}).wait();
  CHECK(outcome.exit == 2);
  CHECK(is_one_error_line(outcome.err));
}

TEST_CASE("a generated corpus is the same for the same seed, and can be taken in", "[api][cli]") {
  const TempFolder folder;
  const auto generate = [&](const std::string& out, const std::string& seed) {
    return json_of(
        run_leian({"corpus", "generate", "--count", "50", "--seed", seed, "--out", folder / out, "--json"}));
  };
  const json made = generate("a", "7");
  CHECK(made["records"] == 50);
  generate("b", "7");
  generate("c", "8");
  bool differs = false;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "a")) {
    const auto name = entry.path().filename();
    CHECK(file_bytes(entry.path()) == file_bytes(folder.path() / "b" / name));
    differs = differs || file_bytes(entry.path()) != file_bytes(folder.path() / "c" / name);
  }
  CHECK(differs);
  const json taken = json_of(run_leian({"index", "--db", folder / "db", "--json", folder / "a"}));
  CHECK(taken["indexed"] == 50);
  CHECK(taken["rejected"] == 0);
}
