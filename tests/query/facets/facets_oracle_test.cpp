// Every way of counting against a scan over all records of the same generation, while a writer publishes
// updates.
#include <atomic>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "corpora/core/date.hpp"
#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

/// What a record holds, as the scan sees it.
struct Row {
  std::set<std::string> causes;  // a list
  std::string region, outcome;
  std::optional<Date> closed;
  std::optional<std::int64_t> fen;
};

const std::vector<std::string> kRegions{"210000", "210100", "210102", "210104",
                                        "210200", "210202", "210400", "110000"};
const std::vector<std::string> kCauses{"盗窃罪",           "诈骗罪",     "离婚纠纷",
                                       "物业服务合同纠纷", "危险驾驶罪", "民间借贷纠纷"};
const std::vector<std::string> kOutcomes{"支持", "驳回", "调解", "撤诉"};

class World {
 public:
  World() : kinds_(KindSet::load().value()), index_(std::vector<json>{row(0)}) {
    std::vector<json> rows;
    for (int i = 0; i < 300; ++i) rows.push_back(row(i));
    index_.add(rows);
  }

  /// Publishes a changed record, and says from which generation on it holds.
  void update() {
    const std::lock_guard lock(mutex_);
    const int i = static_cast<int>(random_() % 320);
    index_.add({row(i)});
    remember();
  }

  void remember() {
    const auto opened = Index::open(index_.db(), Analyzer::load().value()).value();
    const auto snapshot = opened->snapshot();
    states_[snapshot->generation()] = std::make_shared<const std::map<std::string, Row>>(rows_);
  }

  std::shared_ptr<const std::map<std::string, Row>> state(std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    const auto at = states_.find(generation);
    return at == states_.end() ? nullptr : at->second;
  }

  Gate gate() const { return index_.gate(); }
  const CodeList& regions() const { return kinds_.codes().at("regions"); }
  const CodeList& causes() const { return kinds_.codes().at("causes"); }

 private:
  json row(int i) {
    Row told;
    json made{{"id", fmt::format("r{}", i)}, {"kind", "reviewed_case"}, {"title", fmt::format("案件{}", i)}};
    for (std::size_t n = random_() % 3; n > 0; --n) told.causes.insert(causes().find(any(kCauses))->code);
    if (!told.causes.empty()) made["cause"] = told.causes;
    if (random_() % 8 != 0) made["region"] = told.region = any(kRegions);
    if (random_() % 8 != 0) made["outcome"] = told.outcome = any(kOutcomes);
    if (random_() % 8 != 0) {
      told.closed = Date::of(2015 + static_cast<int>(random_() % 5), 1 + static_cast<int>(random_() % 12),
                             1 + static_cast<int>(random_() % 28));
      made["closed"] = to_string(*told.closed);
    }
    if (random_() % 8 != 0) {
      told.fen = static_cast<std::int64_t>(random_() % 200) * 100'000;
      made["amount"] = *told.fen / 100;
    }
    rows_[made["id"]] = told;
    return made;
  }
  const std::string& any(const std::vector<std::string>& all) { return all[random_() % all.size()]; }

  std::mutex mutex_;
  std::mt19937 random_{5};
  std::map<std::string, Row> rows_;
  std::map<std::uint64_t, std::shared_ptr<const std::map<std::string, Row>>> states_;
  KindSet kinds_;
  leian::test::TempIndex index_;
};

bool is_below(const CodeList& list, const std::string& code, const std::string& top) {
  for (const CodeEntry* above : list.path_to(code))
    if (above->code == top) return true;
  return code == top;
}

/// One random question: filters, and the facets asked for.
class Asked {
 public:
  Asked(World& world, std::mt19937& random) : world_(world), random_(random) {
    if (random_() % 2 == 0) filter("region", kRegions);
    if (random_() % 3 == 0) filter("outcome", kOutcomes);
    if (random_() % 3 == 0) filter("closed", {"2015", "2016-Q2", "2017-03", "2016..2017"});
    if (random_() % 3 == 0) filter("amount", {"..5万", "5万..10万", ">=15万"});
    if (random_() % 3 == 0) {
      std::vector<std::string> codes;
      for (const auto& name : kCauses) codes.push_back(world.causes().find(name)->code);
      filter("cause", codes);
    }
    static const std::vector<std::string> kFacets{"outcome",
                                                  "outcome:narrow",
                                                  "region",
                                                  "region:narrow",
                                                  "region:tree",
                                                  "region:tree:narrow",
                                                  "cause",
                                                  "cause:tree",
                                                  "cause:tree:narrow",
                                                  "closed:year",
                                                  "closed:quarter:narrow",
                                                  "closed:month",
                                                  "amount:ranges=..5万|5万..10万|1万..20万",
                                                  "amount:ranges=>=15万|<1万:narrow"};
    std::set<std::string> fields;
    for (int i = 0; i < 3; ++i) {
      const std::string& facet = kFacets[random_() % kFacets.size()];
      if (fields.insert(facet.substr(0, facet.find(':'))).second) request.facets.push_back(facet);
    }
    request.facet_limit = 10'000;
    request.limit = 0;
  }

  SearchRequest request;

  bool matches(const Row& row, const std::string& without) const {
    for (const std::string field : {"region", "outcome", "closed", "amount", "cause"}) {
      if (field == without) continue;
      bool any = false, asked = false;
      for (const Filter& filter : request.filters) {
        if (filter.field != field) continue;
        asked = true;
        any |= holds(row, field, filter.value);
      }
      if (asked && !any) return false;
    }
    return true;
  }

  bool holds(const Row& row, const std::string& field, const std::string& value) const {
    if (field == "outcome") return row.outcome == value;
    if (field == "region") return !row.region.empty() && is_below(world_.regions(), row.region, value);
    if (field == "cause")
      return std::any_of(row.causes.begin(), row.causes.end(),
                         [&](const std::string& code) { return is_below(world_.causes(), code, value); });
    if (field == "closed") return row.closed && in_period(*row.closed, value);
    return row.fen && in_range(*row.fen, value);
  }

  static bool in_period(Date date, const std::string& value) {
    if (value == "2016..2017") return date.year() == 2016 || date.year() == 2017;
    if (value.size() == 4) return std::to_string(date.year()) == value;
    if (value[5] == 'Q') return fmt::format("{}-Q{}", date.year(), (date.month() + 2) / 3) == value;
    return to_string(date).substr(0, 7) == value;
  }

  static bool in_range(std::int64_t fen, const std::string& value) {
    static const std::map<std::string, std::pair<std::int64_t, std::int64_t>> kRanges{
        {"..5万", {0, 5'000'000}},
        {"5万..10万", {5'000'000, 10'000'000}},
        {">=15万", {15'000'000, 1'000'000'000}},
        {"1万..20万", {1'000'000, 20'000'000}},
        {"<1万", {0, 999'999}}};
    const auto& [low, high] = kRanges.at(value);
    return fen >= low && fen <= high;
  }

 private:
  void filter(const std::string& field, const std::vector<std::string>& values) {
    for (std::size_t n = 1 + random_() % 2; n > 0; --n)
      request.filters.push_back({field, values[random_() % values.size()]});
  }

  World& world_;
  std::mt19937& random_;
};

void flatten(const std::vector<Bucket>& buckets, Counts& counts) {
  for (const Bucket& bucket : buckets) {
    if (bucket.count > 0) counts[bucket.value] = bucket.count;
    flatten(bucket.children, counts);
  }
}

/// The same counts by a scan: each candidate value with what narrowing by it finds.
Counts scan(const World& world, const Asked& asked, const std::string& spec,
            const std::map<std::string, Row>& rows) {
  const std::string field = spec.substr(0, spec.find(':'));
  const bool tree = spec.find(":tree") != spec.npos;
  const std::string without = spec.find(":narrow") == spec.npos ? field : "";
  std::set<std::string> values;
  const auto add_code = [&](const CodeList& list, const std::string& code) {
    values.insert(code);
    if (tree)
      for (const CodeEntry* above : list.path_to(code)) values.insert(above->code);
  };
  for (const auto& [id, row] : rows) {
    if (!asked.matches(row, without)) continue;
    if (field == "outcome" && !row.outcome.empty()) values.insert(row.outcome);
    if (field == "region" && !row.region.empty()) add_code(world.regions(), row.region);
    if (field == "cause")
      for (const std::string& code : row.causes) add_code(world.causes(), code);
    if (field == "closed" && row.closed) {
      const bool year = spec.find(":year") != spec.npos, quarter = spec.find(":quarter") != spec.npos;
      values.insert(year      ? std::to_string(row.closed->year())
                    : quarter ? fmt::format("{}-Q{}", row.closed->year(), (row.closed->month() + 2) / 3)
                              : to_string(*row.closed).substr(0, 7));
    }
  }
  if (field == "amount")
    values = spec.find("<1万") == spec.npos ? std::set<std::string>{"..5万", "5万..10万", "1万..20万"}
                                            : std::set<std::string>{">=15万", "<1万"};
  Counts counts;
  for (const std::string& value : values)
    for (const auto& [id, row] : rows)
      if (asked.matches(row, without) && asked.holds(row, field, value)) ++counts[value];
  return counts;
}

}  // namespace

TEST_CASE("every way of counting agrees with a scan of the same generation while updates are published",
          "[query][facets][oracle]") {
  World world;
  world.remember();
  const Gate gate = world.gate();
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; i < 60 && !stop; ++i) {
      world.update();
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  });
  std::mt19937 random(8);
  int compared = 0;
  std::set<std::uint64_t> generations;
  for (int n = 0; compared < 5000 && n < 20'000; ++n) {
    Asked asked(world, random);
    const auto answer = gate.search({}, asked.request);
    if (!answer) {
      stop = true;
      writer.join();
      FAIL(answer.error().what.en);
    }
    auto rows = world.state(answer->generation);
    for (int i = 0; rows == nullptr && i < 200; ++i) {  // published a moment before it is written down
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      rows = world.state(answer->generation);
    }
    if (rows == nullptr) continue;
    ++compared;
    generations.insert(answer->generation);
    std::uint64_t total = 0;
    for (const auto& [id, row] : *rows) total += asked.matches(row, "") ? 1 : 0;
    CHECK(answer->total == total);
    for (std::size_t i = 0; i < answer->facets.size(); ++i) {
      Counts counts;
      flatten(answer->facets[i].buckets, counts);
      CAPTURE(n, asked.request.facets[i], asked.request.filters.size());
      CHECK(counts == scan(world, asked, asked.request.facets[i], *rows));
    }
  }
  stop = true;
  writer.join();
  CHECK(compared == 5000);
  CHECK(generations.size() > 10);
}

TEST_CASE("a facet is searched, ordered by name, and cut", "[query][facets]") {
  std::vector<json> rows;
  for (const char* cause : {"离婚纠纷", "离婚纠纷", "盗窃罪", "离婚后财产纠纷", "抚养纠纷"})
    rows.push_back({{"id", fmt::format("r{}", rows.size())},
                    {"kind", "reviewed_case"},
                    {"title", "甲"},
                    {"cause", cause}});
  const leian::test::TempIndex index(rows);
  const auto labels = [&](const std::string& facet) {
    SearchRequest request;
    request.facets = {facet};
    std::string line;
    const auto answer = index.gate().search({}, request).value();
    for (const Bucket& bucket : answer.facets[0].buckets) line += bucket.label + " ";
    return line + std::to_string(answer.facets[0].distinct);
  };
  CHECK(labels("cause:match=離婚:sort=name") == "离婚后财产纠纷 离婚纠纷 2");
  CHECK(labels("cause:sort=name") == "盗窃罪 抚养纠纷 离婚后财产纠纷 离婚纠纷 4");
  CHECK(labels("cause:limit=1") == "离婚纠纷 4");
  CHECK(labels("cause:match=没有") == "0");
  CHECK(labels("cause:tree:match=没有") == "0");
}

TEST_CASE("a tree is searched on every level, and what stands above a match stays", "[query][facets]") {
  const leian::test::TempIndex index(
      {{{"id", "a"}, {"kind", "petition"}, {"title", "甲"}, {"region", "210402"}},
       {{"id", "b"}, {"kind", "petition"}, {"title", "乙"}, {"region", "210103"}},
       {{"id", "c"}, {"kind", "petition"}, {"title", "丙"}, {"region", "210403"}}});
  const std::function<std::string(const std::vector<Bucket>&)> drawn =
      [&](const std::vector<Bucket>& buckets) {
        std::string text;
        for (const Bucket& bucket : buckets)
          text += fmt::format("{}{}({})", bucket.label, bucket.count, drawn(bucket.children));
        return text;
      };
  const auto tree = [&](const std::string& match) {
    SearchRequest request;
    request.facets = {"region:tree:match=" + match};
    return drawn(index.gate().search({}, request).value().facets[0].buckets);
  };
  CHECK(tree("沈河") == "辽宁省3(沈阳市1(沈河区1()))");
  CHECK(tree("抚顺") == "辽宁省3(抚顺市2())");
  CHECK(tree("辽宁") == "辽宁省3()");
}

TEST_CASE("a histogram shows the empty steps between, and one of too many steps is refused",
          "[query][facets]") {
  const leian::test::TempIndex index(
      {{{"id", "a"}, {"kind", "reviewed_case"}, {"title", "甲"}, {"closed", "2016-11-03"}},
       {{"id", "b"}, {"kind", "reviewed_case"}, {"title", "乙"}, {"closed", "2017-02-01"}},
       {{"id", "c"}, {"kind", "reviewed_case"}, {"title", "丙"}, {"closed", "1200-02-01"}}});
  SearchRequest request;
  request.facets = {"closed:month"};
  request.filters = {{"closed", "2016..2017"}};
  request.facets = {"closed:month:narrow"};
  const auto answer = index.gate().search({}, request).value();
  std::string line;
  for (const Bucket& bucket : answer.facets[0].buckets)
    line += bucket.value + "=" + std::to_string(bucket.count) + " ";
  CHECK(line == "2016-11=1 2016-12=0 2017-01=0 2017-02=1 ");
  request.facets = {"closed:month"};
  CHECK(index.gate().search({}, request).error().code == ErrorCode::BadUsage);
}
