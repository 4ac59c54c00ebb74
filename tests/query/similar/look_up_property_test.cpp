// A thousand look-ups, by record and by text, in every sense, held against what both sides say.
#include <random>

#include "corpora/synthetic/generator.hpp"
#include "tests/query/similar/held_against.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::HeldAgainst;
using leian::test::TempFolder;

namespace {

constexpr std::array kSensesAsked{Sense::All, Sense::Facts, Sense::Disputes, Sense::Law};

/// Generated cases, agreements and petitions; and records with what these lack.
Gate generated(const TempFolder& folder) {
  const KindSet kinds = KindSet::load().value();
  GenerateOptions options;
  options.count = 600;
  options.out = folder / "corpus";
  const auto made = generate(options, kinds);
  if (!made) FAIL(made.error().what.en);
  IndexOptions index;
  index.db = folder / "db";
  index.inputs = made->files;
  const auto summary = index_files(index);
  if (!summary) FAIL(summary.error().what.en);
  return Gate(Index::open(index.db, Analyzer::load().value()).value());
}

std::vector<std::string> all_ids(const Gate& gate) {
  SearchRequest request;
  request.limit = kMaxHits;
  std::vector<std::string> ids;
  const auto answer = gate.search({}, request).value();
  for (const Hit& hit : answer.hits) ids.push_back(hit.record.id);
  return ids;
}

/// A stretch of one of the record's long texts.
std::string passage_of(const Record& record, std::mt19937& random) {
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    if (record.kind->fields()[i].type != FieldType::Text || record.values[i].empty()) continue;
    const auto units = Analyzer::load().value()->fold(std::get<std::string>(record.values[i].items[0])).units;
    if (units.size() < 40) continue;
    return to_utf8(units.substr(random() % (units.size() / 2), 30 + random() % 200));
  }
  return {};
}

bool same(const SimilarAnswer& a, const SimilarAnswer& b) {
  return a.total == b.total && std::equal(a.hits.begin(), a.hits.end(), b.hits.begin(), b.hits.end(),
                                          [](const SimilarHit& x, const SimilarHit& y) {
                                            return x.hit.record.id == y.hit.record.id &&
                                                   x.hit.score == y.hit.score &&
                                                   x.reasons.size() == y.reasons.size();
                                          });
}

}  // namespace

TEST_CASE("in a thousand look-ups every reason stands in both texts and the parts add up",
          "[query][similar][oracle]") {
  const TempFolder folder;
  const Gate gate = generated(folder);
  const HeldAgainst held(Gate(Index::open(folder / "db", Analyzer::load().value()).value()));
  const auto ids = all_ids(gate);
  REQUIRE(ids.size() == 600);
  std::mt19937 random(20261125);
  std::size_t hits = 0;
  for (int n = 0; n < 1000; ++n) {
    const Record record = gate.record({}, ids[random() % ids.size()]).value();
    SimilarRequest request;
    request.sense = kSensesAsked[random() % kSensesAsked.size()];
    request.limit = 4;
    if (random() % 3 == 0) request.kind = "*";
    std::vector<std::string> here;
    if (n % 2 == 0) {
      request.id = record.id;
      here = held.sayings(record);
    } else {
      request.text = passage_of(record, random);
      if (request.text.empty()) continue;
      here = {request.text};
    }
    const auto answer = gate.similar({}, request);
    if (!answer) {
      REQUIRE(answer.error().code == ErrorCode::BadUsage);  // a passage without words
      continue;
    }
    for (const SimilarHit& similar : answer->hits) {
      CAPTURE(n, record.id, request.text);
      held.check(here, similar);
    }
    hits += answer->hits.size();
    if (n % 50 == 0) REQUIRE(same(*answer, gate.similar({}, request).value()));
  }
  CHECK(hits > 2500);
}
