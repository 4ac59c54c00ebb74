#include "corpora/record/strict_json.hpp"

#include "tests/support/catch.hpp"

using namespace leian;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("JSON means what it means to the usual parser", "[record][json]") {
  const std::string text =
      GENERATE(values<std::string>({"{}", "[]", "null", "7", "-1.5e3", R"("\ud83d\ude00中\n")",
                                    R"({"a": [1, {"b": []}, [], "x"], "c": {"d": {"e": true}}})"}));
  const auto value = parse_strict_json(text);
  REQUIRE(value);
  CHECK(*value == nlohmann::json::parse(text));
}

TEST_CASE("JSON that is broken or dangerous is refused with a reason", "[record][json]") {
  const auto [text, reason] = GENERATE(table<std::string, std::string>({
      {"", "not valid JSON"},
      {"{\"a\": 1", "not valid JSON"},
      {"{\"a\": 1} {\"b\": 2}", "not valid JSON"},
      {"{\"a\": 1e999}", "not valid JSON"},
      {"{'a': 1}", "not valid JSON"},
      {"{\"a\": \"\xE4\xBD\"}", "UTF-8"},
      {"{\"a\": \"\xC0\xAF\"}", "UTF-8"},
      {R"({"a": "\ud83d"})", "surrogate"},
      {R"({"a": "\ude00"})", "surrogate"},
      {std::string("{\"a\": \"x\0y\"}", 12), "NUL"},
      {R"({"a": "x\u0000y"})", "NUL"},
      {R"({"x\u0000y": 1})", "NUL"},
      {R"({"a": 1, "a": 1})", "stands twice"},
      {R"({"b": {"a": 1, "a": 2}})", "stands twice"},
      {repeated("[", 100'000), "deeper than 64"},
      {repeated("{\"a\":", 100'000), "deeper than 64"},
      {repeated("[", 65) + repeated("]", 65), "deeper than 64"},
  }));
  CAPTURE(text.substr(0, 100));
  const auto value = parse_strict_json(text);
  REQUIRE(!value);
  CHECK_THAT(value.error().en, Mentions(reason));
}

TEST_CASE("JSON at the limit of nesting is read", "[record][json]") {
  CHECK(parse_strict_json(repeated("[", 64) + repeated("]", 64)));
}
