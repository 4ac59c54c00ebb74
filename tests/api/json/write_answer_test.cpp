#include "api/json/write_answer.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("a bulk body is its lines, blank ones left out and lines counted as they stand", "[api][json]") {
  const auto rows = bulk_rows("{\"id\":\"a\"}\r\n\n  \n {\"id\":\"b\"} \n{", 10).value();
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].line == 1);
  CHECK(rows[0].record == "{\"id\":\"a\"}");
  CHECK(rows[1].line == 4);
  CHECK(rows[1].record == "{\"id\":\"b\"}");
  CHECK(rows[2].line == 5);
  CHECK(bulk_rows("", 10).value().empty());
  CHECK(bulk_rows("1\n2\n3\n", 3).value().size() == 3);
  const auto many = bulk_rows("1\n2\n3\n4", 3);
  REQUIRE(!many);
  CHECK(many.error().code == ErrorCode::TooLarge);
}

TEST_CASE("a body takes the path's id, or must agree with it", "[api][json]") {
  CHECK(nlohmann::json::parse(put_row("一/二", R"({"body": "x"})")->record)["id"] == "一/二");
  CHECK(put_row("7", R"({"id": 7})").has_value());
  for (const char* body : {R"({"id": "b"})", R"({"id": ["a"]})", "[]", "{", "", "{\"a\":1,\"a\":2}"}) {
    CAPTURE(body);
    const auto row = put_row("a", body);
    REQUIRE(!row);
    CHECK(row.error().code == ErrorCode::BadInput);
  }
}

TEST_CASE("conditions are read as the headers say them", "[api][json]") {
  const ContentHash hash{1, 2};
  const std::string etag = etag_of(hash);
  CHECK(etag == "\"00000000000000020000000000000001\"");
  struct Row {
    std::string if_match;
    std::string if_none_match;
    bool met_by_it;
    bool met_by_other;
    bool met_by_none;
  };
  for (const Row& row :
       {Row{"", "", true, true, true}, Row{"*", "", true, true, false}, Row{"", "*", false, false, true},
        Row{etag, "", true, false, false}, Row{"\"x\" , " + etag, "", true, false, false},
        Row{"W/" + etag, "", false, false, false}, Row{"\"x\"", "", false, false, false}}) {
    CAPTURE(row.if_match, row.if_none_match);
    const auto condition = parse_condition(row.if_match, row.if_none_match);
    REQUIRE(condition);
    CHECK(condition->met_by(hash) == row.met_by_it);
    CHECK(condition->met_by(ContentHash{3, 4}) == row.met_by_other);
    CHECK(condition->met_by(std::nullopt) == row.met_by_none);
  }
  for (const char* bad : {"x", "\"x", "\"x\" \"y\"", "\"x\",,\"y\"", "W/x"}) {
    CAPTURE(bad);
    CHECK(!parse_condition(bad, ""));
  }
  CHECK(!parse_condition("", etag));
}

TEST_CASE("an answer that is kept comes back as it was", "[api][json]") {
  WriteAnswer answer;
  answer.rows.push_back({1, "甲", WriteStatus::Created, {5, 6}, std::nullopt});
  answer.rows.push_back({3, "", WriteStatus::Rejected, {}, RowError{"", 3, "opened", "x", {"因", "why"}}});
  const auto back = decode_answer(encode_answer(answer));
  REQUIRE(back);
  REQUIRE(back->rows.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) CHECK(outcome_json(back->rows[i]) == outcome_json(answer.rows[i]));
  for (const char* broken : {"", "{}", "[{}]", "[1]", "[{\"line\":\"x\"}]"}) CHECK(!decode_answer(broken));
}
