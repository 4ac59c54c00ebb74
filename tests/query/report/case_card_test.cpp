#include "query/report/case_card.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const KindSet& kinds() {
  static const auto loaded = KindSet::load();
  if (!loaded) FAIL(loaded.error().what.en);
  return *loaded;
}

Record record_of(const nlohmann::json& json) {
  auto record = record_from_json(kinds(), *kinds().find(json["kind"].get<std::string>()), json);
  if (!record) FAIL(record.error().reason.en);
  return *record;
}

}  // namespace

TEST_CASE("a card shows codes by their labels and the closing day", "[query][report]") {
  const CaseCard card = card_of(record_of({{"id", "a"},
                                           {"kind", "reviewed_case"},
                                           {"case_no", "（2019）辽01刑初1号"},
                                           {"cause", {"盗窃罪", "诈骗罪"}},
                                           {"opened", "2019-01-02"},
                                           {"closed", "2019-05-06"},
                                           {"outcome", "有罪"}}),
                                kinds());
  CHECK(card.id == "a");
  CHECK(card.kind == "评查案件");
  CHECK(card.case_no == "（2019）辽01刑初1号");
  CHECK_THAT(card.cause, Mentions("盗窃") && Mentions("、") && Mentions("诈骗"));
  CHECK(card.date == Date::of(2019, 5, 6));
  CHECK(card.outcome == "有罪");
  CHECK(card.handler.empty());
}

TEST_CASE("a card of an open matter shows the day it came", "[query][report]") {
  const CaseCard card = card_of(
      record_of({{"id", "p"}, {"kind", "petition"}, {"title", "噪声扰民"}, {"opened", "2017-05-09T08:30"}}),
      kinds());
  CHECK(card.title == "噪声扰民");
  CHECK(card.date == Date::of(2017, 5, 9));
  CHECK(card.case_no.empty());
}
