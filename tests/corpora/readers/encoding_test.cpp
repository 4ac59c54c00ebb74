#include "corpora/readers/encoding.hpp"

#include <unicode/ucnv.h>

#include "corpora/text/utf8.hpp"
#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

/// UTF-8 in another encoding, by ICU.
std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const auto size = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(),
                                 static_cast<int32_t>(utf8.size()), &error);
  REQUIRE(U_SUCCESS(error));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

const std::string kTable = "案号,事实\n1,\"他说：“行。”\n第二行𠀀\"\n2,物业纠纷，㐂\n";
const Seen kRows{"2 {\"事实\":\"他说：“行。”\\n第二行𠀀\",\"案号\":\"1\"}",
                 "4 {\"事实\":\"物业纠纷，㐂\",\"案号\":\"2\"}"};

}  // namespace

TEST_CASE("the same table reads the same in every encoding", "[readers][encoding]") {
  const TempFolder folder;
  const auto [name, content] = GENERATE(table<std::string, std::string>({
      {"UTF-8", kTable},
      {"UTF-8 with mark", "\xEF\xBB\xBF" + kTable},
      {"UTF-16LE with mark", "\xFF\xFE" + encoded(kTable, "UTF-16LE")},
      {"UTF-16BE with mark", "\xFE\xFF" + encoded(kTable, "UTF-16BE")},
      {"UTF-16LE", encoded(kTable, "UTF-16LE")},
      {"UTF-16BE", encoded(kTable, "UTF-16BE")},
      {"GB18030", encoded(kTable, "GB18030")},
  }));
  CAPTURE(name);
  CHECK(read_all(folder.write("a.csv", content)) == kRows);
}

TEST_CASE("GB18030 is known however late its first Chinese character comes", "[readers][encoding]") {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 60'000; ++i) lines += "{\"id\": \"some ascii only row\"}\n";
  const auto seen = read_all(folder.write("a.jsonl", lines + encoded("{\"事实\": \"物业费\"}\n", "GB18030")));
  REQUIRE(seen.size() == 60'001);
  CHECK(seen.back() == "60001 {\"事实\":\"物业费\"}");
}

TEST_CASE("characters are whole wherever the stretches they are read in end", "[readers][encoding]") {
  const TempFolder folder;
  std::string line;
  for (int i = 0; i < 400'000; ++i) line += "中a";
  const std::string content = "{\"t\":\"" + line + "\"}\n";
  const char* encoding = GENERATE("GB18030", "UTF-16LE", "UTF-16BE");
  CAPTURE(encoding);
  CHECK(read_all(folder.write("a.jsonl", encoded(content, encoding))) == Seen{"1 {\"t\":\"" + line + "\"}"});
}

TEST_CASE("broken bytes cost their row, in any encoding", "[readers][encoding]") {
  const TempFolder folder;
  const std::string good = "{\"事实\":\"物业费纠纷，被告拖欠物业费\"}\n";
  const auto check = [&](const std::string& content) {
    const auto seen = read_all(folder.write("a.jsonl", content));
    REQUIRE(seen.size() == 3);
    CHECK_THAT(seen[1], Mentions("2! not valid UTF-8"));
    CHECK(seen[2] == "3 {\"事实\":\"物业费纠纷，被告拖欠物业费\"}");
  };
  check(good + "{\"事实\":\"\xE7\x89\"}\n" + good);
  check(encoded(good, "GB18030") + "{\"a\":\"\xFF\xFF\"}\n" + encoded(good, "GB18030"));
  check("\xFF\xFE" + encoded(good, "UTF-16LE") + encoded("{\"a\":\"", "UTF-16LE") +
        std::string("\x00\xD8", 2) + encoded("\"}\n" + good, "UTF-16LE"));
}

TEST_CASE("a file cut in the middle of a character ends in one refused row", "[readers][encoding]") {
  const TempFolder folder;
  const std::string line = "{\"事实\":\"物业费\"}\n";
  const auto cut = [&](const std::string& content) {
    const auto seen = read_all(folder.write("a.jsonl", content.substr(0, content.size() - 1)));
    REQUIRE(seen.size() == 2);
    CHECK_THAT(seen[1], Mentions("2! not valid"));
  };
  cut(line + "{\"事实\":\"物");
  cut(encoded(line + "{\"事实\":\"物", "GB18030"));
  cut("\xFF\xFE" + encoded(line + "{\"事实\":\"物", "UTF-16LE"));
}

TEST_CASE("encodings are told apart by their bytes", "[readers][encoding]") {
  const std::string text = "人民调解协议书：双方当事人达成如下协议。";
  CHECK(detect_encoding("plain") == Encoding::Ascii);
  CHECK(detect_encoding(text) == Encoding::Utf8);
  CHECK(detect_encoding(text.substr(0, text.size() - 1)) == Encoding::Utf8);
  CHECK(detect_encoding(text + "\xFF") == Encoding::Utf8);
  CHECK(detect_encoding(encoded(text, "GB18030")) == Encoding::Gb18030);
  CHECK(detect_encoding(encoded(text, "GB18030").substr(0, 11)) == Encoding::Gb18030);
  CHECK(detect_encoding("PK\x03\x04") == Encoding::Binary);
  CHECK(detect_encoding("%PDF-1.7") == Encoding::Binary);
}
