#include "indexer/pipeline/index_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "indexer/store/index.hpp"
#include "indexer/store/index_writer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;
using nlohmann::json;

namespace {

json petition(const std::string& id, const std::string& body) {
  return {{"id", id}, {"kind", "petition"}, {"title", "反映物业纠纷"}, {"body", body}};
}

std::string lines(const std::vector<json>& rows) {
  std::string text;
  for (const json& row : rows) text += row.dump() + "\n";
  return text;
}

IndexOptions options_for(const TempFolder& folder, std::vector<std::filesystem::path> inputs) {
  IndexOptions options;
  options.db = folder / "db";
  options.inputs = std::move(inputs);
  return options;
}

IndexSummary run(const IndexOptions& options) {
  auto summary = index_files(options);
  if (!summary) FAIL(summary.error().what.en);
  CHECK(summary->read == summary->indexed + summary->updated + summary->unchanged + summary->rejected);
  return *summary;
}

std::shared_ptr<Index> opened(const TempFolder& folder) {
  return Index::open(folder / "db", Analyzer::load().value()).value();
}

std::vector<json> rejects_of(const IndexSummary& summary) {
  std::vector<json> rejects;
  std::istringstream in(leian::test::file_bytes(summary.rejects));
  for (std::string line; std::getline(in, line);) rejects.push_back(json::parse(line));
  return rejects;
}

}  // namespace

TEST_CASE("every row of a file becomes a record that can be read back", "[pipeline]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", lines({petition("a", "路灯不亮"), petition("b", "噪音扰民")}));
  const auto summary = run(options_for(folder, {file}));
  CHECK(summary.read == 2);
  CHECK(summary.indexed == 2);
  CHECK(summary.records == 2);
  const auto lease = opened(folder)->lease();
  REQUIRE(lease);
  const auto at = find_row(*lease, "b").value();
  REQUIRE(at);
  CHECK(to_json(read_record(*lease, *at).value())["body"] == "噪音扰民");
}

TEST_CASE("the same files again change nothing, not even the generation", "[pipeline]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", lines({petition("a", "路灯不亮"), petition("b", "噪音扰民")}));
  run(options_for(folder, {file}));
  const auto before = leian::test::file_bytes(folder / "db/MANIFEST");
  const auto again = run(options_for(folder, {file}));
  CHECK(again.unchanged == 2);
  CHECK(again.indexed + again.updated == 0);
  CHECK(leian::test::file_bytes(folder / "db/MANIFEST") == before);
}

TEST_CASE("a changed record replaces the old one under its id", "[pipeline]") {
  const TempFolder folder;
  run(options_for(folder,
                  {folder.write("a.jsonl", lines({petition("a", "旧的内容"), petition("b", "不变")}))}));
  const auto summary = run(options_for(
      folder, {folder.write("b.jsonl", lines({petition("a", "新的内容"), petition("b", "不变")}))}));
  CHECK(summary.updated == 1);
  CHECK(summary.unchanged == 1);
  CHECK(summary.records == 2);
  const auto lease = opened(folder)->lease();
  CHECK(to_json(read_record(*lease, *find_row(*lease, "a").value()).value())["body"] == "新的内容");
}

TEST_CASE("an id that stands twice in one run with different content is a reject that names both places",
          "[pipeline]") {
  const TempFolder folder;
  const auto first = folder.write("1.jsonl", lines({petition("a", "甲"), petition("a", "甲")}));
  const auto second = folder.write("2.jsonl", lines({petition("x", "丙"), petition("a", "乙")}));
  const auto summary = run(options_for(folder, {first, second}));
  CHECK(summary.indexed == 2);
  CHECK(summary.unchanged == 1);
  CHECK(summary.rejected == 1);
  const auto reject = rejects_of(summary).at(0);
  CHECK(reject["file"] == second.string());
  CHECK(reject["line"] == 2);
  CHECK(reject["field"] == "id");
  CHECK(reject["reason"].get<std::string>().find(first.string()) != std::string::npos);
}

TEST_CASE("a row that cannot become a record is rejected with file, line, field, value and reason",
          "[pipeline]") {
  const TempFolder folder;
  const auto [field, value] = GENERATE(table<std::string, json>({{"opened", "2017-02-30"},
                                                                 {"headcount", "abc"},
                                                                 {"closed", json::array({json::object()})},
                                                                 {"supervised", "也许"}}));
  json bad = petition("bad", "x");
  bad[field] = value;
  const auto summary =
      run(options_for(folder, {folder.write("a.jsonl", lines({petition("good", "y"), bad}))}));
  CAPTURE(field);
  CHECK(summary.indexed == 1);
  REQUIRE(summary.rejected == 1);
  const auto reject = rejects_of(summary).at(0);
  CHECK(reject["line"] == 2);
  CHECK(reject["field"] == field);
  CHECK_FALSE(reject["reason"].get<std::string>().empty());
  CHECK_FALSE(reject["reason_en"].get<std::string>().empty());
}

TEST_CASE("many small files, workers and updates leave exactly the newest records", "[pipeline]") {
  const TempFolder folder;
  std::map<std::string, std::string> expected;
  for (int round = 0; round < 6; ++round) {
    std::vector<json> rows;
    for (int i = 0; i < 300; ++i) {
      const std::string id = fmt::format("p{}", (i * 7 + round * 131) % 900);
      if (expected.contains(id) && i % 3 == 0) continue;
      const std::string body = fmt::format("第{}轮第{}条", round, i);
      if (std::any_of(rows.begin(), rows.end(), [&](const json& r) { return r["id"] == id; })) continue;
      expected[id] = body;
      rows.push_back(petition(id, body));
    }
    auto options = options_for(folder, {folder.write(fmt::format("{}.jsonl", round), lines(rows))});
    options.jobs = 2;
    CHECK(run(options).records == expected.size());
  }
  const auto lease = opened(folder)->lease();
  for (const auto& [id, body] : expected) {
    const auto at = find_row(*lease, id).value();
    REQUIRE(at);
    CHECK(to_json(read_record(*lease, *at).value())["body"] == body);
  }
}

TEST_CASE("an empty index is an index", "[pipeline]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", lines({petition("", "没有编号")}));
  CHECK(run(options_for(folder, {file})).rejected == 1);
  CHECK(opened(folder)->snapshot()->live_rows() == 0);
}

TEST_CASE("a file that cannot be read is told and the others are taken", "[pipeline]") {
  const TempFolder folder;
  const auto good = folder.write("good.jsonl", lines({petition("a", "x")}));
  const auto [name, bytes] = GENERATE(
      table<std::string, std::string>({{"empty.jsonl", ""},
                                       {"noise.csv", std::string("\x7F"
                                                                 "ELF\x02\x01\0\0\0\0\xFF\xFE\x00\x01",
                                                                 14)},
                                       {"what.xyz", "hello"}}));
  const auto bad = folder.write(name, bytes);
  const auto summary = run(options_for(folder, {bad, good}));
  CAPTURE(name);
  CHECK(summary.indexed == 1);
  REQUIRE(summary.file_errors.size() == 1);
  CHECK(summary.file_errors[0].what.zh.find(bad.filename().string()) != std::string::npos);
}

TEST_CASE("a missing input, an unknown kind and a missing mapping stop before anything is written",
          "[pipeline]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", lines({petition("a", "x")}));
  auto options = options_for(folder, {file});
  ErrorCode expected = ErrorCode::NotFound;
  SECTION("input") { options.inputs.push_back(folder / "absent.jsonl"); }
  SECTION("mapping") { options.maps.push_back(folder / "absent.json"); }
  SECTION("kind") {
    options.kind = "no_such_kind";
    expected = ErrorCode::UnknownKind;
  }
  const auto summary = index_files(options);
  REQUIRE_FALSE(summary);
  CHECK(summary.error().code == expected);
  CHECK_FALSE(std::filesystem::exists(folder / "db/MANIFEST"));
}

TEST_CASE("stopping a run leaves a valid index holding what was committed", "[pipeline]") {
  const TempFolder folder;
  std::vector<json> rows;
  for (int i = 0; i < 12000; ++i) rows.push_back(petition(fmt::format("p{}", i), fmt::format("第{}件", i)));
  auto options = options_for(folder, {folder.write("a.jsonl", lines(rows))});
  std::atomic<bool> stop = false;
  options.stop = &stop;
  options.jobs = 1;
  std::atomic<bool> done = false;
  std::thread ctrl_c([&] {
    while (!done && !std::filesystem::exists(folder / "db/segments/000001")) std::this_thread::yield();
    stop = true;
  });
  const auto summary = run(options);
  done = true;
  ctrl_c.join();
  CHECK(summary.stopped);
  CHECK(summary.records == summary.indexed);
  CHECK(summary.records < rows.size());
  CHECK(opened(folder)->snapshot()->live_rows() == summary.records);
  // Going on takes in the rest and nothing twice.
  options.stop = nullptr;
  const auto rest = run(options);
  CHECK(rest.records == rows.size());
  CHECK(rest.unchanged == summary.records);
}

TEST_CASE("a second writer is turned away and changes nothing", "[pipeline]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", lines({petition("a", "x")}));
  run(options_for(folder, {file}));
  const auto kinds = KindSet::load().value();
  const auto writer = IndexWriter::open(folder / "db", kinds, Analyzer::load().value());
  REQUIRE(writer);
  const auto second = index_files(options_for(folder, {file}));
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::IndexLocked);
}

TEST_CASE("a folder that cannot be written is one clear error", "[pipeline]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", lines({petition("a", "x")}));
  auto options = options_for(folder, {file});
  options.db = "/proc/leian-db";  // even root cannot make a folder there
  const auto summary = index_files(options);
  REQUIRE_FALSE(summary);
  CHECK(summary.error().code == ErrorCode::Io);
}

TEST_CASE("a half-deleted or damaged index is refused with the file named", "[pipeline]") {
  const TempFolder folder;
  run(options_for(folder, {folder.write("a.jsonl", lines({petition("a", "x")}))}));
  const auto segment = *std::filesystem::directory_iterator(folder / "db/segments");
  const std::string name = GENERATE("postings.glass", "grams.bin", "texts.bin", "records.bin", "hashes.bin",
                                    "lengths.bin", "segment.json", "cause.col");
  std::filesystem::remove_all(segment.path() / name);
  CAPTURE(name);
  const auto index = Index::open(folder / "db", Analyzer::load().value());
  REQUIRE_FALSE(index);
  CHECK(index.error().code == ErrorCode::IndexDamaged);
  CHECK(index.error().what.zh.find(name) != std::string::npos);
  CHECK_FALSE(index_files(options_for(folder, {folder / "a.jsonl"})));
}

TEST_CASE("an index of another analyzer says what to run", "[pipeline]") {
  const TempFolder folder;
  run(options_for(folder, {folder.write("a.jsonl", lines({petition("a", "x")}))}));
  auto manifest = read_manifest(folder / "db").value();
  manifest.analyzer = "0-other";
  REQUIRE(write_manifest(folder / "db", manifest));
  const auto index = Index::open(folder / "db", Analyzer::load().value());
  REQUIRE_FALSE(index);
  CHECK(index.error().code == ErrorCode::IndexFormat);
  CHECK_FALSE(index.error().hint.zh.empty());
}

TEST_CASE(
    "a field that is new in a kind file opens as empty, and one that changed its type says to index again",
    "[pipeline]") {
  const TempFolder folder;
  run(options_for(folder, {folder.write("a.jsonl", lines({petition("a", "x")}))}));
  json kind = json::parse(leian::test::file_bytes(LEIAN_SOURCE "/corpora/kinds/petition.json"));
  auto options = options_for(folder, {folder.write("b.jsonl", lines({petition("b", "y")}))});
  options.kind_folders = {folder / "kinds"};
  SECTION("new") {
    kind["fields"].push_back({{"name", "mood"},
                              {"label", {{"zh", "情绪"}, {"en", "Mood"}}},
                              {"type", "keyword"},
                              {"facet", true}});
    folder.write("kinds/petition.json", kind.dump());
    CHECK(run(options).records == 2);
    CHECK(opened(folder)->snapshot()->layout().column("mood") != nullptr);
  }
  SECTION("changed") {
    for (json& field : kind["fields"])
      if (field["name"] == "headcount") field["type"] = "keyword";
    folder.write("kinds/petition.json", kind.dump());
    const auto summary = index_files(options);
    REQUIRE_FALSE(summary);
    CHECK(summary.error().code == ErrorCode::BadKind);
    CHECK(summary.error().what.zh.find("headcount") != std::string::npos);
  }
}

namespace {

/// A folder of someone's own: a kind, a form of documents for it, and a mapping for a ledger of it.
void write_own_kind(const TempFolder& folder) {
  folder.write("own/notice.json", R"({"kind": "notice", "label": {"zh": "告知单", "en": "notice"}, "fields": [
    {"name": "title", "label": {"zh": "标题", "en": "title"}, "type": "text", "role": "title"},
    {"name": "body", "label": {"zh": "内容", "en": "body"}, "type": "text", "role": "body"}]})");
  folder.write("own/forms/notice.json", R"({"form": "notice", "label": {"zh": "告知单", "en": "notice"},
    "kind": "notice", "least": 1, "signs": [{"top": "^办理告知单$", "score": 5}],
    "sections": [{"section": "text", "label": {"zh": "正文", "en": "text"}, "stage": 0}],
    "whole": "body", "id": []})");
  folder.write("own/mappings/notices.json", R"({"mapping": "notices", "kind": "notice",
    "id": {"prefix": "n-", "from": "告知号"}, "fields": {"title": "告知事由", "body": "告知正文"}})");
}

}  // namespace

TEST_CASE("a folder of one's own kinds brings its forms of documents and its mappings along", "[pipeline]") {
  const TempFolder folder;
  write_own_kind(folder);
  auto options =
      options_for(folder, {folder.write("in/单.txt", "办理告知单\n请于三日内到窗口补正材料。\n"),
                           folder.write("in/台账.csv", "告知号,告知事由,告知正文\n7,补正,缺身份证明\n")});
  options.kind_folders = {folder / "own"};
  const auto summary = run(options);
  CHECK(summary.indexed == 2);
  CHECK(summary.file_errors.empty());
  const auto index = opened(folder);
  const auto lease = index->lease().value();
  const auto row = find_row(lease, "n-7").value();
  REQUIRE(row);
  CHECK(read_record(lease, *row)->kind->name() == "notice");
  CHECK(check_files(options)->indexed == 2);
}

TEST_CASE("a wrong form or mapping of one's own is told before anything is read", "[pipeline]") {
  const TempFolder folder;
  write_own_kind(folder);
  auto options = options_for(folder, {folder.write("a.jsonl", lines({petition("a", "y")}))});
  options.kind_folders = {folder / "own"};
  const auto [file, text] =
      GENERATE(std::pair{"own/forms/notice.json",
                         R"({"form": "notice", "label": {"zh": "单", "en": "notice"}, "kind": "notice",
        "least": 1, "signs": [{"top": "^单$", "score": 5}], "sections": [{"section": "text",
        "label": {"zh": "正文", "en": "text"}, "stage": 0}], "whole": "bodyy", "id": []})"},
               std::pair{"own/forms/notice.json", "{"},
               std::pair{"own/mappings/notices.json",
                         R"({"mapping": "notices", "kind": "notice", "id": "x", "fields": {"no": "y"}})"});
  const std::string path = folder.write(file, text);
  for (const auto& done : {index_files(options), check_files(options)}) {
    REQUIRE_FALSE(done);
    CHECK(done.error().what.en.find(path) != std::string::npos);
    CHECK(!done.error().hint.zh.empty());
  }
  CHECK(!std::filesystem::exists(folder / "db/MANIFEST"));
}

TEST_CASE("checking reads and maps without writing", "[pipeline]") {
  const TempFolder folder;
  json bad = petition("bad", "x");
  bad["opened"] = "2017-02-30";
  const auto options = options_for(folder, {folder.write("a.jsonl", lines({petition("a", "y"), bad}))});
  std::vector<RowError> rejects;
  const auto summary = check_files(options, [&](const RowError& reject) { rejects.push_back(reject); });
  REQUIRE(summary);
  CHECK(summary->read == 2);
  CHECK(summary->rejected == 1);
  REQUIRE(rejects.size() == 1);
  CHECK(rejects[0].field == "opened");
  CHECK_FALSE(std::filesystem::exists(folder / "db"));
}

TEST_CASE("the same rows make the same index whatever the number of workers", "[pipeline]") {
  std::vector<json> rows;
  for (int i = 0; i < 11000; ++i)
    rows.push_back(petition(fmt::format("p{}", i), fmt::format("第{}件事项", i * 7)));
  const auto order_with = [&](unsigned jobs) {
    const TempFolder folder;
    auto options = options_for(folder, {folder.write("a.jsonl", lines(rows))});
    options.jobs = jobs;
    run(options);
    const auto lease = opened(folder)->lease();
    std::vector<std::string> ids;
    for (std::size_t s = 0; s < lease->snapshot().segments().size(); ++s)
      for (std::uint32_t row = 0; row < lease->snapshot().segments()[s].rows(); row += 501)
        ids.push_back(read_record(*lease, {static_cast<std::uint32_t>(s), row}).value().id);
    return ids;
  };
  CHECK(order_with(1) == order_with(3));
}
