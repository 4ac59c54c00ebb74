// Sorting by several keys, paging by cursor and grouping, against a sort over all records by script.
#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "query/access/gate.hpp"
#include "query/search/cursor.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

struct Told {
  std::string id, day;
  std::optional<int> yuan, score;
  std::set<std::string> causes;
};

const std::vector<std::string> kCauses{"盗窃罪", "诈骗罪", "危险驾驶罪"};

/// Records with few distinct values, so that ties are common.
std::vector<Told> rows_of(std::mt19937& random, int count) {
  std::vector<Told> rows;
  for (int i = 0; i < count; ++i) {
    Told row{"r" + std::to_string(i), "", {}, {}, {}};
    if (random() % 5 != 0) row.day = "2017-0" + std::to_string(1 + random() % 3) + "-01";
    if (random() % 5 != 0) row.yuan = static_cast<int>(random() % 4) * 100;
    if (random() % 5 != 0) row.score = static_cast<int>(random() % 3) + 90;
    for (std::size_t n = random() % 3; n > 0; --n) row.causes.insert(kCauses[random() % kCauses.size()]);
    rows.push_back(row);
  }
  return rows;
}

json record_of(const Told& row) {
  json record{{"id", row.id}, {"kind", "reviewed_case"}, {"facts", "被告人" + row.id + "盗窃电动车"}};
  if (!row.day.empty()) record["closed"] = row.day;
  if (row.yuan) record["amount"] = *row.yuan;
  if (row.score) record["score"] = *row.score;
  if (!row.causes.empty()) record["cause"] = row.causes;
  return record;
}

std::vector<json> records_of(const std::vector<Told>& rows) {
  std::vector<json> records;
  for (const Told& row : rows) records.push_back(record_of(row));
  return records;
}

/// The value of a sort field, comparable; empty where there is none.
std::optional<std::string> value_of(const Told& row, const std::string& field) {
  const auto number = [](const std::optional<int>& value) -> std::optional<std::string> {
    if (!value) return std::nullopt;
    return std::to_string(1000 + *value);
  };
  if (field == "closed") return row.day.empty() ? std::nullopt : std::optional(row.day);
  return number(field == "amount" ? row.yuan : row.score);
}

/// Whether b may not stand before a.
bool in_order(const Told& a, const Told& b, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    const bool descending = key.starts_with('-');
    const std::string field = descending ? key.substr(1) : key;
    const auto of_a = value_of(a, field);
    const auto of_b = value_of(b, field);
    if (of_a == of_b) continue;
    if (!of_a || !of_b) return of_a.has_value();
    return descending ? *of_a > *of_b : *of_a < *of_b;
  }
  return true;
}

std::vector<std::string> ids_of(const std::vector<Hit>& hits) {
  std::vector<std::string> ids;
  for (const Hit& hit : hits) ids.push_back(hit.record.id);
  return ids;
}

/// All ids, page after page.
std::vector<std::string> paged(const Gate& gate, SearchRequest request) {
  std::vector<std::string> all;
  request.cursor = kFirstPage;
  while (!request.cursor.empty()) {
    const auto answer = gate.search({}, request);
    if (!answer) FAIL(answer.error().what.en);
    const auto ids = ids_of(answer->hits);
    all.insert(all.end(), ids.begin(), ids.end());
    request.cursor = answer->next_cursor;
  }
  return all;
}

const std::vector<std::vector<std::string>> kOrders{
    {"closed"}, {"-closed", "amount"}, {"amount", "-score", "closed"}, {"-score", "-amount"}};

std::string joined(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ",") + key;
  return text;
}

}  // namespace

TEST_CASE("several sort keys order what earlier ones leave equal; records without a value come last",
          "[query][search]") {
  std::mt19937 random(11);
  const auto rows = rows_of(random, 400);
  std::map<std::string, Told> by_id;
  for (const Told& row : rows) by_id[row.id] = row;
  TempIndex index(records_of({rows.begin(), rows.begin() + 250}));
  index.add(records_of({rows.begin() + 250, rows.end()}));
  const Gate gate = index.gate();
  for (const auto& keys : kOrders) {
    CAPTURE(joined(keys));
    SearchRequest request;
    request.sort = joined(keys);
    request.limit = kMaxHits;
    const auto by_offset = ids_of(gate.search({}, request).value().hits);
    request.limit = 7;
    const auto by_cursor = paged(gate, request);
    for (const auto& ids : {by_offset, by_cursor}) {
      CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == rows.size());
      REQUIRE(ids.size() == rows.size());
      for (std::size_t i = 0; i + 1 < ids.size(); ++i)
        CHECK(in_order(by_id[ids[i]], by_id[ids[i + 1]], keys));
    }
  }
}

TEST_CASE("paging by cursor shows every match once, by relevance too", "[query][search]") {
  std::mt19937 random(12);
  const auto rows = rows_of(random, 300);
  const TempIndex index(records_of(rows));
  const Gate gate = index.gate();
  for (const std::string text : {"", "盗窃 电动车", "\"r1\""}) {
    SearchRequest request;
    request.text = text;
    request.limit = kMaxHits;
    auto whole = ids_of(gate.search({}, request).value().hits);
    request.limit = GENERATE(1u, 13u, 299u, 300u);
    auto pages = paged(gate, request);
    CHECK(pages.size() == whole.size());
    std::sort(whole.begin(), whole.end());
    std::sort(pages.begin(), pages.end());
    CHECK(pages == whole);
  }
}

TEST_CASE("a cursor goes on in its own generation while newer ones are published", "[query][search]") {
  std::mt19937 random(13);
  auto rows = rows_of(random, 200);
  TempIndex index(records_of(rows));
  const Gate gate = index.gate();
  SearchRequest request;
  request.text = "盗窃";
  request.limit = kMaxHits;
  const auto whole = ids_of(gate.search({}, request).value().hits);
  request.limit = 20;
  request.cursor = kFirstPage;
  std::vector<std::string> all;
  for (int page = 0; !request.cursor.empty(); ++page) {
    const auto answer = gate.search({}, request);
    REQUIRE(answer);
    const auto ids = ids_of(answer->hits);
    all.insert(all.end(), ids.begin(), ids.end());
    request.cursor = answer->next_cursor;
    // Ever more records before, behind and in place of those already shown.
    index.add(records_of(rows_of(random, 200 + page * 10)));
  }
  CHECK(std::set<std::string>(all.begin(), all.end()) == std::set<std::string>(whole.begin(), whole.end()));
  CHECK(all.size() == whole.size());
}

TEST_CASE("a cursor of a generation that is gone goes on among the records that did not change",
          "[query][search]") {
  std::mt19937 random(14);
  const auto rows = rows_of(random, 120);
  TempIndex index(records_of(rows));
  SearchRequest request;
  request.sort = "-closed,amount";
  request.limit = 50;
  request.cursor = kFirstPage;
  const auto first = index.gate().search({}, request).value();
  index.add({{{"id", "new"}, {"kind", "reviewed_case"}, {"facts", "新案"}}});
  request.cursor = first.next_cursor;
  request.limit = kMaxHits;
  // Another gate keeps nothing of the first one's.
  auto all = ids_of(index.gate().search({}, request).value().hits);
  const auto before = ids_of(first.hits);
  all.insert(all.end(), before.begin(), before.end());
  std::erase(all, "new");
  CHECK(std::set<std::string>(all.begin(), all.end()).size() == rows.size());
  CHECK(all.size() == rows.size());
}

TEST_CASE("groups hold each value's records, best first, and count them", "[query][search]") {
  std::mt19937 random(15);
  const auto rows = rows_of(random, 300);
  const TempIndex index(records_of(rows));
  const Gate gate = index.gate();
  const auto codes = KindSet::load().value();
  SearchRequest request;
  request.group = "cause";
  request.group_hits = 4;
  request.sort = "-amount";
  const auto answer = gate.search({}, request).value();
  CHECK(answer.total == rows.size());
  CHECK(answer.hits.empty());
  CHECK(answer.groups_distinct == answer.groups.size());
  std::map<std::string, std::uint64_t> counted;
  for (const Told& row : rows) {
    for (const std::string& cause : row.causes) ++counted[cause];
    if (row.causes.empty()) ++counted[""];
  }
  CHECK(answer.groups.size() == counted.size());
  for (const HitGroup& group : answer.groups) {
    CHECK(group.count == counted[group.label]);
    CHECK(group.hits.size() == std::min<std::uint64_t>(4, group.count));
    request.group.clear();
    request.filters = {{"cause", group.value}};
    request.limit = 4;
    if (!group.value.empty()) CHECK(ids_of(gate.search({}, request).value().hits) == ids_of(group.hits));
  }
}

TEST_CASE("what is wrong about an order, a cursor or a group is told", "[query][search]") {
  const TempIndex index({{{"id", "a"}, {"kind", "reviewed_case"}, {"facts", "盗窃"}},
                         {{"id", "b"}, {"kind", "reviewed_case"}, {"facts", "盗窃"}}});
  const Gate gate = index.gate();
  SearchRequest request;
  request.limit = 1;
  request.cursor = kFirstPage;
  const std::string cursor = gate.search({}, request).value().next_cursor;
  const auto code_of = [&](auto change) {
    SearchRequest changed;
    changed.limit = 1;
    change(changed);
    const auto answer = gate.search({}, changed);
    return answer ? std::optional<ErrorCode>() : answer.error().code;
  };
  using R = SearchRequest&;
  CHECK(code_of([](R r) { r.sort = "closed,closed"; }) == ErrorCode::BadUsage);
  CHECK(code_of([](R r) { r.sort = "closed,opened,amount,score,months"; }) == ErrorCode::BadUsage);
  CHECK(code_of([](R r) { r.sort = "closed,,amount"; }) == ErrorCode::UnknownField);
  CHECK(code_of([](R r) { r.sort = "facts"; }) == ErrorCode::UnknownField);
  CHECK(code_of([](R r) { r.cursor = "not a cursor"; }) == ErrorCode::BadUsage);
  CHECK(code_of([](R r) { r.cursor = std::string(100'000, 'A'); }) == ErrorCode::BadUsage);
  CHECK(code_of([&](R r) { r.cursor = cursor.substr(1); }) == ErrorCode::BadUsage);
  CHECK(code_of([&](R r) { r.cursor = cursor, r.text = "盗窃"; }) == ErrorCode::BadUsage);
  CHECK(code_of([&](R r) { r.cursor = cursor, r.sort = "closed"; }) == ErrorCode::BadUsage);
  CHECK(code_of([&](R r) { r.cursor = cursor, r.offset = 5; }) == ErrorCode::BadUsage);
  CHECK(code_of([&](R r) { r.cursor = cursor, r.group = "cause"; }) == ErrorCode::BadUsage);
  CHECK(code_of([&](R r) { r.cursor = cursor, r.limit = 0; }) == ErrorCode::BadUsage);
  CHECK(code_of([](R r) { r.group = "no_such_field"; }) == ErrorCode::UnknownField);
  CHECK(code_of([](R r) { r.group = "amount"; }) == ErrorCode::UnknownField);
  CHECK(code_of([](R r) { r.group = "cause", r.group_hits = 0; }) == ErrorCode::BadUsage);
  CHECK(code_of([](R r) { r.sort = "-relevance,closed"; }) == std::nullopt);
  CHECK(code_of([&](R r) { r.cursor = cursor; }) == std::nullopt);
}
