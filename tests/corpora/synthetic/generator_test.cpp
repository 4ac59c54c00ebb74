#include "corpora/synthetic/generator.hpp"

#include <unistd.h>
#include <xxhash.h>

#include <functional>
#include <set>
#include <unordered_set>

#include "corpora/record/record.hpp"
#include "corpora/text/utf8.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::file_bytes;
using leian::test::TempFolder;
namespace fs = std::filesystem;

namespace {

const KindSet& kinds() {
  static const KindSet set = *KindSet::load();
  return set;
}

Result<GenerateSummary> make(const fs::path& out, std::uint64_t count, std::uint64_t seed = 1, int jobs = 2) {
  return generate({.count = count, .seed = seed, .out = out, .jobs = jobs}, kinds());
}

std::map<std::string, std::string> contents(const GenerateSummary& summary) {
  std::map<std::string, std::string> files;
  for (const fs::path& file : summary.files) files[file.filename()] = file_bytes(file);
  return files;
}

void for_each_line(const GenerateSummary& summary, const std::function<void(const std::string&)>& visit) {
  for (const fs::path& file : summary.files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) visit(line);
  }
}

/// One corpus for the tests that only look.
struct Sample {
  TempFolder folder;
  GenerateSummary summary = *make(folder / "corpus", 6'000, 7);
  std::vector<Record> records;

  Sample() {
    for_each_line(summary, [&](const std::string& line) {
      const auto json = nlohmann::json::parse(line);
      auto record = record_from_json(kinds(), *kinds().find(json.at("kind").get<std::string>()), json);
      if (!record) FAIL(line + "\n" + record.error().field + ": " + record.error().reason.zh);
      if (record) records.push_back(std::move(*record));
    });
  }
};

const Sample& sample() {
  static const Sample shared;
  return shared;
}

std::optional<Date> day(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  if (value == nullptr) return std::nullopt;
  if (const auto* date = std::get_if<Date>(value)) return *date;
  return std::get<DateTime>(*value).date();
}

/// The characters of every text field, one after the other.
std::string words_of(const Record& record) {
  std::string words;
  for (std::size_t i = 0; i < record.values.size(); ++i)
    if (record.kind->fields()[i].type == FieldType::Text)
      for (const Scalar& item : record.values[i].items) words += std::get<std::string>(item) + "\n";
  return words;
}

std::string keyword(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  return value == nullptr ? "" : std::get<std::string>(*value);
}

}  // namespace

TEST_CASE("one seed gives the same bytes whatever the number of threads", "[synthetic]") {
  TempFolder folder;
  const auto one = make(folder / "one", 7'001, 42, 1);
  const auto two = make(folder / "two", 7'001, 42, 2);
  const auto five = make(folder / "five", 7'001, 42, 5);
  REQUIRE(one);
  REQUIRE(two);
  REQUIRE(five);
  CHECK(one->records == 7'001);
  CHECK(contents(*one) == contents(*two));
  CHECK(contents(*one) == contents(*five));
}

TEST_CASE("another seed gives other records with other ids", "[synthetic]") {
  TempFolder folder;
  std::set<std::string> ids;
  for (const std::uint64_t seed : {1, 2}) {
    const auto made = make(folder / std::to_string(seed), 500, seed);
    REQUIRE(made);
    for_each_line(*made, [&](const std::string& line) { ids.insert(nlohmann::json::parse(line)["id"]); });
  }
  CHECK(ids.size() == 1'000);
}

TEST_CASE("a longer run starts with the records of a shorter one", "[synthetic]") {
  TempFolder folder;
  const auto small = make(folder / "short", 300);
  const auto large = make(folder / "long", 5'000);
  REQUIRE(small);
  REQUIRE(large);
  const auto longer = contents(*large);
  for (const auto& [name, lines] : contents(*small)) {
    CAPTURE(name);
    CHECK(longer.at(name).substr(0, lines.size()) == lines);
  }
}

TEST_CASE("a made-up record is about as large as a real one", "[synthetic]") {
  std::uint64_t bytes = 0;
  for (const fs::path& file : sample().summary.files) bytes += fs::file_size(file);
  CHECK(sample().summary.bytes == bytes);
  CHECK(bytes / sample().summary.records > 1'500);
  CHECK(bytes / sample().summary.records < 2'600);
}

TEST_CASE("every made-up record is valid for its kind and says what it is", "[synthetic]") {
  REQUIRE(sample().records.size() == 6'000);
  std::set<std::string> ids;
  std::map<std::string, std::uint64_t> by_kind;
  for (const Record& record : sample().records) {
    CAPTURE(record.id);
    if (!record.extra.empty()) FAIL(record.extra.dump());
    const Scalar* synthetic = record.first(Role::Synthetic);
    if (synthetic == nullptr || !std::get<bool>(*synthetic)) FAIL("not marked synthetic");
    if (record.first(Role::Title) == nullptr || record.first(Role::Opened) == nullptr)
      FAIL("no title or day");
    ids.insert(record.id);
    ++by_kind[record.kind->name()];
  }
  CHECK(ids.size() == 6'000);
  CHECK(by_kind.size() == 3);
  CHECK(by_kind == sample().summary.by_kind);
}

TEST_CASE("codes of made-up records stand in their lists", "[synthetic]") {
  std::map<std::string, std::set<std::string>> unknown;
  std::map<std::string, std::set<std::string>> seen;
  for (const Record& record : sample().records)
    for (std::size_t i = 0; i < record.values.size(); ++i) {
      const FieldSpec& field = record.kind->fields()[i];
      if (field.type != FieldType::Code) continue;
      const CodeList& list = kinds().codes().at(field.codes);
      for (const Scalar& item : record.values[i].items) {
        const auto& code = std::get<std::string>(item);
        seen[field.codes].insert(code);
        if (list.by_code(code) == nullptr) unknown[field.codes].insert(code);
      }
    }
  for (const char* list : {"regions", "petition_classes", "dispute_types", "review_grades"}) {
    CAPTURE(list);
    CHECK(unknown[list] == std::set<std::string>{});
  }
  CHECK(unknown["causes"].size() <= 8);  // administrative acts have no list
  CHECK(seen["regions"].size() > 300);
  CHECK(seen["causes"].size() > 100);
  CHECK(seen["petition_classes"].size() > 80);
  CHECK(seen["dispute_types"].size() > 15);
}

TEST_CASE("days of a made-up record follow one another, and rules are mostly kept", "[synthetic]") {
  std::map<std::string, int> counted;
  for (const Record& record : sample().records) {
    CAPTURE(record.id);
    const auto opened = day(record, Role::Opened);
    std::optional<Date> before = opened;
    for (const Role role : {Role::Transferred, Role::Accepted, Role::Closed}) {
      const auto next = day(record, role);
      if (!next) continue;
      if (*next < *before) FAIL("a day before its cause");
      before = next;
    }
    if (const auto closed = day(record, Role::Closed), replied = day(record, Role::Replied);
        closed && replied)
      CHECK(*replied <= *closed);
    const auto accepted = day(record, Role::Accepted);
    const auto closed = day(record, Role::Closed);
    if (!accepted || !closed) continue;
    ++counted[closed->days - accepted->days <= 60 ? "kept" : "overrun"];
  }
  CHECK(counted["overrun"] > 20);
  CHECK(counted["kept"] > 3 * counted["overrun"]);
}

TEST_CASE("facts of a made-up record agree with its text", "[synthetic]") {
  int amounts = 0;
  int named = 0;
  for (const Record& record : sample().records) {
    const std::string words = words_of(record);
    if (const Scalar* amount = record.first(Role::Amount)) {
      const Fen fen = std::get<Fen>(*amount);
      amounts += words.find(to_string(fen)) != std::string::npos || words.find("万元") != std::string::npos ||
                 words.find("元整") != std::string::npos;
    }
    const std::string party = keyword(record, Role::Party);
    named += words.find(party) != std::string::npos;
    CAPTURE(record.id, words);
    CHECK(valid_utf8(words));
    const bool loose_ends = words.find('{') != std::string::npos || words.find('}') != std::string::npos ||
                            words.find('$') != std::string::npos || words.find('|') != std::string::npos;
    CHECK_FALSE(loose_ends);
  }
  CHECK(amounts > 1'500);
  CHECK(named > 4'000);
}

TEST_CASE("the organ of a made-up record belongs to its region", "[synthetic]") {
  const CodeList& regions = kinds().codes().at("regions");
  int strangers = 0;
  for (const Record& record : sample().records) {
    const std::string organ = keyword(record, Role::Organ);
    bool named = false;
    for (const CodeEntry* region : regions.path_to(keyword(record, Role::Region)))
      named = named || (region->level > 1 && organ.find(region->label) != std::string::npos);
    strangers += !named;
  }
  CHECK(strangers == 0);
}

TEST_CASE("a made-up corpus holds plenty to find", "[synthetic]") {
  std::map<std::string, int> found;
  for (const Record& record : sample().records) {
    const std::string words = words_of(record);
    for (const std::string word :
         {"物业纠纷", "物业费", "拖欠工资", "离婚", "借款", "盗窃", "供暖", "交通事故"})
      found[word] += words.find(word) != std::string::npos;
  }
  for (const auto& [word, count] : found) {
    CAPTURE(word);
    CHECK(count > 50);
  }
}

TEST_CASE("lengths of made-up texts spread wide", "[synthetic]") {
  std::vector<std::size_t> lengths;
  for (const Record& record : sample().records) lengths.push_back(decode_utf8(words_of(record)).size());
  std::sort(lengths.begin(), lengths.end());
  CHECK(lengths[lengths.size() / 100] < 170);
  CHECK(lengths[lengths.size() / 2] > 300);
  CHECK(lengths[lengths.size() / 2] < 600);
  CHECK(lengths.back() > 2'000);
}

TEST_CASE("new words keep coming however many records are told", "[synthetic][slow]") {
  TempFolder folder;
  const auto made = make(folder / "corpus", 50'000, 3);
  REQUIRE(made);
  std::map<std::size_t, std::size_t> distinct;
  std::unordered_set<XXH64_hash_t> grams;
  std::map<std::uint64_t, std::string> by_position;
  for_each_line(*made, [&](const std::string& line) {
    by_position[std::stoull(line.substr(line.find('-') + 2))] = line;
  });
  for (const auto& [position, line] : by_position) {
    constexpr std::size_t kGram = 9;  // three characters
    for (std::size_t at = 0; at + kGram <= line.size(); ++at)
      if (static_cast<unsigned char>(line[at]) >= 0xE4) grams.insert(XXH3_64bits(line.data() + at, kGram));
    distinct[position] = grams.size();
  }
  CHECK(distinct[10'000] > distinct[2'000] * 3 / 2);
  CHECK(distinct[50'000] > distinct[10'000] * 3 / 2);
}

TEST_CASE("no records make no files", "[synthetic]") {
  TempFolder folder;
  const auto made = make(folder / "none", 0);
  REQUIRE(made);
  CHECK(made->records == 0);
  CHECK(made->files.empty());
  CHECK(fs::is_directory(folder / "none"));
}

TEST_CASE("a generated corpus may be replaced, and nothing else is overwritten", "[synthetic]") {
  TempFolder folder;
  REQUIRE(make(folder / "corpus", 200, 1));
  const auto again = make(folder / "corpus", 1, 2);
  REQUIRE(again);
  CHECK(again->files.size() == 1);
  std::size_t shown = 0;
  for (const auto& entry : fs::directory_iterator(folder / "corpus"))
    shown += entry.path().filename().string()[0] != '.';
  CHECK(shown == 1);

  fs::create_directories(folder / "mine");
  folder.write("mine/petition.jsonl", "{}\n");
  const auto refused = make(folder / "mine", 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::Conflict);
  CHECK_THAT(refused.error().what.zh, Mentions("petition.jsonl"));
  CHECK(file_bytes(folder / "mine/petition.jsonl") == "{}\n");

  folder.write("corpus/notes.txt", "mine");
  CHECK(make(folder / "corpus", 1).error().code == ErrorCode::Conflict);
}

TEST_CASE("a folder that cannot be written is an error", "[synthetic]") {
  TempFolder folder;
  const auto file = folder.write("file", "x");
  CHECK(make(file / "below", 1).error().code == ErrorCode::Io);
  CHECK(make(file, 1).error().code == ErrorCode::Io);
  if (geteuid() == 0) return;  // root may write anywhere
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  CHECK(make(folder / "below", 1).error().code == ErrorCode::Io);
  fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST_CASE("an unknown set of stories is a usage error", "[synthetic]") {
  TempFolder folder;
  for (const std::string set : {"none", "", ".", "..", "general/../general", "/etc"}) {
    CAPTURE(set);
    const auto made = generate({.count = 1, .out = folder / "x", .set = set}, kinds());
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::BadUsage);
  }
}
