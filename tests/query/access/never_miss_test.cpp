// Nothing that is quoted is missed, and nothing is invented: random stretches of real records where they are
// at hand, of made-up ones elsewhere.
#include <fstream>
#include <random>
#include <thread>
#include <unordered_set>

#include "corpora/synthetic/generator.hpp"
#include "corpora/text/utf8.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempFolder;

namespace {

constexpr int kStretches = 10'000;
const std::filesystem::path kShared = LEIAN_SHARED_CORPORA;

/// One text of a record: as it is written, folded, and the forms in it.
struct Told {
  std::string id;
  std::u32string written;
  std::u16string units;
};

/// An index and all its texts.
class World {
 public:
  World() : analyzer_(Analyzer::load().value()) {
    IndexOptions options;
    options.db = db();
    if (std::filesystem::exists(kShared)) {
      for (const char* mapping : {"judge-judgments", "promediconv", "shangluo-mailbox", "messages",
                                  "messages-with-replies", "messages-classified"})
        options.maps.push_back(std::filesystem::path(LEIAN_SOURCE) / "corpora/mappings" /
                               (std::string(mapping) + ".json"));
      options.inputs = {kShared / "reviewed_cases/judge-judgments.jsonl",
                        kShared / "mediation/promediconv.jsonl", kShared / "petitions"};
    } else {
      WARN("the shared corpora are absent: made-up records take their place");
      GenerateOptions made;
      made.count = 3000;
      made.seed = 7;
      made.out = folder_ / "corpus";
      const auto corpus = generate(made, KindSet::load().value());
      if (!corpus) FAIL(corpus.error().what.en);
      options.inputs = corpus->files;
    }
    const auto summary = index_files(options);
    if (!summary) FAIL(summary.error().what.en);
    index_ = Index::open(db(), analyzer_).value();
    read_texts();
  }

  std::filesystem::path db() const { return folder_ / "db"; }
  Gate gate() const { return Gate(index_); }
  const Analyzer& analyzer() const { return *analyzer_; }
  const std::vector<Told>& texts() const { return texts_; }

  std::size_t below(std::size_t bound) { return random_() % bound; }

  /// 2 to 20 characters of a text, and whose it is.
  std::pair<std::u32string, std::string> stretch() {
    for (;;) {
      const Told& told = texts_[below(texts_.size())];
      const std::size_t size = 2 + below(19);
      if (told.written.size() < size) continue;
      return {told.written.substr(below(told.written.size() - size + 1), size), told.id};
    }
  }

 private:
  void read_texts() {
    const auto lease = index_->lease();
    REQUIRE(lease);
    const Snapshot& snapshot = lease->snapshot();
    for (std::uint32_t s = 0; s < snapshot.segments().size(); ++s)
      for (std::uint32_t row = 0; row < snapshot.segments()[s].rows(); ++row) {
        if (!snapshot.segments()[s].is_live(row)) continue;
        const Record record = read_record(*lease, {s, row}).value();
        for (const SearchedText& text : searched_texts(record, snapshot.kinds()->codes()))
          texts_.push_back({record.id, decode_utf8(text.text), analyzer_->fold(text.text).units});
      }
  }

  TempFolder folder_;
  std::shared_ptr<const Analyzer> analyzer_;
  std::shared_ptr<Index> index_;
  std::vector<Told> texts_;
  std::mt19937 random_{99};
};

std::string quoted(std::u32string text) {
  for (std::size_t at = 0; (at = text.find(U'"', at)) != text.npos; at += 2) text.insert(at, 1, U'\\');
  return "\"" + encode_utf8(text) + "\"";
}

std::uint64_t total_of(const Gate& gate, const std::string& query, const std::string& among = "") {
  SearchRequest request;
  request.text = query;
  request.limit = 0;
  if (!among.empty()) request.among = {among};
  const auto answer = gate.search({}, request);
  CAPTURE(query);
  if (!answer) FAIL(answer.error().what.en);
  return answer->total;
}

void find_all(World& world, const Gate& gate) {
  for (int n = 0; n < kStretches; ++n) {
    const auto [text, id] = world.stretch();
    if (text.back() == U'\\') continue;  // would escape the closing quote
    CAPTURE(encode_utf8(text), id);
    CHECK(total_of(gate, quoted(text), id) == 1);
  }
}

/// What stands in no text, by a scan; strings with legal forms have other tests.
class Absent {
 public:
  explicit Absent(World& world) : world_(world) {
    for (const Told& told : world.texts())
      for (std::size_t i = 0; i + 1 < told.units.size(); ++i)
        pairs_.insert(told.units[i] << 16 | told.units[i + 1]);
  }

  std::u32string make() {
    for (;;) {
      std::u32string text = world_.stretch().first;
      const std::u32string other = world_.stretch().first;
      // Another character, two stretches joined, or the stretch backwards.
      switch (world_.below(3)) {
        case 0:
          text[world_.below(text.size())] = other[world_.below(other.size())];
          break;
        case 1:
          text = text.substr(0, 1 + text.size() / 2) + other.substr(0, 1 + other.size() / 3);
          break;
        default:
          std::reverse(text.begin(), text.end());
      }
      const auto units = world_.analyzer().fold(encode_utf8(text)).units;
      std::vector<Form> forms;
      world_.analyzer().forms(units, forms);
      if (units.size() > 1 && text.size() <= 20 && text.back() != U'\\' && forms.empty() &&
          units.front() != u' ' && units.back() != u' ' && is_absent(units))
        return text;
    }
  }

 private:
  bool is_absent(const std::u16string& units) const {
    for (std::size_t i = 0; i + 1 < units.size(); ++i)
      if (!pairs_.contains(units[i] << 16 | units[i + 1])) return true;
    return std::none_of(world_.texts().begin(), world_.texts().end(),
                        [&](const Told& told) { return told.units.find(units) != told.units.npos; });
  }

  World& world_;
  std::unordered_set<int> pairs_;
};

void find_none(Absent& absent, const Gate& gate) {
  for (int n = 0; n < kStretches; ++n) {
    const std::u32string text = absent.make();
    CAPTURE(encode_utf8(text));
    CHECK(total_of(gate, quoted(text)) == 0);
  }
}

/// Words and synonyms that nobody would make, out of the records' own text.
void change_dictionary(World& world) {
  std::string words, synonyms;
  const auto expression = [&] {
    for (;;) {
      const std::string text = encode_utf8(world.stretch().first);
      const auto units = world.analyzer().fold(text).units;
      if (units.size() >= 2 && units.size() <= 8 && text.find_first_of("=#,>\n\r\"") == text.npos &&
          units.front() != u' ')
        return text;
    }
  };
  for (int i = 0; i < 3000; ++i) words += expression() + "\n";
  for (int i = 0; i < 1000; ++i) synonyms += expression() + " = " + expression() + "\n";
  std::filesystem::create_directories(world.db() / "dictionary");
  std::ofstream(world.db() / "dictionary" / "words.txt") << words;
  std::ofstream(world.db() / "dictionary" / "synonyms.txt") << synonyms;
}

}  // namespace

TEST_CASE(
    "no quoted stretch of a record is missed and none is invented, also after the dictionary changed while "
    "serving",
    "[query][never-miss][slow]") {
  World world;
  const Gate gate = world.gate();
  Absent absent(world);
  find_all(world, gate);
  find_none(absent, gate);

  // Unquoted, too, nothing that was found before is missed with other words.
  std::vector<std::pair<std::string, std::uint64_t>> before;
  for (int n = 0; n < 1000; ++n) {
    std::string query;
    for (const char32_t c : world.stretch().first)
      if (is_ideograph(static_cast<char16_t>(c))) append_utf8(query, c);
    if (!query.empty()) before.emplace_back(query, total_of(gate, query));
  }
  change_dictionary(world);
  for (int i = 0; i < 500 && gate.lexicon_state().words == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  REQUIRE(gate.lexicon_state().words > 1000);
  REQUIRE_FALSE(gate.lexicon_state().fault);
  for (const auto& [query, total] : before) {
    CAPTURE(query);
    CHECK(total_of(gate, query) >= total);
  }
  find_all(world, gate);
  find_none(absent, gate);
}
