// Joining repeats, held against what people read and against made-up chains.
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "query/repeats/repeats.hpp"
#include "tests/support/petition_chains.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

/// Which chain each id is in.
std::map<std::string, std::size_t> joined(const TempIndex& index) {
  JoinRequest request;
  request.kind = "petition";
  const auto answer = index.gate().join_repeats(request);
  if (!answer) FAIL(answer.error().what.en);
  std::map<std::string, std::size_t> chains;
  for (std::size_t chain = 0; chain < answer->chains.chains.size(); ++chain)
    for (const std::string& id : answer->chains.chains[chain].ids) chains[id] = chain + 1;
  return chains;
}

struct Pairs {
  double right = 0, said = 0, are = 0;
  void add(bool same, bool says) {
    right += same && says;
    said += says;
    are += same;
  }
  double f1() const { return 2 * right / (said + are); }
};

/// A message of the labels, and its group in a block.
struct Labelled {
  std::string id;
  int group = 0;
};

struct ReadLabels {
  std::map<std::string, std::map<int, std::vector<Labelled>>> halves;  ///< by half, by block
  std::set<std::tuple<int, int, int>> unsure;
};

ReadLabels read_labels() {
  ReadLabels labels;
  std::istringstream lines(leian::test::file_bytes(LEIAN_SOURCE "/tests/data/repeat_labels.tsv"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::string first, half, number;
    int block = 0, group = 0, other = 0;
    if (line.starts_with("#")) continue;
    if (line.starts_with("?")) {
      cells >> first >> block >> group >> other;
      labels.unsure.emplace(block, group, other);
      continue;
    }
    cells >> block >> half >> group >> number;
    labels.halves[half][block].push_back({"msg-" + number, group});
  }
  return labels;
}

Pairs count_pairs(const ReadLabels& labels, const std::string& half,
                  const std::map<std::string, std::size_t>& chains) {
  const auto chain_of = [&](const std::string& id) {
    const auto at = chains.find(id);
    return at == chains.end() ? 0 : at->second;
  };
  Pairs pairs;
  for (const auto& [block, messages] : labels.halves.at(half))
    for (std::size_t i = 0; i < messages.size(); ++i)
      for (std::size_t j = i + 1; j < messages.size(); ++j) {
        const auto [low, high] = std::minmax(messages[i].group, messages[j].group);
        if (labels.unsure.contains({block, low, high})) continue;
        const std::size_t chain = chain_of(messages[i].id);
        pairs.add(low == high, chain != 0 && chain == chain_of(messages[j].id));
      }
  return pairs;
}

}  // namespace

TEST_CASE("matters that people read as one are joined, and neighbours are not", "[query][repeats][shared]") {
  const std::filesystem::path messages =
      std::filesystem::path(LEIAN_SHARED_CORPORA) / "petitions/messages.jsonl";
  if (!std::filesystem::exists(messages)) {
    WARN("skipped: the shared corpora are absent");
    return;
  }
  const TempIndex index({});
  IndexOptions options;
  options.db = index.db();
  options.inputs = {messages};
  options.maps = {LEIAN_SOURCE "/corpora/mappings/messages.json"};
  REQUIRE(index_files(options));
  const auto chains = joined(index);
  const ReadLabels labels = read_labels();
  const Pairs tuned = count_pairs(labels, "tune", chains);
  const Pairs held = count_pairs(labels, "held", chains);
  CAPTURE(tuned.right, tuned.said, tuned.are, held.right, held.said, held.are);
  WARN("F1 of pairs: " << tuned.f1() << " on the half it was fitted to, " << held.f1()
                       << " on the half held back");
  CHECK(held.f1() >= 0.85);
  CHECK(tuned.f1() >= 0.85);
}

namespace {

struct ToldResult {
  Pairs pairs;
  std::size_t letters_joined = 0;
};

/// Made-up chains of a seed, and what joining makes of them.
ToldResult join_told(unsigned seed) {
  const auto told = leian::test::ChainTeller(seed).tell(300, 30);
  std::vector<json> records;
  for (const auto& petition : told) records.push_back(petition.record);
  const auto chains = joined(TempIndex(records));
  const auto chain_of = [&](std::size_t i) {
    const auto at = chains.find(records[i]["id"]);
    return at == chains.end() ? 0 : at->second;
  };
  ToldResult result;
  for (std::size_t i = 0; i < told.size(); ++i)
    for (std::size_t j = i + 1; j < told.size(); ++j) {
      const bool says = chain_of(i) != 0 && chain_of(i) == chain_of(j);
      result.pairs.add(told[i].matter == told[j].matter, says);
      result.letters_joined += told[i].form_letter && told[j].form_letter && says;
    }
  return result;
}

}  // namespace

TEST_CASE("form letters of several people stay apart", "[query][repeats]") {
  for (const unsigned seed : {1u, 2u, 3u}) CHECK(join_told(seed).letters_joined == 0);
}

// Known to fall short: F1 is .84 to .90 (docs/benchmarks.md). When joining gets there, this case says so by
// failing.
TEST_CASE("matters told again in other words are joined", "[query][repeats][!shouldfail]") {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const Pairs pairs = join_told(seed).pairs;
    CAPTURE(seed, pairs.right, pairs.said, pairs.are);
    CHECK(pairs.f1() >= 0.95);
  }
}

TEST_CASE("joining gives the same chains however the records are spread over segments", "[query][repeats]") {
  const auto told = leian::test::ChainTeller(5).tell(60, 5);
  std::vector<json> records;
  for (const auto& petition : told) records.push_back(petition.record);
  const TempIndex whole(records);
  TempIndex parts(std::vector<json>(records.begin(), records.begin() + 40));
  parts.add(std::vector<json>(records.begin() + 40, records.end()));
  const auto groups = [](const std::map<std::string, std::size_t>& chains) {
    std::map<std::size_t, std::set<std::string>> by_chain;
    for (const auto& [id, chain] : chains) by_chain[chain].insert(id);
    std::set<std::set<std::string>> all;
    for (const auto& [chain, ids] : by_chain) all.insert(ids);
    return all;
  };
  CHECK(groups(joined(whole)) == groups(joined(parts)));
}
