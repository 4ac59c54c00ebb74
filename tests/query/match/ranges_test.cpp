#include "query/match/ranges.hpp"

#include <cmath>

#include "corpora/core/date.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

double day(int year, int month, int of_month) { return Date::of(year, month, of_month)->days; }
constexpr double kOpen = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("date ranges include both ends and take periods whole", "[query][ranges]") {
  const auto [text, low, high] = GENERATE(table<std::string, double, double>({
      {"2017", day(2017, 1, 1), day(2017, 12, 31)},
      {"2017-02", day(2017, 2, 1), day(2017, 2, 28)},
      {"2016-02..2016-02", day(2016, 2, 1), day(2016, 2, 29)},
      {"2016..2017", day(2016, 1, 1), day(2017, 12, 31)},
      {"2017-03-05", day(2017, 3, 5), day(2017, 3, 5)},
      {"2017年3月5日", day(2017, 3, 5), day(2017, 3, 5)},
      {"2017..", day(2017, 1, 1), kOpen},
      {"..2017", -kOpen, day(2017, 12, 31)},
      {">=2017", day(2017, 1, 1), kOpen},
      {">2017", day(2018, 1, 1), kOpen},
      {"<2017", -kOpen, day(2016, 12, 31)},
      {"<=2017", -kOpen, day(2017, 12, 31)},
      {"..", -kOpen, kOpen},
  }));
  CAPTURE(text);
  const auto bounds = read_bounds("opened", FieldType::Date, text);
  REQUIRE(bounds);
  CHECK(bounds->low == low);
  CHECK(bounds->high == high);
}

TEST_CASE("amounts are read as people write them", "[query][ranges]") {
  const auto [text, low, high] = GENERATE(table<std::string, double, double>({
      {"30000", 30000'00., 30000'00.},
      {"3万..5万", 30000'00., 50000'00.},
      {">=3万元", 30000'00., kOpen},
      {"<100", -kOpen, 99'99.},
      {"三万元", 30000'00., 30000'00.},
  }));
  CAPTURE(text);
  const auto bounds = read_bounds("amount", FieldType::Money, text);
  REQUIRE(bounds);
  CHECK(bounds->low == low);
  CHECK(bounds->high == high);
}

TEST_CASE("moments cover their whole day, and numbers are exact", "[query][ranges]") {
  const auto moment = read_bounds("opened", FieldType::DateTime, "2017-03-05").value();
  CHECK(moment.high - moment.low == 86399);
  CHECK(read_bounds("months", FieldType::Number, ">7").value().low == std::nextafter(7.0, 8.0));
}

TEST_CASE("a range that cannot be read or runs backward is an error that names it", "[query][ranges]") {
  for (const auto* bad : {"abc", "2017-02-30", "2017-13", ">=", "2018..2017", "", "2017..x"}) {
    CAPTURE(bad);
    const auto bounds = read_bounds("opened", FieldType::Date, bad);
    REQUIRE_FALSE(bounds);
    CHECK(bounds.error().code == ErrorCode::BadUsage);
    CHECK(bounds.error().what.zh.find("opened") != std::string::npos);
  }
}
