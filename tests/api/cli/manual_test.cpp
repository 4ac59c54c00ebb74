// docs/man/leian.1 is kept true: every command and flag that help shows stands in it.
#include <regex>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

using namespace leian::test;

namespace {

std::set<std::string> found(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> all;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
    all.insert((*at)[1]);
  return all;
}

/// The page without roff's escapes.
std::string manual() {
  std::string text = file_bytes(LEIAN_SOURCE "/docs/man/leian.1");
  std::erase(text, '\\');
  return text;
}

}  // namespace

TEST_CASE("the manual names every command and every flag", "[api][cli]") {
  const std::string page = manual();
  const auto commands = found(run_leian({"--help"}).out, "\n  ([a-z]+)  ");
  CHECK(commands.size() >= 7);
  for (const std::string& command : commands) {
    CAPTURE(command);
    CHECK_THAT(page, Mentions(".B leian " + command));
    std::string help = run_leian({command, "--help"}).out;
    for (const std::string& part : found(help, "\n  ([a-z]+)  "))
      help += run_leian({command, part, "--help"}).out;
    for (const std::string& flag : found(help, "(--[a-z-]+)")) {
      CAPTURE(flag);
      if (flag != "--help") CHECK_THAT(page, Mentions(flag));
    }
  }
}

TEST_CASE("the manual names every limit", "[api][cli]") {
  const std::string page = manual();
  for (const char* limit : {"threads", "queue", "exports", "keep_alive_requests", "keep_alive_ms",
                            "head_timeout_ms", "body_timeout_ms", "write_timeout_ms", "query_budget_ms",
                            "drain_ms", "url_bytes", "head_bytes", "body_bytes", "bulk_rows"})
    CHECK_THAT(page, Mentions(limit));
}
