// The examples of docs/mappings.md and docs/kinds.md do what the pages say.
#include <fstream>
#include <sstream>

#include "corpora/record/intake.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;
using nlohmann::json;

namespace {

/// The block of a page that opens with ```<language> <name>.
std::string block(const std::string& page, const std::string& opening) {
  const std::string text = leian::test::file_bytes(std::string(LEIAN_SOURCE "/docs/") + page);
  const auto start = text.find("```" + opening + "\n");
  REQUIRE(start != text.npos);
  const auto from = text.find('\n', start) + 1;
  return text.substr(from, text.find("```", from) - from);
}

}  // namespace

TEST_CASE("the ledger of docs/mappings.md is read as the page shows", "[record][docs]") {
  const TempFolder folder;
  const auto kinds = *KindSet::load();
  const auto file = folder.write("调解台账2017.csv", block("mappings.md", "csv ledger"));
  auto mapping = Mapping::load(folder.write("调解台账.json", block("mappings.md", "json mapping")), kinds);
  INFO((mapping ? "" : mapping.error().what.en));
  REQUIRE(mapping);
  CHECK(mapping->fits_file(file));
  const auto intake = *Intake::make(kinds, "", std::make_shared<const Mapping>(std::move(*mapping)));
  auto reader = *open_rows(file);
  REQUIRE(intake.check(*reader));

  std::vector<json> records;
  std::vector<RowError> rejects;
  while (auto item = reader->next()) {
    const auto record = intake.record(std::get<SourceRow>(*item));
    if (record)
      records.push_back(json::parse(to_json(*record).dump()));
    else
      rejects.push_back(record.error());
  }
  REQUIRE(records.size() == 3);
  CHECK(records[0] == json::parse(block("mappings.md", "json record")));
  CHECK(records[1]["experts"] == json::parse(R"([{"name": "刘某", "profession": "物业管理"}])"));
  CHECK(records[1]["cause"] == "物业纠纷");
  CHECK(records[1]["extra"] == json{{"备注", "媒体关注"}});
  CHECK(records[2]["cause"] == "治安纠纷");
  REQUIRE(rejects.size() == 1);
  CHECK(rejects[0].line == 4);
  CHECK(rejects[0].field == "办结日期");
  CHECK(rejects[0].value == "17.2.30");
  CHECK_THAT(leian::test::file_bytes(LEIAN_SOURCE "/docs/mappings.md"), Mentions(rejects[0].reason.zh));
}

TEST_CASE("the kind, the record and the code list of docs/kinds.md are read", "[record][docs]") {
  const TempFolder folder;
  folder.write("notice.json", block("kinds.md", "json kind"));
  const auto kinds = KindSet::load({folder.path()});
  INFO((kinds ? "" : kinds.error().what.en));
  REQUIRE(kinds);
  const auto row = json::parse(block("kinds.md", "json record"));
  const auto record = record_from_json(*kinds, *kinds->find("政策文件"), row);
  REQUIRE(record);
  const auto form = to_json(*record);
  CHECK(form["region"] == "211100");
  CHECK(form["issued"] == "2017-12-01");
  CHECK(form["annexes"][0]["pages"] == 3);
  CHECK(form["extra"]["密级"] == "公开");
  const auto list = CodeList::parse(block("kinds.md", "tsv codes"), "topics", "topics.tsv");
  REQUIRE(list);
  CHECK(list->open());
  CHECK(list->find("部门调解")->code == "12");
}

TEST_CASE("docs/kinds.md names every type and every role", "[record][docs]") {
  const std::string page = leian::test::file_bytes(LEIAN_SOURCE "/docs/kinds.md");
  for (const auto& type : kFieldTypes) CHECK_THAT(page, Mentions("| `" + std::string(type.name) + "` |"));
  for (const auto& role : all_roles())
    if (role.role != Role::None)
      CHECK_THAT(page, Mentions("`" + std::string(role.name) + "` " + role.label.zh));
}
