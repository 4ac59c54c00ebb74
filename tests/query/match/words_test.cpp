#include "query/match/words.hpp"

#include "tests/support/catch.hpp"

using namespace leian;

namespace {

std::vector<std::string> words(std::string_view text) {
  static const auto analyzer = Analyzer::load().value();
  std::vector<std::string> cut;
  for (const auto& word : query::query_words(analyzer->fold(text).units, *analyzer))
    cut.push_back(to_utf8(word));
  return cut;
}

}  // namespace

TEST_CASE("a query's words leave stop words out and join single characters", "[query][words]") {
  const auto [text, expected] = GENERATE(table<std::string, std::vector<std::string>>({
      {"", {}},
      {"物业纠纷", {"物业", "纠纷"}},
      {"物业的纠纷", {"物业", "纠纷"}},
      {"物业 物业", {"物业"}},
      {"的", {"的"}},
      {"的了", {"的了"}},
      {"贾珏犇", {"贾珏犇"}},
      {"，。", {}},
      {"ABC 公司", {"abc", "公司"}},
  }));
  CAPTURE(text);
  CHECK(words(text) == expected);
}
