// The office files that the shared corpora were made from: each gives the same records as its JSON Lines, and
// the statute given as DOCX and as PDF the same text.
#include <map>
#include <set>

#include "corpora/core/paths.hpp"
#include "corpora/readers/document_text.hpp"
#include "corpora/record/intake.hpp"
#include "corpora/record/mapping_shelf.hpp"
#include "corpora/text/utf8.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

const std::filesystem::path kShared = LEIAN_SHARED_CORPORA;

bool absent() {
  if (std::filesystem::exists(kShared / "originals")) return false;
  WARN("skipped: no " << kShared);
  return true;
}

/// Without white space, the ideographic space too. The lines were made without undoing _x000D_, as a sheet
/// writes a carriage return; our reader undoes it.
std::string bare(std::string text) {
  constexpr std::string_view kReturn = "_x000D_", kJsonReturn = "\\r", kJsonBreak = "\\n", kJsonTab = "\\t";
  for (const auto space : {kReturn, kJsonReturn, kJsonBreak, kJsonTab})
    for (auto at = text.find(space); at != text.npos; at = text.find(space, at)) text.erase(at, space.size());
  std::string kept;
  for (const char32_t point : decode_utf8(text))
    if (point > 0x20 && point != 0x3000 && point != 0xA0) append_utf8(kept, point);
  return kept;
}

/// The records of a file by id, each without white space; matched to a mapping by its columns.
std::map<std::string, std::string> records_of(const std::filesystem::path& path) {
  const auto kinds = *KindSet::load();
  const auto shelf = MappingShelf::load(data_folder() / "mappings", kinds);
  const auto reader = open_rows(path);
  REQUIRE(reader);
  auto plan = shelf.choose(path.string(), (*reader)->first_row_columns());
  INFO((plan ? "" : plan.error().what.en));
  REQUIRE(plan);
  const auto intake = *Intake::make(kinds, plan->kind, plan->mapping);
  REQUIRE(intake.check(**reader));
  std::map<std::string, std::string> records;
  std::size_t rows = 0;
  while (const auto item = (*reader)->next()) {
    ++rows;
    REQUIRE(std::holds_alternative<SourceRow>(*item));
    const auto record = intake.record(std::get<SourceRow>(*item));
    INFO((record ? "" : record.error().reason.en));
    REQUIRE(record);
    records[record->id] = bare(to_json(*record).dump());
  }
  CHECK(records.size() == rows);
  return records;
}

std::string statute(const char* file) {
  const auto document = read_document(kShared / "originals" / file);
  INFO((document ? "" : document.error().what.en));
  REQUIRE(document);
  CHECK(document->notes.empty());
  return document->text;
}

}  // namespace

TEST_CASE("the original workbooks give the same records as their JSON Lines", "[readers][xlsx][shared]") {
  if (absent()) return;
  struct Case {
    const char* workbook;
    const char* lines;
    std::size_t rows;
  };
  for (const Case& c : {Case{"petitions.xlsx", "messages.jsonl", 4326},
                        Case{"petitions-with-replies.xlsx", "messages-with-replies.jsonl", 2816},
                        Case{"petitions-classified.xlsx", "messages-classified.jsonl", 495}}) {
    CAPTURE(c.workbook);
    const auto records = records_of(kShared / "originals" / c.workbook);
    CHECK(records.size() == c.rows);
    const auto expected = records_of(kShared / "petitions" / c.lines);
    std::size_t different = 0;
    for (const auto& [id, content] : expected) {
      const auto at = records.find(id);
      if (at != records.end() && at->second == content) continue;
      if (++different == 1) {
        CAPTURE(id);
        CHECK((at == records.end() ? "" : at->second) == content);
      }
    }
    CHECK(different == 0);
  }
}

TEST_CASE("the table of petition classes fits no mapping, and the nearest is named",
          "[readers][xlsx][shared]") {
  if (absent()) return;
  const auto kinds = *KindSet::load();
  const auto reader = open_rows(kShared / "originals" / "petition-classes.xlsx");
  REQUIRE(reader);
  const auto plan =
      MappingShelf::load(data_folder() / "mappings", kinds).choose((*reader)->name(), (*reader)->columns());
  REQUIRE(!plan);
  CHECK_THAT(plan.error().what.en, Mentions("the nearest, messages-classified, misses the columns"));
}

TEST_CASE("a statute as DOCX and as PDF becomes the same 90 records", "[readers][docx][pdf][shared]") {
  if (absent()) return;
  const auto kinds = *KindSet::load();
  const auto intake = *Intake::make(kinds, "", nullptr);
  const auto articles = [&](const char* file) {
    const auto reader = open_rows(kShared / "originals" / file);
    INFO((reader ? "" : reader.error().what.en));
    REQUIRE(reader);
    CHECK((*reader)->is_document());
    std::vector<std::string> records;
    while (const auto item = (*reader)->next()) {
      REQUIRE(std::holds_alternative<SourceRow>(*item));
      const auto record = intake.record(std::get<SourceRow>(*item));
      INFO((record ? "" : record.error().reason.en));
      REQUIRE(record);
      records.push_back(to_json(*record).dump());
    }
    return records;
  };
  const auto docx = articles("行政复议法.docx");
  CHECK(docx.size() == 90);
  CHECK(docx == articles("行政复议法.pdf"));
}

TEST_CASE("a statute as DOCX and as PDF is the same text but for white space",
          "[readers][docx][pdf][shared]") {
  if (absent()) return;
  const std::string docx = statute("行政复议法.docx"), pdf = statute("行政复议法.pdf");
  const auto articles = [](const std::string& text) {
    const std::string all = bare(text);
    const std::string first = "第一条为了防止";
    const auto at = all.rfind(first);
    REQUIRE(at != std::string::npos);
    return all.substr(at);
  };
  CHECK(articles(docx) == articles(pdf));
  const auto begins = [](const std::string& text) {
    std::set<std::string> found;
    std::string_view left = text;
    while (!left.empty()) {
      const auto line = left.substr(0, left.find('\n'));
      const auto end = line.find("条");
      if (line.starts_with("第") && end != line.npos && end < 24) found.emplace(line.substr(0, end));
      left.remove_prefix(std::min(left.size(), line.size() + 1));
    }
    return found;
  };
  CHECK(begins(docx).size() == 90);
  CHECK(begins(pdf) == begins(docx));
}
