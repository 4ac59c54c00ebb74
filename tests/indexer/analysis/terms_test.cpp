#include "indexer/analysis/terms.hpp"

#include <algorithm>
#include <map>

#include "indexer/schema/layout.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

std::map<std::string, std::uint32_t> terms_of(std::initializer_list<std::pair<std::string, double>> texts) {
  static const auto analyzer = Analyzer::load().value();
  TermCollector collector(*analyzer);
  for (const auto& [text, weight] : texts) collector.add(analyzer->fold(text).units, weight);
  std::map<std::string, std::uint32_t> terms;
  for (const TermCount& term : collector.take()) terms[term.term] = term.count;
  return terms;
}

}  // namespace

TEST_CASE("every two neighbouring letters are a term, and so is a run's last letter", "[analysis][terms]") {
  const auto terms = terms_of({{"张三，李四", 1}});
  CHECK(terms == std::map<std::string, std::uint32_t>{{"B张三", 1}, {"B三", 1}, {"B李四", 1}, {"B四", 1}});
}

TEST_CASE("long words are terms of their own and short ones are their bigram", "[analysis][terms]") {
  CHECK(terms_of({{"司法确认", 1}}).contains("W司法确认"));
  CHECK(term_of_word(u"纠纷") == bigram_term(u'纠', u'纷'));
  CHECK(term_of_word(u"司法确认") == "W司法确认");
}

TEST_CASE("a term counts its occurrences times the weight of their field", "[analysis][terms]") {
  const auto terms = terms_of({{"盗窃盗窃", 1}, {"盗窃", 3}});
  CHECK(terms.at("B盗窃") == 5);
  CHECK(terms_of({{"盗窃", 0.1}}).at("B盗窃") == 1);
}

TEST_CASE("terms come out ascending and the collector is empty afterwards", "[analysis][terms]") {
  const auto analyzer = Analyzer::load().value();
  TermCollector collector(*analyzer);
  collector.add(analyzer->fold("原告请求被告支付物业服务费").units, 1);
  const auto terms = collector.take();
  CHECK(std::is_sorted(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
    return a.term[0] == b.term[0] && a.term < b.term;
  }));
  CHECK(collector.take().empty());
}

TEST_CASE("no term outgrows what Xapian takes", "[analysis][terms]") {
  const auto terms = terms_of({{std::string(5000, 'x'), 1}});
  for (const auto& [term, count] : terms) CHECK(term.size() <= kMaxTermBytes);
}
