#include "corpora/record/likeness.hpp"

#include <algorithm>

#include "corpora/record/kind.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

/// A kind with facts and a cause, whose file says this of likeness.
std::string kind_with(const std::string& similar) {
  return R"({"kind": "notes", "label": {"zh": "笔记", "en": "notes"}, "fields": [
    {"name": "story", "label": {"zh": "经过", "en": "story"}, "type": "text", "role": "facts"},
    {"name": "about", "label": {"zh": "事由", "en": "about"}, "type": "keyword", "role": "cause", "facet": true}
  ])" + (similar.empty() ? "" : R"(, "similar": )" + similar) +
         "}";
}

const ChannelSpec* channel(const Kind& kind, LikenessChannel wanted) {
  const auto& all = kind.likeness();
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const auto& spec) { return spec.channel == wanted; });
  return at == all.end() ? nullptr : &*at;
}

Kind parsed(const std::string& similar) {
  auto kind = Kind::parse(kind_with(similar), "notes.json");
  if (!kind) FAIL(kind.error().what.en);
  return std::move(*kind);
}

}  // namespace

TEST_CASE("a kind that says nothing of likeness has the channels of its roles", "[record][likeness]") {
  const Kind kind = parsed("");
  REQUIRE(channel(kind, LikenessChannel::Cause) != nullptr);
  CHECK(channel(kind, LikenessChannel::Cause)->weights == row_of(LikenessChannel::Cause).weights);
  CHECK(channel(kind, LikenessChannel::Terms) != nullptr);
  CHECK(channel(kind, LikenessChannel::Articles) == nullptr);
  CHECK(channel(kind, LikenessChannel::Region) == nullptr);
}

TEST_CASE("a kind file weighs the channels it names and leaves the others", "[record][likeness]") {
  const Kind kind = parsed(R"({"terms": {"from": ["facts"], "facts": 2}, "relation": 0.5})");
  CHECK(channel(kind, LikenessChannel::Terms)->weights == SenseWeights{0, 2, 0, 0});
  CHECK(channel(kind, LikenessChannel::Terms)->from == std::vector{Role::Facts});
  CHECK(channel(kind, LikenessChannel::Relation)->weights == SenseWeights{0.5, 0.5, 0.5, 0.5});
  CHECK(channel(kind, LikenessChannel::Cause)->weights == row_of(LikenessChannel::Cause).weights);
}

TEST_CASE("what a kind file cannot say of likeness is told with its place", "[record][likeness]") {
  for (const auto& [similar, place] : std::vector<std::pair<std::string, std::string>>{
           {"[]", "/similar"},
           {R"({"charm": 1})", "/similar"},
           {R"({"terms": -1})", "/similar/terms"},
           {R"({"terms": {"all": 11}})", "/similar/terms/all"},
           {R"({"terms": {"some": 1}})", "/similar/terms"},
           {R"({"terms": {"from": ["nobody"], "all": 1}})", "/similar/terms/from/0"},
           {R"({"terms": {"from": ["cause"], "all": 1}})", "/similar/terms/from/0"},
           {R"({"terms": {"from": ["body"], "all": 1}})", "/similar/terms/from/0"},
           {R"({"cause": {"from": ["facts"], "all": 1}})", "/similar/cause/from/0"},
           {R"({"articles": 0.5})", "/similar/articles"}}) {
    const auto kind = Kind::parse(kind_with(similar), "notes.json");
    CAPTURE(similar);
    REQUIRE_FALSE(kind);
    CHECK(kind.error().code == ErrorCode::BadKind);
    CHECK_THAT(kind.error().what.en, Mentions(place));
  }
}

TEST_CASE("a channel can be switched off where a kind has nothing for it", "[record][likeness]") {
  CHECK(channel(parsed(R"({"articles": 0})"), LikenessChannel::Articles)->weights == SenseWeights{});
}

TEST_CASE("the weights of the table are within what a kind file may say", "[record][likeness]") {
  for (const LikenessRow& row : all_likeness()) {
    CAPTURE(row.name);
    CHECK(all_likeness()[static_cast<std::size_t>(row.channel)].name == row.name);
    for (const double weight : row.weights) CHECK((weight >= 0 && weight <= kMaxLikenessWeight));
  }
}
