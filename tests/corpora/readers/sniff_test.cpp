#include "corpora/readers/sniff.hpp"

#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/ole_maker.hpp"
#include "tests/support/pdf_maker.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;

TEST_CASE("a file with the wrong ending is read as what it is", "[readers][sniff]") {
  const TempFolder folder;
  const std::string book = zip_bytes(xlsx_parts({"<sheetData/>"}));
  const std::string html = "\xEF\xBB\xBF \n<!DOCTYPE html><html><body>x</body></html>";
  struct Case {
    const char* name;
    std::string bytes;
    FileForm form;
  };
  const std::vector<Case> cases{{"a.csv", book, FileForm::Xlsx},
                                {"a.xls", book, FileForm::Xlsx},
                                {"a.doc", zip_bytes(docx_parts("")), FileForm::Docx},
                                {"a.docx", make_doc({"x"}), FileForm::Doc},
                                {"a.xlsx", make_xls({{{0, 0, "x"}}}), FileForm::Xls},
                                {"b.doc", make_pdf({{}}), FileForm::Pdf},
                                {"c.doc", html, FileForm::Html},
                                {"c.xls", html, FileForm::Html},
                                {"d.doc", "MIME-Version: 1.0\nContent-Type: text/html\n\nx", FileForm::Mhtml},
                                {"e.xls", "编号\t标题\n1\t甲\n", FileForm::Table},
                                {"e.doc", "只是文字", FileForm::Text},
                                {"f", make_pdf({{}}), FileForm::Pdf},
                                {"g.txt", zip_bytes({{"a.csv", "a\n1\n"}}), FileForm::Zip}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto form = sniff(SourceFile(folder.write(c.name, c.bytes)));
    INFO((form ? "" : form.error().what.en));
    REQUIRE(form);
    CHECK(*form == c.form);
  }
}

TEST_CASE("a file that is not read says what it is", "[readers][sniff]") {
  using namespace std::string_literals;
  const TempFolder folder;
  struct Case {
    const char* name;
    std::string bytes;
    const char* what;
  };
  const std::vector<Case> cases{
      {"a.pdf", "\x89PNG\r\n\x1A\n", "an image"},
      {"b.doc", "{\\rtf1 x}", "an RTF document"},
      {"c.zip", "Rar!\x1A\x07\x01\0"s, "an archive of another sort"},
      {"d.docx", zip_bytes({{"mimetype", "x"}, {"content.xml", "x"}}), "an OpenDocument file"},
      {"e.xlsx", zip_bytes({{"ppt/presentation.xml", "x"}}), "a slide show"},
      {"f.xls", make_ole({{"EncryptedPackage", "x"}}), "protected by a password"},
      {"g.xls", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
       "Office 2003 XML"},
      {"h.doc", make_ole({{"Other", "x"}}), "another sort of Office"}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto form = sniff(SourceFile(folder.write(c.name, c.bytes)));
    REQUIRE(!form);
    CHECK(form.error().code == ErrorCode::Unsupported);
    CHECK_THAT(form.error().what.en, Mentions(c.what));
    CHECK(!form.error().hint.empty());
  }
}
