#include "api/http/limits.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("limits left out keep their defaults", "[api][http]") {
  const auto limits = parse_limits(R"({"threads": 3, "keep_alive_ms": 250})", "limits.json");
  REQUIRE(limits);
  CHECK(limits->threads == 3);
  CHECK(limits->keep_alive == std::chrono::milliseconds(250));
  CHECK(limits->queue == ServerLimits{}.queue);
}

TEST_CASE("a limit that is unknown or out of bounds is named", "[api][http]") {
  struct Row {
    const char* json;
    const char* says;
  };
  for (const Row& row :
       {Row{"{\"thread\": 3}", "did you mean threads?"}, Row{"{\"colour\": 3}", "there are: threads, queue"},
        Row{"{\"threads\": 0}", "threads must be a whole number from 1 to 1024, not 0"},
        Row{"{\"threads\": -1}", "not -1"}, Row{"{\"threads\": 1.5}", "not 1.5"},
        Row{"{\"threads\": \"3\"}", "not \"3\""}, Row{"{\"url_bytes\": 8193}", "to 8192"},
        Row{"{\"threads\": 18446744073709551615}", "threads must be"},
        Row{"[]", "limits.json is not a JSON object"}, Row{"{", "limits.json is not a JSON object"},
        Row{"", "limits.json is not a JSON object"}}) {
    CAPTURE(row.json);
    const auto limits = parse_limits(row.json, "limits.json");
    REQUIRE(!limits);
    CHECK(limits.error().code == ErrorCode::BadInput);
    CHECK_THAT(limits.error().what.en, Mentions(row.says));
  }
}

TEST_CASE("a limits file that is missing is named", "[api][http]") {
  const test::TempFolder folder;
  CHECK(load_limits(folder.write("ok.json", "{}")));
  const auto limits = load_limits(folder / "none.json");
  REQUIRE(!limits);
  CHECK(limits.error().code == ErrorCode::NotFound);
}
