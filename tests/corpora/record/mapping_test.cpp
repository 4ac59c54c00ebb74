#include "corpora/record/mapping.hpp"

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using nlohmann::json;

namespace {

const KindSet& kinds() {
  static const KindSet set = *KindSet::load();
  return set;
}

/// A mapping to reviewed_case with these rules and an id column.
std::string with_fields(const std::string& fields, const std::string& more = "") {
  return R"({"mapping": "m", "kind": "reviewed_case", "id": "n", "fields": {)" + fields + "}" + more + "}";
}

Mapping mapping_of(const std::string& text) {
  auto mapping = Mapping::parse(text, "m.json", kinds());
  INFO((mapping ? "" : mapping.error().what.en));
  REQUIRE(mapping);
  return std::move(*mapping);
}

/// The record's JSON form without id and kind.
json applied(const std::string& fields, json row) {
  row["n"] = 1;
  const auto record = mapping_of(with_fields(fields)).apply(row, kinds());
  INFO((record ? "" : record.error().field + ": " + record.error().reason.en));
  REQUIRE(record);
  auto form = json::parse(to_json(*record).dump());
  form.erase("id");
  form.erase("kind");
  return form;
}

RowError refused(const std::string& fields, json row) {
  row["n"] = 1;
  const auto record = mapping_of(with_fields(fields)).apply(row, kinds());
  REQUIRE(!record);
  return record.error();
}

}  // namespace

TEST_CASE("a rule brings a source value into its field", "[record][mapping]") {
  struct Case {
    std::string rules, row, record;
  };
  const auto good = GENERATE(values<Case>({
      {R"("title": "名称")", R"({"名称": "甲"})", R"({"title": "甲"})"},
      {R"("标题": "名称")", R"({"名称": "甲"})", R"({"title": "甲"})"},
      {R"("title": "名称")", R"({"名称": " "})", R"({})"},
      {R"("title": ["a", "b"])", R"({"a": "甲", "b": "乙"})", R"({"title": "甲\n乙"})"},
      {R"("title": {"from": ["a", "b"], "join": "诉"})", R"({"a": "甲", "b": "乙"})",
       R"({"title": "甲诉乙"})"},
      {R"("title": {"from": ["a", "b"], "join": ""})", R"({"a": "甲", "b": "乙"})", R"({"title": "甲乙"})"},
      {R"("case_type": {"constant": "民事"})", R"({})", R"({"case_type": "民事"})"},
      {R"("cause": {"constant": ["盗窃", "抢劫"]})", R"({})", R"({"cause": ["盗窃罪", "抢劫罪"]})"},
      {R"("parties": {"from": "当事人", "split": "、，"})", R"({"当事人": "张某、李某， 王某、"})",
       R"({"parties": ["张某", "李某", "王某"]})"},
      {R"("parties": ["原告", "被告"])", R"({"原告": "张某", "被告": ["李某", "张某"]})",
       R"({"parties": ["张某", "李某"]})"},
      {R"("cause": {"from": "a", "values": {"偷": "盗窃", "偷抢": ["盗窃", "抢劫"]}})", R"({"a": "偷抢"})",
       R"({"cause": ["盗窃罪", "抢劫罪"]})"},
      {R"("cause": {"from": "a", "values": {"偷": "盗窃"}})", R"({"a": "诈骗"})", R"({"cause": ["诈骗罪"]})"},
      {R"("cause": {"from": "a", "values": {"偷": "盗窃"}, "others": "drop"})", R"({"a": "诈骗"})", R"({})"},
      {R"("duty_lawyer": {"from": "a", "values": {"在场": true}})", R"({"a": " 在场 "})",
       R"({"duty_lawyer": true})"},
      {R"("closed": {"from": "a", "formats": ["%d/%m/%Y"]})", R"({"a": "03/09/2017"})",
       R"({"closed": "2017-09-03"})"},
      {R"("closed": {"from": "a", "formats": ["%d/%m/%Y"]})", R"({"a": "2017年9月3日"})",
       R"({"closed": "2017-09-03"})"},
      {R"("opened": {"from": "a", "formats": ["%y%m%d %H点"]})", R"({"a": "170903 14点"})",
       R"({"opened": "2017-09-03T14:00:00+08:00"})"},
      {R"("amount": {"from": "a", "scale": 10000})", R"({"a": "3.5"})", R"({"amount": 35000})"},
      {R"("amount": {"from": "a", "scale": 10000})", R"({"a": 3.123456})", R"({"amount": 31234.56})"},
      {R"("amount": {"from": "a", "scale": 10000})", R"({"a": "3.5万元"})", R"({"amount": 35000})"},
      {R"("amount": {"from": "a", "scale": 10000})", R"({"a": "1,234.5"})", R"({"amount": 12345000})"},
      {R"("months": {"from": "a", "scale": 12})", R"({"a": "1.5"})", R"({"months": 18})"},
      {R"("months": {"from": "c.months", "take": "most"})",
       R"({"c": [{"months": 7}, {"months": 38}, {"months": null}]})",
       R"({"months": 38, "extra": {"c": [{"months": 7}, {"months": 38}, {"months": null}]}})"},
      {R"("months": {"from": ["a", "b"], "take": "least"})", R"({"a": "7", "b": "3"})", R"({"months": 3})"},
      {R"("months": {"from": ["a", "b"], "take": "first"})", R"({"a": "7", "b": "3"})", R"({"months": 7})"},
      {R"("months": {"from": ["a", "b"], "take": "last"})", R"({"a": "7", "b": "3"})", R"({"months": 3})"},
      {R"("months": {"from": ["a", "b"], "take": "sum"})", R"({"a": "7", "b": "3.5"})",
       R"({"months": 10.5})"},
      {R"("amount": {"from": ["a", "b"], "take": "sum"})", R"({"a": "7万", "b": "3.5"})",
       R"({"amount": 70003.5})"},
      {R"("closed": {"from": ["a", "b"], "take": "most"})", R"({"a": "2017-09-03", "b": "2017-9-30"})",
       R"({"closed": "2017-09-30"})"},
      {R"("articles": {"from": "a", "wrap": "刑法第{}条"})", R"({"a": [266, "67"]})",
       R"({"articles": ["刑法第266条", "刑法第67条"]})"},
      {R"("circumstances": {"from": "f", "flags": true})",
       R"({"f": {"自首": true, "坦白": false, "累犯": "是", "谅解": null}})",
       R"({"circumstances": ["累犯", "自首"]})"},
      {R"("circumstances": {"from": ["自首", "坦白"], "flags": true})", R"({"自首": "是", "坦白": ""})",
       R"({"circumstances": ["自首"]})"},
      {R"("circumstances": {"from": "f", "flags": true, "values": {"zs": "自首"}})", R"({"f": {"zs": 1}})",
       R"({"circumstances": ["自首"]})"},
      {R"("deductions": {"from": "d", "rows": {"item": "name", "扣分": "minus"}})",
       R"({"d": [{"name": "文书", "minus": "2", "by": "甲"}, {}]})",
       R"({"deductions": [{"item": "文书", "deducted": 2}], "extra": {"deductions[0].by": "甲"}})"},
      {R"("deductions": {"rows": {"item": "扣分项", "deducted": "扣分"}})",
       R"({"扣分项": "文书", "扣分": "2"})", R"({"deductions": [{"item": "文书", "deducted": 2}]})"},
      {R"("deductions": {"rows": {"item": "扣分项", "deducted": "扣分"}})", R"({"扣分项": "", "扣分": null})",
       R"({})"},
      {R"("title": "a.b")", R"({"a.b": "甲", "a": {"b": "乙"}})",
       R"({"title": "甲", "extra": {"a": {"b": "乙"}}})"},
      {R"("title": "a.b.c")", R"({"a": {"b": [{"c": "甲"}]}})",
       R"({"title": "甲", "extra": {"a": {"b": [{"c": "甲"}]}}})"},
      {R"("title": "a.b")", R"({"a": "甲"})", R"({"extra": {"a": "甲"}})"},
      {R"("title": "a")", R"({"a": "甲", "b": "乙", "c": null})",
       R"({"title": "甲", "extra": {"b": "乙", "c": null}})"},
  }));
  CAPTURE(good.rules, good.row);
  CHECK(applied(good.rules, json::parse(good.row)) == json::parse(good.record));
}

TEST_CASE("a value that does not fit is refused under its column's name", "[record][mapping]") {
  struct Case {
    std::string rules, row, field, value, reason;
  };
  const auto bad = GENERATE(values<Case>({
      {R"("closed": "结案")", R"({"结案": "2017-02-30"})", "结案", "2017-02-30", "a day that exists"},
      {R"("amount": {"from": "金额", "scale": 10000})", R"({"金额": "abc"})", "金额", "abc", "one amount"},
      {R"("months": ["a", "b"])", R"({"a": 1, "b": 2})", "a, b", "[1,2]", "takes one value"},
      {R"("title": "a")", R"({"a": {"b": 1}})", "a", R"({"b":1})", "cannot be an object"},
      {R"("cause": {"from": "a", "values": {"偷": "盗窃"}, "others": "reject"})", R"({"a": "骗"})", "a", "骗",
       "value table"},
      {R"("circumstances": {"from": "自首", "flags": true})", R"({"自首": "两次"})", "自首", "两次",
       "yes or no"},
      {R"("circumstances": {"from": "f", "flags": true})", R"({"f": {"自首": []}})", "f", "[]", "yes or no"},
      {R"("deductions": {"from": "d", "rows": {"points": "p"}})", R"({"d": [{"p": "多"}]})", "d.points", "多",
       "needs a number"},
      {R"("deductions": {"from": "d", "rows": {"points": "p"}})", R"({"d": "文书"})", "d", "文书",
       "JSON object"},
      {R"("amount": {"from": ["a", "b"], "take": "sum"})", R"({"a": 90000000000000, "b": "x"})", "a, b", "x",
       "one amount"},
  }));
  CAPTURE(bad.rules, bad.row);
  const RowError error = refused(bad.rules, json::parse(bad.row));
  CHECK(error.field == bad.field);
  CHECK(error.value == bad.value);
  CHECK_THAT(error.reason.en, Mentions(bad.reason));
}

TEST_CASE("an id is built from columns, a hash, or both", "[record][mapping]") {
  const auto id_of = [](const std::string& rule, const json& row) {
    const auto mapping =
        mapping_of(R"({"mapping": "m", "kind": "petition", "fields": {"title": "t"}, "id": )" + rule + "}");
    const auto record = mapping.apply(row, kinds());
    return record ? record->id : record.error().field + "! " + record.error().reason.en;
  };
  const json row{{"a", 24}, {"b", " x "}, {"t", "甲"}};
  CHECK(id_of(R"("a")", row) == "24");
  CHECK(id_of(R"(["a", "b"])", row) == "24-x");
  CHECK(id_of(R"({"prefix": "p-", "from": ["b", "a"]})", row) == "p-x-24");
  CHECK_THAT(id_of(R"({"from": ["a", "z"]})", row),
             Mentions("z! a column that the id is built from is empty"));
  const auto whole = id_of(R"({"prefix": "h-", "hash": true})", row);
  CHECK(whole.size() == 2 + 32);
  CHECK(whole == id_of(R"({"prefix": "h-", "hash": true})", row));
  CHECK(whole != id_of(R"({"prefix": "h-", "hash": true})", {{"a", 24}, {"b", "x"}, {"t", "乙"}}));
  const auto mixed = id_of(R"({"from": "a", "hash": ["t"]})", row);
  CHECK(mixed.size() == 3 + 12);
  CHECK(mixed == id_of(R"({"from": "a", "hash": ["t"]})", {{"a", 24}, {"b", "y"}, {"t", "甲"}}));
  CHECK(mixed != id_of(R"({"from": "a", "hash": ["t"]})", {{"a", 24}, {"b", "x"}, {"t", "乙"}}));
  CHECK_THAT(id_of(R"("a")", {{"a", "x\ny"}}), Mentions("control"));
}

TEST_CASE("ignored columns are left out, id columns are not kept twice", "[record][mapping]") {
  const auto mapping = mapping_of(with_fields(R"("title": "t")", R"(, "ignore": ["secret"])"));
  const auto record = mapping.apply({{"n", 1}, {"t", "甲"}, {"secret", "x"}, {"more", 2}}, kinds());
  REQUIRE(record);
  CHECK(record->extra == json{{"more", 2}});
  CHECK(!mapping.apply(json::array(), kinds()));
}

TEST_CASE("a mapping is held against a ledger's columns before its first row", "[record][mapping]") {
  const auto mapping = mapping_of(with_fields(
      R"("title": "名称", "months": {"from": "c.months", "take": "most"}, "deductions": {"rows": {"item": "项"}})",
      R"(, "optional": ["项"])"));
  CHECK(mapping.check_columns({"n", "名称", "c", "别的"}));
  const auto absent = mapping.check_columns({"n", "名 称", "c"});
  REQUIRE(!absent);
  CHECK(absent.error().code == ErrorCode::BadMapping);
  CHECK_THAT(absent.error().what.en, Mentions("m.json reads column \"名称\"") && Mentions("n, 名 称, c"));
  CHECK(mapping.check_first_row({"名称"}));
  const auto none = mapping.check_first_row({"标题", "内容"});
  REQUIRE(!none);
  CHECK_THAT(none.error().what.en, Mentions("标题, 内容"));
}

TEST_CASE("a mapping knows its files by their names", "[record][mapping]") {
  const auto any = mapping_of(with_fields(R"("title": "t")"));
  CHECK(any.fits_file("/x/anything.csv"));
  const auto some = mapping_of(with_fields(R"("title": "t")", R"(, "files": ["信访*.csv", "a?.jsonl"])"));
  CHECK(some.fits_file("/data/信访2017.csv"));
  CHECK(some.fits_file("a1.jsonl"));
  CHECK(!some.fits_file("信访/2017.csv"));
}

TEST_CASE("a bad mapping file names the file, the place and the reason", "[record][mapping]") {
  struct Case {
    std::string json, pointer, reason;
  };
  const auto bad = GENERATE(values<Case>({
      {"nonsense", "/", "not valid JSON"},
      {R"({"mapping": "m"})", "/", "\"kind\" is missing"},
      {R"({"mapping": "m", "kind": "letters", "id": "n", "fields": {}})", "/kind", "no kind named"},
      {R"({"mapping": "m", "kind": "petition", "id": "n", "fields": []})", "/fields", "JSON object"},
      {R"({"mapping": "m", "kind": "petition", "id": "n", "fields": {}, "colums": 1})", "/colums",
       "unknown key"},
      {R"({"mapping": "m", "kind": "petition", "id": {}, "fields": {}})", "/id", "needs \"from\""},
      {R"({"mapping": "m", "kind": "petition", "id": {"hash": false}, "fields": {}})", "/id",
       "needs \"from\""},
      {R"({"mapping": "m", "kind": "petition", "id": {"from": 7}, "fields": {}})", "/id/from",
       "must be a string"},
      {R"({"mapping": "m", "kind": "petition", "id": {"columns": "n"}, "fields": {}})", "/id/columns",
       "unknown key"},
      {with_fields(R"("titel": "a")"), "/fields/titel", "there is no field \"titel\"; there are: case_no"},
      {with_fields(R"("title": "a", "标题": "b")"), "/fields/标题", "given twice"},
      {with_fields(R"("title": 7)"), "/fields/title", "must be a string"},
      {with_fields(R"("title": [])"), "/fields/title", "must name a column"},
      {with_fields(R"("title": {})"), "/fields/title", "must name a column"},
      {with_fields(R"("title": {"from": "a", "skale": 1})"), "/fields/title/skale", "unknown key"},
      {with_fields(R"("title": {"from": "a", "scale": 1})"), "/fields/title/scale",
       "only for fields of type number"},
      {with_fields(R"("title": {"from": "a", "split": ","})"), "/fields/title/split",
       "only for fields of type list"},
      {with_fields(R"("parties": {"from": "a", "join": ","})"), "/fields/parties/join", "only for"},
      {with_fields(R"("title": {"from": "a", "formats": "%Y"})"), "/fields/title/formats",
       "only for fields of type date"},
      {with_fields(R"("closed": {"from": "a", "take": "sum"})"), "/fields/closed/take",
       "only for fields of type number"},
      {with_fields(R"("closed": {"from": "a", "take": "biggest"})"), "/fields/closed/take",
       "known are: join, first"},
      {with_fields(R"("closed": {"from": "a", "flags": true})"), "/fields/closed/flags", "only for"},
      {with_fields(R"("title": {"from": "a", "others": "drop"})"), "/fields/title/others",
       "rules with \"values\""},
      {with_fields(R"("title": {"from": "a", "values": {}})"), "/fields/title/values", "JSON object"},
      {with_fields(R"("closed": {"from": "a", "values": {"昨天": "2017-02-30"}})"),
       "/fields/closed/values/昨天", "a day that exists"},
      {with_fields(R"("closed": {"from": "a", "values": {"a/b~": "x"}})"), "/fields/closed/values/a~1b~0",
       "a day that exists"},
      {with_fields(R"("title": {"from": "a", "wrap": "第条"})"), "/fields/title/wrap", "needs {}"},
      {with_fields(R"("title": {"from": "a", "constant": "b"})"), "/fields/title", "stands alone"},
      {with_fields(R"("closed": {"constant": "2017-02-30"})"), "/fields/closed/constant",
       "a day that exists"},
      {with_fields(R"("closed": {"constant": ""})"), "/fields/closed/constant", "not empty"},
      {with_fields(R"("amount": {"from": "a", "scale": 0})"), "/fields/amount/scale", "number from"},
      {with_fields(R"("deductions": "a")"), "/fields/deductions", "nested rows need \"rows\""},
      {with_fields(R"("deductions": {"from": "a"})"), "/fields/deductions", "nested rows need \"rows\""},
      {with_fields(R"("deductions": {"from": "a", "rows": {"price": "b"}})"), "/fields/deductions/rows/price",
       "there is no field"},
      {with_fields(R"("deductions": {"from": "a", "rows": {"item": {"constant": "b"}}})"),
       "/fields/deductions/rows/item", "must name a column"},
      {with_fields(R"("title": {"from": "a", "rows": {"item": "b"}})"), "/fields/title/rows",
       "only for fields of type rows"},
  }));
  CAPTURE(bad.json);
  const auto mapping = Mapping::parse(bad.json, "m.json", kinds());
  REQUIRE(!mapping);
  CHECK(mapping.error().code == ErrorCode::BadMapping);
  CHECK_THAT(mapping.error().what.en,
             Mentions("mapping m.json, at " + bad.pointer + ": ") && Mentions(bad.reason));
  CHECK_THAT(mapping.error().what.zh, Mentions("m.json 的 " + bad.pointer + " 处有误"));
}

TEST_CASE("a required field needs a source, and a value in each row", "[record][mapping]") {
  const auto set =
      KindSet::from_sources({R"({"kind": "notes", "label": {"zh": "笔记", "en": "notes"}, "fields": [
      {"name": "title", "label": {"zh": "标题", "en": "title"}, "type": "text", "required": true}]})"});
  REQUIRE(set);
  const auto lacking =
      Mapping::parse(R"({"mapping": "m", "kind": "notes", "id": "n", "fields": {}})", "m.json", *set);
  REQUIRE(!lacking);
  CHECK_THAT(lacking.error().what.en, Mentions("the required field title has no source"));
  const auto mapping = Mapping::parse(
      R"({"mapping": "m", "kind": "notes", "id": "n", "fields": {"title": "t"}})", "m.json", *set);
  const auto empty = mapping->apply({{"n", 1}, {"t", " "}}, *set);
  REQUIRE(!empty);
  CHECK(empty.error().field == "title");
  CHECK(!record_from_json(*set, *set->find("notes"), {{"id", "1"}}));
}

TEST_CASE("the mappings that come with Leian load by their bare names", "[record][mapping]") {
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "mappings")) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path());
    const auto mapping = Mapping::load(entry.path().stem(), kinds());
    INFO((mapping ? "" : mapping.error().what.en));
    REQUIRE(mapping);
    CHECK(mapping->name() == entry.path().stem());
    CHECK(!mapping->files().empty());
  }
  CHECK(Mapping::load("absent", kinds()).error().code == ErrorCode::NotFound);
  CHECK(Mapping::load("absent/file.json", kinds()).error().code == ErrorCode::NotFound);
}
