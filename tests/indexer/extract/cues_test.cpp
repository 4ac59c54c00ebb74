#include "indexer/extract/cues.hpp"

#include "tests/support/extraction.hpp"

using namespace leian;
using namespace leian::extract;

namespace {
Result<CueTable> parse(std::string_view text) {
  return CueTable::parse(text, "表.tsv", *leian::test::Extracting::built_in().analyzer);
}
}  // namespace

TEST_CASE("a table of cues gives phrases, folded, the longer of a row first", "[indexer][extract]") {
  const auto table =
      parse("# 说明\n\n坦白\t供述|如實供述&罪行\t0.9\t自首|投案\n认罚\t认罚\t0.8\t\tany\n").value();
  REQUIRE(table.rows.size() == 2);
  REQUIRE(table.cues.size() == 3);
  CHECK(table.cues[0].phrase == u"如实供述");
  CHECK(table.cues[0].with == u"罪行");
  CHECK(table.cues[1].phrase == u"供述");
  CHECK(table.rows[0].unless == std::vector<std::u16string>{u"自首", u"投案"});
  CHECK(table.rows[1].anywhere);
}

TEST_CASE("a line that is no cue is named", "[indexer][extract]") {
  for (const char* line :
       {"坦白", "坦白\t供述", "坦白\t供述\t2", "坦白\t供述\t0", "坦白\t供述\tx", "\t供述\t0.9", "坦白\t\t0.9",
        "坦白\t供述\t0.9\t\t都算", "坦白\t供述\t0.9\t\tany\t多"}) {
    CAPTURE(line);
    const auto table = parse(std::string("# 说明\n") + line);
    REQUIRE_FALSE(table);
    CHECK(table.error().code == ErrorCode::BadInput);
    CHECK(table.error().what.en.find("line 2") != std::string::npos);
  }
}
