#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "corpora/synthetic/json_line.hpp"
#include "corpora/synthetic/story_book.hpp"
#include "corpora/synthetic/story_value.hpp"
#include "corpora/synthetic/teller.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

const KindSet& kinds() {
  static const KindSet set = *KindSet::load();
  return set;
}

/// A set of one file whose only story tells `[body]`.
std::string book_text(const std::string& symbols) {
  return "kind petition 1\nrecord\n  id: x-{=serial}\n  body: {body}\nstory 一 1\n" + symbols;
}

Result<StoryBook> load(const std::string& text) {
  TempFolder folder;
  folder.write("a.txt", text);
  return StoryBook::load(folder.path(), kinds());
}

/// The body of record `serial`, or the error's Chinese text.
std::string told(const std::string& symbols, std::uint64_t serial = 1) {
  const auto book = load(book_text(symbols));
  if (!book) return book.error().what.zh;
  std::string line;
  const auto done = Teller(*book, *book->stories()[0], Random(1, serial), {1, serial}).write_record(line);
  if (!done) return done.error().what.zh;
  return nlohmann::json::parse(line).value("body", "");
}

std::string shown(const StoryValue& value, ValueForm form) {
  std::string text;
  append(text, value, form);
  return text;
}

}  // namespace

TEST_CASE("a story's text is told piece by piece", "[synthetic][story]") {
  struct Row {
    std::string symbols;
    std::string text;
  };
  for (const auto& [symbols, text] : {
           Row{"[body]\n暖气不热", "暖气不热"},
           {"[body]\n甲{word}丙\n[word]\n乙", "甲乙丙"},
           {"[body]\n{$a}{$a:cn}\n[$a]\n{=int 12 12}", "12十二"},
           {"[body]\n{$a:wan}，{$a:capital}，{$b}\n[$a]\n{=money 35000 35000}\n[$b]\n{=percent $a 50}",
            "3.5万元，叁万伍仟元整，17500"},
           {"[body]\n{$d:cn}至{$e:cn}\n[$d]\n{=day 2017-02-28 2017-02-28}\n[$e]\n{=after $d 1 1}",
            "2017年2月28日至2017年3月1日"},
           {"[body]\n{t/$k}\n[$k]\n乙\n[t/甲]\n一\n[t/乙]\n二", "二"},
           {"[body]\n{t/$k}\n[$k]\n丙\n[t/else]\n别的", "别的"},
           {"[body]\n甲{}乙{0%丙}{100%丁{word}}\n[word]\n。", "甲乙丁。"},
           {"[body]\n{$r:full}\n[$r]\n{=pick regions under 210102 level 3}", "沈阳市和平区"},
           {"[body]\n{$p:family}{$p:masked}\n[$p]\n王小明", "王王某"},
           {"[body]\n一\\n二", "一\n二"},
           {"[body]\n{=plus 2 3}{=minus 2 3}{=times 2 3}", "5-16"},
           {"# 注\n[body]\n\n甲   ", "甲"},
       }) {
    CAPTURE(symbols);
    CHECK(told(symbols) == text);
  }
}

TEST_CASE("a story that cannot be read names its line", "[synthetic][story]") {
  for (const std::string broken :
       {"[body]\n{", "[body]\n甲}", "[body]\n{无 此}", "[body]\n{$a:nothing}\n[$a]\n1",
        "[body]\n{=nothing 1}", "[body]\n{=int 1}", "[body]\n{=pick nowhere}",
        "[body]\n{=pick regions under 999999}", "[body]\n{a*3-1}\n[a]\n1", "[body]\n{a*x-y}\n[a]\n1",
        "[body\n甲", "[]\n甲", "[body]\n甲\n[body]\n乙", "story 二 x\n[body]\n甲"}) {
    CAPTURE(broken);
    const auto book = load(book_text(broken));
    REQUIRE_FALSE(book);
    CHECK(book.error().code == ErrorCode::BadInput);
    CHECK_THAT(book.error().what.zh, Mentions("a.txt"));
  }
}

TEST_CASE("a name that nothing tells is found before the first record", "[synthetic][story]") {
  CHECK_THAT(told("[body]\n{missing}"), Mentions("missing"));
  CHECK_THAT(told("[body]\n{$missing}"), Mentions("$missing"));
  CHECK_THAT(told("[body]\n{50%{missing}}"), Mentions("missing"));
  CHECK_THAT(told("[body]\n{=after $missing 1 2}"), Mentions("$missing"));
  CHECK_THAT(told("[body]\n{empty}\n[empty]"), Mentions("empty"));
}

TEST_CASE("a table without the row and a story in a circle are errors, not crashes", "[synthetic][story]") {
  CHECK_THAT(told("[body]\n{t/$k}\n[$k]\n丙\n[t/甲]\n一"), Mentions("t/丙"));
  CHECK_THAT(told("[body]\n{body}"), Mentions("body"));
  CHECK_THAT(told("[body]\n{$a}\n[$a]\n{$b}\n[$b]\n{$a}"), Mentions("绕回"));
}

TEST_CASE("a story's kind must be laid out", "[synthetic][story]") {
  struct Row {
    std::string text;
    ErrorCode code;
  };
  for (const auto& [text, code] : {
           Row{"kind nothing 1\n", ErrorCode::UnknownKind},
           {"kind petition 1\nrecord\n  nothing: 甲\n", ErrorCode::BadInput},
           {"kind petition 1\nrecord\n  body: 甲\nstory 一 1\n", ErrorCode::BadInput},
           {"kind petition 1\nrecord\n  id: 1\n", ErrorCode::BadInput},
           {"story 一 1\n", ErrorCode::BadInput},
           {"record\n", ErrorCode::BadInput},
           {"甲\n", ErrorCode::BadInput},
           {"[a]\n甲\n", ErrorCode::BadInput},
       }) {
    CAPTURE(text);
    const auto book = load(text);
    REQUIRE_FALSE(book);
    CHECK(book.error().code == code);
  }
  TempFolder empty;
  CHECK(StoryBook::load(empty.path(), kinds()).error().code == ErrorCode::NotFound);
  CHECK(StoryBook::load(empty / "nowhere", kinds()).error().code == ErrorCode::NotFound);
}

TEST_CASE("weights and zipf say how often an alternative is told", "[synthetic][story]") {
  const auto count = [](const std::string& symbols) {
    const auto book = load(book_text(symbols));
    REQUIRE(book);
    std::map<std::string, int> counted;
    for (std::uint64_t serial = 0; serial < 4'000; ++serial) {
      std::string line;
      REQUIRE(Teller(*book, *book->stories()[0], Random(1, serial), {1, serial}).write_record(line));
      ++counted[nlohmann::json::parse(line)["body"]];
    }
    return counted;
  };
  auto weighted = count("[body]\n3* 甲\n1* 乙");
  CHECK(weighted["甲"] > 2'850);
  CHECK(weighted["甲"] < 3'150);
  auto zipf = count("[body zipf]\n/ 甲 乙 丙 丁");
  CHECK(zipf["甲"] > zipf["乙"]);
  CHECK(zipf["乙"] > zipf["丙"]);
  CHECK(zipf["丙"] > zipf["丁"]);
  CHECK(zipf["丁"] > 400);
}

TEST_CASE("several alternatives in a row differ", "[synthetic][story]") {
  for (std::uint64_t serial = 0; serial < 50; ++serial) {
    const std::string text = told("[body]\n{a*3-3}\n[a]\n/ 1 2 3 4 5", serial);
    CHECK(text.size() == 3);
    CHECK(std::set<char>(text.begin(), text.end()).size() == 3);
  }
}

TEST_CASE("values are shown in the forms of Chinese records", "[synthetic][story]") {
  const Date date = *Date::of(2017, 3, 5);
  CHECK(shown(date, ValueForm::Plain) == "2017-03-05");
  CHECK(shown(date, ValueForm::Cn) == "2017年3月5日");
  CHECK(shown(date, ValueForm::Month) == "2017年3月");
  CHECK(shown(date, ValueForm::MonthDay) == "3月5日");
  CHECK(shown(DateTime::at(date, 21, 4), ValueForm::Cn) == "2017年3月5日21时许");
  CHECK(shown(std::int64_t{14}, ValueForm::Term) == "一年二个月");
  CHECK(shown(std::int64_t{24}, ValueForm::Term) == "二年");
  CHECK(shown(Fen{2'000'000'00}, ValueForm::Wan) == "200万元");
  CHECK(shown(Fen{1'234'500'00}, ValueForm::Wan) == "123.45万元");
  CHECK(shown(Fen{34'567'80}, ValueForm::Wan) == "34567.8元");
  const CodeList& regions = kinds().codes().at("regions");
  const auto region = [&](const char* code) { return ListedCode{&regions, regions.by_code(code)}; };
  CHECK(shown(region("210102"), ValueForm::Seat) == "沈阳市和平区");
  CHECK(shown(region("210124"), ValueForm::Seat) == "法库县");
  CHECK(shown(region("210100"), ValueForm::Short) == "沈阳");
  CHECK(shown(region("210102"), ValueForm::Court) == "0102");
}

TEST_CASE("amounts in every form read back as the same amount", "[synthetic][story]") {
  Random random(5, 5);
  for (int n = 0; n < 20'000; ++n) {
    const Fen amount{random.skewed(1, 4'000'000'000)};
    CAPTURE(amount.fen);
    for (const ValueForm form :
         {ValueForm::Plain, ValueForm::Cn, ValueForm::Wan, ValueForm::Capital, ValueForm::Mixed})
      if (parse_money(shown(amount, form)) != amount) FAIL(shown(amount, form));
  }
  for (int number = 0; number < 10'000; ++number)
    if (parse_money(in_characters(number)) != Fen{number * 100}) FAIL(in_characters(number));
}

TEST_CASE("a line of JSON is typed by the kind", "[synthetic]") {
  const auto kind = Kind::parse(R"({"kind": "k", "label": {"zh": "种", "en": "k"}, "fields": [
    {"name": "t", "label": {"zh": "文", "en": "t"}, "type": "text"},
    {"name": "l", "label": {"zh": "列", "en": "l"}, "type": "keyword", "list": true},
    {"name": "n", "label": {"zh": "数", "en": "n"}, "type": "number"},
    {"name": "b", "label": {"zh": "否", "en": "b"}, "type": "boolean"},
    {"name": "r", "label": {"zh": "行", "en": "r"}, "type": "rows", "columns": [
      {"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "keyword"},
      {"name": "c", "label": {"zh": "丙", "en": "c"}, "type": "number"}]}]})",
                                "k.json");
  REQUIRE(kind);
  std::string line;
  JsonLine json(line, "id-1", "k");
  const std::vector<std::string> texts{"引\"号\\和\n换行", "|甲||乙|", "12.5", "true", "一;3|二|"};
  for (std::size_t i = 0; i < texts.size(); ++i) json.add(kind->fields()[i], texts[i]);
  json.add(kind->fields()[0], "");
  json.add(kind->fields()[1], "||");
  json.end();
  CHECK(nlohmann::json::parse(line) ==
        nlohmann::json::parse(
            R"({"id": "id-1", "kind": "k", "t": "引\"号\\和\n换行", "l": ["甲", "乙"], "n": 12.5, "b": true,
                                  "r": [{"a": "一", "c": 3}, {"a": "二"}]})"));
}

TEST_CASE("random numbers are those of the published generator", "[synthetic]") {
  Random random(0, 0);
  const std::uint64_t first = random.next();
  CHECK(first == Random(0, 0).next());
  CHECK(first != Random(0, 1).next());
  CHECK(first != Random(1, 0).next());
  std::map<std::int64_t, int> even;
  std::map<std::int64_t, int> skewed;
  for (int n = 0; n < 30'000; ++n) {
    ++even[random.between(-1, 1)];
    ++skewed[random.skewed(0, 7)];
  }
  CHECK(even.size() == 3);
  CHECK(skewed.size() == 8);
  for (const auto& [value, count] : even) CHECK(std::abs(count - 10'000) < 400);
  CHECK(skewed[0] > 14'000);
}
