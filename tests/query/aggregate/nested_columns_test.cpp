// Columns of nested rows: in new indexes, in those of before, through upgrades and merges.
#include "corpora/record/nested.hpp"
#include "indexer/keeping/upgrade.hpp"
#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/kept_index.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

std::vector<json> reviewed(int from, int to) {
  std::vector<json> made;
  for (int i = from; i < to; ++i)
    made.push_back(
        {{"id", "r" + std::to_string(i)},
         {"kind", "reviewed_case"},
         {"deductions", {{{"item", i % 2 == 0 ? "程序" : "文书"}, {"deducted", 2.5}}, {{"item", "程序"}}}}});
  return made;
}

struct Counted {
  std::uint64_t of_procedure = 0, missing = 0;
  std::size_t notes = 0;
};

Counted count(const leian::test::TempIndex& index) {
  AggregateRequest request;
  request.groups = {"deductions.item"};
  request.measures = {"sum:deductions.deducted"};
  const auto answer = index.gate().aggregate({}, request);
  if (!answer) FAIL(answer.error().what.en);
  Counted counted{0, answer->missing, answer->notes.size()};
  for (const AggregateRow& row : answer->rows)
    if (row.group[0].value == "程序") counted.of_procedure = row.count;
  return counted;
}

}  // namespace

TEST_CASE("A column of nested rows goes by name, label or alias", "[query][aggregate]") {
  const KindSet kinds = KindSet::load().value();
  const Kind& kind = **kinds.find("reviewed_case");
  for (const char* name : {"deductions.item", "扣分项.项目", "deductions.项目"}) {
    const auto nested = nested_column(kind, name);
    REQUIRE(nested);
    CHECK(nested_name(nested->rows(kind), nested->spec(kind)) == "deductions.item");
  }
  for (const char* name : {"deductions", "deductions.", ".item", "deductions.nothing", "title.item", "a.b.c"})
    CHECK_FALSE(nested_column(kind, name));
  CHECK(rows_of_nested("deductions.item") == "deductions");
  CHECK(rows_of_nested("organ").empty());
}

TEST_CASE("An index of before is counted without its nested rows, and says so, until it is upgraded",
          "[query][aggregate]") {
  const leian::test::TempIndex index(reviewed(0, 40));
  REQUIRE(count(index).of_procedure == 40);
  REQUIRE(leian::test::drop_nested_columns(index.db()));
  const Counted before = count(index);
  CHECK(before.of_procedure == 0);
  CHECK(before.missing == 40);
  CHECK(before.notes == 2);  // of the group's column and the measure's
  const auto upgraded = upgrade_index(index.db(), Analyzer::load().value(), 1, {});
  REQUIRE(upgraded);
  CHECK(upgraded->needed);
  const Counted after = count(index);
  CHECK(after.of_procedure == 40);
  CHECK(after.notes == 0);
  CHECK_FALSE(upgrade_index(index.db(), Analyzer::load().value(), 1, {})->needed);
}

TEST_CASE("A merge fills the columns of nested rows", "[query][aggregate]") {
  leian::test::TempIndex index(reviewed(0, 40));
  REQUIRE(leian::test::drop_nested_columns(index.db()));
  index.add(reviewed(40, 70));  // enough to be merged with what was there
  const Counted counted = count(index);
  CHECK(counted.of_procedure == 70);
  CHECK(counted.notes == 0);
}

TEST_CASE("Facets and filters take columns of nested rows", "[query][aggregate]") {
  const leian::test::TempIndex index(reviewed(0, 10));
  SearchRequest request;
  request.facets = {"deductions.item"};
  request.filters = {{"deductions.deducted", ">=2"}, {"扣分项.项目", "文书"}};
  const auto answer = index.gate().search({}, request);
  if (!answer) FAIL(answer.error().what.en);
  CHECK(answer->total == 5);
  REQUIRE(answer->facets[0].buckets.size() == 2);  // its own filter is left out of its count
  CHECK(answer->facets[0].buckets[0].value == "程序");
  CHECK(answer->facets[0].buckets[0].count == 10);
}
