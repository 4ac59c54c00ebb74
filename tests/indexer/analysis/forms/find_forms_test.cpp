#include <algorithm>
#include <fstream>
#include <set>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/forms/form.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

std::vector<Form> forms_of(std::string_view text) {
  std::vector<Form> forms;
  analyzer().forms(analyzer().fold(text).units, forms);
  return forms;
}

std::set<std::string> keys_of(std::string_view text) {
  std::set<std::string> keys;
  for (const Form& form : forms_of(text)) keys.insert(form.key);
  return keys;
}

/// The keys of what is written there, in order.
std::string whole_of(std::string_view text) {
  std::string keys;
  std::uint32_t end = 0;
  for (const Form& form : forms_of(text)) {
    if (!form.whole || form.span.begin < end) continue;
    keys += (keys.empty() ? "" : " ") + form.key;
    end = form.span.end;
  }
  return keys;
}

struct Pair {
  std::string a, b, form;
};

std::vector<Pair> pairs_of(const std::string& file) {
  std::ifstream in(std::string(LEIAN_TEST_DATA) + "/" + file);
  std::vector<Pair> pairs;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    pairs.push_back(
        {line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  return pairs;
}

/// Whether asking for `asked` finds a text that holds `written`.
bool meets(const std::string& asked, const std::string& written) {
  const std::string whole = whole_of(asked);
  return !whole.empty() && whole.find(' ') == std::string::npos && keys_of(written).contains(whole);
}

}  // namespace

TEST_CASE("a form's key says what it means", "[analysis][forms]") {
  const auto [text, key] = GENERATE(table<std::string, std::string>({
      {"第一百三十三条", "A133"},
      {"第１３３条", "A133"},
      {"133条", "A133"},
      {"第 133 条之一", "A133-1"},
      {"第一百三十三条第二款第（三）项", "A133.k2.x3"},
      {"第二款第三项", "Ak2.x3"},
      {"第三章", "Az3"},
      {"《中华人民共和国民法典》第一百四十三条", "A民法典:143"},
      {"民法典143条", "A民法典:143"},
      {"刑诉法第五十条第二款", "A刑事诉讼法:50.k2"},
      {"第一百条至第一百零五条", "R100-105"},
      {"民法典第100-105条", "R民法典:100-105"},
      {"《民法典》", "S民法典"},
      {"（2017）辽04刑终123号", "C2017:辽04刑终123"},
      {"〔２０１７〕 辽 04 刑终 00123 号之一", "C2017:辽04刑终123-1"},
      {"(2014)沈河刑初字第00123号", "C2014:沈河刑初123"},
      {"2017辽04刑终123号", "C2017:辽04刑终123"},
      {"三万元", "M3000000"},
      {"人民币30,000.00元整", "M3000000"},
      {"￥30000", "M3000000"},
      {"三元五角", "M350"},
      {"1.2亿元", "M12000000000"},
      {"3万美元", "M3000000美元"},
      {"二〇一七年九月三十日", "D2017-09-30"},
      {"2017.9.30", "D2017-09-30"},
      {"2017年9月", "D2017-09"},
      {"2017年", "D2017"},
      {"9月30日", "D--09-30"},
      {"辽宁", "P辽宁省"},
      {"沈阳市", "P沈阳市"},
  }));
  CAPTURE(text);
  CHECK(whole_of(text) == key);
}

TEST_CASE("what is no form is none", "[analysis][forms]") {
  const auto text =
      GENERATE(as<std::string>{}, "三条意见", "一元化", "三元区", "2017年2月30日被告", "十三届", "公司法人",
               "3块石头", "1,23元", "第条", "第(三条", "13月5日", "〔2016〕号", "¥", "第", "(2017");
  CAPTURE(text);
  for (const Form& form : forms_of(text)) {
    const bool wide = form.key == "D2017" || form.key == "D2017-02";
    CHECK(wide);
  }
}

TEST_CASE("provisions of a list belong to the statute before them", "[analysis][forms]") {
  CHECK(whole_of("《民法典》第一百条、第一百零一条第一款、第二款和第103条") ==
        "A民法典:100 A民法典:101.k1 A民法典:101.k2 A民法典:103");
  CHECK(whole_of("民法典的规定，第一百条") == "S民法典 A100");
}

TEST_CASE("a form holds what it contains", "[analysis][forms]") {
  const auto provision = keys_of("民法典第133条第2款");
  for (const std::string key : {"A民法典:133.k2", "A民法典:133", "A133.k2", "A133", "Ak2", "S民法典"})
    CHECK(provision.contains(key));
  const auto day = keys_of("2017-09-30");
  for (const std::string key : {"D2017-09-30", "D2017-09", "D2017", "D--09-30"}) CHECK(day.contains(key));
  const auto range = keys_of("第一百条至第一百零五条");
  for (const std::string key : {"A100", "A103", "A105"}) CHECK(range.contains(key));
  CHECK_FALSE(range.contains("A106"));
}

TEST_CASE("forms know where they stand", "[analysis][forms]") {
  const auto units = analyzer().fold("依照《民法典》第143条，赔偿人民币三万元整。").units;
  std::vector<Form> forms;
  analyzer().forms(units, forms);
  std::vector<std::string> written;
  for (const Form& form : forms)
    if (form.whole) written.push_back(to_utf8(form.span.of(units)));
  CHECK(written == std::vector<std::string>{"《民法典》第143条", "《民法典》", "人民币三万元整"});
  CHECK(std::is_sorted(forms.begin(), forms.end(),
                       [](const Form& a, const Form& b) { return a.span.begin < b.span.begin; }));
}

TEST_CASE("spellings of one legal form meet, both ways", "[analysis][forms]") {
  const auto pairs = pairs_of("legal_forms_equal.tsv");
  REQUIRE(pairs.size() >= 1000);
  for (const auto& [a, b, form] : pairs) {
    CAPTURE(a, b, form, whole_of(a), whole_of(b));
    CHECK(meets(b, a));
    CHECK(meets(a, b));
  }
}

TEST_CASE("near misses of legal forms stay apart, both ways", "[analysis][forms]") {
  const auto pairs = pairs_of("legal_forms_near_misses.tsv");
  REQUIRE(pairs.size() >= 200);
  for (const auto& [a, b, form] : pairs) {
    CAPTURE(a, b, form, whole_of(a), whole_of(b));
    CHECK_FALSE(meets(b, a));
    CHECK_FALSE(meets(a, b));
  }
}
