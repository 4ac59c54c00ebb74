#include "indexer/extract/text.hpp"

#include "corpora/text/utf8.hpp"
#include "tests/support/extraction.hpp"

using namespace leian;
using extract::Zone;
using leian::test::Extracting;

namespace {

const FieldSpec& field_of(Role role) {
  static std::map<Role, FieldSpec> fields;
  FieldSpec& field = fields[role];
  field.name = "text";
  field.type = FieldType::Text;
  field.role = role;
  return field;
}

extract::Text read(std::string_view text, Role role = Role::Body) {
  return {*Extracting::built_in().analyzer, field_of(role), text};
}

std::string zone_of(const extract::Text& text, Zone zone) {
  return std::string(text.source(text.zone(zone)));
}

}  // namespace

TEST_CASE("a judgment is cut into its zones by its set phrases", "[indexer][extract]") {
  const auto text = read(
      "某法院 判决书 "
      "被告人甲。公诉机关指控：甲盗窃。经审理查明，属实。本院认为，甲有罪。依法判决如下：甲犯盗窃罪。如不服本"
      "判决，可上诉。审判员乙 附："
      "相关法律条文");
  CHECK(zone_of(text, Zone::Head) == "某法院 判决书 被告人甲。");
  CHECK(zone_of(text, Zone::Facts) == "公诉机关指控：甲盗窃。经审理查明，属实。");
  CHECK(zone_of(text, Zone::Reasoning) == "本院认为，甲有罪。依法");
  CHECK(zone_of(text, Zone::Result) == "判决如下：甲犯盗窃罪。");
  CHECK(zone_of(text, Zone::Tail) == "如不服本判决，可上诉。审判员乙");
  CHECK(zone_of(text, Zone::Appendix) == "附：相关法律条文");
}

TEST_CASE("an earlier judgment that is told of is not the result", "[indexer][extract]") {
  const auto text =
      read("原审法院认为有罪，判决如下：徒刑。甲上诉。本院认为，量刑过重，判决如下：缓刑。审判长乙");
  CHECK(zone_of(text, Zone::Result) == "判决如下：缓刑。");
}

TEST_CASE("a field that is one part of a decision is that part whole", "[indexer][extract]") {
  CHECK(zone_of(read("判决如下：无罪。", Role::Reasoning), Zone::Reasoning) == "判决如下：无罪。");
  CHECK(zone_of(read("本院认为有罪。", Role::Result), Zone::Result) == "本院认为有罪。");
  CHECK(zone_of(read("赔偿一万元。", Role::Terms), Zone::Result) == "赔偿一万元。");
  CHECK(zone_of(read("本院认为。", Role::Facts), Zone::Facts) == "本院认为。");
}

TEST_CASE("zones of any text lie one behind the other and cover it", "[indexer][extract]") {
  for (const char* sample : {"", "判决如下", "审判员。判决如下。附：", "附：判决如下本院认为查明", "查明",
                             "本院认为判决如下判决如下", "书记员书记员"}) {
    CAPTURE(sample);
    const auto text = read(sample);
    std::uint32_t at = 0;
    for (std::size_t zone = 0; zone < extract::kZones; ++zone) {
      const Span span = text.zone(static_cast<Zone>(zone));
      CHECK(span.begin == at);
      CHECK(span.end >= span.begin);
      at = span.end;
    }
    CHECK(at == text.units().size());
  }
}

TEST_CASE("a sentence ends at its stop or its paragraph", "[indexer][extract]") {
  const auto text = read("一，二；三。四\n\n五");
  const auto at = [&](char16_t unit) { return static_cast<std::uint32_t>(text.units().find(unit)); };
  CHECK(text.source(text.sentence({at(u'二'), at(u'二') + 1})) == "一，二；三。");
  CHECK(text.source(text.clause({at(u'二'), at(u'二') + 1})) == "一，二；");
  CHECK(text.source(text.sentence({at(u'四'), at(u'四') + 1})) == "四");
  CHECK(text.source(text.sentence({at(u'五'), at(u'五') + 1})) == "五");
}

TEST_CASE("what is shown of an endless sentence stays short and holds the words", "[indexer][extract]") {
  std::string endless;
  for (int i = 0; i < 2000; ++i) endless += i % 10 == 9 ? "，" : "𠀀";
  const auto text = read(endless + "自首" + endless);
  const auto at = static_cast<std::uint32_t>(text.units().find(u"自首"));
  const Span shown = text.shown({at, at + 2});
  CHECK(shown.end - shown.begin < 400);
  CHECK(valid_utf8(text.source(shown)));
  CHECK(text.source(shown).find("自首") != std::string::npos);
}
