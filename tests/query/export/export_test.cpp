#include "query/export/export.hpp"

#include <set>

#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

std::vector<json> many(int count) {
  std::vector<json> records;
  for (int i = 0; i < count; ++i)
    records.push_back({{"id", "r" + std::to_string(i)},
                       {"kind", i % 3 == 0 ? "petition" : "reviewed_case"},
                       {"title", i % 2 == 0 ? "盗窃电动车" : "邻里漏水"},
                       {"closed", "2017-0" + std::to_string(1 + i % 9) + "-01"}});
  return records;
}

std::vector<std::string> exported(Export& records) {
  std::vector<std::string> ids;
  for (;;) {
    auto record = records.next();
    REQUIRE(record);
    if (!*record) return ids;
    ids.push_back((*record)->id);
  }
}

}  // namespace

TEST_CASE("an export holds every match, as many as the total, whatever the limit", "[query][export]") {
  TempIndex index(many(1500));
  index.add(many(100));
  const Gate gate = index.gate();
  for (const std::string text :
       {"", "盗窃", "漏水 OR 盗窃", "title:漏水 NOT kind:petition", "没有这样的事"}) {
    SearchRequest request;
    request.text = text;
    request.limit = 1;
    CAPTURE(text);
    const auto total = gate.search({}, request).value().total;
    const auto records = gate.begin_export({}, request).value();
    CHECK(records->total() == total);
    const auto ids = exported(*records);
    CHECK(ids.size() == total);
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == total);
  }
}

TEST_CASE("an export keeps the order that was asked for and names the kinds it holds", "[query][export]") {
  const TempIndex index(many(60));
  const Gate gate = index.gate();
  SearchRequest request;
  request.sort = "-closed";
  const auto records = gate.begin_export({}, request).value();
  CHECK(records->kinds().size() == 2);
  std::string before = "9999";
  for (auto record = records->next(); record && *record; record = records->next()) {
    const auto at = (*record)->kind->find("closed").value();
    const std::string day = to_display((*record)->values[at].items.front());
    CHECK(day <= before);
    before = day;
  }
  request.kind = "petition";
  CHECK(gate.begin_export({}, request).value()->kinds().size() == 1);
}

TEST_CASE("an export goes on in its generation while others are published", "[query][export]") {
  TempIndex index(many(500));
  const Gate gate = index.gate();
  const auto records = gate.begin_export({}, {}).value();
  for (int i = 0; i < 4; ++i) index.add(many(500 + i));
  CHECK(exported(*records).size() == 500);
}

TEST_CASE("an export that cannot be is refused before its first record", "[query][export]") {
  const TempIndex index(many(3));
  const Gate gate = index.gate();
  SearchRequest request;
  request.sort = "title";
  CHECK(gate.begin_export({}, request).error().code == ErrorCode::UnknownField);
  request.sort.clear();
  request.text = "(盗窃";
  CHECK(gate.begin_export({}, request).error().code == ErrorCode::BadQuery);
}
