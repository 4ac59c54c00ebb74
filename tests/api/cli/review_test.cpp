#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

using namespace leian::test;
using nlohmann::json;

namespace {

/// An index of one judgment with two amounts, so that one value is doubtful.
class Reviewed {
 public:
  Reviewed() {
    const json row = {{"id", "a"},
                      {"kind", "reviewed_case"},
                      {"title", "两笔"},
                      {"result", "一、被告赔偿原告五千元；二、被告返还原告定金八千元。"}};
    const std::string rows = folder_.write("rows.jsonl", row.dump() + "\n");
    REQUIRE(run_leian({"index", "--db", db(), rows}).exit == 0);
  }
  std::string db() const { return folder_ / "db"; }
  json list(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line{"review", "list", "--db", db(), "--json"};
    line.insert(line.end(), more.begin(), more.end());
    return json::parse(run_leian(line).out);
  }
  Outcome correct(const std::vector<std::string>& more) const {
    std::vector<std::string> line{"review", "correct", "--db", db(), "--id", "a", "--field", "amount"};
    line.insert(line.end(), more.begin(), more.end());
    return run_leian(line);
  }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("leian review lists a doubtful value, takes a correction, and lists it no more", "[api][cli]") {
  const Reviewed index;
  const json before = index.list({"--field", "标的额"});
  REQUIRE(before["total"] == 1);
  CHECK(before["items"][0]["id"] == "a");
  CHECK(before["items"][0]["value"] == 8000);
  CHECK(before["items"][0]["sentence"].get<std::string>().find("定金八千元") != std::string::npos);
  CHECK(run_leian({"review", "list", "--db", index.db()}).out.find("标的额 = 8000") != std::string::npos);

  const Outcome corrected = index.correct({"--value", "1.3万元", "--by", "王复核", "--json"});
  CHECK(corrected.exit == 0);
  CHECK(json::parse(corrected.out) ==
        json{{"id", "a"}, {"field", "amount"}, {"value", 13000}, {"by", "王复核"}});
  CHECK(index.list({"--field", "amount"})["total"] == 0);
  const json found =
      json::parse(run_leian({"search", "--db", index.db(), "--json", "--filter", "amount=13000", "*"}).out);
  CHECK(found["total"] == 1);
}

TEST_CASE("leian review says what is wrong with a correction", "[api][cli]") {
  const Reviewed index;
  CHECK(index.correct({}).exit == 2);
  CHECK(index.correct({"--accept", "--clear"}).exit == 2);
  CHECK(index.correct({"--value", "许多"}).exit == 2);
  CHECK(index.correct({"--value", "许多"}).err.find("许多") != std::string::npos);
  CHECK(run_leian({"review"}).exit == 2);
  CHECK(index.correct({"--accept"}).exit == 0);
}
