#include "api/json/answer.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

namespace {

const KindSet& kinds() {
  static const KindSet set = *KindSet::load();
  return set;
}

Record petition() {
  return *record_from_json(
      kinds(), *kinds().find("petition"),
      {{"id", "a/1"}, {"title", "物业 <漏水>"}, {"region", "210400"}, {"opened", "2017-03-02"}});
}

}  // namespace

TEST_CASE("a snippet is escaped and only its matches are marked", "[api][json]") {
  struct Row {
    query::Snippet snippet;
    std::string html;
  };
  const std::vector<Row> rows{
      {{"", {}}, ""},
      {{"漏水", {}}, "漏水"},
      {{"漏水", {{0, 6}}}, "<mark>漏水</mark>"},
      {{"a<b>&\"'", {{1, 2}}}, "a<mark>&lt;</mark>b&gt;&amp;&quot;&#39;"},
      {{"abc", {{0, 1}, {2, 3}}}, "<mark>a</mark>b<mark>c</mark>"},
  };
  for (const Row& row : rows) CHECK(marked_html(row.snippet) == row.html);
}

TEST_CASE("a record's codes stand as codes with their names beside them", "[api][json]") {
  const auto json = record_json(petition(), kinds());
  CHECK(json["id"] == "a/1");
  CHECK(json["kind"] == "petition");
  CHECK(json["region"] == "210400");
  CHECK(json["labels"]["region"]["210400"] == "抚顺市");
  CHECK(!json["labels"].contains("title"));
}

TEST_CASE("a hit keeps id and kind out of its fields", "[api][json]") {
  query::SearchAnswer answer;
  answer.total = 7;
  answer.hits.push_back({petition(), 1.5, "物业", {"<漏水>", {}}});
  answer.facets.push_back({"cause", {{"x", "甲", 3}, {"y", "乙", 1}}, 9});
  const auto json = answer_json(answer, kinds());
  CHECK(json["total"] == 7);
  const auto& hit = json["hits"][0];
  CHECK(hit["id"] == "a/1");
  CHECK(hit["kind"] == "petition");
  CHECK(hit["score"] == 1.5);
  CHECK(hit["snippet"] == "&lt;漏水&gt;");
  CHECK(!hit["fields"].contains("id"));
  CHECK(!hit["fields"].contains("kind"));
  CHECK(hit["fields"]["region"] == "210400");
  CHECK(json["facets"]["cause"][0] ==
        nlohmann::ordered_json({{"value", "x"}, {"label", "甲"}, {"count", 3}}));
  CHECK(json["facets_distinct"]["cause"] == 9);
}

nlohmann::ordered_json json_list() { return nlohmann::ordered_json::array(); }

TEST_CASE("a similar hit gives its reasons", "[api][json]") {
  query::SimilarAnswer answer;
  answer.terms = {"漏水"};
  query::SimilarHit hit{{petition(), 2.0, "", {}},
                        {{"terms", "漏水", 2.0, {"<漏水", {{1, 7}}}, {"漏水", {}}}}};
  hit.differences.push_back({"amount", "金额", {"3"}, {}});
  answer.hits.push_back(std::move(hit));
  answer.predicted.push_back({"0101", "水利", 0.5});
  answer.channels = {"cause", "terms"};
  const auto json = answer_json(answer, kinds());
  CHECK(json["terms"] == nlohmann::ordered_json({"漏水"}));
  CHECK(json["hits"][0]["reasons"][0] == nlohmann::ordered_json({{"channel", "terms"},
                                                                 {"term", "漏水"},
                                                                 {"weight", 2.0},
                                                                 {"here", "&lt;<mark>漏水</mark>"},
                                                                 {"there", "漏水"}}));
  CHECK(json["hits"][0]["differences"][0] ==
        nlohmann::ordered_json(
            {{"field", "amount"}, {"label", "金额"}, {"here", {"3"}}, {"there", json_list()}}));
  CHECK(json["predicted"][0]["label"] == "水利");
  CHECK(json["channels"][0] == "cause");
}

TEST_CASE("no answer is an empty answer, not null", "[api][json]") {
  const auto json = answer_json(query::SearchAnswer{}, kinds());
  CHECK(json["hits"].is_array());
  CHECK(json["facets"].is_object());
  CHECK(answer_json(query::SimilarAnswer{}, kinds())["terms"].is_array());
}

TEST_CASE("every kind tells what can be asked of its fields", "[api][json]") {
  std::vector<query::KindCount> counts;
  for (const auto& kind : kinds().kinds()) counts.push_back({kind, 5});
  const auto json = kinds_json(counts, kinds());
  for (const auto& kind : json["kinds"]) {
    CHECK(kind["records"] == 5);
    CHECK(!kind["label"]["zh"].get<std::string>().empty());
    for (const auto& field : kind["fields"]) {
      CAPTURE(field.dump());
      CHECK((field["role"].is_null() || field["role"].is_string()));
      CHECK((field["type"] == "rows") == field.contains("columns"));
      if (field["role"] == "region" || field["role"] == "cause") CHECK(field["tree"] == field["facet"]);
      if (field["type"] != "code") CHECK(field["tree"] == false);
    }
  }
}
