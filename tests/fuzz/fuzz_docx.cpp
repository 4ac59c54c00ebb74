// No DOCX does anything but give text or an error. An input is a whole file, or the XML of one part.
#include "tests/fuzz/seeds.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian::test;

namespace {

const std::string kBody =
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
    "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>正文</w:t><w:tab/><w:br/></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></"
    "w:tbl><w:altChunk r:id=\"c\"/>"
    "<mc:AlternateContent><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>";
const std::string kNumbering =
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt "
    "w:val=\"chineseCounting\"/><w:lvlText "
    "w:val=\"第%1条\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
    "w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
    "w:val=\"7\"/></w:lvlOverride></w:num>";
const std::string kPage =
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; "
    "charset=gbk\nContent-Transfer-Encoding: "
    "quoted-printable\n\n<p>=E7=AC=AC</p><table><tr><td>a</table>\n--b--\n";

void read(const std::string& body, const std::string& numbering, const std::string& page) {
  read_to_the_end("a.docx",
                  zip_bytes(docx_parts(
                      body, {{"word/numbering.xml", word_xml("numbering", numbering)}, {"word/a.mht", page}},
                      relation("c", "aFChunk", "a.mht") + relation("n", "numbering", "numbering.xml"))));
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {"0" + zip_bytes(docx_parts(kBody)), "1" + kBody, "2" + kNumbering, "3" + kPage};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string part(behind_first(data, size));
  const char what = size == 0 ? '0' : static_cast<char>(data[0]);
  if (what == '1')
    read(part, kNumbering, kPage);
  else if (what == '2')
    read(kBody, part, kPage);
  else if (what == '3')
    read(kBody, kNumbering, part);
  else
    read_to_the_end("a.docx", part);
  return 0;
}
