// No workbook does anything but give rows or an error. An input is a whole file, or the XML of one part of an
// otherwise sound one, which gets much further.
#include "tests/fuzz/seeds.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian::test;

namespace {

const std::string kSheet =
    "<dimension ref=\"A1:C9\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
    "t=\"inlineStr\"><is><t>乙</t></is></c>"
    "<c r=\"C1\" t=\"str\"><v>丙</v></c></row><row r=\"2\"><c r=\"A2\"><v>188006</v></c><c r=\"B2\" "
    "s=\"1\"><v>43524.47</v></c><c r=\"C2\" "
    "t=\"b\"><v>1</v></c></row><row><c><f>A1</f><v>2.5</v></c></row></sheetData><mergeCells><mergeCell "
    "ref=\"A2:A5\"/></mergeCells>";
const std::string kShared = "<si><t>甲_x000D_</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>";
const std::string kStyles =
    "<numFmts><numFmt numFmtId=\"200\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellXfs><xf "
    "numFmtId=\"0\"/><xf "
    "numFmtId=\"200\"/></cellXfs>";

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {"0" + zip_bytes(xlsx_parts({kSheet, kSheet}, kShared, "", kStyles)), "1" + kSheet, "2" + kShared,
          "3" + kStyles};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string part(behind_first(data, size));
  const char what = size == 0 ? '0' : static_cast<char>(data[0]);
  if (what == '1')
    read_to_the_end("a.xlsx", zip_bytes(xlsx_parts({part}, kShared, "", kStyles)));
  else if (what == '2')
    read_to_the_end("a.xlsx", zip_bytes(xlsx_parts({kSheet}, part, "", kStyles)));
  else if (what == '3')
    read_to_the_end("a.xlsx", zip_bytes(xlsx_parts({kSheet}, kShared, "", part)));
  else
    read_to_the_end("a.xlsx", part);
  return 0;
}
