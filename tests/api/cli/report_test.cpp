#include <nlohmann/json.hpp>

#include "corpora/readers/document_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

/// An index of a few thefts.
class Thefts {
 public:
  Thefts() {
    std::string rows;
    for (int i = 0; i < 12; ++i)
      rows +=
          json{{"id", "t" + std::to_string(i)},
               {"kind", "reviewed_case"},
               {"case_no", "（2018）辽01刑初" + std::to_string(i) + "号"},
               {"cause", "盗窃罪"},
               {"facts", "被告人撬锁入户，窃得" + std::string(i % 2 == 0 ? "黄金首饰。" : "电动自行车。")}}
              .dump() +
          "\n";
    REQUIRE(run_leian({"index", "--db", db(), folder_.write("rows.jsonl", rows)}).exit == 0);
  }
  std::string db() const { return folder_ / "db"; }
  std::string file(const std::string& name) const { return folder_ / name; }
  std::string write(const std::string& name, const std::string& bytes) const {
    return folder_.write(name, bytes);
  }

  Outcome report(const std::vector<std::string>& more) const {
    std::vector<std::string> line{"report", "--db", db()};
    line.insert(line.end(), more.begin(), more.end());
    return run_leian(line);
  }

 private:
  TempFolder folder_;
};

const Thefts& thefts() {
  static const Thefts index;
  return index;
}

}  // namespace

TEST_CASE("leian report writes a DOCX, an HTML page and JSON, by the file's ending", "[api][cli]") {
  for (const char* name : {"r.docx", "r.html", "r.json"}) {
    CAPTURE(name);
    const std::string out = thefts().file(name);
    const Outcome outcome = thefts().report({"--id", "t0", "--out", out, "--user", "张三", "--title",
                                             "盗窃案类案检索报告", "-n", "4", "--cause", "盗窃罪"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.exit == 0);
    CHECK_THAT(outcome.err, Mentions("类案 4 件"));
    std::string text = file_bytes(out);
    if (!std::string_view(name).ends_with("json")) text = read_document(std::filesystem::path(out))->text;
    CHECK_THAT(text, Mentions("张三") && Mentions("盗窃案类案检索报告") && Mentions("（2018）辽01刑初"));
  }
}

TEST_CASE("leian report takes the case from a document, and several senses", "[api][cli]") {
  const std::string text = thefts().write("case.txt", "有人撬锁进屋，偷走黄金首饰。");
  const std::string out = thefts().file("senses.json");
  const Outcome outcome =
      thefts().report({"--text", text, "--out", out, "--sense", "facts", "--sense", "law", "--json"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.exit == 0);
  CHECK(json::parse(outcome.out)["lookups"] == 2);
  const json report = json::parse(file_bytes(out));
  CHECK(report["log"][1]["request"]["sense"] == "law");
  CHECK_FALSE(report["user"].get<std::string>().empty());
}

TEST_CASE("leian report takes a form, walks the tiers, and pins the day", "[api][cli]") {
  const std::string form = thefts().write(
      "form.json", R"({"kind":"reviewed_case","title":"本案","facts":"有人撬锁入户，窃得黄金首饰。"})");
  const std::string out = thefts().file("tiers.json");
  const Outcome outcome = thefts().report({"--given", form, "--tiers", "--out", out});
  CAPTURE(outcome.err);
  REQUIRE(outcome.exit == 0);
  const json report = json::parse(file_bytes(out));
  CHECK(report["pending"]["title"] == "本案");
  CHECK(report["pending"]["id"] == "");
  CHECK_FALSE(report["tiers"].empty());
  CHECK(report["beside"]["cases"] == 12);
  CHECK(report["log"][0]["request"]["tiers"]["walk"] == true);
  CHECK(report["log"][0]["request"]["tiers"]["day"] == report["at"].get<std::string>().substr(0, 10));
  const Outcome again = thefts().report({"--replay", out});
  CAPTURE(again.out, again.err);
  CHECK(again.exit == 0);
}

TEST_CASE("leian report --replay gives what the log says, and tells a changed index", "[api][cli]") {
  const Thefts index;
  const std::string out = index.file("r.json");
  REQUIRE(index.report({"--id", "t0", "--out", out}).exit == 0);
  const Outcome same = index.report({"--replay", out});
  CAPTURE(same.out, same.err);
  CHECK(same.exit == 0);
  CHECK_THAT(same.out, Mentions("逐字节一致") && Mentions("索引版本与当时相同"));

  const json row{{"id", "t12"},
                 {"kind", "reviewed_case"},
                 {"cause", "盗窃罪"},
                 {"facts", "被告人撬锁入户，窃得黄金首饰。"}};
  REQUIRE(run_leian({"index", "--db", index.db(), index.write("more.jsonl", row.dump() + "\n")}).exit == 0);
  const Outcome other = index.report({"--replay", out, "--json"});
  CHECK(other.exit == 1);
  CHECK(json::parse(other.out)["same_revision"] == false);
}

TEST_CASE("leian report refuses what it cannot do, and leaves no file behind", "[api][cli]") {
  const std::string out = thefts().file("none.docx");
  const std::string empty = thefts().write("empty.txt", "");
  const std::string broken = thefts().write("broken.docx", "PK\x03\x04 broken");
  for (const std::vector<std::string>& line :
       std::vector<std::vector<std::string>>{{"--out", out},
                                             {"--id", "t0"},
                                             {"--id", "t0", "--text", empty, "--out", out},
                                             {"--id", "gone", "--out", out},
                                             {"--text", empty, "--out", out},
                                             {"--text", broken, "--out", out},
                                             {"--text", thefts().file("missing.txt"), "--out", out},
                                             {"--id", "t0", "--out", thefts().file("r.pdf")},
                                             {"--id", "t0", "--out", thefts().file("noending")},
                                             {"--id", "t0", "--out", out, "-n", "101"},
                                             {"--id", "t0", "--out", out, "--sense", "feeling"},
                                             {"--id", "t0", "--out", out, "--user", "一\n二"},
                                             {"--replay", empty},
                                             {"--replay", empty, "--id", "t0"}}) {
    CAPTURE(line);
    const Outcome outcome = thefts().report(line);
    CAPTURE(outcome.err);
    CHECK(outcome.exit == 2);
    CHECK_THAT(outcome.err, Mentions("leian: "));
    CHECK_FALSE(std::filesystem::exists(out));
  }
}
