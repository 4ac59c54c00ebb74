#include "query/similar/beside.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

const std::vector<std::string> kOutcomes{"达成协议", "未达成", "转诉讼", "中止"};
const std::vector<std::string> kHandlers{"王冬海", "李红", "赵一平"};

/// A made-up agreement; some fields are missing now and then.
json agreement(int number, std::mt19937& random) {
  const auto below = [&](unsigned n) { return random() % n; };
  json record = {{"id", "m" + std::to_string(number)},
                 {"kind", "mediation_agreement"},
                 {"cause", "物业纠纷"},
                 {"facts", "业主以漏水为由拒交物业费，物业公司多次催缴未果。"}};
  if (below(5) != 0) record["outcome"] = kOutcomes[below(4)];
  if (below(5) != 0) record["handler"] = kHandlers[below(3)];
  if (below(3) != 0) record["amount"] = static_cast<int>(below(20)) * 1000;
  if (below(4) != 0) {
    record["opened"] = "2017-03-0" + std::to_string(1 + below(9));
    record["closed"] = "2017-03-" + std::to_string(10 + below(20));
  }
  if (below(2) != 0) record["fulfilled"] = below(2) == 0;
  if (below(2) != 0) record["terms"] = "业主于三十日内支付物业费。";
  if (below(2) != 0)
    record["experts"] = json::array({{{"name", "周律"}, {"profession", "律师"}}, {{"name", "吴工"}}});
  return record;
}

std::string text_of(const json& record, const char* field) {
  return record.contains(field) ? record[field].get<std::string>() : std::string();
}

std::optional<double> days_of(const json& record) {
  if (!record.contains("opened") || !record.contains("closed")) return std::nullopt;
  return parse_date(text_of(record, "closed"))->days - parse_date(text_of(record, "opened"))->days;
}

/// The median by its definition: as many at or below as at or above.
double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

const Spread* spread_named(const Beside& beside, const std::string& field) {
  for (const Spread& spread : beside.spreads)
    if (spread.field == field) return &spread;
  return nullptr;
}

Beside ask(const TempIndex& index, const std::string& id) {
  SimilarRequest request;
  request.id = id;
  request.beside = true;
  request.limit = 1;
  const auto answer = index.gate().similar({}, request);
  if (!answer) FAIL(answer.error().what.en);
  REQUIRE(answer->beside);
  CHECK(answer->hits.size() <= 1);
  return *answer->beside;
}

/// What a scan over the records counts.
struct Scan {
  std::map<std::string, std::uint64_t> outcomes, handlers, settled;
  std::vector<double> days, amounts;
  std::uint64_t agreed = 0, ended = 0, kept = 0, said = 0;

  void add(const json& record) {
    const std::string outcome = text_of(record, "outcome");
    const bool ends = outcome == "达成协议" || outcome == "未达成" || outcome == "转诉讼";
    if (!outcome.empty()) ++outcomes[outcome];
    if (ends) ++ended;
    if (outcome == "达成协议") {
      ++agreed;
      if (record.contains("fulfilled")) {
        ++said;
        kept += record["fulfilled"].get<bool>() ? 1 : 0;
      }
    }
    if (record.contains("handler")) {
      ++handlers[text_of(record, "handler")];
      settled[text_of(record, "handler")] += outcome == "达成协议" ? 1 : 0;
    }
    if (const auto d = days_of(record)) days.push_back(*d);
    if (record.contains("amount")) amounts.push_back(record["amount"].get<double>());
  }
};

void check_spread(const Spread* spread, const std::vector<double>& values, std::optional<double> here) {
  REQUIRE((spread != nullptr) == !values.empty());
  if (spread == nullptr) return;
  CHECK(spread->count == values.size());
  CHECK(spread->median == Approx(median_of(values)));
  CHECK(spread->min == *std::min_element(values.begin(), values.end()));
  CHECK(spread->max == *std::max_element(values.begin(), values.end()));
  CHECK(spread->here == here);
  if (!here) return;
  double below = 0;
  for (const double value : values) below += value < *here ? 1 : value == *here ? 0.5 : 0;
  CHECK(*spread->below == Approx(below / static_cast<double>(values.size())));
}

}  // namespace

TEST_CASE("what stands beside a list is what a scan over its records counts", "[query][beside]") {
  std::mt19937 random(31);
  for (int round = 0; round < 6; ++round) {
    std::vector<json> records;
    for (int i = 0; i < 60; ++i) records.push_back(agreement(i, random));
    const TempIndex index(records);
    const Beside beside = ask(index, "m0");
    Scan scan;
    for (std::size_t i = 1; i < records.size(); ++i) scan.add(records[i]);
    CAPTURE(round);
    REQUIRE(beside.cases == records.size() - 1);
    REQUIRE(beside.outcomes.size() == 1);
    CHECK(beside.outcomes[0].counts.buckets.size() == scan.outcomes.size());
    for (const Bucket& bucket : beside.outcomes[0].counts.buckets)
      CHECK(bucket.count == scan.outcomes[bucket.value]);
    const std::string own = text_of(records[0], "outcome");
    CHECK(beside.outcomes[0].here == (own.empty() ? std::vector<std::string>{} : std::vector{own}));
    std::map<std::string, std::uint64_t> handlers;
    for (const Handler& handler : beside.handlers) {
      if (handler.field != "handler") continue;
      handlers[handler.value] = handler.cases;
      CHECK(handler.settled == scan.settled[handler.value]);
    }
    CHECK(handlers == scan.handlers);
    check_spread(spread_named(beside, "days"), scan.days, days_of(records[0]));
    check_spread(
        spread_named(beside, "amount"), scan.amounts,
        records[0].contains("amount") ? std::optional(records[0]["amount"].get<double>()) : std::nullopt);
    CHECK(*beside.agreed_rate == Approx(static_cast<double>(scan.agreed) / static_cast<double>(scan.ended)));
    CHECK(*beside.fulfilled_rate == Approx(static_cast<double>(scan.kept) / static_cast<double>(scan.said)));
  }
}

TEST_CASE("experts of nested rows are found by name, with their profession beside", "[query][beside]") {
  json a = {{"id", "a"}, {"kind", "mediation_agreement"}, {"facts", "业主拒交物业费。"}};
  json b = a;
  b["id"] = "b";
  b["experts"] = json::array({{{"name", "周律"}, {"profession", "律师"}}});
  const Beside beside = ask(TempIndex({a, b}), "a");
  REQUIRE(beside.handlers.size() == 1);
  CHECK(beside.handlers[0].value == "周律");
  CHECK(beside.handlers[0].label == "周律（律师）");
}

TEST_CASE("a matter came back where another record repeats it or it was re-examined", "[query][beside]") {
  const auto petition = [](const std::string& id) {
    return json{{"id", id},
                {"kind", "petition"},
                {"case_no", "编号-" + id},
                {"organ", "沈阳市浑南区人民法院"},
                {"body", "小区物业擅自上涨停车费，业主多次反映无果。"}};
  };
  json again = petition("again");
  again["repeat_of"] = "编号-first";
  again["body"] = "完全另一件事情，关于道路照明。";
  json reviewed = petition("reviewed");
  reviewed["review_applied"] = "2017-05-01";
  json like_named = petition("first2");  // its number holds that of another
  const TempIndex index({petition("here"), petition("first"), like_named, reviewed, again});
  const Beside beside = ask(index, "here");
  REQUIRE(beside.came_back_rate);
  // first and reviewed came back; first2 and again (which shares words with nothing but its number) did not.
  const double came = *beside.came_back_rate * static_cast<double>(beside.cases);
  CHECK(came == Approx(2));
}

TEST_CASE("quantiles run between neighbours, and ties count half", "[query][beside]") {
  CHECK(quantile({5}, 0.25) == 5);
  CHECK(quantile({1, 2, 3, 4}, 0.25) == Approx(1.75));
  CHECK(quantile({1, 2, 3, 4}, 0.5) == Approx(2.5));
  CHECK(quantile({1, 2, 3, 4}, 1) == 4);
  CHECK(share_below({1, 2, 2, 3}, 2) == Approx(0.5));
  CHECK(share_below({1, 2}, 0) == 0);
  CHECK(share_below({1, 2}, 9) == 1);
}

TEST_CASE("the file of endings is checked line by line", "[query][beside]") {
  const Endings endings =
      Endings::parse("# note\nagreed\t达成协议|和解\nunsettled\t未达成\n", "e.tsv").value();
  CHECK(endings.of("和解") == Ending::Agreed);
  CHECK(endings.of("未达成") == Ending::Unsettled);
  CHECK_FALSE(endings.of("有期徒刑"));
  for (const char* bad :
       {"nonsense\t甲", "agreed", "agreed\t甲|", "agreed\t甲\nsettled\t甲", "agreed\t甲\t乙"}) {
    const auto parsed = Endings::parse(bad, "e.tsv");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().what.en.find("e.tsv") != std::string::npos);
  }
  CHECK(Endings::load());
}
