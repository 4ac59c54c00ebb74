// Aggregates against a scan over all records: 5,000 random requests over several segments with deletions.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <set>

#include "corpora/calendar/working_days.hpp"
#include "corpora/core/date.hpp"
#include "corpora/record/record.hpp"
#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

constexpr int kRequests = 5'000;
const std::string kRest = "(rest)";
const std::string kNull = "null";

struct Deduction {
  std::optional<std::string> item;
  std::optional<double> points, deducted;
};

/// What a record holds, as the scan sees it.
struct Told {
  std::set<std::string> causes;
  std::string region, outcome;
  std::optional<Date> closed;
  std::optional<DateTime> opened;
  std::optional<std::int64_t> fen;
  std::optional<double> months;
  std::optional<bool> rectified;
  std::vector<Deduction> deductions;
};

const std::vector<std::string> kRegions{"210000", "210100", "210102", "210104", "210200", "210202", "110000"};
const std::vector<std::string> kCauses{"盗窃罪", "诈骗罪", "离婚纠纷", "物业服务合同纠纷", "民间借贷纠纷"};
const std::vector<std::string> kOutcomes{"支持", "驳回", "调解", "撤诉"};
const std::vector<std::string> kItems{"立案程序", "程序运行", "实体处理", "裁判文书"};

class World {
 public:
  World() : kinds_(KindSet::load().value()), index_(rows(0, 400)) {
    index_.add(rows(400, 460));
    index_.add(rows(460, 472));
    index_.add(rows(390, 393));  // some of them anew: the older ones are deleted rows
  }

  const std::map<std::string, Told>& told() const { return told_; }
  Gate gate() const { return index_.gate(); }
  std::filesystem::path db() const { return index_.db(); }
  const CodeList& list(const std::string& name) const { return kinds_.codes().at(name); }

 private:
  std::vector<json> rows(int from, int to) {
    std::vector<json> made;
    for (int i = from; i < to; ++i) made.push_back(row(i));
    return made;
  }

  bool some() { return random_() % 6 != 0; }
  int any_of(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  const std::string& any(const std::vector<std::string>& all) { return all[random_() % all.size()]; }

  json row(int i) {
    Told told;
    json made{{"id", fmt::format("r{}", i)}, {"kind", "reviewed_case"}, {"title", fmt::format("案件{}", i)}};
    for (int n = any_of(3); n > 0; --n) told.causes.insert(list("causes").find(any(kCauses))->code);
    if (!told.causes.empty()) made["cause"] = told.causes;
    if (some()) made["region"] = told.region = any(kRegions);
    if (some()) made["outcome"] = told.outcome = any(kOutcomes);
    if (some()) {
      told.opened =
          DateTime::at(*Date::of(2015 + any_of(4), 1 + any_of(12), 1 + any_of(28)), any_of(24), any_of(60));
      made["opened"] = to_string(*told.opened);
    }
    if (some()) {
      told.closed = told.opened ? Date{told.opened->date().days + any_of(200) - 10}
                                : *Date::of(2016 + any_of(3), 1 + any_of(12), 1 + any_of(28));
      made["closed"] = to_string(*told.closed);
    }
    if (some()) {
      told.fen = static_cast<std::int64_t>(random_() % 20'000'000);
      made["amount"] = fmt::format("{}.{:02}", *told.fen / 100, *told.fen % 100);
    }
    if (some()) made["months"] = *(told.months = any_of(4) == 0 ? any_of(40) * 0.1 : any_of(30));
    if (some()) made["rectified"] = *(told.rectified = any_of(2) == 0);
    for (int n = any_of(4); n > 0; --n) {
      Deduction one;
      json nested = json::object();
      if (some()) nested["item"] = *(one.item = any(kItems));
      if (some()) nested["points"] = *(one.points = 5 * (1 + any_of(3)));
      if (some()) nested["deducted"] = *(one.deducted = any_of(30) * 0.1);
      if (nested.empty()) continue;
      told.deductions.push_back(one);
      made["deductions"].push_back(nested);
    }
    told_[made["id"]] = told;
    return made;
  }

  std::mt19937 random_{11};
  std::map<std::string, Told> told_;
  KindSet kinds_;
  leian::test::TempIndex index_;
};

/// Sakamoto's way to the day of the week, 1 for Monday: not the one that is tested.
int weekday(int y, int m, int d) {
  static constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  if (m < 3) --y;
  const int sunday_based = (y + y / 4 - y / 100 + y / 400 + kShift[m - 1] + d) % 7;
  return sunday_based == 0 ? 7 : sunday_based;
}

/// ISO week by the day of the year.
std::string iso_week(Date date) {
  const auto weeks_of = [](int year) {
    const int last = weekday(year, 12, 31);
    return last == 4 || weekday(year, 1, 1) == 4 ? 53 : 52;
  };
  const int ordinal = date.days - Date::of(date.year(), 1, 1)->days + 1;
  const int week = (ordinal - weekday(date.year(), date.month(), date.day()) + 10) / 7;
  if (week < 1) return fmt::format("{}-W{:02}", date.year() - 1, weeks_of(date.year() - 1));
  if (week > weeks_of(date.year())) return fmt::format("{}-W01", date.year() + 1);
  return fmt::format("{}-W{:02}", date.year(), week);
}

std::string step(Date date, const std::string& unit) {
  if (unit == "year") return fmt::format("{}", date.year());
  if (unit == "quarter") return fmt::format("{}-Q{}", date.year(), (date.month() + 2) / 3);
  if (unit == "month") return to_string(date).substr(0, 7);
  if (unit == "week") return iso_week(date);
  if (unit == "weekday") return std::to_string(weekday(date.year(), date.month(), date.day()));
  if (unit == "first_friday")
    return weekday(date.year(), date.month(), date.day()) == 5 && date.day() < 8 ? "true" : "false";
  return to_string(date);
}

bool in_range(double yuan, const std::string& range) {
  static const std::map<std::string, std::pair<double, double>> kRanges{{"..5万", {0, 50'000}},
                                                                        {"5万..10万", {50'000, 100'000}},
                                                                        {">10万", {100'000.005, 1e12}},
                                                                        {"..8万", {0, 80'000}}};
  const auto& [low, high] = kRanges.at(range);
  return yuan >= low && yuan <= high;
}

/// The ten lines that aggregates are held against, and what they need to know of the request.
class Scan {
 public:
  Scan(const World& world, const AggregateRequest& request) : world_(world), request_(request) {
    for (const auto& [id, told] : world.told())
      if (matches(told)) rows_.push_back(&told);
    if (request.top > 0)
      for (const std::string& group : request.groups) keep(group);
    for (const Told* row : rows_) enter(*row);
  }

  struct Cell {
    std::set<const Told*> rows;
    std::set<std::pair<const Told*, std::size_t>> nested;
  };
  std::map<std::vector<std::string>, Cell> cells;
  std::set<const Told*> placed;
  std::size_t total() const { return rows_.size(); }

  /// A measure of a cell as JSON text: exact for whole numbers, else a double.
  std::optional<double> measure(const std::string& spec, const Cell& cell) const {
    const auto colon = spec.find(':');
    const std::string word = spec.substr(0, colon);
    const std::string rest = colon == spec.npos ? "" : spec.substr(colon + 1);
    if (word == "count") return static_cast<double>(cell.rows.size());
    if (word == "share") return static_cast<double>(cell.rows.size()) / static_cast<double>(rows_.size());
    if (word == "rows") return nested_rows(cell);
    if (word == "rate") return rate(rest, cell);
    if (word == "distinct") return distinct(rest, cell);
    if (word == "days" || word == "workdays") return statistic("mean", values(spec, cell));
    return statistic(word, values(rest, cell));
  }

 private:
  bool nested_group() const {
    return std::any_of(request_.groups.begin(), request_.groups.end(),
                       [](const std::string& g) { return g.starts_with("deductions."); });
  }

  bool matches(const Told& row) const {
    std::map<std::string, bool> met;
    for (const Filter& filter : request_.filters) {
      auto [at, fresh] = met.try_emplace(filter.field, false);
      at->second = at->second || holds(row, filter.field, filter.value);
    }
    return std::all_of(met.begin(), met.end(), [](const auto& one) { return one.second; });
  }

  bool holds(const Told& row, const std::string& field, const std::string& value) const {
    if (field == "outcome") return row.outcome == value;
    if (field == "amount") return row.fen && in_range(static_cast<double>(*row.fen) / 100, value);
    if (field == "closed") return row.closed && to_string(*row.closed).starts_with(value);
    if (field == "deductions.item")
      return std::any_of(row.deductions.begin(), row.deductions.end(),
                         [&](const Deduction& d) { return d.item == value; });
    for (const CodeEntry* above : world_.list("regions").path_to(row.region))
      if (above->code == value) return true;
    return false;
  }

  std::string at_level(const std::string& list, const std::string& code, std::size_t level) const {
    const auto path = world_.list(list).path_to(code);
    return level == 0 || path.size() < level ? code : path[level - 1]->code;
  }

  /// The values of a group of a record, or of one of its nested rows.
  std::set<std::string> raw_values(const Told& row, const std::string& group, std::size_t position) const {
    const std::size_t level =
        group.find('@') == group.npos ? 0 : static_cast<std::size_t>(group.back() - '0');
    std::set<std::string> found;
    if (group == "outcome" && !row.outcome.empty()) found.insert(row.outcome);
    if (group == "kind") found.insert("reviewed_case");
    if (group.starts_with("region") && !row.region.empty())
      found.insert(at_level("regions", row.region, level));
    if (group.starts_with("cause"))
      for (const std::string& cause : row.causes) found.insert(at_level("causes", cause, level));
    if (group == "rectified" && row.rectified) found.insert(*row.rectified ? "true" : "false");
    if (group == "months" && row.months) found.insert(to_display(Scalar(*row.months)));
    if (group.starts_with("closed") && row.closed)
      found.insert(step(*row.closed, group == "closed" ? "day" : group.substr(7)));
    if (group == "opened:hour" && row.opened)
      found.insert(
          std::to_string((row.opened->seconds - std::int64_t{row.opened->date().days} * 86400) / 3600));
    if (group == "opened:month" && row.opened) found.insert(step(row.opened->date(), "month"));
    if (group.starts_with("amount:") && row.fen) {
      const std::string ranges = group.substr(std::string("amount:ranges=").size()) + "|";
      for (std::size_t at = 0; at < ranges.size(); at = ranges.find('|', at) + 1) {
        const std::string range = ranges.substr(at, ranges.find('|', at) - at);
        if (in_range(static_cast<double>(*row.fen) / 100, range)) found.insert(range);
      }
    }
    if (group == "deductions.item" && row.deductions[position].item)
      found.insert(*row.deductions[position].item);
    if (group == "deductions.points" && row.deductions[position].points)
      found.insert(to_display(Scalar(*row.deductions[position].points)));
    return found;
  }

  std::set<std::string> values_of(const Told& row, const std::string& group, std::size_t position) const {
    const auto kept = kept_.find(group);
    std::set<std::string> found;
    for (const std::string& value : raw_values(row, group, position))
      found.insert(kept == kept_.end() || kept->second.contains(value) ? value : kRest);
    return found;
  }

  void keep(const std::string& group) {
    static const std::vector<std::string> kByValue{"outcome", "kind", "region", "cause", "deductions.item"};
    const std::string field = group.substr(0, group.find('@'));
    if (std::find(kByValue.begin(), kByValue.end(), field) == kByValue.end()) return;
    std::map<std::string, int> counts;
    for (const Told* row : rows_) {
      std::set<std::string> own;
      const std::size_t positions = group.starts_with("deductions.") ? row->deductions.size() : 1;
      for (std::size_t p = 0; p < positions; ++p) own.merge(raw_values(*row, group, p));
      for (const std::string& value : own) ++counts[value];
    }
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [value, count] : counts) order.emplace_back(-count, value);
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size() && i < request_.top; ++i) kept_[group].insert(order[i].second);
    kept_[group];
  }

  void enter(const Told& row) {
    const std::size_t positions = nested_group() ? row.deductions.size() : 1;
    for (std::size_t position = 0; position < positions; ++position) {
      std::vector<std::vector<std::string>> keys(1);
      for (const std::string& group : request_.groups) {
        std::vector<std::vector<std::string>> longer;
        for (const auto& key : keys)
          for (const std::string& value : values_of(row, group, position)) {
            longer.push_back(key);
            longer.back().push_back(value);
          }
        keys = std::move(longer);
      }
      for (const auto& key : keys) {
        cells[key].rows.insert(&row);
        cells[key].nested.emplace(&row, position);
        placed.insert(&row);
      }
    }
  }

  std::vector<std::pair<const Told*, std::size_t>> nested_of(const Cell& cell) const {
    if (nested_group()) return {cell.nested.begin(), cell.nested.end()};
    std::vector<std::pair<const Told*, std::size_t>> all;
    for (const Told* row : cell.rows)
      for (std::size_t p = 0; p < row->deductions.size(); ++p) all.emplace_back(row, p);
    return all;
  }
  double nested_rows(const Cell& cell) const { return static_cast<double>(nested_of(cell).size()); }

  double rate(const std::string& condition, const Cell& cell) const {
    const auto equals = condition.find('=');
    std::size_t met = 0;
    for (const Told* row : cell.rows) {
      bool any = false;
      const std::string values = condition.substr(equals + 1) + "|";
      for (std::size_t at = 0; at < values.size(); at = values.find('|', at) + 1)
        any |= holds(*row, condition.substr(0, equals), values.substr(at, values.find('|', at) - at));
      met += any ? 1 : 0;
    }
    return static_cast<double>(met) / static_cast<double>(cell.rows.size());
  }

  double distinct(const std::string& field, const Cell& cell) const {
    std::set<std::string> all;
    if (field == "deductions.item") {
      for (const auto& [row, p] : nested_of(cell))
        if (row->deductions[p].item) all.insert(*row->deductions[p].item);
    } else {
      for (const Told* row : cell.rows) all.merge(raw_values(*row, field, 0));
    }
    return static_cast<double>(all.size());
  }

  /// Money in fen, spans in days.
  std::vector<long double> values(const std::string& quantity, const Cell& cell) const {
    std::vector<long double> found;
    if (quantity == "deductions.deducted") {
      for (const auto& [row, p] : nested_of(cell))
        if (row->deductions[p].deducted) found.push_back(*row->deductions[p].deducted);
      return found;
    }
    for (const Told* row : cell.rows) {
      if (quantity == "amount" && row->fen) found.push_back(static_cast<long double>(*row->fen));
      if (quantity == "months" && row->months) found.push_back(*row->months);
      if (quantity == "closed" && row->closed) found.push_back(row->closed->days);
      if (quantity.find("days:") != quantity.npos && row->opened && row->closed)
        found.push_back(days_between(row->opened->date(), *row->closed, quantity.starts_with("work")));
    }
    return found;
  }

  long double days_between(Date from, Date to, bool working) const {
    if (!working) return to.days - from.days;
    static const Holidays holidays = Holidays::load().value();
    int days = 0;
    for (int day = from.days + 1; day <= to.days; ++day) days += holidays.is_working_day(Date{day}) ? 1 : 0;
    for (int day = to.days + 1; day <= from.days; ++day) days -= holidays.is_working_day(Date{day}) ? 1 : 0;
    return days;
  }

  static std::optional<double> statistic(const std::string& word, std::vector<long double> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const long double sum = std::accumulate(values.begin(), values.end(), 0.0L);
    if (word == "sum") return static_cast<double>(sum);
    if (word == "mean") return static_cast<double>(sum / static_cast<long double>(values.size()));
    if (word == "min") return static_cast<double>(values.front());
    if (word == "max") return static_cast<double>(values.back());
    const long double p = word == "median" ? 50.0L : std::stold(word.substr(1));
    const long double place = static_cast<long double>(values.size() - 1) * p / 100;
    const auto rank = static_cast<std::size_t>(place);
    const long double next = values[std::min(rank + 1, values.size() - 1)];
    return static_cast<double>(values[rank] +
                               (next - values[rank]) * (place - static_cast<long double>(rank)));
  }

  const World& world_;
  const AggregateRequest& request_;
  std::vector<const Told*> rows_;
  std::map<std::string, std::set<std::string>> kept_;
};

const std::vector<std::string> kGroups{"outcome",
                                       "region",
                                       "region@1",
                                       "region@2",
                                       "region@3",
                                       "cause",
                                       "cause@1",
                                       "closed",
                                       "closed:year",
                                       "closed:quarter",
                                       "closed:month",
                                       "closed:week",
                                       "closed:weekday",
                                       "closed:first_friday",
                                       "opened:hour",
                                       "opened:month",
                                       "rectified",
                                       "months",
                                       "kind",
                                       "deductions.item",
                                       "deductions.points",
                                       "amount:ranges=..5万|5万..10万|>10万",
                                       "amount:ranges=..8万|5万..10万"};
const std::vector<std::string> kMeasures{"count",
                                         "share",
                                         "sum:amount",
                                         "mean:amount",
                                         "min:amount",
                                         "max:amount",
                                         "median:amount",
                                         "p90:amount",
                                         "p12.5:months",
                                         "sum:months",
                                         "mean:months",
                                         "median:months",
                                         "min:closed",
                                         "max:closed",
                                         "distinct:outcome",
                                         "distinct:cause",
                                         "distinct:region",
                                         "distinct:closed",
                                         "rows:deductions",
                                         "sum:deductions.deducted",
                                         "p75:deductions.deducted",
                                         "distinct:deductions.item",
                                         "rate:outcome=支持",
                                         "rate:outcome=支持|驳回",
                                         "rate:amount=5万..10万",
                                         "rate:region=210100",
                                         "days:opened..closed",
                                         "median:days:opened..closed",
                                         "p95:workdays:opened..closed",
                                         "max:workdays:opened..closed"};

AggregateRequest random_request(std::mt19937& random) {
  AggregateRequest request;
  const auto any = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  const auto add = [&](std::vector<std::string>& to, const std::vector<std::string>& from,
                       std::size_t count) {
    while (to.size() < count)
      if (const std::string one = any(from); std::find(to.begin(), to.end(), one) == to.end())
        to.push_back(one);
  };
  add(request.groups, kGroups, random() % 4);
  add(request.measures, kMeasures, random() % 6);
  if (random() % 4 == 0) request.top = 1 + random() % 3;
  if (random() % 3 == 0) request.filters.push_back({"outcome", any(kOutcomes)});
  if (random() % 3 == 0) request.filters.push_back({"region", any(kRegions)});
  if (random() % 4 == 0) request.filters.push_back({"region", any(kRegions)});
  if (random() % 4 == 0) request.filters.push_back({"amount", any({"..5万", "5万..10万", ">10万"})});
  if (random() % 4 == 0) request.filters.push_back({"closed", any({"2015", "2016", "2017-03"})});
  if (random() % 8 == 0) request.filters.push_back({"deductions.item", any(kItems)});
  return request;
}

double number_of(const Figure& figure) {
  if (const auto* whole = std::get_if<std::int64_t>(&figure.value)) return static_cast<double>(*whole);
  return std::get<double>(figure.value);
}

/// Figures are the very same where they are whole, and else within the rounding of a double.
bool agree(const Figure& figure, const std::optional<double>& expected) {
  if (figure.empty() || !expected) return figure.empty() && !expected;
  if (std::holds_alternative<std::int64_t>(figure.value)) return number_of(figure) == *expected;
  return std::abs(number_of(figure) - *expected) <= 1e-13 * std::max(1.0, std::abs(*expected));
}

std::string told_of(const AggregateRequest& request) {
  std::string text = fmt::format("groups {} measures {} top {}", fmt::join(request.groups, " "),
                                 fmt::join(request.measures, " "), request.top);
  for (const Filter& filter : request.filters) text += fmt::format(" {}={}", filter.field, filter.value);
  return text;
}

void compare(const AggregateAnswer& answer, const Scan& scan, const AggregateRequest& request) {
  REQUIRE(answer.total == scan.total());
  REQUIRE(answer.missing == scan.total() - scan.placed.size());
  if (scan.total() == 0 && request.groups.empty()) return;
  REQUIRE(answer.rows.size() == scan.cells.size());
  for (const AggregateRow& row : answer.rows) {
    std::vector<std::string> key;
    for (const GroupValue& value : row.group) key.push_back(value.value.value_or(kRest));
    CAPTURE(key);
    const auto cell = scan.cells.find(key);
    REQUIRE(cell != scan.cells.end());
    REQUIRE(row.count == cell->second.rows.size());
    std::size_t at = 0;
    for (const AggregateColumn& column : answer.measures) {
      const Figure& figure = row.figures[at++];
      if (column.key.ends_with(":low") || column.key.ends_with(":high")) continue;
      CAPTURE(column.key);
      if (!agree(figure, scan.measure(column.key, cell->second)))
        FAIL("found " << (figure.empty() ? kNull : fmt::format("{}", number_of(figure))) << ", expected "
                      << scan.measure(column.key, cell->second).value_or(-1));
    }
  }
}

}  // namespace

TEST_CASE("Aggregates agree with a scan over all records on 5,000 random requests",
          "[query][aggregate][oracle]") {
  const World world;
  const auto index = Index::open(world.db(), Analyzer::load().value()).value();
  const auto snapshot = index->snapshot();
  REQUIRE(snapshot->segments().size() >= 2);
  REQUIRE(snapshot->live_rows() < snapshot->rows());
  REQUIRE(snapshot->live_rows() == world.told().size());
  const Gate gate(index);
  std::mt19937 random(23);
  for (int i = 0; i < kRequests; ++i) {
    const AggregateRequest request = random_request(random);
    CAPTURE(i, told_of(request));
    const auto answer = gate.aggregate({}, request);
    if (!answer) FAIL(answer.error().what.en);
    compare(*answer, Scan(world, request), request);
  }
}
