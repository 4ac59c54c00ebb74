#include "corpora/core/messages.hpp"

#include <set>
#include <string>

#include "tests/support/catch.hpp"

namespace {

constexpr leian::Msg kAll[] = {
#define LEIAN_MESSAGE(id, zh, en, hint_zh, hint_en) leian::Msg::id,
#include "corpora/core/messages.inc"
#undef LEIAN_MESSAGE
};

std::set<char> placeholders(std::string_view text) {
  std::set<char> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
  return found;
}

}  // namespace

TEST_CASE("every message says the same things in both languages", "[core][messages]") {
  for (const leian::Msg message : kAll) {
    const auto& row = leian::message_row(message);
    CAPTURE(row.id);
    CHECK(!row.zh.empty());
    CHECK(!row.en.empty());
    CHECK(placeholders(row.zh) == placeholders(row.en));
    CHECK(row.hint_zh.empty() == row.hint_en.empty());
    CHECK(placeholders(row.hint_zh).empty());
  }
}
