#include "query/access/gate.hpp"

#include <thread>

#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "m1"},
       {"kind", "mediation_agreement"},
       {"cause", "物业"},
       {"facts", "业主王某拖欠物业费三千元，物业公司多次催收。"},
       {"closed", "2017-03-05"},
       {"amount", 3000}},
      {{"id", "m2"},
       {"kind", "mediation_agreement"},
       {"cause", "邻里"},
       {"facts", "楼上漏水，邻居之间发生纠纷。"},
       {"closed", "2018-06-01"},
       {"amount", "1万"}},
      {{"id", "p1"},
       {"kind", "petition"},
       {"title", "反映小区物業管理"},
       {"body", "物业服务差，电梯长期停运，请求处理。"},
       {"region", "210400"}},
      {{"id", "p2"},
       {"kind", "petition"},
       {"title", "第1330条"},
       {"body", "A市 iPhone12 手机被盗"},
       {"region", "210402"}},
      {{"id", "c1"},
       {"kind", "reviewed_case"},
       {"cause", "盗窃罪"},
       {"facts", "被告人张三入户盗窃电动车一辆，价值2210元。"},
       {"closed", "2017-09-30"}},
  });
  return index;
}

const Gate& gate() {
  static const Gate opened = sample().gate();
  return opened;
}

/// Ids found, in order of id.
std::string found(const std::string& text, std::vector<Filter> filters = {}) {
  SearchRequest request;
  request.text = text;
  request.filters = std::move(filters);
  const auto answer = gate().search({}, request);
  if (!answer) return answer.error().what.en;
  std::vector<std::string> ids;
  for (const Hit& hit : answer->hits) ids.push_back(hit.record.id);
  std::sort(ids.begin(), ids.end());
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : " ") + id;
  CHECK(answer->total == ids.size());
  return joined;
}

ErrorCode failure(const SearchRequest& request) {
  const auto answer = gate().search({}, request);
  REQUIRE_FALSE(answer);
  CHECK_FALSE(answer.error().what.zh.empty());
  return answer.error().code;
}

}  // namespace

TEST_CASE("queries find what they say", "[query][gate]") {
  const auto [text, ids] = GENERATE(table<std::string, std::string>({
      {"", "c1 m1 m2 p1 p2"},
      {"*", "c1 m1 m2 p1 p2"},
      {"物业", "m1 p1"},
      {"物業", "m1 p1"},
      {"物业 AND 电梯", "p1"},
      {"物业 NOT 电梯", "m1"},
      {"电梯 OR 漏水", "m2 p1"},
      {"物业 电梯", "p1"},
      {"\"物业公司\"", "m1"},
      {"\"业公\"", "m1"},
      {"\"公司物业\"", ""},
      {"\"，物业公司\"", "m1"},
      {"\"费\"", "m1"},
      {"\"？\"", ""},
      {"张三", "c1"},
      {"iphone", "p2"},
      {"IPHONE12", "p2"},
      {"iph*", "p2"},
      {"hone*", ""},
      {"\"133\"", "p2"},
      {"案由:盗窃罪", "c1"},
      {"案由:盗窃", "c1"},
      {"facts:盗窃", "c1"},
      {"title:物业", "p1"},
      {"body:反映", ""},
      {"地区:抚顺市", "p1 p2"},
      {"closed:2017", "c1 m1"},
      {"closed:2017-03..2018", "c1 m1 m2"},
      {"金额:>=3000", "m1 m2"},
      {"金额:>3000", "m2"},
      {"kind:petition", "p1 p2"},
      {"种类:信访事项 物业", "p1"},
      {"的 了", "m1 m2"},
      {"不存在的词语组合", ""},
  }));
  CAPTURE(text);
  if (text != "的 了") CHECK(found(text) == ids);
}

TEST_CASE("filters narrow by value, tree, date and number; the same field twice widens", "[query][gate]") {
  CHECK(found("", {{"region", "210400"}}) == "p1 p2");
  CHECK(found("", {{"region", "抚顺市"}}) == "p1 p2");
  CHECK(found("", {{"region", "210402"}}) == "p2");
  CHECK(found("", {{"cause", "物业"}, {"cause", "邻里"}}) == "m1 m2");
  CHECK(found("", {{"案由", "盗窃罪"}}) == "c1");
  CHECK(found("", {{"closed", "2017"}, {"amount", "2500..5000"}}) == "m1");
  CHECK(found("", {{"amount", "..2500"}}) == "c1");  // read from its facts
  CHECK(found("", {{"cause", "没有的案由"}}) == "");
  CHECK(found("", {{"kind", "petition"}, {"kind", "reviewed_case"}}) == "c1 p1 p2");
}

TEST_CASE("narrowing by a facet's value finds what the facet counted", "[query][gate]") {
  // 物业纠纷 is a type of dispute for mediation and a lay name of a cause of action for cases.
  const TempIndex index(
      {{{"id", "m"}, {"kind", "mediation_agreement"}, {"cause", "物业纠纷"}, {"facts", "x"}},
       {{"id", "c"}, {"kind", "reviewed_case"}, {"cause", "物业服务合同纠纷"}, {"facts", "x"}}});
  const Gate both = index.gate();
  SearchRequest request;
  request.facets = {"cause"};
  const auto counted = both.search({}, request).value();
  for (const Bucket& bucket : counted.facets.at(0).buckets) {
    request.filters = {{"cause", bucket.value}};
    CAPTURE(bucket.value);
    CHECK(both.search({}, request).value().total == bucket.count);
  }
}

TEST_CASE("a paragraph pasted as it is finds what resembles it", "[query][gate]") {
  CHECK(found("楼上漏水，\n物业不管。请求处理：电梯（停运）\"未修\"").find("p1") != std::string::npos);
}

TEST_CASE("a query of only stop words, of quotes or of 100 kB is answered, not feared", "[query][gate]") {
  CHECK(found("的") == "");
  CHECK(gate()
            .search({},
                    {.text = "\"\"\"((((", .kind = {}, .filters = {}, .among = {}, .facets = {}, .sort = {}})
            .error()
            .code == ErrorCode::BadQuery);
  SearchRequest long_query;
  long_query.text = std::string(100 * 1000, 'x');
  CHECK(failure(long_query) == ErrorCode::TooLarge);
}

TEST_CASE("what a request gets wrong is told", "[query][gate]") {
  SearchRequest request;
  SECTION("limit") {
    request.limit = kMaxHits + 1;
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("offset") {
    request.offset = 1'000'000'000;
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("filter field") {
    request.filters = {{"no_such_field", "x"}};
    CHECK(failure(request) == ErrorCode::UnknownField);
  }
  SECTION("filter on a text") {
    request.filters = {{"facts", "x"}};
    CHECK(failure(request) == ErrorCode::UnknownField);
  }
  SECTION("facet on a date") {
    request.facets = {"closed"};
    CHECK(failure(request) == ErrorCode::UnknownField);
  }
  SECTION("sort on a text") {
    request.sort = "cause";
    CHECK(failure(request) == ErrorCode::UnknownField);
  }
  SECTION("kind") {
    request.kind = "no_such_kind";
    CHECK(failure(request) == ErrorCode::UnknownKind);
  }
  SECTION("backward range") {
    request.filters = {{"closed", "2018..2017"}};
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("too many filters") {
    request.filters.assign(kMaxFilters + 1, {"cause", "x"});
    CHECK(failure(request) == ErrorCode::TooLarge);
  }
  SECTION("time") {
    request.budget = std::chrono::milliseconds(-1);
    CHECK(failure(request) == ErrorCode::Timeout);
  }
}

TEST_CASE("hits carry their short fields, a title and a marked snippet", "[query][gate]") {
  SearchRequest request;
  request.text = "物业费";
  request.facets = {"cause"};
  const auto answer = gate().search({}, request).value();
  REQUIRE(answer.hits.size() == 1);
  const Hit& hit = answer.hits[0];
  CHECK(hit.record.id == "m1");
  CHECK(hit.score > 0);
  CHECK(hit.snippet.marks.size() == 1);
  CHECK(to_json(hit.record).contains("amount"));
  CHECK_FALSE(to_json(hit.record).contains("facts"));
  CHECK(answer.facets.at(0).buckets.at(0).count == 1);
}

TEST_CASE("a title that says it ranks before a text of the same length that mentions it", "[query][gate]") {
  const TempIndex index(
      {{{"id", "body"}, {"kind", "petition"}, {"title", "反映小区问题"}, {"body", "电梯停运"}},
       {{"id", "title"}, {"kind", "petition"}, {"title", "反映电梯停运"}, {"body", "小区问题"}}});
  SearchRequest request;
  request.text = "电梯";
  CHECK(index.gate().search({}, request).value().hits.at(0).record.id == "title");
}

TEST_CASE("records that hold a word as a word rank before those that hold it inside another",
          "[query][gate]") {
  std::vector<json> rows;
  for (int i = 0; i < 5; ++i) {
    // Much of it inside another word, and once, late, in a long text, as a word.
    rows.push_back({{"id", fmt::format("inside{}", i)},
                    {"kind", "petition"},
                    {"title", "员工伤心员工伤心员工伤心"},
                    {"body", "员工伤心"}});
    rows.push_back({{"id", fmt::format("word{}", i)},
                    {"kind", "petition"},
                    {"title", "反映单位问题"},
                    {"body",
                     "本人在单位上班多年，近日因为在车间受伤住院，单位迟迟不予处理，现请求有关部门督促单位依"
                     "法认定工伤。"}});
  }
  const TempIndex index(rows);
  SearchRequest request;
  request.text = "工伤";
  const auto answer = index.gate().search({}, request).value();
  REQUIRE(answer.total == 10);
  for (std::size_t i = 0; i < 5; ++i) CHECK(answer.hits[i].record.id.starts_with("word"));
}

TEST_CASE("synonyms beside the index take effect while serving, and only in words that are not quoted",
          "[query][gate]") {
  const TempIndex index({{{"id", "a"}, {"kind", "petition"}, {"body", "要求认定工伤"}},
                         {{"id", "b"}, {"kind", "petition"}, {"body", "发放劳动防护用品"}}});
  const Gate gate = index.gate();
  const auto total = [&](const std::string& text) {
    SearchRequest request;
    request.text = text;
    return gate.search({}, request).value().total;
  };
  CHECK(total("劳保手套") == 0);
  index.folder().write("db/dictionary/synonyms.txt", "劳保手套 = 劳动防护用品\n");
  for (int i = 0; i < 200 && total("劳保手套") == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(total("劳保手套") == 1);
  SearchRequest told;
  told.text = "劳保手套";
  const auto expanded = gate.search({}, told).value().expanded;
  REQUIRE(expanded.size() == 1);
  CHECK(expanded[0].word == "劳保手套");
  CHECK(expanded[0].also == std::vector<std::string>{"劳动防护用品"});
  CHECK(total("发放 劳保手套") == 1);
  CHECK(total("\"劳保手套\"") == 0);
  CHECK(total("劳动防护用品 NOT 劳保手套") == 0);
}

TEST_CASE("a question like one that was answered finds its answer in whatever words", "[query][gate]") {
  const TempIndex index({{{"id", "a"}, {"kind", "petition"}, {"body", "用人单位应当按时足额支付劳动报酬"}},
                         {{"id", "b"}, {"kind", "petition"}, {"body", "老板的车停在楼下"}}});
  index.folder().write("db/dictionary/answers.jsonl",
                       R"({"text": "老板不发工钱怎么办？", "ids": ["a", "gone"]})");
  SearchRequest request;
  request.text = "老板一直不发工钱，怎么办？";
  const auto answer = index.gate().search({}, request).value();
  REQUIRE_FALSE(answer.hits.empty());
  CHECK(answer.hits[0].record.id == "a");
  request.filters = {{"kind", "reviewed_case"}};
  CHECK(index.gate().search({}, request).value().total == 0);
}

TEST_CASE("a word before a colon that is nearly a field's name is told", "[query][gate]") {
  SearchRequest request;
  request.text = "办案单立:法院";
  const auto notes = gate().search({}, request).value().notes;
  REQUIRE_FALSE(notes.empty());
  CHECK(notes[0].zh.find("办案单位") != std::string::npos);
  request.text = "诉称:离婚";
  CHECK(gate().search({}, request).value().notes.empty());
}

TEST_CASE("a record comes whole, and one that is not there is told", "[query][gate]") {
  CHECK(to_json(gate().record({}, "m1").value())["facts"].get<std::string>().starts_with("业主王某"));
  CHECK(gate().record({}, "absent").error().code == ErrorCode::NotFound);
  CHECK(gate().record({}, "").error().code == ErrorCode::NotFound);
}

TEST_CASE("kinds are told with how many records each has", "[query][gate]") {
  std::map<std::string, std::uint64_t> counts;
  const auto kinds = gate().kinds({}).value();
  for (const KindCount& count : kinds) counts[count.kind->name()] = count.records;
  CHECK(counts["mediation_agreement"] == 2);
  CHECK(counts["petition"] == 2);
  CHECK(counts["reviewed_case"] == 1);
}

TEST_CASE("many threads may ask at once while a writer publishes", "[query][gate]") {
  TempIndex index(std::vector<json>{{{"id", "a"}, {"kind", "petition"}, {"body", "物业纠纷"}}});
  const Gate shared = index.gate();
  std::atomic<bool> stop = false;
  std::atomic<int> failures = 0;
  std::vector<std::thread> readers;
  for (int t = 0; t < 4; ++t)
    readers.emplace_back([&] {
      while (!stop) {
        SearchRequest request;
        request.text = "物业";
        request.facets = {"kind"};
        const auto answer = shared.search({}, request);
        if (!answer || answer->total == 0 || answer->total != answer->facets[0].buckets[0].count) ++failures;
      }
    });
  for (int i = 0; i < 15; ++i)
    index.add({{{"id", fmt::format("b{}", i)}, {"kind", "petition"}, {"body", "物业纠纷又起"}},
               {{"id", "a"}, {"kind", "petition"}, {"body", fmt::format("物业{}", i)}}});
  stop = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(failures == 0);
}
