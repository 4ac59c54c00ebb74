#include "query/similar/relations.hpp"

#include <set>

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

}  // namespace

TEST_CASE("a table of relations gives each its words, folded", "[query][similar]") {
  const auto relations =
      parse_relations("# note\n夫妻\t丈夫|妻子\n\n消費者\t顧客| ＡＰＰ用户 \n", "t.tsv", analyzer());
  REQUIRE(relations);
  REQUIRE(relations->size() == 2);
  CHECK((*relations)[0].name == "夫妻");
  CHECK((*relations)[0].cues == std::vector<std::u16string>{u"丈夫", u"妻子"});
  CHECK((*relations)[1].cues == std::vector<std::u16string>{u"顾客", u"app用户"});
}

TEST_CASE("a line that is no relation is named", "[query][similar]") {
  for (const char* line : {"夫妻", "夫妻\t", "\t丈夫", "夫妻\t妻", "夫妻\t丈夫|", "夫妻\t丈夫\t妻子"}) {
    CAPTURE(line);
    const auto relations = parse_relations("# note\n" + std::string(line), "t.tsv", analyzer());
    REQUIRE_FALSE(relations);
    CHECK(relations.error().code == ErrorCode::BadInput);
    CHECK_THAT(relations.error().what.en, Mentions("line 2"));
  }
}

TEST_CASE("the shipped table loads, and no word tells two relations", "[query][similar]") {
  const auto relations = load_relations(data_folder() / "cues" / "relations.tsv", analyzer());
  REQUIRE(relations);
  CHECK(relations->size() >= 10);
  std::set<std::u16string> seen;
  for (const Relation& relation : *relations)
    for (const std::u16string& cue : relation.cues) {
      CAPTURE(relation.name, to_utf8(cue));
      CHECK(seen.insert(cue).second);
    }
}
