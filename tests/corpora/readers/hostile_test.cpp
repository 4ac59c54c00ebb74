// Files made to break a reader: each is one clear error (or is read), within stated memory, and the rest of
// the folder goes on. Every file is made here.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include <cstring>
#include <fstream>

#include "corpora/readers/document_text.hpp"
#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/pdf_maker.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;

namespace {

/// What reading a file came to, and the most memory it took beyond what the test's process had.
struct Reading {
  std::size_t rows = 0;
  std::string first_fault;
  long peak_mb = 0;
};

long resident_mb() {
  long all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE) / 1024 / 1024;
}

/// Reads the file in a process of its own.
Reading read_apart(const std::filesystem::path& path) {
  const TempFolder folder;
  const auto out = folder / "out";
  const long before = resident_mb();
  const pid_t child = fork();
  if (child == 0) {
    std::size_t rows = 0;
    std::string fault;
    const auto note = [&](const Text& reason) {
      if (fault.empty()) fault = reason.en;
    };
    auto file = open_file(path);
    if (!file) note(file.error().what);
    while (file) {
      auto table = (*file)->next();
      if (!table) break;
      if (!*table) note(table->error().what);
      while (*table) {
        const auto item = (**table)->next();
        if (!item) break;
        if (const auto* bad = std::get_if<RowError>(&*item))
          note(bad->reason);
        else
          ++rows;
      }
    }
    std::ofstream(out) << rows << '\n' << fault;
    _exit(0);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  REQUIRE(WIFEXITED(status));
  Reading reading;
  std::ifstream in(out);
  in >> reading.rows;
  in.ignore();
  std::getline(in, reading.first_fault);
  reading.peak_mb = usage.ru_maxrss / 1024 - before;
  return reading;
}

/// docs/readers.md states it: Leian's own part of reading any file.
void check_memory(const Reading& reading) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  constexpr long kBoundMb = 512;
  INFO("peak " << reading.peak_mb << " MB");
  CHECK(reading.peak_mb < kBoundMb);
#else
  static_cast<void>(reading);
#endif
}

/// A ZIP entry of `size` times the same byte, without ever having it in memory.
void add_repeated(zip_t* zip, const char* name, std::size_t size, char byte) {
  struct State {
    std::size_t left, size;
    char byte;
  };
  auto* state = new State{size, size, byte};
  const auto feed = [](void* data, void* room, zip_uint64_t length, zip_source_cmd_t command) -> zip_int64_t {
    auto* at = static_cast<State*>(data);
    if (command == ZIP_SOURCE_OPEN) at->left = at->size;
    if (command == ZIP_SOURCE_READ) {
      const auto some = std::min<std::size_t>(length, at->left);
      std::memset(room, at->byte, some);
      at->left -= some;
      return static_cast<zip_int64_t>(some);
    }
    if (command == ZIP_SOURCE_STAT) {
      auto* stat = static_cast<zip_stat_t*>(room);
      zip_stat_init(stat);
      stat->size = at->size;
      stat->valid = ZIP_STAT_SIZE;
      return sizeof *stat;
    }
    if (command == ZIP_SOURCE_FREE) delete at;
    if (command == ZIP_SOURCE_SUPPORTS)
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    return 0;
  };
  zip_file_add(zip, name, zip_source_function(zip, feed, state), 0);
}

std::filesystem::path bomb(const std::filesystem::path& path, const char* name, std::size_t size) {
  int code = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  add_repeated(zip, name, size, ' ');
  REQUIRE(zip_close(zip) == 0);
  return path;
}

/// Letters that do not compress much.
std::string noise_of(std::size_t bytes) {
  std::string noise(bytes, 'a');
  unsigned random = 1;
  for (char& letter : noise) {
    random = random * 1'103'515'245 + 12'345;
    letter = static_cast<char>('a' + random / 65'536 % 26);
  }
  return noise;
}

std::string text_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace

TEST_CASE("a ZIP bomb is noticed, flat and nested", "[readers][hostile]") {
  const TempFolder folder;
  constexpr std::size_t kSize = 300u << 20;
  const auto flat = bomb(folder / "flat.zip", "a.csv", kSize);
  CHECK(std::filesystem::file_size(flat) < 1u << 20);
  const auto reading = read_apart(flat);
  CHECK_THAT(reading.first_fault, Mentions("as a ZIP bomb does"));
  check_memory(reading);
  const auto nested = make_zip(folder / "nested.zip", {{"a.zip", file_bytes(flat)}, {"b.csv", "编号\n1\n"}});
  const auto inner = read_apart(nested);
  CHECK_THAT(inner.first_fault, Mentions("as a ZIP bomb does"));
  CHECK(inner.rows == 1);
  ZipEntries parts = xlsx_parts({"<sheetData/>"});
  parts[0].second += std::string(100u << 20, ' ');
  CHECK_THAT(read_apart(make_zip(folder / "sheet.xlsx", parts)).first_fault, Mentions("as a ZIP bomb does"));
}

TEST_CASE("an entity bomb is refused before it can go off", "[readers][hostile]") {
  const TempFolder folder;
  std::string doctype = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    doctype += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) doctype += "&a" + std::to_string(i - 1) + ";";
    doctype += "\">";
  }
  ZipEntries parts{{"word/document.xml", doctype + "]><d>&a9;</d>"}};
  const auto document = read_apart(make_zip(folder / "a.docx", parts));
  CHECK_THAT(document.first_fault, Mentions("document type declaration"));
  ZipEntries sheet = xlsx_parts({""});
  sheet[0].second = doctype + "]><worksheet>&a9;</worksheet>";
  const auto workbook = read_apart(make_zip(folder / "a.xlsx", sheet));
  CHECK_THAT(workbook.first_fault, Mentions("document type declaration"));
  check_memory(workbook);
}

TEST_CASE("a sheet of 1,048,576 rows is read as a stream, one row more is refused", "[readers][hostile]") {
  const TempFolder folder;
  constexpr int kRows = 1'048'576;
  std::string rows = "<sheetData><row r=\"1\">" + text_cell("编号") + "</row>";
  rows.reserve(64u << 20);
  for (int row = 2; row <= kRows; ++row) {
    const std::string n = std::to_string(row);
    rows += "<row r=\"" + n + "\"><c><v>" + n + "</v></c></row>";
  }
  const auto full = read_apart(make_zip(folder / "full.xlsx", xlsx_parts({rows + "</sheetData>"})));
  CHECK(full.rows == kRows - 1);
  CHECK(full.first_fault.empty());
  check_memory(full);
  const auto beyond = read_apart(make_zip(
      folder / "more.xlsx", xlsx_parts({"<sheetData><row r=\"1\">" + text_cell("编号") +
                                        "</row><row r=\"1048577\"><c><v>1</v></c></row></sheetData>"})));
  CHECK_THAT(beyond.first_fault, Mentions("more than 1048576 rows"));
  // What stands before the row too many is read, to the last.
  std::string end = "<sheetData><row r=\"1\">" + text_cell("编号") + "</row>";
  for (int row = kRows - 50; row <= kRows + 1; ++row)
    end += "<row r=\"" + std::to_string(row) + "\"><c><v>1</v></c></row>";
  const auto last = read_apart(make_zip(folder / "last.xlsx", xlsx_parts({end + "</sheetData>"})));
  CHECK_THAT(last.first_fault, Mentions("more than 1048576 rows"));
  CHECK(last.rows == 51);
}

TEST_CASE("a cell of 32 MB costs its row only", "[readers][hostile]") {
  const TempFolder folder;
  const std::string noise = noise_of(32u << 20);
  const std::string sheet = "<sheetData><row>" + text_cell("编号") + text_cell("内容") + "</row><row>" +
                            text_cell("1") + text_cell(noise) +
                            "</row><row><c t=\"s\"><v>0</v></c></row><row>" + text_cell("2") +
                            "</row></sheetData>";
  const auto reading =
      read_apart(make_zip(folder / "a.xlsx", xlsx_parts({sheet}, "<si><t>" + noise + "</t></si>")));
  CHECK(reading.rows == 1);
  CHECK_THAT(reading.first_fault, Mentions("a cell is longer than the limit of 16 MB"));
  check_memory(reading);
}

TEST_CASE("a row of long cells costs itself only", "[readers][hostile]") {
  const TempFolder folder;
  const std::string cell = text_cell(noise_of(9u << 20));
  std::string row;
  for (int i = 0; i < 9; ++i) row += cell;
  const std::string sheet = "<sheetData><row>" + text_cell("编号") + "</row><row>" + row + "</row><row>" +
                            text_cell("2") + "</row></sheetData>";
  const auto reading = read_apart(make_zip(folder / "a.xlsx", xlsx_parts({sheet})));
  CHECK(reading.rows == 1);
  CHECK_THAT(reading.first_fault, Mentions("a row is longer than the limit of 64 MB"));
  check_memory(reading);
}

TEST_CASE("a small sheet that shares one long string a million times is stopped", "[readers][hostile]") {
  const TempFolder folder;
  std::string rows = "<sheetData><row>" + text_cell("编号") + "</row>";
  for (int i = 0; i < 2000; ++i) rows += "<row><c t=\"s\"><v>0</v></c></row>";
  const std::string noise = noise_of(12u << 20);
  const auto reading = read_apart(
      make_zip(folder / "a.xlsx", xlsx_parts({rows + "</sheetData>"}, "<si><t>" + noise + "</t></si>")));
  CHECK(reading.rows < 400);
  CHECK_THAT(reading.first_fault, Mentions("inflates to more than"));
  check_memory(reading);
}

TEST_CASE("tables 10,000 deep are refused, and a hundred deep are read", "[readers][hostile]") {
  const TempFolder folder;
  const auto nested = [](int depth) {
    std::string body;
    for (int i = 0; i < depth; ++i) body += "<w:tbl><w:tr><w:tc>";
    body += paragraph("底");
    for (int i = 0; i < depth; ++i) body += "</w:tc></w:tr></w:tbl>";
    return body;
  };
  const auto deep = read_apart(make_zip(folder / "a.docx", docx_parts(nested(10'000))));
  CHECK_THAT(deep.first_fault, Mentions("nest deeper than 1000"));
  check_memory(deep);
  CHECK(read_document(make_zip(folder / "b.docx", docx_parts(nested(100))))->text == "底\n");
}

TEST_CASE("a file of 2 GB and one of 0 bytes are one clear error, whatever they are called",
          "[readers][hostile]") {
  const TempFolder folder;
  for (const char* ending :
       {"xlsx", "xls", "docx", "doc", "pdf", "html", "mht", "txt", "zip", "csv", "jsonl"}) {
    CAPTURE(ending);
    const auto path = folder.write(std::string("a.") + ending, "");
    CHECK_THAT(read_apart(path).first_fault, Mentions("is empty"));
    std::filesystem::resize_file(path, 2ull << 30);
    const auto reading = read_apart(path);
    CHECK_THAT(reading.first_fault, Mentions("not a text file"));
    check_memory(reading);
  }
  const auto pdf = folder.write("b.pdf", "%PDF-1.5\n");
  std::filesystem::resize_file(pdf, 2ull << 30);
  CHECK_THAT(read_apart(pdf).first_fault, Mentions("larger than 256 MB"));
  const auto text = folder.write("b.txt", std::string(5000, 'x'));
  std::filesystem::resize_file(text, 100u << 20);
  CHECK_THAT(read_apart(text).first_fault, Mentions("larger than 32 MB"));
}

TEST_CASE("files cut short or with bits flipped are read or told, never more", "[readers][hostile]") {
  const TempFolder folder;
  const std::vector<std::pair<std::string, std::string>> files{
      {"a.xlsx", zip_bytes(xlsx_parts({"<sheetData><row>" + text_cell("编号") + "</row><row>" +
                                       text_cell("1") + "</row></sheetData>"}))},
      {"a.docx", zip_bytes(docx_parts(paragraph("正文")))},
      {"a.pdf", make_pdf({{{90, 100, "正文"}}})},
      {"a.zip", zip_bytes({{"a.csv", "编号\n1\n"}})}};
  unsigned random = 7;
  for (const auto& [name, bytes] : files) {
    for (int round = 0; round < 12; ++round) {
      std::string broken = bytes;
      if (round < 4)
        broken.resize(bytes.size() * static_cast<std::size_t>(round + 1) / 5);
      else
        for (int flips = 0; flips < 5; ++flips) {
          random = random * 1'103'515'245 + 12'345;
          broken[random / 65'536 % broken.size()] ^= static_cast<char>(1 << random / 1024 % 8);
        }
      CAPTURE(name, round);
      const auto reading = read_apart(folder.write(name, broken));
      CHECK((reading.rows == 1 || !reading.first_fault.empty()));
    }
  }
}
