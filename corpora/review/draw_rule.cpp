#include "corpora/review/draw_rule.hpp"

#include "corpora/calendar/rule_files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::string_view kTypesFile = "types.json";
constexpr double kMostDeviations = 100;
constexpr double kLargestGroup = 1e6;

Result<OutlierRule> read_outlier(const Node& node) {
  LEIAN_CHECK(node.check_keys({"field", "by", "deviations", "least", "log"}, {"field", "by"}));
  OutlierRule rule;
  LEIAN_TRY(rule.field, node.member("field").text());
  LEIAN_TRY(rule.by, node.member("by").texts());
  if (node.has("deviations")) {
    LEIAN_TRY(rule.deviations, node.member("deviations").number(0.1, kMostDeviations));
  }
  if (node.has("least")) {
    LEIAN_TRY(const double least, node.member("least").number(3, kLargestGroup));
    rule.least = static_cast<std::size_t>(least);
  }
  LEIAN_CHECK(node.maybe("log", rule.log, &Node::flag));
  return rule;
}

Result<DrawMethod> read_method(const Node& node) {
  LEIAN_TRY(const std::string word, node.text());
  if (word == "random") return DrawMethod::Random;
  if (word == "rules") return DrawMethod::Rules;
  if (word == "query") return DrawMethod::Query;
  return node.fault(say(Msg::UnknownWord, word, "random, rules, query"));
}

}  // namespace

Result<DrawRule> DrawRules::parse_rule(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys(
      {"rule", "label", "kind", "query", "filters", "clocks", "states", "filled", "outlier", "note"},
      {"rule", "label", "kind"}));
  DrawRule rule;
  LEIAN_TRY(rule.name, root.member("rule").text());
  LEIAN_TRY(rule.label, root.member("label").label());
  LEIAN_TRY(rule.kind, root.member("kind").text());
  LEIAN_CHECK(root.maybe("query", rule.query, &Node::text));
  LEIAN_CHECK(root.maybe("filters", rule.filters, &Node::texts));
  LEIAN_CHECK(root.maybe("clocks", rule.clocks, &Node::texts));
  LEIAN_CHECK(root.maybe("states", rule.states, &Node::texts));
  LEIAN_CHECK(root.maybe("filled", rule.filled, &Node::text));
  LEIAN_CHECK(root.maybe("note", rule.note, &Node::label));
  if (root.has("outlier")) {
    LEIAN_TRY(rule.outlier, read_outlier(root.member("outlier")));
  }
  if (root.has("clocks") != root.has("states")) return root.fault(say(Msg::MissingKey, "clocks, states"));
  const bool empty = rule.query.empty() && rule.filters.empty() && rule.clocks.empty() &&
                     rule.filled.empty() && !rule.outlier;
  if (empty) return root.fault(say(Msg::RuleOneOf, "query, filters, clocks, filled, outlier"));
  return rule;
}

Result<void> DrawRules::read_types(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"kind", "types"}, {"kind", "types"}));
  LEIAN_TRY(kind_, root.member("kind").text());
  LEIAN_CHECK(root.member("types").check_array());
  for (const Node& node : root.member("types").items()) {
    LEIAN_CHECK(node.check_keys({"type", "method"}, {"type", "method"}));
    DrawType type;
    LEIAN_TRY(type.name, node.member("type").text());
    LEIAN_TRY(type.method, read_method(node.member("method")));
    types_.push_back(std::move(type));
  }
  return {};
}

Result<DrawRules> DrawRules::load(const std::vector<std::filesystem::path>& folders) {
  LEIAN_TRY(const auto files, rule_files(folders));
  DrawRules all;
  for (const auto& file : files) {
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    if (file.filename() == kTypesFile) {
      LEIAN_CHECK(all.read_types(text, file.string()));
      continue;
    }
    LEIAN_TRY(DrawRule rule, parse_rule(text, file.string()));
    for (const DrawRule& other : all.rules_)
      if (other.name == rule.name)
        return err(ErrorCode::BadInput, Msg::RuleTwice, rule.name, other.name, file.string());
    all.rules_.push_back(std::move(rule));
  }
  return all;
}

Result<const DrawRule*> DrawRules::find(std::string_view name) const {
  std::string known;
  for (const DrawRule& rule : rules_) {
    if (rule.name == name || rule.label.zh == name) return &rule;
    (known += known.empty() ? "" : ", ") += rule.name + "（" + rule.label.zh + "）";
  }
  return unknown_rule(Msg::AReviewRule, name, known);
}

Result<const DrawType*> DrawRules::type(std::string_view name) const {
  std::string known;
  for (const DrawType& type : types_) {
    if (type.name == name) return &type;
    (known += known.empty() ? "" : "、") += type.name;
  }
  return err(ErrorCode::BadUsage, Msg::WordUnknown, "--type", name, known);
}

}  // namespace leian
