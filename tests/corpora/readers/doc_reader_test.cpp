#include "corpora/readers/document_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/ole_maker.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

TEST_CASE("a document of Word 97 is read paragraph by paragraph", "[readers][doc]") {
  const TempFolder folder;
  const auto document = read_document(folder.write(
      "调解协议.doc", make_doc({"人民调解协议书", "（2017）某调字第3号", "甲方：张某，乙方：李某。", "",
                                "一、乙方于六月底前付清<30,000>元 & 利息；"})));
  INFO((document ? "" : document.error().what.en));
  REQUIRE(document);
  CHECK(document->name == "调解协议");
  CHECK(document->text ==
        "人民调解协议书\n（2017）某调字第3号\n甲方：张某，乙方：李某。\n一、乙方于六月底前付清<30,000>元 & "
        "利息；\n");
}

TEST_CASE("a damaged document of Word 97 is one clear error", "[readers][doc]") {
  const TempFolder folder;
  const std::string bytes = make_doc({"一", "二"});
  for (const std::size_t cut : {600u, 1100u, 2000u}) {
    const auto document = read_document(folder.write("a.doc", bytes.substr(0, cut)));
    CAPTURE(cut);
    REQUIRE(!document);
    CHECK(!document.error().hint.empty());
  }
}
