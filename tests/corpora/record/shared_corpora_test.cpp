// The real ledgers through the mappings that come with Leian: every row becomes a record.
#include <map>

#include "corpora/record/intake.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

struct Ledger {
  const char* file;
  const char* mapping;
  std::size_t rows;
};

constexpr Ledger kLedgers[] = {
    {"reviewed_cases/judge-judgments.jsonl", "judge-judgments", 501},
    {"mediation/promediconv.jsonl", "promediconv", 97},
    {"petitions/shangluo-mailbox.jsonl", "shangluo-mailbox", 1179},
    {"petitions/messages.jsonl", "messages", 4326},
    {"petitions/messages-with-replies.jsonl", "messages-with-replies", 2816},
    {"petitions/messages-classified.jsonl", "messages-classified", 495},
};

const std::filesystem::path kFolder = LEIAN_SHARED_CORPORA;

/// The content of each record of a ledger by id; rows that are refused are shown.
std::map<std::string, std::string> read_all(const KindSet& kinds, const Ledger& ledger, std::size_t& rows) {
  auto mapping = Mapping::load(ledger.mapping, kinds);
  INFO((mapping ? "" : mapping.error().what.en));
  REQUIRE(mapping);
  CHECK(mapping->fits_file(ledger.file));
  const auto intake = *Intake::make(kinds, "", std::make_shared<const Mapping>(std::move(*mapping)));
  auto reader = open_rows(kFolder / ledger.file);
  REQUIRE(reader);
  REQUIRE(intake.check(**reader));
  std::map<std::string, std::string> content;
  while (auto item = (*reader)->next()) {
    ++rows;
    REQUIRE(std::holds_alternative<SourceRow>(*item));
    const auto record = intake.record(std::get<SourceRow>(*item));
    INFO(
        (record ? "" : record.error().field + ": " + record.error().value + ": " + record.error().reason.en));
    REQUIRE(record);
    const auto form = to_json(*record);
    const auto back = record_from_json(kinds, record->kind, nlohmann::json::parse(form.dump()));
    REQUIRE(back);
    REQUIRE(back->values == record->values);
    REQUIRE(back->extra == record->extra);
    const auto [at, fresh] = content.emplace(record->id, form.dump());
    if (!fresh) REQUIRE(at->second == form.dump());
  }
  return content;
}

}  // namespace

TEST_CASE("all 9,414 real rows become records, and no letter is lost", "[record][mapping][shared]") {
  if (!std::filesystem::exists(kFolder)) {
    WARN("skipped: no " << kFolder);
    return;
  }
  const auto kinds = *KindSet::load();
  std::size_t all = 0;
  std::map<std::string, std::string> together;
  for (const Ledger& ledger : kLedgers) {
    CAPTURE(ledger.file);
    std::size_t rows = 0;
    const auto content = read_all(kinds, ledger, rows);
    CHECK(rows == ledger.rows);
    // promediconv holds one conversation twice, letter for letter.
    CHECK(content.size() == ledger.rows - (std::string(ledger.mapping) == "promediconv"));
    for (const auto& entry : content) CHECK(together.insert(entry).second);
    all += rows;
  }
  CHECK(all == 9414);
}

TEST_CASE("the real judgments keep what the court said", "[record][mapping][shared]") {
  if (!std::filesystem::exists(kFolder)) {
    WARN("skipped: no " << kFolder);
    return;
  }
  const auto kinds = *KindSet::load();
  std::size_t rows = 0;
  const auto content = read_all(kinds, kLedgers[0], rows);
  const auto record = nlohmann::json::parse(content.at("judge-ff08a56d-11a3-4369-b5c4-7b61d24842c5"));
  CHECK(record["case_no"] == "（2017）沪0120刑初684号");
  CHECK(record["title"] == "诈骗罪 （2017）沪0120刑初684号");
  CHECK(record["cause"] == nlohmann::json{"诈骗罪"});
  CHECK(record["organ"] == "上海市奉贤区人民法院");
  CHECK(record["months"] == 7);
  CHECK(record["articles"] == nlohmann::json{"刑法第266条", "刑法第67条", "刑法第23条"});
  CHECK(record["circumstances"] == nlohmann::json{"坦白", "未遂"});
  CHECK(record["sentences"][0]["fine"] == 30000);
  CHECK(record["extra"] == nlohmann::json{{"year", "2017"}});
}
