// Reading a form file; complaints name the place.
#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/documents/form.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// What may stand before a heading: 一、 （二） 3. 第一部分 【.
constexpr std::string_view kHeadingLead =
    R"(^\t*+(?:第[一二三四五六七八九十]++部分|[(（]?[一二三四五六七八九十\d]{1,3}+[)）]?[、.．,:]?|[【\[*#]++){0,4}+)";
/// And behind it: a colon, the next cell, or nothing.
constexpr std::string_view kHeadingEnd = R"([】\]]?(?:[:\t]+|$))";

std::u16string utf16(std::string_view text) {
  const auto units =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  return {units.getBuffer(), static_cast<std::size_t>(units.length())};
}

Result<std::vector<Sign>> read_signs(const Node& node) {
  LEIAN_CHECK(node.check_array());
  std::vector<Sign> signs;
  for (const Node& item : node.items()) {
    LEIAN_CHECK(item.check_keys({"top", "start", "score"}, {"score"}));
    Sign sign;
    sign.place = item.has("top") ? SignPlace::Top : SignPlace::Start;
    const char* key = item.has("top") ? "top" : "start";
    if (!item.has(key)) return item.fault(say(Msg::MissingKey, key));
    LEIAN_TRY(sign.pattern, Pattern::read(item.member(key)));
    LEIAN_TRY(const double score, item.member("score").number(-100, 100));
    sign.score = static_cast<int>(score);
    signs.push_back(std::move(sign));
  }
  return signs;
}

template <class Rules>
Result<std::size_t> section_at(const Node& node, const Rules& sections) {
  LEIAN_TRY(const std::string name, node.text());
  std::string known;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (sections[i].name == name) return i;
    (known += known.empty() ? "" : ", ") += sections[i].name;
  }
  return node.fault(say(Msg::FormSectionUnknown, name, known));
}

Result<void> read_starts(const Node& node, SectionRule& rule) {
  if (node.has("heading")) {
    LEIAN_TRY(rule.heading, Pattern::read(node.member("heading"), kHeadingLead, kHeadingEnd));
  }
  if (node.has("begins")) {
    LEIAN_TRY(rule.begins, Pattern::read(node.member("begins")));
  }
  if (node.has("behind")) {
    LEIAN_TRY(rule.behind, Pattern::read(node.member("behind")));
  }
  return node.maybe("midway", rule.midway, &Node::flag);
}

Result<SectionRule> read_section(const Node& node, const std::vector<SectionRule>& before) {
  LEIAN_CHECK(node.check_keys({"section", "label", "field", "spare", "stage", "again", "heading", "begins",
                               "behind", "midway", "needs"},
                              {"section", "label", "stage"}));
  SectionRule rule;
  LEIAN_TRY(rule.name, node.member("section").text());
  if (std::any_of(before.begin(), before.end(), [&](const auto& other) { return other.name == rule.name; }))
    return node.member("section").fault(say(Msg::NameTwice, rule.name));
  LEIAN_TRY(rule.label, node.member("label").label());
  LEIAN_CHECK(node.maybe("field", rule.field, &Node::text));
  LEIAN_CHECK(node.maybe("spare", rule.spare, &Node::text));
  LEIAN_TRY(const double stage, node.member("stage").number(0, 100));
  rule.stage = static_cast<int>(stage);
  LEIAN_CHECK(node.maybe("again", rule.again, &Node::flag));
  LEIAN_CHECK(read_starts(node, rule));
  if (!node.has("needs")) return rule;
  for (const Node& item : node.member("needs").items()) {
    LEIAN_TRY(const std::size_t needed, section_at(item, before));
    rule.needs.push_back(needed);
  }
  return rule;
}

Result<ValueRule> read_value_rule(const Node& node, const std::vector<SectionRule>& sections) {
  LEIAN_CHECK(node.check_keys({"field", "let", "list", "last", "date", "in", "pattern", "as"}));
  ValueRule rule;
  rule.field = node.has("field");
  const char* key = rule.field ? "field" : "let";
  if (!node.has(key)) return node.fault(say(Msg::MissingKey, "field"));
  LEIAN_TRY(rule.name, node.member(key).text());
  LEIAN_CHECK(node.maybe("list", rule.list, &Node::flag));
  LEIAN_CHECK(node.maybe("last", rule.last, &Node::flag));
  LEIAN_CHECK(node.maybe("date", rule.date, &Node::flag));
  if (node.has("in")) {
    LEIAN_TRY(rule.section, section_at(node.member("in"), sections));
  }
  if (node.has("pattern")) {
    LEIAN_TRY(rule.pattern, Pattern::read(node.member("pattern")));
  }
  if (!node.has("as") && !rule.pattern) return node.fault(say(Msg::MissingKey, "pattern"));
  if (!node.has("as")) {
    LEIAN_TRY(rule.as, Template::parse("{1}", node));
  } else {
    LEIAN_TRY(rule.as, Template::read(node.member("as")));
  }
  return rule;
}

Result<RepeatRule> read_repeat(const Node& node) {
  LEIAN_CHECK(node.check_keys({"unit", "divisions", "line_ends", "fields", "ends", "rest"},
                              {"unit", "line_ends", "fields", "rest"}));
  RepeatRule rule;
  LEIAN_TRY(const std::string unit, node.member("unit").text());
  rule.unit = utf16(unit);
  LEIAN_TRY(const std::string ends, node.member("line_ends").text());
  rule.line_ends = decode_utf8(ends);
  LEIAN_TRY(rule.rest, node.member("rest").text());
  if (node.has("divisions"))
    for (const Node& item : node.member("divisions").items()) {
      LEIAN_TRY(const std::string division, item.text());
      rule.divisions.push_back(utf16(division));
    }
  if (node.has("ends")) {
    LEIAN_TRY(rule.ends, Pattern::read(node.member("ends")));
  }
  const Node fields = node.member("fields");
  if (!fields.json().is_object()) return fields.fault(say(Msg::NeedsObject));
  for (const auto& [name, unused] : fields.json().items()) {
    LEIAN_TRY(auto value, Template::read(fields.member(name)));
    rule.fields.emplace_back(name, std::move(value));
  }
  return rule;
}

Result<void> read_rules(const Node& root, DocumentForm& form) {
  if (root.has("signs")) {
    LEIAN_TRY(form.signs, read_signs(root.member("signs")));
  }
  if (root.has("least")) {
    LEIAN_TRY(const double least, root.member("least").number(1, 1000));
    form.least = static_cast<int>(least);
  }
  LEIAN_CHECK(root.member("sections").check_array());
  for (const Node& item : root.member("sections").items()) {
    LEIAN_TRY(auto section, read_section(item, form.sections));
    form.sections.push_back(std::move(section));
  }
  if (form.sections.empty()) return root.member("sections").fault(say(Msg::NeedsArray));
  if (root.has("values"))
    for (const Node& item : root.member("values").items()) {
      LEIAN_TRY(auto value, read_value_rule(item, form.sections));
      form.values.push_back(std::move(value));
    }
  return {};
}

}  // namespace

Result<DocumentForm> parse_form(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const auto document, Document::parse(json, origin, ErrorCode::BadInput, Msg::FormFault));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys(
      {"form", "label", "about", "kind", "least", "signs", "sections", "values", "whole", "id", "repeat"},
      {"form", "label", "kind", "sections", "id"}));
  DocumentForm form;
  LEIAN_TRY(form.name, root.member("form").text());
  LEIAN_TRY(form.label, root.member("label").label());
  LEIAN_TRY(form.kind, root.member("kind").text());
  LEIAN_CHECK(read_rules(root, form));
  for (const Node& item : root.member("id").items()) {
    LEIAN_TRY(auto id, Template::read(item));
    form.ids.push_back(std::move(id));
  }
  if (root.has("repeat")) {
    LEIAN_TRY(form.repeat, read_repeat(root.member("repeat")));
  } else if (!root.has("whole")) {
    return root.fault(say(Msg::MissingKey, "whole"));  // or a paragraph of no section would be lost
  }
  LEIAN_CHECK(root.maybe("whole", form.whole, &Node::text));
  return form;
}

}  // namespace leian
