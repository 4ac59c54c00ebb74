#include "corpora/readers/document_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/pdf_maker.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

constexpr double kLeft = 90, kEm = 12, kPitch = 20;

/// Text set as a word processor sets it: `width` characters a line, two characters' indent at each
/// paragraph's start.
void set(PdfPageLines& page, double x, double& y, const std::string& text, std::size_t width) {
  const std::u32string points = decode_utf8(text);
  for (std::size_t at = 0; at < points.size();) {
    const std::size_t indent = at == 0 ? 2 : 0;
    const auto line = points.substr(at, width - indent);
    page.push_back({x + static_cast<double>(indent) * kEm, y, encode_utf8(line), kEm});
    at += line.size();
    y += kPitch;
  }
}

DocumentText read(const std::vector<PdfPageLines>& pages) {
  const TempFolder folder;
  auto document = read_document(folder.write("判决书.pdf", make_pdf(pages)));
  INFO((document ? "" : document.error().what.en));
  REQUIRE(document);
  return *document;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("lines of a PDF are healed into paragraphs, across pages too", "[readers][pdf]") {
  const std::string first =
      "经审理查明，" + repeated("被告人张某于二〇一七年三月五日在某市某区盗窃他人财物。", 4);
  const std::string second = "本院认为，" + repeated("被告人张某的行为已构成盗窃罪，依法应予惩处。", 3);
  PdfPageLines one{{250, 100, "刑事判决书", 18}}, two;
  double y = 740;
  set(one, kLeft, y, first.substr(0, first.size()), 34);  // its last lines stand below the others' end
  std::vector<PdfPageLines> pages;
  // The paragraph is cut over two pages by hand: what lies beyond 780 goes on top of the next.
  PdfPageLines kept;
  double top = 100;
  for (const PdfLine& line : one) {
    if (line.y <= 780) {
      kept.push_back(line);
      continue;
    }
    two.push_back({line.x, top, line.text, line.size});
    top += kPitch;
  }
  set(two, kLeft, top, second, 34);
  CHECK(read({kept, two}).text == "刑事判决书\n" + first + "\n" + second + "\n");
}

TEST_CASE("headers, footers and page numbers are taken out and kept apart", "[readers][pdf]") {
  std::vector<PdfPageLines> pages;
  std::string expected;
  for (int i = 1; i <= 5; ++i) {
    const std::string own = repeated("第" + std::to_string(i) + "段的内容，", 5) + "写过一行。";
    PdfPageLines page{{200, 40, "某某人民法院（2017）第" + std::to_string(i) + "页", 9}};
    double y = 120;
    set(page, kLeft, y, own, 34);
    page.push_back({280, 800, "- " + std::to_string(i) + " -", 9});
    pages.push_back(page);
    expected += own + "\n";
  }
  const auto document = read(pages);
  CHECK(document.text == expected);
  CHECK(document.margins == std::vector<std::string>{"某某人民法院（2017）第1页"});
}

TEST_CASE("two columns are read one after the other", "[readers][pdf]") {
  const std::string left = repeated("左栏的文字自上而下写满整栏，", 12) + "左栏完。";
  const std::string right = repeated("右栏接着左栏写下去，", 14) + "右栏完。";
  PdfPageLines page;
  double y = 100;
  set(page, 60, y, left, 18);
  y = 100;
  set(page, 330, y, right, 18);
  CHECK(read({page}).text == left + "\n" + right + "\n");
}

TEST_CASE("what stands side by side and does not flow is a row of cells", "[readers][pdf]") {
  PdfPageLines page;
  double y = 100;
  for (const auto& [name, amount] : std::vector<std::pair<std::string, std::string>>{{"项目", "金额（元）"},
                                                                                     {"医疗费", "3000"},
                                                                                     {"误工费", "1200.50"},
                                                                                     {"交通费", "80"},
                                                                                     {"合计", "4280.50"}}) {
    page.push_back({90, y, name});
    page.push_back({250, y, amount});
    y += kPitch;
  }
  CHECK(read({page}).text == "项目\t金额（元）\n医疗费\t3000\n误工费\t1200.50\n交通费\t80\n合计\t4280.50\n");
}

TEST_CASE("a word parted at the end of a line is made whole", "[readers][pdf]") {
  const PdfPageLines page{{90, 100, "The parties agreed that the com-"},
                          {90, 120, "mittee shall decide before the"},
                          {90, 140, "end of June."}};
  CHECK(read({page}).text == "The parties agreed that the committee shall decide before the end of June.\n");
}

TEST_CASE("pages without text are named; a PDF of scans alone is an error", "[readers][pdf]") {
  const PdfPageLines text{{90, 100, "正文"}};
  const auto document = read({text, {}, text, {}});
  REQUIRE(document.notes.size() == 2);
  CHECK_THAT(document.notes[1].en, Mentions("page 4 has no text"));
  const TempFolder folder;
  const auto scans = read_document(folder.write("扫描.pdf", make_pdf({{}, {}})));
  REQUIRE(!scans);
  CHECK(scans.error().code == ErrorCode::Unsupported);
  CHECK_THAT(scans.error().what.en, Mentions("none of the 2 pages"));
}

TEST_CASE("a PDF with a password, one cut short and one that leads in circles are one clear error each",
          "[readers][pdf]") {
  const TempFolder folder;
  const auto plain = folder.write("plain.pdf", make_pdf({{{90, 100, "正文"}}}));
  SECTION("password") {
    if (!std::filesystem::exists("/usr/bin/qpdf")) {
      WARN("skipped: no qpdf");
      return;
    }
    const auto locked = folder / "locked.pdf";
    const auto made =
        Process({"/usr/bin/qpdf", "--encrypt", "secret", "owner", "256", "--", plain, locked}).wait();
    REQUIRE(made.exit == 0);
    const auto document = read_document(locked);
    REQUIRE(!document);
    CHECK(document.error().code == ErrorCode::Unsupported);
    CHECK_THAT(document.error().what.en, Mentions("protected by a password"));
  }
  SECTION("cut") {
    const auto document = read_document(folder.write("cut.pdf", file_bytes(plain).substr(0, 300)));
    REQUIRE(!document);
    CHECK_THAT(document.error().what.en, Mentions("damaged or incomplete"));
  }
  SECTION("circles") {
    PdfFile file;
    const int tree = file.add("");
    file.set(tree,
             fmt::format("<< /Type /Pages /Kids [{0} 0 R {0} 0 R] /Count 1000000 /Parent {0} 0 R >>", tree));
    const int root = file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", tree));
    const auto document = read_document(folder.write("loop.pdf", file.bytes(root)));
    REQUIRE(!document);
    CHECK(!document.error().hint.empty());
  }
  SECTION("a form that draws itself") {
    PdfFile file;
    const int form = file.add("");
    file.set(form, PdfFile::stream(
                       "/X Do /X Do",
                       fmt::format("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject "
                                   "<< /X {} 0 R >> >>",
                                   form)));
    const int content = file.add(PdfFile::stream("/X Do"));
    const int tree = file.add("");
    const int page = file.add(fmt::format(
        "<< /Type /Page /Parent {} 0 R /MediaBox [0 0 99 99] /Contents {} 0 R /Resources << /XObject "
        "<< /X {} 0 R >> >> >>",
        tree, content, form));
    file.set(tree, fmt::format("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", page));
    const int root = file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", tree));
    const auto document = read_document(folder.write("form.pdf", file.bytes(root)));
    REQUIRE(!document);
    CHECK(!document.error().hint.empty());
  }
}
