#include "api/export/stats_table.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;
using query::AggregateAnswer;
using query::AggregateRow;
using query::Figure;

namespace {

AggregateRow row(std::vector<std::string> labels, std::uint64_t count, std::vector<Figure> figures = {}) {
  AggregateRow made;
  for (const std::string& label : labels) made.group.push_back({label, label});
  made.count = count;
  made.figures = std::move(figures);
  return made;
}

std::string csv_of(const AggregateAnswer& answer) {
  const auto table = stats_table(answer);
  REQUIRE(table);
  std::string bytes;
  REQUIRE(write_stats(*table, StatsFormat::Csv, [&](std::string_view more) {
    bytes += more;
    return true;
  }));
  return bytes.substr(3);  // behind the byte order mark
}

}  // namespace

TEST_CASE("a table of statistics ends in a line of all records", "[api][export]") {
  AggregateAnswer answer;
  answer.groups = {{"organ", {"单位", "organ"}}};
  answer.measures = {{"sum:amount", {"金额合计", "sum of amount"}}, {"count", {"件数", "count"}}};
  const auto yuan = [](std::int64_t fen) { return Figure{fen, Figure::Unit::Yuan}; };
  answer.rows = {row({"甲"}, 2, {yuan(150), Figure{}}), row({"=乙"}, 1, {Figure{}, Figure{}})};
  answer.all = row({}, 3, {yuan(150), Figure{}});
  CHECK(csv_of(answer) == "单位,件数,金额合计\r\n甲,2,1.5\r\n'=乙,1,\r\n合计,3,1.5\r\n");
}

TEST_CASE("a pivot has both margins and leaves open what no record has", "[api][export]") {
  AggregateAnswer answer;
  answer.groups = {{"organ", {"单位", ""}}, {"outcome", {"结果", ""}}};
  answer.rows = {row({"甲", "支持"}, 2), row({"乙", "驳回"}, 1)};
  answer.all = row({}, 3);
  answer.pivot = query::PivotMargins{{row({"甲"}, 2), row({"乙"}, 1)}, {row({"支持"}, 2), row({"驳回"}, 1)}};
  CHECK(csv_of(answer) == "单位＼结果,支持,驳回,合计\r\n甲,2,,2\r\n乙,,1,1\r\n合计,2,1,3\r\n");
  answer.pivot->columns.assign(kMaxPivotColumns + 1, row({"x"}, 1));
  REQUIRE_FALSE(stats_table(answer));
  CHECK(stats_table(answer).error().code == ErrorCode::TooLarge);
}

TEST_CASE("figures are shown as people read them", "[api][export]") {
  CHECK(figure_text({}) == "–");
  CHECK(figure_text({std::int64_t{1234567}, Figure::Unit::Plain}) == "1,234,567");
  CHECK(figure_text({std::int64_t{-123456789}, Figure::Unit::Yuan}) == "-1,234,567.89");
  CHECK(figure_text({std::int64_t{-50}, Figure::Unit::Yuan}) == "-0.5");
  CHECK(figure_text({0.9956, Figure::Unit::Share}) == "99.6%");
  CHECK(figure_text({1234.5, Figure::Unit::Days}) == "1,234.5");
  CHECK(figure_text({std::int64_t{17439}, Figure::Unit::Date}) == "2017-09-30");
}
