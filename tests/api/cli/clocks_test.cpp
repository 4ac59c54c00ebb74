#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

using namespace leian::test;
using nlohmann::json;

namespace {

/// Three petitions, and forty reviewed cases of two levels.
class Indexed {
 public:
  Indexed() {
    std::string rows;
    const auto add = [&](const json& row) { rows += row.dump() + "\n"; };
    add({{"id", "p1"},
         {"kind", "petition"},
         {"title", "=噪声, \"扰民\""},
         {"organ", "甲局"},
         {"accepted", "2026-09-01"}});
    add({{"id", "p2"},
         {"kind", "petition"},
         {"title", "欠薪"},
         {"organ", "乙局"},
         {"accepted", "2026-09-28"}});
    add({{"id", "p3"},
         {"kind", "petition"},
         {"title", "修路"},
         {"organ", "甲局"},
         {"accepted", "2026-05-01"},
         {"closed", "2026-06-01"},
         {"reply", "您好，感谢关注。"}});
    for (int i = 0; i < 40; ++i)
      add({{"id", "c" + std::to_string(i)},
           {"kind", "reviewed_case"},
           {"title", "案件"},
           {"organ", "甲院"},
           {"level", i < 30 ? "县" : "市"},
           {"score", 95},
           {"reviewed", "2026-03-01"},
           {"case_type", "民事"}});
    REQUIRE(run_leian({"index", "--db", db(), folder_.write("rows.jsonl", rows)}).exit == 0);
  }
  std::string db() const { return folder_ / "db"; }
  std::string file(std::string_view name) const { return folder_ / name; }

  Outcome run(std::vector<std::string> words) const {
    words.insert(words.begin() + (words[0] == "inspect" ? 2 : 1), {"--db", db()});
    return run_leian(words);
  }
  json ask(std::vector<std::string> words) const {
    words.emplace_back("--json");
    const Outcome outcome = run(words);
    CAPTURE(outcome.err);
    REQUIRE(outcome.exit == 0);
    return json::parse(outcome.out);
  }

 private:
  TempFolder folder_;
};

const Indexed& index() {
  static const Indexed made;
  return made;
}

}  // namespace

TEST_CASE("leian clocks lists what ran out with its article, and counts by unit", "[api][cli]") {
  const json answer =
      index().ask({"clocks", "--as-of", "2026-11-25", "--clock", "办结信访事项", "--by", "organ"});
  REQUIRE(answer["items"].size() == 2);
  CHECK(answer["items"][0]["id"] == "p1");
  CHECK(answer["items"][0]["due"] == "2026-10-31");
  CHECK(answer["items"][0]["left"] == -25);
  CHECK(answer["items"][0]["light"] == "red");
  CHECK(answer["items"][0]["article"]["zh"] == "《信访工作条例》第三十四条");
  CHECK(answer["items"][1]["light"] == "yellow");
  REQUIRE(answer["groups"].size() == 2);
  CHECK(answer["groups"][0]["group"] == json{"甲局"});
  CHECK(answer["groups"][0]["met_rate"] == 0.5);

  const std::string text = index().run({"clocks", "--as-of", "2026-11-25"}).out;
  CHECK_THAT(text, Mentions("红牌 超 25 天"));
  CHECK_THAT(text, Mentions("《信访工作条例》第三十四条"));
  const std::string csv =
      index()
          .run({"clocks", "--as-of", "2026-11-25", "--clock", "petition_closing", "--light", "red", "--csv"})
          .out;
  CHECK_THAT(csv, Mentions(",-25,逾期未办,红牌,"));
  CHECK_THAT(csv, Mentions("p1,\"'=噪声, \"\"扰民\"\"\",甲局"));
}

TEST_CASE("leian clocks says what is wrong with a question", "[api][cli]") {
  const std::vector<std::vector<std::string>> questions{{"clocks", "--as-of", "昨天"},
                                                        {"clocks", "--light", "blue"},
                                                        {"clocks", "--clock", "absent"},
                                                        {"clocks", "--by", "body"},
                                                        {"clocks", "--filter", "organ"}};
  for (const auto& words : questions) {
    CAPTURE(words);
    const Outcome outcome = index().run(words);
    CHECK(outcome.exit == 2);
    CHECK_THAT(outcome.err, Mentions("leian: "));
  }
}

TEST_CASE("leian draw writes how it drew, and draws the same again", "[api][cli]") {
  const std::string file = index().file("draw.json");
  const json drawn =
      index().ask({"draw", "--type", "常规抽查", "-n", "8", "--by", "level", "--seed", "7", "--out", file});
  CHECK(drawn["population"] == 40);
  CHECK(drawn["cases"].size() == 8);
  CHECK(json::parse(file_bytes(file)) == drawn);
  const Outcome again = index().run({"draw", "--replay", file});
  CHECK(again.exit == 0);
  CHECK_THAT(again.out, Mentions("重放一致：8 件"));

  json changed = drawn;
  changed["seed"] = "8";
  const std::string other = index().file("other.json");
  std::ofstream(other) << changed.dump();
  const Outcome differs = index().run({"draw", "--replay", other});
  CHECK(differs.exit == 1);
  CHECK_THAT(differs.out, Mentions("重放不一致"));
  std::ofstream(other) << R"({"leian_draw": 2})";
  CHECK(index().run({"draw", "--replay", other}).exit == 2);
  CHECK(index().run({"draw", "--type", "常规抽查"}).exit == 2);
}

TEST_CASE("leian inspect looks at contents, scores and coverage", "[api][cli]") {
  const json contents = index().ask({"inspect", "contents", "--kind", "petition"});
  CHECK(contents["documents"] == 1);
  CHECK(contents["found"][0]["id"] == "p3");
  CHECK(contents["found"][0]["findings"][0]["status"] == "missing");
  const json scores = index().ask({"inspect", "scores", "-n", "1"});
  CHECK(scores["reviewed"] == 40);
  CHECK(scores["checks"]["grade"] == 40);
  const json coverage = index().ask({"inspect", "coverage", "--period", "2026"});
  CHECK(coverage["rows"][0]["level"] == "市");
  CHECK(coverage["rows"][0]["share"] == 1.0);
  CHECK_THAT(index().run({"inspect", "coverage"}).out, Mentions("100.0%"));
}
