#include "corpora/record/record.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using nlohmann::json;

namespace {

const KindSet& kinds() {
  static const KindSet set = *KindSet::load();
  return set;
}

RowResult<Record> read(const char* kind, const json& row) {
  return record_from_json(kinds(), *kinds().find(kind), row);
}

json full_case() {
  return json::parse(R"({
    "id": "a-1", "case_no": "（2017）辽0402民初1号", "title": "某物业公司与张某物业服务合同纠纷", "case_type": "民事",
    "cause": ["物业服务合同纠纷", "自编案由"], "organ": "沈阳中院", "region": "抚顺市新抚区", "opened": "2017年3月1日",
    "closed": "20170930", "amount": "叁万元整", "months": "6", "parties": ["张某", "某物业公司"],
    "duty_lawyer": "是", "score": 92.5, "facts": "  被告拖欠物业费。\n", "grade": "优秀",
    "deductions": [{"item": "裁判文书", "points": 15, "扣分": "1.5", "理由": "错字", "备注": "已改"}],
    "sentences": {"charge": "盗窃", "fine": "1.5万元", "probation": false},
    "自定义": {"a": [1, null]}, "synthetic": true})");
}

}  // namespace

TEST_CASE("a record is typed by its kind, whatever its values were written as", "[record]") {
  const auto record = read("reviewed_case", full_case());
  REQUIRE(record);
  const auto form = to_json(*record);
  CHECK(form["kind"] == "reviewed_case");
  CHECK(form["cause"] == json::array({"物业服务合同纠纷", "自编案由"}));
  CHECK(form["organ"] == "辽宁省沈阳市中级人民法院");
  CHECK(form["region"] == "210402");
  CHECK(form["opened"] == "2017-03-01");
  CHECK(form["closed"] == "2017-09-30");
  CHECK(form["amount"] == 30000);
  CHECK(form["months"] == 6);
  CHECK(form["score"] == 92.5);
  CHECK(form["grade"] == "优质");
  CHECK(form["facts"] == "  被告拖欠物业费。\n");
  CHECK(form["duty_lawyer"] == true);
  CHECK(form["deductions"][0]["deducted"] == 1.5);
  CHECK(form["sentences"][0]["charge"] == "盗窃罪");
  CHECK(form["sentences"][0]["fine"] == 15000);
  CHECK(form["extra"]["deductions[0].备注"] == "已改");
  CHECK(form["extra"]["自定义"]["a"][0] == 1);
  CHECK(std::get<bool>(*record->first(Role::Synthetic)));
  CHECK(record->first(Role::Outcome) == nullptr);
}

TEST_CASE("a record read back from its JSON form is equal", "[record]") {
  const auto again = [](const Record& record) {
    return record_from_json(kinds(), record.kind, json::parse(to_json(record).dump()));
  };
  const auto check_equal = [&](const json& row, const char* kind) {
    CAPTURE(row.dump());
    const auto record = read(kind, row);
    REQUIRE(record);
    const auto back = again(*record);
    REQUIRE(back);
    CHECK(back->id == record->id);
    CHECK(back->values == record->values);
    CHECK(back->extra == record->extra);
  };
  check_equal(full_case(), "reviewed_case");
  for (const char* amount :
       {"0.01", "33333333333333.33", "8000000000000.07", "1234567.8", "89999999999999.99", "-5.5"})
    check_equal({{"id", "1"}, {"amount", amount}}, "reviewed_case");
  for (const double score : {0.1, 1e300, -3.0, 1e15, 9007199254740993.0})
    check_equal({{"id", "1"}, {"score", score}}, "reviewed_case");
  for (const char* opened : {"2019-02-28 11:25:05", "2019-02-28", "2019-02-28T00:00:00+08:00"})
    check_equal({{"id", "1"}, {"opened", opened}}, "petition");
  check_equal({{"id", "1"}, {"extra", "text"}, {"kind", 7}}, "petition");
  check_equal({{"id", "1"}, {"extra", {{"extra", 1}, {"id", 2}}}}, "petition");
}

TEST_CASE("every column of a table is read, and nothing is lost", "[record]") {
  const auto record =
      read("petition", {{"id", 37042}, {"信访人", "张某"}, {"点赞数", "3"}, {"kind", "petition"}});
  REQUIRE(record);
  CHECK(record->id == "37042");
  CHECK(std::get<std::string>(*record->first(Role::Party)) == "张某");
  CHECK(record->extra == json{{"点赞数", "3"}});
  CHECK(read("petition", {{"id", "1"}, {"kind", "咨询"}})->extra == json{{"kind", "咨询"}});
}

TEST_CASE("a value that does not fit is refused with its field, its value and a reason", "[record]") {
  struct Case {
    const char* kind;
    std::string row, field, value, reason;
  };
  const auto bad = GENERATE(values<Case>({
      {"petition", R"({"opened": "2017-02-30"})", "opened", "2017-02-30", "a day that exists"},
      {"petition", R"({"收到时间": "昨天"})", "opened", "昨天", "a day that exists"},
      {"petition", R"({"closed": {"y": 2017}})", "closed", R"({"y":2017})", "cannot be an object"},
      {"petition", R"({"closed": 2017.5})", "closed", "2017.5", "cannot be a number"},
      {"petition", R"({"headcount": "几个人"})", "headcount", "几个人", "needs a number"},
      {"petition", R"({"headcount": true})", "headcount", "true", "cannot be a boolean"},
      {"petition", R"({"supervised": "也许"})", "supervised", "也许", "yes or no"},
      {"petition", R"({"title": ["甲", "乙"]})", "title", R"(["甲","乙"])", "takes one value"},
      {"petition", R"({"title": [["甲"]]})", "title", R"(["甲"])", "cannot be an array"},
      {"petition", R"({"cause": "天外来物"})", "cause", "天外来物", "not in the code list petition_classes"},
      {"petition", R"({"cause": "其他"})", "cause", "其他", "several entries"},
      {"petition", R"({"title": "甲", "标题": "乙"})", "标题", "乙", "given twice"},
      {"petition", R"({"甲": 1, "extra": {"甲": 2}})", "甲", "1", "given twice"},
      {"reviewed_case", R"({"amount": "abc"})", "amount", "abc", "one amount of money"},
      {"reviewed_case", R"({"amount": "3万至5万"})", "amount", "3万至5万", "one amount of money"},
      {"reviewed_case", R"({"amount": 0.001})", "amount", "0.001", "one amount of money"},
      {"reviewed_case", R"({"amount": 1e20})", "amount", "1e+20", "one amount of money"},
      {"reviewed_case", R"({"amount": 18446744073709551615})", "amount", "18446744073709551615",
       "one amount of money"},
      {"reviewed_case", R"({"deductions": "扣一分"})", "deductions", "扣一分", "cannot be a string"},
      {"reviewed_case", R"({"deductions": [{}, {"points": 1}, {"points": "十五分"}]})",
       "deductions[1].points", "十五分", "needs a number"},
      {"reviewed_case", R"({"deductions": [{"points": 1, "分值": 2}]})", "deductions[0].分值", "2",
       "given twice"},
  }));
  CAPTURE(bad.row);
  auto row = json::parse(bad.row);
  row["id"] = "1";
  const auto record = read(bad.kind, row);
  REQUIRE(!record);
  CHECK(record.error().field == bad.field);
  CHECK(record.error().value == bad.value);
  CHECK_THAT(record.error().reason.en, Mentions(bad.reason));
  CHECK(!record.error().reason.zh.empty());
}

TEST_CASE("amounts are read however they are written", "[record]") {
  const auto [written, yuan] = GENERATE(table<json, double>({{"叁万元整", 30000},
                                                             {"3万", 30000},
                                                             {"30,000.50", 30000.5},
                                                             {12.34, 12.34},
                                                             {7, 7},
                                                             {-2, -2},
                                                             {"1.5万元", 15000}}));
  CAPTURE(written);
  const auto record = read("reviewed_case", {{"id", "1"}, {"amount", written}});
  REQUIRE(record);
  CHECK(std::get<Fen>(*record->first(Role::Amount)).fen == std::llround(yuan * 100));
}

TEST_CASE("an id is there, short and printable", "[record]") {
  const auto [id, reason] =
      GENERATE(table<json, std::string>({{nullptr, "no id"},
                                         {"", "no id"},
                                         {"  ", "no id"},
                                         {1.5, "whole number"},
                                         {json::array({1}), "whole number"},
                                         {"a\tb", "control"},
                                         {std::string("a\0b", 3), "control"},
                                         {"a\u0085b", "control"},
                                         {std::string(kMaxIdBytes + 1, 'x'), "limit is 200"},
                                         {"\xFF", "UTF-8"}}));
  const auto record = read("petition", {{"id", id}});
  REQUIRE(!record);
  CHECK(record.error().field == "id");
  CHECK_THAT(record.error().reason.en, Mentions(reason));
  CHECK(read("petition", {{"id", std::string(kMaxIdBytes, 'x')}}));
}

TEST_CASE("a value shown with a fault is short and whole", "[record]") {
  std::string longest;
  for (int i = 0; i < 500; ++i) longest += "字";
  const auto record = read("petition", {{"id", "1"}, {"opened", longest}});
  REQUIRE(!record);
  CHECK(record.error().value.size() <= 201 * 3);
}

TEST_CASE("a scalar is shown as people read it", "[record]") {
  CHECK(to_display(Scalar(true)) == "是");
  CHECK(to_display(Scalar(Fen{3000050})) == "30000.5");
  CHECK(to_display(Scalar(6.0)) == "6");
  CHECK(to_display(Scalar(*Date::of(2017, 9, 30))) == "2017-09-30");
  CHECK(to_display(Scalar(DateTime::at(*Date::of(2017, 9, 30), 9, 5))) == "2017-09-30T09:05:00+08:00");
}
