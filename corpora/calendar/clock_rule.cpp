// Reading clock files, and holding them against the kinds they are about.
#include "corpora/calendar/clock_rule.hpp"

#include <algorithm>

#include "corpora/calendar/rule_files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::string_view kLightsFile = "lights.json";
constexpr int kMostDays = 10'000;
constexpr int kDefaultYellow = 5;

Result<int> read_whole(const Node& node, int least, int most) {
  LEIAN_TRY(const double value, node.number(least, most));
  return static_cast<int>(value);
}

Result<Period> read_period(const Node& node) {
  LEIAN_CHECK(node.check_keys({"amount", "unit"}, {"amount", "unit"}));
  Period period;
  LEIAN_TRY(period.amount, read_whole(node.member("amount"), 1, kMostDays));
  LEIAN_TRY(const std::string unit, node.member("unit").text());
  if (unit == "working_day")
    period.unit = PeriodUnit::WorkingDay;
  else if (unit == "month")
    period.unit = PeriodUnit::Month;
  else if (unit != "day")
    return node.member("unit").fault(say(Msg::UnknownWord, unit, "day, working_day, month"));
  return period;
}

Result<void> read_end(const Node& node, ClockVersion& version) {
  if (node.has("extension")) {
    const Node extension = node.member("extension");
    LEIAN_CHECK(extension.check_keys({"to", "most"}, {"to", "most"}));
    version.extension.emplace();
    LEIAN_TRY(version.extension->to, extension.member("to").text());
    LEIAN_TRY(version.extension->most, read_period(extension.member("most")));
  }
  if (node.has("suspension")) {
    const Node suspension = node.member("suspension");
    LEIAN_CHECK(suspension.check_keys({"from", "to"}, {"from", "to"}));
    version.suspension.emplace();
    LEIAN_TRY(version.suspension->from, suspension.member("from").text());
    LEIAN_TRY(version.suspension->to, suspension.member("to").text());
  }
  if (!node.has("last_day")) return {};
  LEIAN_TRY(const std::string last, node.member("last_day").text());
  if (last != "stands" && last != "next_working_day")
    return node.member("last_day").fault(say(Msg::UnknownWord, last, "stands, next_working_day"));
  version.moves_to_working_day = last == "next_working_day";
  return {};
}

Result<ClockVersion> read_version(const Node& node) {
  LEIAN_CHECK(node.check_keys(
      {"since", "until", "article", "limit", "extension", "suspension", "count", "last_day", "counting"},
      {"since", "article"}));
  ClockVersion version;
  LEIAN_TRY(version.since, read_rule_date(node.member("since")));
  LEIAN_TRY(version.until, read_rule_date_at(node, "until"));
  LEIAN_TRY(version.article, node.member("article").label());
  if (node.has("limit") == node.has("count")) return node.fault(say(Msg::RuleOneOf, "limit, count"));
  if (node.has("limit")) {
    LEIAN_TRY(version.limit, read_period(node.member("limit")));
  } else {
    const Node count = node.member("count");
    LEIAN_CHECK(count.check_keys({"field", "most"}, {"field", "most"}));
    version.count.emplace();
    LEIAN_TRY(version.count->field, count.member("field").text());
    LEIAN_TRY(version.count->most, count.member("most").number(0, 1e9));
  }
  LEIAN_CHECK(read_end(node, version));
  LEIAN_CHECK(node.maybe("counting", version.counting, &Node::label));
  return version;
}

Result<void> read_versions(const Node& node, ClockRule& rule) {
  LEIAN_CHECK(node.check_array());
  for (const Node& item : node.items()) {
    LEIAN_TRY(ClockVersion version, read_version(item));
    const bool backward = version.until && *version.until < version.since;
    const bool overlaps = !rule.versions.empty() &&
                          (!rule.versions.back().until || *rule.versions.back().until >= version.since);
    if (backward || overlaps) return item.fault(say(Msg::RuleVersions));
    rule.versions.push_back(std::move(version));
  }
  if (rule.versions.empty()) return node.fault(say(Msg::NeedsArray));
  return {};
}

Result<void> read_conditions(const Node& node, ClockRule& rule) {
  for (const Node& item : node.items()) {
    LEIAN_CHECK(item.check_keys({"field", "any"}, {"field", "any"}));
    ClockCondition condition;
    LEIAN_TRY(condition.field, item.member("field").text());
    LEIAN_TRY(condition.any, item.member("any").texts());
    rule.when.push_back(std::move(condition));
  }
  return {};
}

Result<int> read_lights(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  LEIAN_CHECK(document.root().check_keys({"lights"}, {"lights"}));
  const Node lights = document.root().member("lights");
  LEIAN_CHECK(lights.check_keys({"yellow", "note"}, {"yellow"}));
  return read_whole(lights.member("yellow"), 0, kMostDays);
}

/// Looks for fields in whichever of several sets has the kind.
class FieldCheck {
 public:
  FieldCheck(const ClockRule& rule, const std::vector<const KindSet*>& sets) : rule_(rule) {
    for (const KindSet* set : sets)
      for (const auto& kind : set->kinds())
        if (kind->name() == rule.kind) kinds_.push_back(kind);
  }

  Result<void> run() const {
    if (kinds_.empty()) return {};
    for (const auto* names : {&rule_.from, &rule_.to, &rule_.unless, &rule_.passed})
      for (const auto& name : *names) LEIAN_CHECK(is_date(name));
    for (const auto& condition : rule_.when)
      LEIAN_CHECK(is(condition.field, ColumnShape::Dictionary, "facet"));
    for (const auto& version : rule_.versions) {
      if (version.extension) LEIAN_CHECK(is_date(version.extension->to));
      if (version.suspension) LEIAN_CHECK(is_date(version.suspension->from));
      if (version.suspension) LEIAN_CHECK(is_date(version.suspension->to));
      if (version.count) LEIAN_CHECK(is(version.count->field, ColumnShape::Double, "number"));
    }
    return {};
  }

 private:
  const FieldSpec* field(const std::string& name) const {
    for (const auto& kind : kinds_)
      for (const auto& spec : kind->fields())
        if (spec.name == name) return &spec;
    return nullptr;
  }

  Result<void> fault(const Text& reason) const {
    return Unexpected(Error{ErrorCode::BadInput, say_because(Msg::RuleFault, reason, rule_.name, "/"),
                            hint_for(Msg::RuleFault)});
  }

  Result<void> is_date(const std::string& name) const {
    const FieldSpec* spec = field(name);
    if (spec == nullptr) return fault(say(Msg::RuleFieldUnknown, rule_.kind, name));
    if ((spec->type == FieldType::Date || spec->type == FieldType::DateTime) && !spec->list) return {};
    return fault(say(Msg::RuleFieldType, name, row_of(spec->type).name, "date, datetime"));
  }

  Result<void> is(const std::string& name, ColumnShape shape, std::string_view wanted) const {
    const FieldSpec* spec = field(name);
    if (spec == nullptr) return fault(say(Msg::RuleFieldUnknown, rule_.kind, name));
    const bool counted = shape != ColumnShape::Dictionary || spec->facet;
    if (row_of(spec->type).column == shape && counted) return {};
    return fault(say(Msg::RuleFieldType, name, row_of(spec->type).name, wanted));
  }

  const ClockRule& rule_;
  std::vector<std::shared_ptr<const Kind>> kinds_;
};

}  // namespace

const ClockVersion* ClockRule::in_force(Date date) const {
  for (const auto& version : versions)
    if (version.since <= date && (!version.until || date <= *version.until)) return &version;
  return nullptr;
}

Result<ClockRule> ClockRules::parse(std::string_view json, std::string_view origin, int yellow) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"clock", "label", "kind", "nature", "from", "to", "unless", "passed", "when",
                               "yellow", "note", "versions"},
                              {"clock", "label", "kind", "nature", "from", "versions"}));
  ClockRule rule;
  LEIAN_TRY(rule.name, root.member("clock").text());
  LEIAN_TRY(rule.label, root.member("label").label());
  LEIAN_TRY(rule.kind, root.member("kind").text());
  LEIAN_TRY(const std::string nature, root.member("nature").text());
  if (nature != "duty" && nature != "right")
    return root.member("nature").fault(say(Msg::UnknownWord, nature, "duty, right"));
  rule.duty = nature == "duty";
  LEIAN_TRY(rule.from, root.member("from").texts());
  LEIAN_CHECK(root.maybe("to", rule.to, &Node::texts));
  LEIAN_CHECK(root.maybe("unless", rule.unless, &Node::texts));
  LEIAN_CHECK(root.maybe("passed", rule.passed, &Node::texts));
  LEIAN_CHECK(root.maybe("note", rule.note, &Node::label));
  if (root.has("when")) LEIAN_CHECK(read_conditions(root.member("when"), rule));
  rule.yellow = yellow;
  if (root.has("yellow")) {
    LEIAN_TRY(rule.yellow, read_whole(root.member("yellow"), 0, kMostDays));
  }
  LEIAN_CHECK(read_versions(root.member("versions"), rule));
  if (rule.to.empty() && !rule.versions.front().count) return root.fault(say(Msg::MissingKey, "to"));
  return rule;
}

Result<ClockRules> ClockRules::load(const std::vector<std::filesystem::path>& folders) {
  LEIAN_TRY(const auto files, rule_files(folders));
  int yellow = kDefaultYellow;
  for (const auto& file : files) {
    if (file.filename() != kLightsFile) continue;
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    LEIAN_TRY(yellow, read_lights(text, file.string()));
  }
  ClockRules all;
  for (const auto& file : files) {
    if (file.filename() == kLightsFile) continue;
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    LEIAN_TRY(ClockRule rule, parse(text, file.string(), yellow));
    for (const auto& other : all.rules_)
      if (other.name == rule.name)
        return err(ErrorCode::BadInput, Msg::RuleTwice, rule.name, other.name, file.string());
    all.rules_.push_back(std::move(rule));
  }
  std::sort(all.rules_.begin(), all.rules_.end(),
            [](const ClockRule& a, const ClockRule& b) { return a.name < b.name; });
  return all;
}

Result<void> ClockRules::check(const std::vector<const KindSet*>& kinds) const {
  for (const ClockRule& rule : rules_) LEIAN_CHECK(FieldCheck(rule, kinds).run());
  return {};
}

Result<const ClockRule*> ClockRules::find(std::string_view name) const {
  std::string known;
  for (const ClockRule& rule : rules_) {
    if (rule.name == name || rule.label.zh == name) return &rule;
    (known += known.empty() ? "" : ", ") += rule.name + "（" + rule.label.zh + "）";
  }
  return unknown_rule(Msg::ATimeLimit, name, known);
}

}  // namespace leian
