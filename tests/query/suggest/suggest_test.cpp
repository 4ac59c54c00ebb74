#include "query/suggest/suggest.hpp"

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "corpora/text/pinyin.hpp"
#include "corpora/text/utf8.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/kept_index.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "c1"},
       {"kind", "reviewed_case"},
       {"title", "王某诉李某离婚纠纷一案"},
       {"cause", "离婚纠纷"},
       {"organ", "辽宁省沈阳市中级人民法院"},
       {"facts", "依照《中华人民共和国民法典》第一千零七十九条判决。"}},
      {{"id", "c2"},
       {"kind", "reviewed_case"},
       {"title", "赵某盗窃案"},
       {"cause", "盗窃罪"},
       {"handler", "重山"}},
      {{"id", "c3"}, {"kind", "reviewed_case"}, {"title", "钱某诉孙某离婚纠纷一案"}, {"cause", "离婚纠纷"}},
      {{"id", "m1"},
       {"kind", "mediation_agreement"},
       {"title", "物业服务合同纠纷调解"},
       {"cause", "物业纠纷"},
       {"region", "210402"}},
      {{"id", "p1"}, {"kind", "petition"}, {"title", "路燈不亮"}, {"body", "甲"}, {"region", "210400"}},
      {{"id", "p2"}, {"kind", "petition"}, {"title", "路灯不亮"}, {"body", "乙"}, {"region", "210404"}},
  });
  return index;
}

const Gate& gate() {
  static const Gate opened = sample().gate();
  return opened;
}

SuggestAnswer ask(const std::string& text, const std::string& kind = "", std::uint32_t limit = 10) {
  SuggestRequest request;
  request.text = text;
  request.kind = kind;
  request.limit = limit;
  const auto answer = gate().suggest({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

/// `text=count` of each suggestion.
std::string line(const SuggestAnswer& answer) {
  std::string all;
  for (const Suggestion& one : answer.suggestions)
    all += (all.empty() ? "" : " ") + one.text + "=" + std::to_string(one.count);
  return all;
}

bool has(const SuggestAnswer& answer, const std::string& text) {
  return std::any_of(answer.suggestions.begin(), answer.suggestions.end(),
                     [&](const Suggestion& one) { return one.text == text; });
}

std::string marked(const Suggestion& one) {
  std::string text = one.text;
  for (auto mark = one.marks.rbegin(); mark != one.marks.rend(); ++mark)
    text.insert(mark->second, "]").insert(mark->first, "[");
  return text;
}

/// A question asked past the gate, within a scope of the test's own.
SuggestAnswer ask_within(const Index& index, const Scope& scope, const std::string& text) {
  const auto lexicon = std::make_shared<const Lexicon>();
  const Deadline deadline(std::chrono::seconds(10));
  const auto snapshot = const_cast<Index&>(index).snapshot();
  const auto table = std::make_shared<const SuggestTable>(snapshot, index.analyzer(), lexicon, nullptr);
  const auto lease = ReaderLease::take(snapshot).value();
  const Asking asking{lease, index.analyzer(), *lexicon, scope, deadline};
  SuggestRequest request;
  request.text = text;
  request.limit = kMaxSuggestions;
  return answer_suggest(asking, *table, request).value();
}

}  // namespace

TEST_CASE("values, statutes and titles are suggested with how many records they find", "[query][suggest]") {
  CHECK(line(ask("盗窃")) == "盗窃罪=1 赵某盗窃案=1");
  CHECK(line(ask("daoqie")) == "盗窃罪=1");
  CHECK(line(ask("lhjf")) == "离婚纠纷=2");
  CHECK(line(ask("民法")) == "民法典=1");
  CHECK(line(ask("zhonghuarenmingongheguominfadian")) == "民法典=1");
  CHECK(line(ask("路灯")) == "路燈不亮=2");  // as the first of them writes it
  CHECK(line(ask("抚顺")) == "抚顺市=3");    // with what lies below it
  CHECK(line(ask("chongshan")) == "重山=1");
  CHECK(line(ask("zhongshan")) == "重山=1");
  CHECK(has(ask("中级"), "辽宁省沈阳市中级人民法院"));
  CHECK(has(ask("沈阳中院"), "辽宁省沈阳市中级人民法院"));
  CHECK(line(ask("没有的")) == "");
}

TEST_CASE("what begins so comes before what holds it, and what was typed is marked", "[query][suggest]") {
  const auto answer = ask("离婚");
  REQUIRE(answer.suggestions.size() == 3);
  CHECK(marked(answer.suggestions[0]) == "[离婚]纠纷");
  CHECK(answer.suggestions[0].type == Suggestion::Type::Value);
  CHECK(answer.suggestions[0].field == "cause");
  CHECK(marked(answer.suggestions[1]).find("[离婚]") != std::string::npos);
  CHECK(answer.suggestions[1].type == Suggestion::Type::Title);
  CHECK(marked(ask("lih").suggestions[0]) == "[离婚]纠纷");
  CHECK(marked(ask("路燈").suggestions[0]).starts_with("[路"));
  CHECK(ask("沈阳中院").suggestions[0].alias == "沈阳中院");
  CHECK(ask("沈阳中院").suggestions[0].marks.empty());
}

TEST_CASE("a kind and filters narrow what is suggested", "[query][suggest]") {
  CHECK(line(ask("抚顺", "petition")) == "抚顺市=2");
  CHECK(line(ask("离婚", "petition")) == "");
  SuggestRequest request;
  request.text = "离婚";
  request.filters = {{"organ", "沈阳中院"}};
  CHECK(line(gate().suggest({}, request).value()) == "离婚纠纷=1 王某诉李某离婚纠纷一案=1");
}

TEST_CASE("bad requests for suggestions are refused, odd texts are answered", "[query][suggest]") {
  const auto failure = [](SuggestRequest request) {
    const auto answer = gate().suggest({}, request);
    REQUIRE_FALSE(answer);
    CHECK_FALSE(answer.error().what.zh.empty());
    return answer.error().code;
  };
  SuggestRequest request;
  request.text = std::string(10'000, 'x');
  CHECK(failure(request) == ErrorCode::TooLarge);
  request.text = "x";
  request.limit = 0;
  CHECK(failure(request) == ErrorCode::BadUsage);
  request.limit = kMaxSuggestions + 1;
  CHECK(failure(request) == ErrorCode::BadUsage);
  request.limit = 1;
  request.kind = "没有的种类";
  CHECK(failure(request) == ErrorCode::UnknownKind);
  request.kind = "";
  request.filters = {{"没有的字段", "1"}};
  CHECK(failure(request) == ErrorCode::UnknownField);
  for (const std::string& odd : {std::string(), std::string("   "), std::string("\0\x01\x7f", 3),
                                 std::string("😀"), std::string("\xff\xfe离"), std::string("'''---"),
                                 std::string(400, '\xe7'), std::string("v"), std::string(400, 'a')})
    CHECK(ask(odd).suggestions.size() <= 10);
}

TEST_CASE("nothing of a record or field the caller may not see is suggested", "[query][suggest][access]") {
  const auto index = Index::open(sample().db(), Analyzer::load().value()).value();
  const Scope thefts(bind_filters({{"cause", "盗窃罪"}}, "", *index->snapshot()).value());
  for (const char* typed : {"离婚", "lihun", "lhjf", "物业", "路灯", "民法", "抚顺", "钱某"}) {
    CAPTURE(typed);
    CHECK(line(ask_within(*index, thefts, typed)) == "");
    CHECK(line(ask_within(*index, {}, typed)) != "");
  }
  CHECK(line(ask_within(*index, thefts, "盗窃")) == "盗窃罪=1 赵某盗窃案=1");
  const Scope no_causes({}, {"cause", "title"});
  CHECK(line(ask_within(*index, no_causes, "盗窃")) == "");
  CHECK(line(ask_within(*index, no_causes, "重山")) == "重山=1");
  const Scope petitions(bind_kind("petition", *index->snapshot()).value());
  CHECK(line(ask_within(*index, petitions, "抚顺")) == "抚顺市=2");
}

TEST_CASE("own words are suggested once records hold them", "[query][suggest]") {
  const TempIndex index(std::vector<json>{
      {{"id", "a"}, {"kind", "petition"}, {"title", "甲"}, {"body", "反映五调齐动开展情况"}}});
  index.folder().write("db/dictionary/words.txt", "五调齐动\n无人用过\n");
  const auto opened = index.gate();
  SuggestRequest request;
  request.text = "wudiao";
  const auto answer = opened.suggest({}, request).value();
  CHECK(line(answer) == "五调齐动=1");
  CHECK(answer.suggestions[0].type == Suggestion::Type::Word);
  request.text = "无人";
  CHECK(line(opened.suggest({}, request).value()) == "");
}

TEST_CASE("every value of a field is found by each beginning, its pinyin and its initials",
          "[query][suggest][oracle]") {
  std::mt19937 random(11);
  const std::u32string characters =
      U"重庆长安行会计调解曾单查参差应当给都校省乘强律女略虐离婚盗窃物业某甲乙路灯A1";
  std::vector<json> rows;
  std::map<std::string, std::uint64_t> values;
  for (int i = 0; i < 400; ++i) {
    std::u32string name;
    for (std::size_t n = 2 + random() % 5; n > 0; --n) name += characters[random() % characters.size()];
    const std::string handler = encode_utf8(name);
    for (std::size_t copies = 1 + random() % 2; copies > 0; --copies) {
      rows.push_back({{"id", fmt::format("r{}", rows.size())},
                      {"kind", "petition"},
                      {"title", "题"},
                      {"body", "文"},
                      {"handler", handler}});
      ++values[handler];
    }
  }
  const TempIndex index(rows);
  const auto opened = index.gate();
  const Analyzer& analyzer = opened.analyzer();
  const auto finds = [&](const std::string& typed, const std::string& value, std::uint64_t count) {
    SuggestRequest request;
    request.text = typed;
    request.limit = kMaxSuggestions;
    const auto answer = opened.suggest({}, request).value();
    // Where there are more than can be shown, those shown must be as good: they find as many or more.
    const bool shown =
        std::any_of(answer.suggestions.begin(), answer.suggestions.end(), [&](const Suggestion& one) {
          return one.value == value && one.field == "handler" && one.count == count;
        });
    const bool full = answer.suggestions.size() == kMaxSuggestions;
    if (!shown && !full) UNSCOPED_INFO(typed << " -> " << line(answer));
    return shown || (full && answer.suggestions.back().count + 1 >= count);
  };
  std::size_t shown = 0;
  for (const auto& [value, count] : values) {
    const std::u16string folded = analyzer.fold(value).units;
    for (std::size_t units = 1; units <= folded.size(); ++units)
      CHECK(finds(to_utf8(folded.substr(0, units)), value, count));
    std::string pinyin, initials;
    for (const char16_t unit : folded) {
      const auto readings = readings_of(unit);
      const std::string reading = readings.empty() ? to_utf8(std::u16string(1, unit))
                                                   : std::string(readings[random() % readings.size()]);
      pinyin += reading;
      initials += reading[0];
    }
    CAPTURE(value, pinyin, initials);
    CHECK(finds(pinyin, value, count));
    CHECK(finds(initials, value, count));
    ++shown;
  }
  CHECK(shown > 300);
}

TEST_CASE("suggestions stay whole while generations are published, and the newest comes",
          "[query][suggest]") {
  TempIndex index(std::vector<json>{
      {{"id", "a0"}, {"kind", "petition"}, {"title", "甲0"}, {"body", "文"}, {"handler", "张三"}}});
  const auto opened = index.gate();
  std::atomic<bool> stop = false;
  std::atomic<int> answers = 0, failures = 0;
  std::vector<std::thread> askers;
  for (int t = 0; t < 3; ++t)
    askers.emplace_back([&] {
      while (!stop) {
        SuggestRequest request;
        request.text = "zhangsan";
        const auto answer = opened.suggest({}, request);
        if (answer && answer->suggestions.size() == 1 && answer->suggestions[0].count > 0)
          ++answers;
        else
          ++failures;
      }
    });
  for (int i = 1; i <= 8; ++i)
    index.add({{{"id", "a" + std::to_string(i)},
                {"kind", "petition"},
                {"title", "甲"},
                {"body", "文"},
                {"handler", "张三"}}});
  SuggestRequest request;
  request.text = "张三";
  std::uint64_t count = 0;
  for (int i = 0; i < 1000 && count != 9; ++i) {
    const auto answer = opened.suggest({}, request);
    count = answer && answer->suggestions.size() == 1 ? answer->suggestions[0].count : 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(count == 9);
  const int before = answers;
  for (int i = 0; i < 1000 && answers == before; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(answers > before);
  stop = true;
  for (std::thread& asker : askers) asker.join();
  CHECK(failures == 0);
}

TEST_CASE("a facet is searched by pinyin and by initials", "[query][suggest][facets]") {
  const auto labels = [](const std::string& facet) {
    SearchRequest request;
    request.facets = {facet};
    std::string all;
    const auto answer = gate().search({}, request).value();
    for (const Bucket& bucket : answer.facets[0].buckets) all += bucket.label + " ";
    return all;
  };
  CHECK(labels("cause:match=lhjf") == "离婚纠纷 ");
  CHECK(labels("cause:match=qiezui") == "盗窃罪 ");
  CHECK(labels("organ:match=zhongji") == "辽宁省沈阳市中级人民法院 ");
  CHECK(labels("cause:match=xyz") == "");
}

TEST_CASE(
    "counts of suggestions are those of a scan, over segments with deletions, with and without their names",
    "[query][suggest][oracle]") {
  std::mt19937 random(17);
  const std::vector<std::string> causes{"盗窃罪", "诈骗罪", "离婚纠纷", "物业服务合同纠纷"};
  const std::vector<std::string> regions{"210000", "210100", "210102", "210400", "210402"};
  std::map<std::string, json> live;
  const auto batch = [&](int first, int count) {
    std::vector<json> rows;
    for (int i = first; i < first + count; ++i) {
      json row{{"id", fmt::format("r{}", i)},
               {"kind", random() % 3 == 0 ? "petition" : "reviewed_case"},
               {"title", "题"},
               {"region", regions[random() % regions.size()]},
               {"handler", fmt::format("重山{}", random() % 40)}};
      if (row["kind"] == "petition")
        row["body"] = "文";
      else
        row["cause"] = {causes[random() % causes.size()], causes[random() % causes.size()]};
      row["facts"] = random() % 2 == 0 ? "依照《中华人民共和国民法典》判决。" : "无";
      if (row["kind"] == "petition") row.erase("facts");
      live[row["id"].get<std::string>()] = row;
      rows.push_back(std::move(row));
    }
    return rows;
  };
  TempIndex index(batch(0, 600));
  for (int run = 0; run < 4; ++run) index.add(batch(run * 130, 150 - run * 30));  // updates, mostly
  index.add(batch(600, 20));

  const auto kinds = KindSet::load().value();
  const auto scan = [&](const std::string& kind, const auto& fits) {
    std::uint64_t count = 0;
    for (const auto& [id, row] : live)
      if (kind.empty() || row["kind"] == kind) count += fits(row) ? 1 : 0;
    return count;
  };
  const auto check = [&](const Gate& opened) {
    const auto count_of = [&](const std::string& typed, const std::string& text, const std::string& kind) {
      SuggestRequest request;
      request.text = typed;
      request.kind = kind;
      request.limit = kMaxSuggestions;
      const auto answer = opened.suggest({}, request).value();
      for (const Suggestion& one : answer.suggestions)
        if (one.text == text) return one.count;
      return std::uint64_t{0};
    };
    for (const std::string& kind : {std::string(), std::string("petition"), std::string("reviewed_case")}) {
      CAPTURE(kind);
      for (int n = 0; n < 40; ++n) {
        const std::string name = fmt::format("重山{}", n);
        CAPTURE(name);
        CHECK(count_of(name, name, kind) ==
              scan(kind, [&](const json& row) { return row["handler"] == name; }));
      }
      for (const std::string& cause : causes) {
        CAPTURE(cause);
        CHECK(count_of(cause, cause, kind) == scan(kind, [&](const json& row) {
                return row.contains("cause") && (row["cause"][0] == cause || row["cause"][1] == cause);
              }));
      }
      for (const std::string& code : regions) {
        const std::string label = kinds.codes().at("regions").by_code(code)->label;
        const auto below = kinds.codes().at("regions").with_descendants(code);
        CAPTURE(label);
        CHECK(count_of(code, label, kind) == scan(kind, [&](const json& row) {
                return std::find(below.begin(), below.end(), row["region"].get<std::string>()) != below.end();
              }));
      }
      CHECK(count_of("民法", "民法典", kind) ==
            scan(kind, [](const json& row) { return row.contains("facts") && row["facts"] != "无"; }));
    }
  };
  check(index.gate());

  REQUIRE(leian::test::make_format_3(index.db()));
  std::size_t removed = 0;
  for (const auto& segment : std::filesystem::directory_iterator(index.db() / "segments"))
    removed += std::filesystem::remove(segment.path() / kNamesFile) ? 1 : 0;
  CHECK(removed > 1);
  check(index.gate());
}

TEST_CASE("titles come from all segments of an index made by several runs", "[query][suggest]") {
  TempIndex index(
      std::vector<json>{{{"id", "a"}, {"kind", "petition"}, {"title", "路燈不亮"}, {"body", "甲"}}});
  index.add({{{"id", "b"}, {"kind", "petition"}, {"title", "路灯不亮"}, {"body", "乙"}}});
  index.add({{{"id", "a"}, {"kind", "petition"}, {"title", "停水"}, {"body", "丙"}}});
  const auto opened = index.gate();
  SuggestRequest request;
  request.text = "ludeng";
  CHECK(line(opened.suggest({}, request).value()) == "路灯不亮=1");
  request.text = "停";
  CHECK(line(opened.suggest({}, request).value()) == "停水=1");
}
