#include "query/eval/trec.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian::query;
using leian::ErrorCode;

TEST_CASE("qrels are read whatever parts their columns", "[query][eval]") {
  const auto qrels = parse_qrels(
      "\xEF\xBB\xBF"
      "1 0 甲 2\r\n\n1\t0\tb   0\n  2 0 甲 -1",
      "q");
  REQUIRE(qrels);
  CHECK(*qrels == Qrels{{"1", {{"甲", 2}, {"b", 0}}}, {"2", {{"甲", -1}}}});
}

TEST_CASE("a run is ordered by score, then rank, however its lines stand", "[query][eval]") {
  const auto run = parse_run("1 Q0 c 3 1.5 t\n1 Q0 a 1 2 t\n1 Q0 b 2 1.5 t\n0 Q0 x 1 -3e-2 t\n", "r");
  REQUIRE(run);
  CHECK(*run == Run{{"0", {{"x", -0.03}}}, {"1", {{"a", 2}, {"b", 1.5}, {"c", 1.5}}}});
}

TEST_CASE("a faulty line of qrels is refused by file, line and reason", "[query][eval]") {
  const auto [text, line, reason] = GENERATE(table<std::string, std::string, std::string>({
      {"1 0 a", "line 1", "needs 4 columns, has 3"},
      {"1 0 a 1\n\n1 0 b 1 x", "line 3", "needs 4 columns, has 5"},
      {"1 0 a high", "line 1", "high"},
      {"1 0 a 1.5", "line 1", "1.5"},
      {"1 0 a 99999999999", "line 1", "99999999999"},
      {"1 0 a 1\n1 0 a 1", "line 2", "document a stands twice"},
  }));
  CAPTURE(text);
  const auto qrels = parse_qrels(text, "judged.trec");
  REQUIRE(!qrels);
  CHECK(qrels.error().code == ErrorCode::BadInput);
  CHECK_THAT(qrels.error().what.en, Mentions("judged.trec, " + line));
  CHECK_THAT(qrels.error().what.en, Mentions(reason));
  CHECK(!qrels.error().hint.zh.empty());
}

TEST_CASE("a faulty line of a run is refused by file, line and reason", "[query][eval]") {
  const auto [text, reason] = GENERATE(table<std::string, std::string>({
      {"1 Q0 a 1 2.5", "needs 6 columns, has 5"},
      {"1 Q0 a first 2.5 t", "first"},
      {"1 Q0 a 1 good t", "good"},
      {"1 Q0 a 1 nan t", "nan"},
      {"1 Q0 a 1 inf t", "inf"},
      {"1 Q0 a 1 2 t\n1 Q0 a 2 1 t", "document a stands twice"},
      {R"({"1": ["a", "b"]})", "needs 6 columns"},
  }));
  CAPTURE(text);
  const auto run = parse_run(text, "r.trec");
  REQUIRE(!run);
  CHECK(run.error().code == ErrorCode::BadInput);
  CHECK_THAT(run.error().what.en, Mentions(reason));
}

TEST_CASE("a run written is the run read back", "[query][eval]") {
  const leian::test::TempFolder folder;
  const Run run{{"1", {{"甲", 0.1 + 0.2}, {"b", -2}}}, {"2", {{"c", 1e-9}}}};
  REQUIRE(write_run(folder / "r.trec", run, "t"));
  CHECK_THAT(leian::test::file_bytes(folder / "r.trec"), Mentions("1 Q0 b 2 -2 t\n"));
  const auto back = read_run(folder / "r.trec");
  REQUIRE(back);
  CHECK(*back == run);
}

TEST_CASE("an id that would break a run's columns is refused", "[query][eval]") {
  const std::string id = GENERATE(values<std::string>({"", "a b", "a\tb", "a\nb"}));
  CHECK(!format_run({{"1", {{id, 1}}}}, "t"));
  CHECK(!format_run({{id, {{"a", 1}}}}, "t"));
}

TEST_CASE("files that are not there are named", "[query][eval]") {
  const leian::test::TempFolder folder;
  CHECK_THAT(read_qrels(folder / "none").error().what.en, Mentions("none"));
  CHECK_THAT(read_run(folder / "none").error().what.en, Mentions("none"));
}
