#include "corpora/readers/document_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;

namespace {

DocumentText read(const TempFolder& folder, const ZipEntries& parts) {
  auto document = read_document(make_zip(folder / "判决书.docx", parts));
  INFO((document ? "" : document.error().what.en));
  REQUIRE(document);
  return *document;
}

std::string text_of(const std::string& body, const ZipEntries& more = {}, const std::string& links = "") {
  const TempFolder folder;
  return read(folder, docx_parts(body, more, links)).text;
}

std::string error_of(const ZipEntries& parts) {
  const TempFolder folder;
  const auto document = read_document(make_zip(folder / "a.docx", parts));
  REQUIRE(!document);
  CHECK(!document.error().hint.empty());
  return document.error().what.en;
}

std::string cell(const std::string& content) { return "<w:tc>" + content + "</w:tc>"; }

std::string row(const std::vector<std::string>& cells) {
  std::string all;
  for (const auto& text : cells) all += cell(text);
  return "<w:tr>" + all + "</w:tr>";
}

}  // namespace

TEST_CASE("a paragraph is a line, a table's row one with tabs", "[readers][docx]") {
  const std::string body = paragraph("刑 事 判 决 书") + "<w:p/>" +
                           "<w:p><w:r><w:t>公诉</w:t></w:r><w:r><w:t>机关：</w:t><w:tab/><w:t>某</w:t><w:br/"
                           "><w:t>第二行</w:t></w:r></w:p>" +
                           "<w:tbl>" +
                           row({paragraph("姓名"), paragraph("张某") + paragraph("（男）"), "<w:p/>"}) +
                           row({paragraph("住所"), paragraph("某市")}) + "</w:tbl>" + paragraph("尾");
  CHECK(text_of(body) == "刑 事 判 决 书\n公诉机关： 某\n第二行\n姓名\t张某 （男）\n住所\t某市\n尾\n");
}

TEST_CASE("a table of one cell only frames its paragraphs", "[readers][docx]") {
  CHECK(text_of("<w:tbl>" + row({paragraph("一段") + paragraph("二段")}) + "</w:tbl>") == "一段\n二段\n");
  const std::string inner = "<w:tbl>" + row({paragraph("内一"), paragraph("内二")}) + "</w:tbl>";
  CHECK(text_of("<w:tbl>" + row({paragraph("外"), inner}) + "</w:tbl>") == "外\t内一 内二\n");
}

TEST_CASE("what was deleted, how it was before and what old programs see is no text", "[readers][docx]") {
  const std::string body =
      "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"x\"/></w:pPr></w:pPrChange></w:pPr>"
      "<w:r><w:t>留</w:t></w:r><w:del><w:r><w:t>删</w:t><w:delText>删</w:delText></w:r></"
      "w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
      "<w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>新</w:t></w:r></"
      "mc:Choice>"
      "<mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
  CHECK(text_of(body) == "留增新\n");
}

TEST_CASE("list numbers are counted", "[readers][docx]") {
  const std::string level = "<w:start w:val=\"1\"/><w:numFmt w:val=\"{F}\"/><w:lvlText w:val=\"{T}\"/>";
  const auto levels = [&](const std::string& format, const std::string& text) {
    std::string made = level;
    made.replace(made.find("{F}"), 3, format);
    made.replace(made.find("{T}"), 3, text);
    return made;
  };
  const ZipEntries more{
      {"word/numbering.xml",
       word_xml("numbering",
                "<w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\">" +
                    levels("chineseCountingThousand", "第%1条") + "</w:lvl><w:lvl w:ilvl=\"1\">" +
                    levels("decimal", "%1.%2") + "<w:suff w:val=\"nothing\"/></w:lvl><w:lvl w:ilvl=\"2\">" +
                    levels("bullet", "o") +
                    "</w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>")},
      {"word/styles.xml",
       word_xml("styles",
                "<w:style w:styleId=\"Base\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
                "</w:style><w:style w:styleId=\"Own\"><w:basedOn w:val=\"Base\"/></w:style>")}};
  const std::string links =
      relation("n", "numbering", "numbering.xml") + relation("s", "styles", "styles.xml");
  const auto place = [](int item_level) {
    return "<w:numPr><w:ilvl w:val=\"" + std::to_string(item_level) + "\"/><w:numId w:val=\"1\"/></w:numPr>";
  };
  const std::string body =
      paragraph("甲", "<w:pStyle w:val=\"Own\"/>") + paragraph("乙", place(1)) + paragraph("丙", place(1)) +
      paragraph("丁", place(0)) + paragraph("戊", place(1)) + paragraph("己", place(2)) +
      paragraph("无", "<w:pStyle w:val=\"Own\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>");
  CHECK(text_of(body, more, links) == "第一条 甲\n一.1乙\n一.2丙\n第二条 丁\n二.1戊\n己\n无\n");
}

TEST_CASE("headers and footers stand apart, footnotes at the end", "[readers][docx]") {
  const TempFolder folder;
  const auto document = read(
      folder, docx_parts(paragraph("正文"),
                         {{"word/header1.xml", word_xml("hdr", paragraph("某法院"))},
                          {"word/footer1.xml", word_xml("ftr", paragraph("第1页"))},
                          {"word/footnotes.xml",
                           word_xml("footnotes", "<w:footnote>" + paragraph("脚注") + "</w:footnote>")}},
                         relation("h", "header", "header1.xml") + relation("f", "footer", "footer1.xml") +
                             relation("n", "footnotes", "footnotes.xml")));
  CHECK(document.name == "判决书");
  CHECK(document.text == "正文\n脚注\n");
  CHECK(document.margins == std::vector<std::string>{"某法院\n", "第1页\n"});
}

TEST_CASE("a web archive within the document is its text (altChunk)", "[readers][docx]") {
  const std::string page =
      "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"B_1\"\r\n\r\n--B_1\r\n"
      "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      "<html><head><title>t</title></head><body><p>=E7=AC=AC=E4=B8=80=\r\n=E6=9D=A1</p><p>b=3Dc</p></body></"
      "html>\r\n"
      "--B_1\r\nContent-Type: image/png\r\n\r\nxx\r\n--B_1--\r\n";
  const std::string body = paragraph("前") + "<w:altChunk r:id=\"c\"/>" + paragraph("后");
  CHECK(text_of(body, {{"word/afchunk.mht", page}}, relation("c", "aFChunk", "/word/afchunk.mht")) ==
        "前\n第一条\nb=c\n后\n");
}

TEST_CASE("a damaged DOCX is one clear error", "[readers][docx]") {
  CHECK_THAT(error_of(docx_parts("<w:p>")), Mentions("not well-formed XML"));
  CHECK_THAT(error_of(docx_parts("<w:altChunk r:id=\"none\"/>")), Mentions("part none is missing"));
  CHECK_THAT(error_of(docx_parts("<w:p/>")), Mentions("holds no text"));
  CHECK_THAT(error_of({{"[Content_Types].xml", "<Types/>"}, {"x", "y"}}),
             Mentions("part word/document.xml is missing"));
}
