#include "query/facets/facet_spec.hpp"

#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;

namespace {

Result<FacetSpec> read(std::string_view text) {
  static const leian::test::TempIndex index(
      std::vector<nlohmann::json>{{{"id", "a"}, {"kind", "petition"}, {"body", "物业"}}});
  static const auto opened = Index::open(index.db(), Analyzer::load().value()).value();
  return read_facet_spec(text, 50, *opened->snapshot());
}

}  // namespace

TEST_CASE("a facet says how it is counted", "[query][facets]") {
  const auto plain = read("案由").value();
  CHECK(plain.key == "cause");
  CHECK(plain.limit == 50);
  const auto tree = read("cause:tree:under=民事:limit=7").value();
  CHECK(tree.shape == FacetSpec::Shape::Tree);
  CHECK(tree.under == "民事");
  CHECK(tree.limit == 7);
  const auto month = read("收到时间:month").value();
  CHECK(month.key == "opened:month");
  CHECK(month.shape == FacetSpec::Shape::Calendar);
  const auto ranges = read("amount:ranges=..1万|1万..10万|>10万").value();
  REQUIRE(ranges.ranges.size() == 3);
  CHECK(ranges.ranges[1].first == "1万..10万");
  CHECK(ranges.ranges[1].second.low == 1'000'000);
  const auto named = read("organ:match=中级:sort=name:narrow").value();
  CHECK(named.match == "中级");
  CHECK(named.sort == FacetSpec::Sort::Name);
  CHECK(named.narrow);
}

TEST_CASE("a facet that cannot be counted so says what can", "[query][facets]") {
  const auto [text, code] = GENERATE(table<std::string, ErrorCode>({
      {"absent", ErrorCode::UnknownField},
      {"body", ErrorCode::UnknownField},
      {"opened", ErrorCode::UnknownField},
      {"cause:", ErrorCode::BadUsage},
      {"cause:wood", ErrorCode::BadUsage},
      {"cause:tree:tree", ErrorCode::BadUsage},
      {"cause:month", ErrorCode::BadUsage},
      {"cause:under=民事", ErrorCode::BadUsage},
      {"cause:limit=0", ErrorCode::BadUsage},
      {"cause:limit=x", ErrorCode::BadUsage},
      {"cause:sort=colour", ErrorCode::BadUsage},
      {"cause:match=", ErrorCode::BadUsage},
      {"outcome:tree", ErrorCode::BadUsage},
      {"opened:month:year", ErrorCode::BadUsage},
      {"opened:month:match=2", ErrorCode::BadUsage},
      {"opened:ranges=2017..2016", ErrorCode::BadUsage},
      {"cause:ranges=1..2", ErrorCode::BadUsage},
  }));
  CAPTURE(text);
  const auto spec = read(text);
  REQUIRE_FALSE(spec);
  CHECK(spec.error().code == code);
  CHECK_FALSE(spec.error().what.zh.empty());
}
