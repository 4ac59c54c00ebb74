#include "query/match/find_units.hpp"

#include <random>
#include <string>

#include "tests/support/catch.hpp"

using leian::query::find_units;

TEST_CASE("units are found where they stand and never between two units", "[query][match]") {
  CHECK(find_units(u"物业纠纷", u"纠纷") == 2);
  CHECK(find_units(u"物业纠纷", u"业纷") == std::u16string_view::npos);
  CHECK(find_units(u"", u"甲") == std::u16string_view::npos);
  CHECK(find_units(u"甲乙甲", u"甲", 1) == 2);
  // The bytes 34 12 stand in 12 34 | 12 34 between two units.
  CHECK(find_units(u"\x3412\x3412", u"\x1234") == std::u16string_view::npos);
}

TEST_CASE("finding agrees with the standard library on random texts", "[query][match]") {
  std::mt19937 random(3);
  for (int n = 0; n < 5000; ++n) {
    std::u16string text, needle;
    for (unsigned i = random() % 40; i > 0; --i)
      text.push_back(static_cast<char16_t>(0x0101 * (1 + random() % 3)));
    for (unsigned i = 1 + random() % 3; i > 0; --i)
      needle.push_back(static_cast<char16_t>(0x0101 * (1 + random() % 3)));
    const std::size_t from = random() % 5;
    CHECK(find_units(text, needle, from) == std::u16string_view(text).find(needle, from));
  }
}
