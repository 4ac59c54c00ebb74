#include "indexer/learn/learn_causes.hpp"

#include <algorithm>

#include "corpora/core/files.hpp"
#include "indexer/learn/cause_model.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/live/live_writer.hpp"
#include "indexer/store/index.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/caused_records.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

std::shared_ptr<const Analyzer> analyzer() {
  static const auto loaded = Analyzer::load().value();
  return loaded;
}

ReaderLease lease_of(const std::filesystem::path& db) {
  auto index = Index::open(db, analyzer());
  if (!index) FAIL(index.error().what.en);
  return (*index)->lease().value();
}

std::shared_ptr<const CauseModel> model_of(const ReaderLease& lease, const char* kind = "reviewed_case") {
  return lease.snapshot().causes_of(kind);
}

/// The heaviest cause of a record's profile.
std::string cause_of(const ReaderLease& lease, std::string_view id, const char* kind = "reviewed_case") {
  const auto at = find_row(lease, id).value();
  if (!at) FAIL("no record " << id);
  const auto profile = model_of(lease, kind)->row_profile(at->segment, at->row);
  return profile.empty() ? "" : model_of(lease, kind)->causes()[profile[0].cause];
}

/// Every record's profile by its id: what must not depend on how records lie.
std::map<std::string, std::vector<std::pair<int, int>>> profiles_of(const ReaderLease& lease) {
  std::map<std::string, std::vector<std::pair<int, int>>> profiles;
  const auto model = model_of(lease);
  for (std::uint32_t s = 0; s < lease.snapshot().segments().size(); ++s)
    for (std::uint32_t row = 0; row < lease.snapshot().segments()[s].rows(); ++row) {
      if (!lease.snapshot().segments()[s].is_live(row)) continue;
      auto& profile = profiles[read_record(lease, {s, row}).value().id];
      for (const StoredCauseWeight& part : model->row_profile(s, row))
        profile.emplace_back(part.cause, part.share);
    }
  return profiles;
}

std::string weights_bytes(const std::filesystem::path& db) {
  const auto manifest = read_manifest(db).value();
  REQUIRE(manifest.models.size() == 1);
  return read_file(weights_file(db, manifest.models[0].name)).value();
}

std::string json_lines(const std::vector<json>& records) {
  std::string text;
  for (const json& record : records) text += record.dump() + '\n';
  return text;
}

IndexSummary take_in(const TempFolder& folder, const std::filesystem::path& db,
                     const std::vector<json>& records, unsigned jobs = 1) {
  IndexOptions options;
  options.db = db;
  options.jobs = jobs;
  options.inputs = {folder.write(db.filename().string() + ".jsonl", json_lines(records))};
  const auto summary = index_files(options);
  if (!summary) FAIL(summary.error().what.en);
  return *summary;
}

/// An index of its own that records are taken into, run by run.
class LearningIndex {
 public:
  explicit LearningIndex(const std::vector<json>& records) {
    if (!records.empty()) add(records);
  }
  IndexSummary add(const std::vector<json>& records) { return take_in(folder_, db(), records); }
  std::filesystem::path db() const { return folder_ / "db"; }
  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("an index learns its causes while records are taken in", "[learn][train]") {
  LearningIndex index({});
  const IndexSummary summary = index.add(made_cases(0, 240));
  REQUIRE(summary.learned.size() == 1);
  CHECK(summary.learned[0].kind == "reviewed_case");
  CHECK(summary.learned[0].labelled == 240);
  CHECK(summary.learned[0].learned_from == 240);
  CHECK(summary.learned[0].causes == 3);
  CHECK(summary.learned[0].accuracy.first > 0.9);
  CHECK(summary.learned[0].accuracy.first_three == 1);

  const auto lease = lease_of(index.db());
  const auto model = model_of(lease);
  REQUIRE(model);
  CHECK(model->causes() == std::vector<std::string>{"交通肇事罪", "盗窃罪", "诈骗罪"});
  for (std::size_t cause = 0; cause < made_causes().size(); ++cause)
    for (unsigned seed = 0; seed < 20; ++seed) {
      const std::string text = unseen_facts(cause, seed);
      const auto guesses = model->predict(text, 2, *analyzer());
      REQUIRE(!guesses.empty());
      CAPTURE(text);
      CHECK(guesses[0].cause == made_causes()[cause].name);
      CHECK(guesses[0].confidence > 0.8);
      CHECK(guesses[0].confidence <= 1);
      const auto profile = model->profile_of(text, *analyzer());
      CHECK(model->causes()[profile.at(0).cause] == made_causes()[cause].name);
    }
}

TEST_CASE("a record is like records of its cause, and of its text's cause where it names another",
          "[learn][train]") {
  auto records = made_cases(0, 120);
  records[0]["cause"] = json::array({"诈骗罪"});  // c-0 reads like theft
  const LearningIndex index(records);
  const auto lease = lease_of(index.db());
  CHECK(cause_of(lease, "c-3") == "盗窃罪");
  const auto at = find_row(lease, "c-0").value();
  const auto profile = model_of(lease)->row_profile(at->segment, at->row);
  REQUIRE(profile.size() >= 2);
  const std::set<std::string> first{model_of(lease)->causes()[profile[0].cause],
                                    model_of(lease)->causes()[profile[1].cause]};
  CHECK(first == std::set<std::string>{"盗窃罪", "诈骗罪"});
}

TEST_CASE("same records, same model, bit for bit, however they came and lie", "[learn][train]") {
  const TempFolder folder;
  auto records = made_cases(0, 150);
  take_in(folder, folder / "one", records, 1);
  std::reverse(records.begin(), records.end());
  take_in(folder, folder / "two", records, 4);
  // In three runs, of which the later ones learn nothing or learn anew, and then by hand.
  take_in(folder, folder / "three", made_cases(100, 50));
  take_in(folder, folder / "three", made_cases(0, 100));
  take_in(folder, folder / "three", {json{{"id", "c-1"}, {"kind", "reviewed_case"}, {"facts", "暂无"}}});
  take_in(folder, folder / "three", {made_case(1)});
  {
    const auto writer = IndexWriter::open(folder / "three", KindSet::load().value(), analyzer()).value();
    REQUIRE(learn_causes(*writer));
  }
  const std::string weights = weights_bytes(folder / "one");
  CHECK(weights_bytes(folder / "two") == weights);
  CHECK(weights_bytes(folder / "three") == weights);
  const auto profiles = profiles_of(lease_of(folder / "one"));
  CHECK(profiles_of(lease_of(folder / "two")) == profiles);
  CHECK(profiles_of(lease_of(folder / "three")) == profiles);
}

TEST_CASE("a model stays while little is new, and is made anew when much is", "[learn][train]") {
  LearningIndex index(made_cases(0, 200));
  const auto name = [&] { return read_manifest(index.db()).value().models.at(0).name; };
  const std::string first = name();
  CHECK(index.add(made_cases(200, 10)).learned.empty());
  CHECK(name() == first);
  CHECK(index.add(made_cases(210, 40)).learned.size() == 1);
  CHECK(name() != first);
  CHECK_FALSE(std::filesystem::exists(model_folder(index.db(), first)));
}

TEST_CASE("records that came after the model have profiles under it", "[learn][train]") {
  LearningIndex index(made_cases(0, 200));
  index.add({json{{"id", "new"}, {"kind", "reviewed_case"}, {"facts", unseen_facts(1, 5)}}});
  const auto lease = lease_of(index.db());
  CHECK(cause_of(lease, "new") == "诈骗罪");
  CHECK(read_manifest(index.db()).value().models.at(0).profiles.size() == lease.snapshot().segments().size());
}

TEST_CASE("a live write has its profile as soon as it can be found", "[learn][train][live]") {
  LearningIndex index(made_cases(0, 120));
  {
    LiveWriter live(index.db());
    WriteRequest request;
    const json record{{"id", "live"}, {"kind", "reviewed_case"}, {"facts", unseen_facts(2, 9)}};
    request.rows = {{1, record.dump(), "", {}}};
    REQUIRE(live.write(request));
    REQUIRE(live.flush());
    CHECK(cause_of(lease_of(index.db()), "live") == "交通肇事罪");
  }
  CHECK(cause_of(lease_of(index.db()), "live") == "交通肇事罪");
}

TEST_CASE("a merge carries profiles over, deleted rows or not", "[learn][train]") {
  const bool many_deleted = GENERATE(false, true);
  LearningIndex index(made_cases(0, 200));
  const auto before = profiles_of(lease_of(index.db()));
  std::vector<json> again;
  for (int i = 0; i < (many_deleted ? 90 : 8); ++i) {
    auto record = made_case(i);
    record["title"] = "改";
    again.push_back(record);
  }
  IndexOptions options;
  options.db = index.db();
  options.learn = false;
  options.inputs = {index.folder().write("again.jsonl", json_lines(again))};
  REQUIRE(index_files(options));
  for (int i = 0; i < 4; ++i) {  // small segments until some are merged
    options.inputs = {index.folder().write("more.jsonl", json_lines(made_cases(200 + i * 50, 50)))};
    REQUIRE(index_files(options));
  }
  const auto lease = lease_of(index.db());
  CHECK(lease.snapshot().segments().size() < 6);
  const auto after = profiles_of(lease);
  CHECK(after.size() == 400);
  for (const auto& [id, profile] : before) {
    const int number = std::stoi(id.substr(2));
    CAPTURE(id);
    if (number >= (many_deleted ? 90 : 8)) CHECK(after.at(id) == profile);
    CHECK_FALSE(after.at(id).empty());
  }
}

TEST_CASE("too few records, one cause or none: nothing is learned, nothing fails", "[learn][train]") {
  std::vector<json> one_cause, no_cause;
  for (const json& made : made_cases(0, 80)) {
    one_cause.push_back(made);
    one_cause.back()["cause"] = json::array({"盗窃罪"});
    no_cause.push_back(made);
    no_cause.back().erase("cause");
  }
  for (const auto& records : {made_cases(0, 30), one_cause, no_cause}) {
    LearningIndex index({});
    CHECK(index.add(records).learned.empty());
    const auto lease = lease_of(index.db());
    CHECK(model_of(lease) == nullptr);
    const auto writer = IndexWriter::open(index.db(), KindSet::load().value(), analyzer()).value();
    const auto told = learn_causes(*writer);
    REQUIRE(told);
    CHECK(std::none_of(told->begin(), told->end(), [](const LearnedKind& one) { return one.learned; }));
  }
}

TEST_CASE("only kinds with causes and texts can be learned", "[learn][train]") {
  LearningIndex index(made_cases(0, 60));
  const auto writer = IndexWriter::open(index.db(), KindSet::load().value(), analyzer()).value();
  LearnOptions options;
  options.kind = "statute_article";
  const auto told = learn_causes(*writer, options);
  REQUIRE_FALSE(told);
  CHECK(told.error().code == ErrorCode::BadInput);
  options.kind = "nothing";
  CHECK(learn_causes(*writer, options).error().code == ErrorCode::UnknownKind);
}

TEST_CASE("records of other kinds have empty profiles", "[learn][train]") {
  auto records = made_cases(0, 90);
  records.push_back({{"id", "p"}, {"kind", "petition"}, {"title", "窃取手机"}, {"body", "窃取手机钱包"}});
  const LearningIndex index(records);
  CHECK(cause_of(lease_of(index.db()), "p").empty());
}

TEST_CASE("a text that says nothing is taken for nothing in particular", "[learn][train]") {
  const LearningIndex index(made_cases(0, 120));
  const auto lease = lease_of(index.db());
  const auto model = model_of(lease);
  for (const char* text : {"", "a", "龘", "hello world, this is another language", "\xff\xfe"}) {
    CAPTURE(text);
    CHECK(model->predict(text, 5, *analyzer()).empty());
    for (const CauseWeight& part : model->profile_of(text, *analyzer())) CHECK(part.weight <= 1);
  }
  std::string longest;
  while (longest.size() < 1u << 20) longest += unseen_facts(0, static_cast<unsigned>(longest.size()));
  CHECK(model->predict(longest, 3, *analyzer()).at(0).cause == "盗窃罪");
  CHECK(model->row_profile(99, 0).empty());
  CHECK_FALSE(model->find("没有这个案由"));
  CHECK(model->find("盗窃罪") == 1u);
}

TEST_CASE("learning that is stopped leaves the index as it was", "[learn][train]") {
  LearningIndex index(made_cases(0, 120));
  const Manifest before = read_manifest(index.db()).value();
  const std::atomic<bool> stop{true};
  LearnOptions options;
  options.stop = &stop;
  const auto writer = IndexWriter::open(index.db(), KindSet::load().value(), analyzer()).value();
  const auto told = learn_causes(*writer, options);
  REQUIRE(told);
  CHECK(read_manifest(index.db()).value() == before);
}

TEST_CASE("a kind file says which texts tell the cause, or that none shall", "[learn][kinds]") {
  const char* kind = R"({"kind":"note","label":{"zh":"便笺","en":"note"},"learn":LEARN,"fields":[
    {"name":"sort","label":{"zh":"类别","en":"sort"},"type":"keyword","role":"cause","facet":true},
    {"name":"words","label":{"zh":"正文","en":"words"},"type":"text","role":"body"},
    {"name":"answer","label":{"zh":"答复","en":"answer"},"type":"text","role":"reply"}]})";
  const auto with = [&](const std::string& learn) {
    std::string text = kind;
    return text.replace(text.find("LEARN"), 5, learn);
  };
  const auto learned_from = [&](const std::string& learn) {
    const TempFolder folder;
    folder.write("kinds/note.json", with(learn));
    // Three sorts: grams that half of all records hold tell nothing apart.
    constexpr const char* kSorts[] = {"甲类", "乙类", "丙类"};
    constexpr const char* kWords[] = {"灯泡坏了请来修理", "道路积水无法通行", "噪音很大睡不着觉"};
    std::vector<json> records;
    for (int i = 0; i < 90; ++i)
      records.push_back({{"id", "n-" + std::to_string(i)},
                         {"kind", "note"},
                         {"sort", kSorts[i % 3]},
                         {"words", kWords[i % 3]},
                         {"answer", "已经收到会尽快处理"}});
    IndexOptions options;
    options.db = folder / "db";
    options.kind_folders = {folder / "kinds"};
    options.inputs = {folder.write("notes.jsonl", json_lines(records))};
    return index_files(options).value().learned;
  };
  REQUIRE(learned_from(R"({"from":["body"]})").size() == 1);
  CHECK(learned_from(R"({"from":["body"]})")[0].accuracy.first == 1);
  CHECK(learned_from(R"({"from":["reply"]})").at(0).accuracy.first < 1);
  CHECK(learned_from(R"({"from":[]})").empty());
  CHECK_FALSE(Kind::parse(with(R"({"from":["facts"]})"), "note.json"));
  CHECK_FALSE(Kind::parse(with(R"({"from":["nothing"]})"), "note.json"));
  CHECK_FALSE(Kind::parse(with(R"({"of":["body"]})"), "note.json"));
}
