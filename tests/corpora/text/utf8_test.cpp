#include "corpora/text/utf8.hpp"

#include <string>

#include "tests/support/catch.hpp"

TEST_CASE("broken UTF-8 is told from whole", "[text][utf8]") {
  for (const std::string text : {"", "abc", "物业费", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}) {
    CAPTURE(text);
    CHECK(leian::valid_utf8(text));
    CHECK(leian::encode_utf8(leian::decode_utf8(text)) == text);
  }
  for (const std::string text :
       {"\x80", "\xC0\xAF", "\xE7\x89", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\xE7z"}) {
    CAPTURE(text);
    CHECK(!leian::valid_utf8(text));
    CHECK(leian::valid_utf8(leian::encode_utf8(leian::decode_utf8(text))));
  }
}

TEST_CASE("a cut never parts a character", "[text][utf8]") {
  const std::string text = "物业fee";
  for (std::size_t bytes = 0; bytes <= text.size() + 1; ++bytes) {
    CAPTURE(bytes);
    const auto cut = leian::cut_utf8(text, bytes);
    CHECK(leian::valid_utf8(cut));
    CHECK(cut.size() <= bytes);
    CHECK(bytes - cut.size() < (cut.size() == text.size() ? 2u : 3u));
  }
}

TEST_CASE("an excerpt is one short valid line", "[text][utf8]") {
  CHECK(leian::excerpt("物业费", 3) == "物业费");
  CHECK(leian::excerpt("物业费用", 3) == "物业费…");
  CHECK(leian::excerpt("a\nb\tc", 10) == "a b c");
  CHECK(leian::excerpt(std::string("a\0b", 3), 10) == "a b");
  CHECK(leian::excerpt("物\xE4\xB8", 10) == "物\uFFFD");
  CHECK(leian::excerpt("", 0).empty());
}
