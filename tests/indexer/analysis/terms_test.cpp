#include "indexer/analysis/terms.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/catch.hpp"

using namespace leian;

namespace {

RecordTerms terms_of(std::initializer_list<std::pair<std::string, double>> texts) {
  static const auto analyzer = Analyzer::load().value();
  TermCollector collector(*analyzer);
  for (const auto& [text, weight] : texts) collector.add(analyzer->fold(text).units, weight);
  return collector.take();
}

std::map<Gram, std::uint32_t> grams_of(std::initializer_list<std::pair<std::string, double>> texts) {
  std::map<Gram, std::uint32_t> grams;
  for (const GramCount& gram : terms_of(texts).grams) grams[gram.gram] = gram.count;
  return grams;
}

}  // namespace

TEST_CASE("every two neighbouring letters are a gram, and so is a run's last letter", "[analysis][terms]") {
  CHECK(grams_of({{"张三，李四", 1}}) == std::map<Gram, std::uint32_t>{{gram_of(u'张', u'三'), 1},
                                                                       {edge_gram(u'三'), 1},
                                                                       {gram_of(u'李', u'四'), 1},
                                                                       {edge_gram(u'四'), 1}});
}

TEST_CASE("long words are terms of their own and short ones are their gram", "[analysis][terms]") {
  const auto words = terms_of({{"司法确认", 1}}).words;
  REQUIRE(words.size() == 1);
  CHECK(words[0].term == "W司法确认");
  CHECK(term_of_word(u"纠纷") == Term{gram_of(u'纠', u'纷'), ""});
  CHECK(term_of_word(u"司法确认") == Term{0, "W司法确认"});
}

TEST_CASE("a gram knows whether it was cut as a word", "[analysis][terms]") {
  const auto is_word = [](const std::string& text, Gram gram) {
    for (const GramCount& count : terms_of({{text, 1}}).grams)
      if (count.gram == gram) return count.word;
    FAIL("the gram is not there");
    return false;
  };
  CHECK(is_word("工伤赔偿", gram_of(u'工', u'伤')));
  CHECK_FALSE(is_word("员工伤心", gram_of(u'工', u'伤')));
  CHECK(is_word("员工伤心，工伤赔偿", gram_of(u'工', u'伤')));
}

TEST_CASE("legal forms are terms by what they mean", "[analysis][terms]") {
  const auto forms_of = [](const std::string& text) {
    std::set<std::string> terms;
    for (const WordCount& word : terms_of({{text, 1}}).words)
      if (word.term.front() == 'F') terms.insert(word.term);
    return terms;
  };
  CHECK(forms_of("赔偿三万元") == std::set<std::string>{"FM3000000"});
  CHECK(forms_of("依照民法典第143条") == forms_of("依据《中华人民共和国民法典》第一百四十三条"));
}

TEST_CASE("a term counts its occurrences times the weight of their field", "[analysis][terms]") {
  const Gram gram = gram_of(u'盗', u'窃');
  CHECK(grams_of({{"盗窃盗窃", 1}, {"盗窃", 3}}).at(gram) == 5);
  CHECK(grams_of({{"盗窃", 0.1}}).at(gram) == 1);
}

TEST_CASE("terms come out ascending and the collector is empty afterwards", "[analysis][terms]") {
  const auto analyzer = Analyzer::load().value();
  TermCollector collector(*analyzer);
  collector.add(analyzer->fold("原告请求被告支付物业服务费").units, 1);
  const RecordTerms terms = collector.take();
  CHECK_FALSE(terms.grams.empty());
  CHECK(std::is_sorted(terms.grams.begin(), terms.grams.end(),
                       [](const auto& a, const auto& b) { return a.gram < b.gram; }));
  const RecordTerms after = collector.take();
  CHECK(after.grams.empty());
  CHECK(after.words.empty());
}

TEST_CASE("the terms of very long words and forms fit Xapian, and forms stay apart", "[analysis][terms]") {
  CHECK(term_of_word(std::u16string(5000, u'冗')).word.size() <= 240);
  const Term a = term_of_form("S" + std::string(500, 'x') + "a");
  const Term b = term_of_form("S" + std::string(500, 'x') + "b");
  CHECK(a.word.size() <= 240);
  CHECK(a != b);
}
