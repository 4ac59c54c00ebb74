#include "query/similar/case_reader.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const std::shared_ptr<const KindSet>& kinds() {
  static const auto loaded = std::make_shared<const KindSet>(KindSet::load().value());
  return loaded;
}

Record read(const std::string& text, const char* kind = "reviewed_case") {
  static const auto reader = CaseReader::load(kinds(), Analyzer::load().value()).value();
  return reader->read(text, kinds()->find(kind).value()).value();
}

bool has(const Record& record, Role role) {
  const auto field = record.kind->with_role(role);
  return field && !record.values[*field].empty();
}

}  // namespace

TEST_CASE("a story stands in the facts, and the cause it mentions is not taken for its own",
          "[query][similar]") {
  const Record record = read("被告人曾因犯盗窃罪被判刑，现又醉酒驾驶，案发后自首。");
  CHECK(has(record, Role::Facts));
  CHECK(has(record, Role::Circumstances));
  CHECK_FALSE(has(record, Role::Cause));
}

TEST_CASE("a whole judgment stands in the body, and says its cause", "[query][similar]") {
  const Record record = read(
      "经审理查明，被告人张某夜间入户盗窃。本院认为，被告人张某的行为构成盗窃罪。判决如下：被告人张某犯盗窃罪"
      "，判处拘役三个月。");
  CHECK(has(record, Role::Body));
  CHECK_FALSE(has(record, Role::Facts));
  CHECK(has(record, Role::Cause));
}

TEST_CASE("a kind without facts takes the story into its body", "[query][similar]") {
  CHECK(has(read("楼下饭店噪声扰民", "petition"), Role::Body));
}

TEST_CASE("a reader is kept as long as the kinds are the same", "[query][similar]") {
  CaseReaderKeeper keeper(Analyzer::load().value());
  const auto first = keeper.for_kinds(kinds()).value();
  CHECK(keeper.for_kinds(kinds()).value() == first);
  const auto others = std::make_shared<const KindSet>(KindSet::load().value());
  CHECK(keeper.for_kinds(others).value() != first);
}
