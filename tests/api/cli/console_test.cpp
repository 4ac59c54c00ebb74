#include "api/cli/console.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("a full-width character takes two columns", "[api][cli]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("物业") == 4);
  CHECK(display_width("（a）") == 5);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("") == 0);
}

TEST_CASE("tables line up whatever the width of their characters", "[api][cli]") {
  CHECK(aligned({{"物业", "1"}, {"a", "1,000"}}, {1}) == "  物业      1\n  a     1,000\n");
  CHECK(aligned({{"a", ""}, {"bb", "c"}}, {}, "") == "a\nbb  c\n");
  CHECK(aligned({}).empty());
}

TEST_CASE("a long text is cut at a whole character and says so", "[api][cli]") {
  CHECK(shortened("物业纠纷", 8) == "物业纠纷");
  CHECK(shortened("物业纠纷", 7) == "物业纠…");
  CHECK(shortened("物业纠纷", 6) == "物业…");
  CHECK(shortened("a\nb\x1b[1m", 80) == "a b [1m");
}

TEST_CASE("numbers are grouped by thousands", "[api][cli]") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'000) == "1,000");
  CHECK(grouped(1'234'567) == "1,234,567");
}

TEST_CASE("matches are bold on a terminal and bracketed elsewhere", "[api][cli]") {
  const query::Snippet snippet{"关于物业\n的", {{6, 12}}};
  CHECK(marked(snippet, false) == "关于【物业】 的");
  CHECK(marked(snippet, true) == "关于\x1b[1m物业\x1b[0m 的");
}

TEST_CASE("an error is one line, whatever it quotes", "[api][cli]") {
  const std::string line = error_line({ErrorCode::BadInput, {"坏\n行", "bad\x1b[0m line"}, {"改", "fix"}});
  CHECK(line == "leian: 坏 行 (bad [0m line). 提示：改 (fix).");
  CHECK(error_line({ErrorCode::BadInput, {"坏", "bad"}, {}}) == "leian: 坏 (bad).");
}
