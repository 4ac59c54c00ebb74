#include "corpora/readers/html_text.hpp"

#include <unicode/ucnv.h>

#include "corpora/readers/document_text.hpp"
#include "corpora/readers/mhtml.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

std::string text_of(const std::string& page) { return tidy_lines(html_text(page, "", "a.html").value()); }

std::string in_gbk(const std::string& utf8) {
  std::string bytes(utf8.size() * 2, '\0');
  UErrorCode error = U_ZERO_ERROR;
  const auto length = ucnv_convert("GBK", "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
                                   utf8.data(), static_cast<int32_t>(utf8.size()), &error);
  REQUIRE(U_SUCCESS(error));
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

}  // namespace

TEST_CASE("a page's blocks are lines and its tables rows", "[readers][html]") {
  CHECK(text_of("<html><head><title>题</title><style>p{}</style></head><body><h1>标题</h1><p>第一<b>段</"
                "b>&nbsp;&lt;完&gt;<br>换行"
                "<script>alert(1)</script><table><tr><th>姓名<th>年龄<tr><td><p>张某</p></td><td>30</td></"
                "tr></table>尾<!-- x -->") == "标题\n第一段 <完>\n换行\n姓名\t年龄\n张某\t30\n尾\n");
}

TEST_CASE("a line break within a Chinese sentence is how the source was wrapped", "[readers][html]") {
  CHECK(text_of("<p>为了保护公民、\n  法人的权益\nand the\nlaw</p>") ==
        "为了保护公民、法人的权益 and the law\n");
  CHECK(text_of("<p>中 文</p><pre>一\n二</pre>") == "中 文\n一\n二\n");
}

TEST_CASE("a page is decoded as it says, or as it looks", "[readers][html]") {
  const std::string body = "</head><body><p>信访事项答复意见书</p></body></html>";
  CHECK(text_of(in_gbk("<html><head><meta charset=\"gb2312\">" + body)) == "信访事项答复意见书\n");
  CHECK(text_of(in_gbk("<html><head>" + body)) == "信访事项答复意见书\n");
  CHECK(text_of("<html><head><meta charset=\"gbk\">" + body) ==
        "信访事项答复意见书\n");  // says GBK and is UTF-8
  CHECK(tidy_lines(html_text(in_gbk("<p>信访</p>"), "GBK", "a").value()) == "信访\n");
}

TEST_CASE("hostile pages end", "[readers][html]") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  const auto result = html_text(deep + "x", "", "a.html");
  REQUIRE(!result);
  CHECK(result.error().code == ErrorCode::TooLarge);
  std::string rows;
  for (int i = 0; i < 600; ++i) rows += "<table><tr><td>";
  CHECK(text_of(rows + "x") == "x\n");
}

TEST_CASE("a web archive gives its page, whatever its encoding", "[readers][mhtml]") {
  const std::string head = "From: <Saved by X>\nMIME-Version: 1.0\n";
  CHECK(mhtml_text(
            head + "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+5L+h\n6K6/PC9wPg==\n",
            "a")
            .value() == "信访\n");
  CHECK(mhtml_text(head + "Content-Type: multipart/related; boundary=b\n\npreamble\n--b\nContent-Type: "
                          "multipart/alternative; boundary=c\n\n"
                          "--c\nContent-Type: text/plain\n\nplain\n--c\nContent-Type: "
                          "text/html\n\n<p>page</p>\n--c--\n--b--\n",
                   "a")
            .value() == "page\n");
  const auto none = mhtml_text(head + "Content-Type: image/png\n\nxx", "a");
  REQUIRE(!none);
  CHECK_THAT(none.error().what.en, Mentions("holds no page"));
}

TEST_CASE("spaces of every width but the ideographic one are plain spaces", "[readers][documents]") {
  CHECK(tidy_lines("甲\u2002乙\u00A0丙\u3000丁\u200B戊\n\n \u3000己") == "甲 乙 丙\u3000丁戊\n己\n");
}

TEST_CASE("texts and pages are documents, tidied", "[readers][documents]") {
  const TempFolder folder;
  const auto text =
      read_document(folder.write("信.txt", in_gbk("　　尊敬的领导：\r\n\r\n  反映物业问题。\f第二页")));
  REQUIRE(text);
  CHECK(text->name == "信");
  CHECK(text->text == "尊敬的领导：\n反映物业问题。\n第二页\n");
  const auto page = read_document(folder.write("a.htm", "<html><body>页</body></html>"));
  REQUIRE(page);
  CHECK(page->text == "页\n");
  CHECK(read_document(folder.write("a.csv", "a,b\n1,2\n")).error().code == ErrorCode::Unsupported);
}
