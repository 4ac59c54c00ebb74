#include "corpora/text/numerals.hpp"

#include <optional>
#include <string>

#include "tests/support/catch.hpp"

namespace {

struct Reading {
  std::string text;
  std::optional<std::int64_t> value;
};

std::optional<std::int64_t> read(const std::string& text, std::int64_t scale = 1) {
  return leian::parse_numeral(leian::fold_numerals(text), scale);
}

}  // namespace

TEST_CASE("a numeral is read in digits, characters and both", "[text][numerals]") {
  for (const auto& [text, value] : {
           Reading{"133", 133},
           {"一百三十三", 133},
           {"壹佰叁拾叁", 133},
           {"一三三", 133},
           {"二〇一七", 2017},
           {"十", 10},
           {"一十", 10},
           {"二十", 20},
           {"廿一", 21},
           {"卅", 30},
           {"一百零一", 101},
           {"一百一", 110},
           {"一百一十", 110},
           {"两万两千", 22000},
           {"一万零三十", 10030},
           {"一亿零一", 100000001},
           {"12亿3000万", 1230000000},
           {"３，０００", 3000},
           {"零", 0},
           {"007", 7},
           {"九百二十二万三千三百七十二亿", 922337200000000},
           {"9223372036854775807", INT64_MAX},
           {"9223372036854775808", std::nullopt},
           {"", std::nullopt},
           {"百", std::nullopt},
           {"三千万百", std::nullopt},
           {"三百千", std::nullopt},
           {"一万二万", std::nullopt},
           {"3.5", std::nullopt},
           {"1 2", std::nullopt},
           {"一百零", std::nullopt},
       }) {
    CAPTURE(text);
    CHECK(read(text) == value);
  }
}

TEST_CASE("a scale keeps decimals exactly or refuses", "[text][numerals]") {
  CHECK(read("3.05", 100) == 305);
  CHECK(read("三点五", 10) == 35);
  CHECK(read("3.055", 100) == std::nullopt);
  CHECK(read("3.0500", 100) == 305);
  CHECK(read("3.55555万", 100) == 3555550);
  CHECK(read("3.555555万", 100) == 3555555);
  CHECK(read("3.5555555万", 100) == std::nullopt);
}
