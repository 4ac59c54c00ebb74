#include "api/json/problem.hpp"

#include <set>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("every error code has a name of its own, a status and an exit code", "[api][json]") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    const ProblemType& type = problem_type(code);
    CAPTURE(type.code);
    CHECK(names.insert(type.code).second);
    CHECK(type.status >= 400);
    CHECK(type.status < 600);
    CHECK(reason_phrase(type.status) != "Error");
    CHECK((exit_code(code) == kExitBadInput || exit_code(code) == kExitIndexUnusable));
  }
}

TEST_CASE("an index that cannot be used is exit code 3 and status 503", "[api][json]") {
  for (const auto code :
       {ErrorCode::IndexMissing, ErrorCode::IndexFormat, ErrorCode::IndexDamaged, ErrorCode::IndexLocked}) {
    CHECK(exit_code(code) == kExitIndexUnusable);
    CHECK(problem_type(code).status == 503);
  }
}

TEST_CASE("a problem says what happened and what to do, in both languages", "[api][json]") {
  const auto json = problem_json({ErrorCode::NotFound, {"没有", "none"}, {"看看", "look"}});
  CHECK(json["type"] == "urn:leian:problem:not_found");
  CHECK(json["status"] == 404);
  CHECK(json["detail"] == "没有");
  CHECK(json["detail_en"] == "none");
  CHECK(json["hint"] == "看看");
  CHECK(json["hint_en"] == "look");
  CHECK(json["code"] == "not_found");
}

TEST_CASE("bytes that are no UTF-8 still make valid JSON on one line", "[api][json]") {
  const std::string line = one_line({{"value", "a\xff\nb"}});
  CHECK(line == "{\"value\":\"a\xEF\xBF\xBD\\nb\"}");
}
