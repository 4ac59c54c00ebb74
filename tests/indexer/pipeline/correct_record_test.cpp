#include "indexer/pipeline/correct_record.hpp"

#include <atomic>
#include <thread>

#include "indexer/extract/corrections.hpp"
#include "indexer/pipeline/index_files.hpp"
#include "indexer/store/index.hpp"
#include "indexer/store/index_writer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;
using nlohmann::json;

namespace {

constexpr const char* kResult =
    "判决如下：被告人李某犯盗窃罪，判处有期徒刑一年六个月，并处罚金人民币三千元。";

/// An index of a few judgments, made as `leian index` makes it.
class Judgments {
 public:
  Judgments() { index(); }

  IndexSummary index() {
    std::string rows;
    for (const char* id : {"a", "b", "c"})
      rows += json{{"id", id}, {"kind", "reviewed_case"}, {"result", kResult}}.dump() + "\n";
    rows +=
        json{{"id", "given"}, {"kind", "reviewed_case"}, {"result", kResult}, {"months", 7}}.dump() + "\n";
    IndexOptions options;
    options.db = db();
    options.inputs = {folder_.write("rows.jsonl", rows)};
    const auto summary = index_files(options);
    if (!summary) FAIL(summary.error().what.en);
    return *summary;
  }

  std::filesystem::path db() const { return folder_ / "db"; }

  json record(const std::string& id) const {
    const auto index = Index::open(db(), Analyzer::load().value()).value();
    const auto lease = index->lease().value();
    const auto at = find_row(lease, id).value();
    REQUIRE(at);
    return to_json(read_record(lease, *at).value());
  }

  CorrectionRequest request(const std::string& id, const std::string& field,
                            std::vector<std::string> values = {}) const {
    CorrectionRequest request;
    request.db = db();
    request.id = id;
    request.field = field;
    request.values = std::move(values);
    request.by = "王";
    request.when = DateTime::at(*Date::of(2026, 11, 25), 9, 30);
    return request;
  }

 private:
  TempFolder folder_;
};

const json* entry_of(const json& record, const std::string& field) {
  for (const json& entry : record["extracted"])
    if (entry["field"] == field) return &entry;
  return nullptr;
}

}  // namespace

TEST_CASE("a correction shows at once and survives indexing the file again", "[indexer][pipeline]") {
  Judgments judgments;
  CHECK(judgments.record("a")["months"] == 18);
  REQUIRE(correct_record(judgments.request("a", "刑期", {"20"})));
  const json corrected = judgments.record("a");
  CHECK(corrected["months"] == 20);
  CHECK((*entry_of(corrected, "months"))["by"] == "王");
  CHECK(judgments.record("b")["months"] == 18);

  const IndexSummary again = judgments.index();
  CHECK(again.unchanged == 4);
  CHECK(again.records == 4);
  CHECK(judgments.record("a") == corrected);

  REQUIRE(correct_record(judgments.request("a", "months", {"21"})));
  CHECK(judgments.record("a")["months"] == 21);
}

TEST_CASE("a correction outlives the index it was made on", "[indexer][pipeline]") {
  Judgments judgments;
  REQUIRE(correct_record(judgments.request("a", "cause", {"盗窃", "诈骗罪"})));
  for (const char* part : {"MANIFEST", "segments", "deletions"})
    std::filesystem::remove_all(judgments.db() / part);
  judgments.index();
  CHECK(judgments.record("a")["cause"] == json::array({"盗窃罪", "诈骗罪"}));
}

TEST_CASE("values are accepted and cleared", "[indexer][pipeline]") {
  Judgments judgments;
  auto accept = judgments.request("a", "months");
  accept.word = CorrectionRequest::Word::Accept;
  REQUIRE(correct_record(accept));
  const json accepted = judgments.record("a");
  CHECK(accepted["months"] == 18);
  CHECK((*entry_of(accepted, "months"))["confidence"] == 1);
  CHECK(entry_of(accepted, "months")->contains("sentence"));

  auto clear = judgments.request("a", "months");
  clear.word = CorrectionRequest::Word::Clear;
  REQUIRE(correct_record(clear));
  CHECK_FALSE(judgments.record("a").contains("months"));
  judgments.index();
  CHECK_FALSE(judgments.record("a").contains("months"));
  accept = judgments.request("a", "months");
  accept.word = CorrectionRequest::Word::Accept;
  CHECK(correct_record(accept).error().code == ErrorCode::Conflict);
}

TEST_CASE("a row of a nested field is corrected as JSON", "[indexer][pipeline]") {
  Judgments judgments;
  REQUIRE(correct_record(judgments.request("a", "sentences", {R"({"charge": "诈骗罪", "months": 9})"})));
  CHECK(judgments.record("a")["sentences"] == json::array({{{"charge", "诈骗罪"}, {"months", 9}}}));
  CHECK(correct_record(judgments.request("a", "sentences", {"九个月"})).error().code == ErrorCode::BadInput);
}

TEST_CASE("what cannot be corrected is refused, and nothing is kept of it", "[indexer][pipeline]") {
  Judgments judgments;
  const auto code = [&](const CorrectionRequest& request) {
    const auto corrected = correct_record(request);
    return corrected ? ErrorCode::Internal : corrected.error().code;
  };
  CHECK(code(judgments.request("nobody", "months", {"1"})) == ErrorCode::NotFound);
  CHECK(code(judgments.request("a", "nothing", {"1"})) == ErrorCode::UnknownField);
  CHECK(code(judgments.request("a", "title", {"1"})) == ErrorCode::UnknownField);
  CHECK(code(judgments.request("given", "months", {"1"})) == ErrorCode::Conflict);
  CHECK(code(judgments.request("a", "months", {"许多"})) == ErrorCode::BadInput);
  CHECK(code(judgments.request("a", "months", {"1", "2"})) == ErrorCode::BadInput);
  CorrectionRequest elsewhere = judgments.request("a", "months", {"1"});
  elsewhere.db = judgments.db() / "none";
  CHECK(code(elsewhere) == ErrorCode::IndexMissing);
  CHECK_FALSE(std::filesystem::exists(elsewhere.db));
  CHECK_FALSE(std::filesystem::exists(corrections_file(judgments.db())));
  CHECK(judgments.record("a")["months"] == 18);
}

TEST_CASE("corrections at the same time all hold", "[indexer][pipeline]") {
  Judgments judgments;
  std::vector<std::thread> people;
  std::atomic<int> refused{0};
  for (const char* id : {"a", "b", "c"})
    people.emplace_back([&, id] {
      if (!correct_record(judgments.request(id, "months", {"30"}))) ++refused;
      if (!correct_record(judgments.request(id, "outcome", {"改过"}))) ++refused;
    });
  for (std::thread& person : people) person.join();
  CHECK(refused == 0);
  for (const char* id : {"a", "b", "c"}) {
    CHECK(judgments.record(id)["months"] == 30);
    CHECK(judgments.record(id)["outcome"] == "改过");
  }
  CHECK(judgments.index().records == 4);
}
