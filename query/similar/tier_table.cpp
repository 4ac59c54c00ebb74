#include "query/similar/tier_table.hpp"

#include <algorithm>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/record/document.hpp"

namespace leian::query {
namespace {

constexpr double kMostYears = 100;
constexpr double kLeastAlike = 0.001;

Result<std::optional<Date>> read_day(const Node& node, std::string_view key) {
  if (!node.has(key)) return std::optional<Date>{};
  LEIAN_TRY(const std::string text, node.member(key).text());
  const auto day = parse_date(text);
  if (!day) return node.member(key).fault(say(Msg::TierDay));
  return day;
}

Result<Tier> read_tier(const Node& node) {
  Tier tier;
  LEIAN_CHECK(
      node.check_keys({"value", "names", "label", "binding", "any_year", "always", "rest", "since", "until"},
                      {"value", "label"}));
  LEIAN_TRY(tier.value, node.member("value").text());
  LEIAN_TRY(tier.label, node.member("label").label());
  LEIAN_CHECK(node.maybe("names", tier.names, &Node::texts));
  LEIAN_CHECK(node.maybe("binding", tier.binding, &Node::flag));
  LEIAN_CHECK(node.maybe("any_year", tier.any_year, &Node::flag));
  LEIAN_CHECK(node.maybe("always", tier.always, &Node::flag));
  LEIAN_CHECK(node.maybe("rest", tier.rest, &Node::flag));
  LEIAN_TRY(tier.since, read_day(node, "since"));
  LEIAN_TRY(tier.until, read_day(node, "until"));
  return tier;
}

bool is_called(const Tier& tier, std::string_view name) {
  return tier.value == name || std::find(tier.names.begin(), tier.names.end(), name) != tier.names.end();
}

}  // namespace

Result<TierTable> TierTable::load() {
  const std::string path = (data_folder() / "tiers" / "courts.json").string();
  LEIAN_TRY(const std::string text, read_small_file(path));
  return parse(text, path);
}

Result<TierTable> TierTable::parse(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document file, Document::parse(json, origin, ErrorCode::BadInput, Msg::TierFault));
  const Node root = file.root();
  LEIAN_CHECK(root.check_keys({"label", "source", "recent_years", "alike", "tiers"},
                              {"source", "recent_years", "alike", "tiers"}));
  TierTable table;
  LEIAN_TRY(table.source_, root.member("source").text());
  LEIAN_TRY(const double years, root.member("recent_years").number(0, kMostYears));
  table.recent_years_ = static_cast<int>(years);
  LEIAN_TRY(table.alike_, root.member("alike").number(kLeastAlike, 1));
  LEIAN_CHECK(root.member("tiers").check_array());
  std::set<std::string> names;
  for (const Node& node : root.member("tiers").items()) {
    LEIAN_TRY(Tier tier, read_tier(node));
    std::vector<std::string> own = tier.names;
    own.push_back(tier.value);
    for (const std::string& name : own)
      if (!names.insert(name).second) return node.fault(say(Msg::TierTwice, name));
    table.tiers_.push_back(std::move(tier));
  }
  return table;
}

TierTable TierTable::on(Date day) const {
  TierTable table = *this;
  std::erase_if(table.tiers_, [&](const Tier& tier) {
    return (tier.since && *tier.since > day) || (tier.until && *tier.until < day);
  });
  return table;
}

std::optional<std::size_t> TierTable::tier_of(std::string_view authority) const {
  std::optional<std::size_t> rest;
  for (std::size_t i = 0; i < tiers_.size(); ++i) {
    if (is_called(tiers_[i], authority)) return i;
    if (tiers_[i].rest && !rest) rest = i;
  }
  return rest;
}

Date years_before(Date day, int years) {
  const int year = std::max(1, day.year() - years);
  if (const auto same = Date::of(year, day.month(), day.day())) return *same;
  return *Date::of(year, day.month(), day.day() - 1);
}

}  // namespace leian::query
