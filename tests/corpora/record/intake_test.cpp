#include "corpora/record/intake.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

const KindSet& kinds() {
  static const KindSet set = *KindSet::load();
  return set;
}

std::shared_ptr<const Mapping> ledger() {
  return std::make_shared<const Mapping>(*Mapping::parse(
      R"({"mapping": "m", "kind": "petition", "id": "编号", "fields": {"title": "事由", "opened": "收信日期"}})",
      "m.json", kinds()));
}

/// The first row of a file as a record.
RowResult<Record> first_record(const Intake& intake, const std::filesystem::path& file) {
  return intake.record(std::get<SourceRow>(*(*open_rows(file))->next()));
}

}  // namespace

TEST_CASE("the kind comes from --kind, from the mapping, or from the row", "[record][intake]") {
  const TempFolder folder;
  const auto native = folder.write("a.jsonl", "{\"id\": 1, \"kind\": \"信访事项\", \"标题\": \"甲\"}\n");
  const auto table = folder.write("b.csv", "编号,事由,收信日期\n7,乙,2017-03-01\n");
  const auto own = *Intake::make(kinds(), "", nullptr);
  CHECK(first_record(own, native)->kind->name() == "petition");
  const auto given = *Intake::make(kinds(), "mediation_agreement", nullptr);
  const auto renamed = first_record(given, native);
  CHECK(renamed->kind->name() == "mediation_agreement");
  CHECK(renamed->extra["kind"] == "信访事项");
  const auto mapped = *Intake::make(kinds(), "", ledger());
  CHECK(first_record(mapped, table)->id == "7");
  CHECK(Intake::make(kinds(), "petition", ledger()));
  CHECK(Intake::make(kinds(), "reviewed_case", ledger()).error().code == ErrorCode::BadUsage);
  CHECK(Intake::make(kinds(), "letters", nullptr).error().code == ErrorCode::UnknownKind);
}

TEST_CASE("a row that is refused says file, line, field, value and reason", "[record][intake]") {
  const TempFolder folder;
  const auto own = *Intake::make(kinds(), "", nullptr);
  struct Case {
    std::string row, field, value, reason;
  };
  const auto bad = GENERATE(values<Case>({
      {R"({"id": 1})", "kind", "", "no kind is given"},
      {R"({"id": 1, "kind": "letters"})", "kind", "letters", "no kind named"},
      {R"({"id": 1, "kind": "petition", "opened": "2017-02-30"})", "opened", "2017-02-30",
       "a day that exists"},
      {R"({"kind": "petition"})", "id", "", "no id"},
      {R"({"id": )", "", R"({"id":)", "not valid JSON"},
  }));
  const auto file = folder.write("a.jsonl", "\n" + bad.row + "\n");
  const auto record = first_record(own, file);
  REQUIRE(!record);
  CHECK(record.error().file == file.string());
  CHECK(record.error().line == 2);
  CHECK(record.error().field == bad.field);
  CHECK_THAT(record.error().value, Catch::Matchers::StartsWith(bad.value));
  CHECK_THAT(record.error().reason.en, Mentions(bad.reason));
}

TEST_CASE("a mapping that is not for a file is noticed before the first row", "[record][intake]") {
  const TempFolder folder;
  const auto check = [&](const char* name, const std::string& content) {
    return Intake::make(kinds(), "", ledger())->check(**open_rows(folder.write(name, content)));
  };
  CHECK(check("a.csv", "编号,事由,收信日期\n"));
  CHECK(!check("b.csv", "编号,事由,来信日期\n"));
  CHECK(check("c.jsonl", "{\"编号\": 1}\n"));
  CHECK(!check("d.jsonl", "{\"number\": 1}\n"));
  CHECK(check("e.jsonl", "broken\n"));
  CHECK(Intake::make(kinds(), "", nullptr)->check(**open_rows(folder.path() / "d.jsonl")));
}
