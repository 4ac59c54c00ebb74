#include "api/cli/beside_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "api/cli/flags.hpp"
#include "api/json/parameters.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownHandlers = 5;  // of each field
constexpr double kPercent = 100;

std::string number_text(double value) {
  return std::floor(value) == value ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string tiers_text(const query::SimilarAnswer& answer) {
  if (answer.tiers.empty()) return "";
  std::string text = "\n层级\n";
  for (const query::TierCount& tier : answer.tiers)
    text += tier.searched
                ? fmt::format("  {}：类案 {} 件，其中近年 {} 件\n", tier.label, tier.alike, tier.recent)
                : fmt::format("  {}：前一层级已有类案，未检索\n", tier.label);
  return text;
}

std::string conflicts_text(const query::SimilarAnswer& answer) {
  std::string text;
  for (const query::Conflict& conflict : answer.conflicts) {
    text += text.empty() ? "\n结果不一\n" : "";
    for (const query::Conflict::Side& side : conflict.sides) {
      text += fmt::format("  {}：", side.outcome);
      for (std::size_t i = 0; i < side.hits.size(); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : "、", answer.hits[side.hits[i]].hit.record.id);
      text += '\n';
    }
  }
  return text;
}

std::string outcomes_text(const query::Outcomes& outcomes) {
  std::string text = fmt::format("  {}：", outcomes.label);
  const auto& buckets = outcomes.counts.buckets;
  for (std::size_t i = 0; i < buckets.size(); ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : "、", buckets[i].label, buckets[i].count);
  if (!outcomes.here.empty()) text += fmt::format("（本案：{}）", fmt::join(outcomes.here, "、"));
  return text + '\n';
}

std::string spread_text(const query::Spread& spread) {
  std::string text = fmt::format("  {}：中位 {}（{} 至 {}，{} 件）", spread.label, number_text(spread.median),
                                 number_text(spread.min), number_text(spread.max), spread.count);
  if (spread.here)
    text += fmt::format("；本案 {}，高于其中 {:.0f}%", number_text(*spread.here), kPercent * *spread.below);
  return text + '\n';
}

std::string handler_text(const query::Handler& handler) {
  std::string text = fmt::format("    {} {} 件", handler.label, handler.cases);
  if (handler.ended > 0) text += fmt::format("，办结 {}/{}", handler.settled, handler.ended);
  if (handler.median_days) text += fmt::format("，中位 {} 天", number_text(*handler.median_days));
  if (handler.came_back_rate) text += fmt::format("，重复或复查 {:.0f}%", kPercent * *handler.came_back_rate);
  return text + '\n';
}

std::string handlers_text(const std::vector<query::Handler>& handlers) {
  std::string text, field;
  std::size_t shown = 0;
  for (const query::Handler& handler : handlers) {
    if (handler.field != field) {
      field = handler.field;
      shown = 0;
      text += fmt::format("  {}\n", handler.field_label);
    }
    if (shown++ < kShownHandlers) text += handler_text(handler);
  }
  return text;
}

std::string rate_text(std::string_view label, const std::optional<double>& rate) {
  return rate ? fmt::format("  {} {:.1f}%\n", label, kPercent * *rate) : "";
}

std::string besides_text(const query::Beside& beside) {
  std::string text = fmt::format("\n最相近的 {} 件\n", beside.cases);
  for (const query::Outcomes& outcomes : beside.outcomes) text += outcomes_text(outcomes);
  for (const query::Spread& spread : beside.spreads) text += spread_text(spread);
  text += rate_text("办结", beside.settled_rate) + rate_text("达成协议", beside.agreed_rate) +
          rate_text("已履行", beside.fulfilled_rate) + rate_text("重复或复查", beside.came_back_rate);
  text += handlers_text(beside.handlers);
  for (const auto& [id, terms] : beside.terms) text += fmt::format("  协议 {}：{}\n", id, terms.text);
  return text;
}

}  // namespace

void add_tiers(CLI::App& app, TierFlags& flags) {
  app.add_flag("--tiers", flags.walk, both(Msg::FlagTiers));
  app.add_flag("--no-stop", flags.no_stop, both(Msg::FlagNoStop));
  app.add_flag("--all-years", flags.all_years, both(Msg::FlagAllYears));
  app.add_option("--day", flags.day, both(Msg::FlagDay))->type_name("DATE");
}

Result<void> read_tiers(const TierFlags& flags, query::SimilarRequest& request) {
  request.tiers.walk = flags.walk;
  request.tiers.stop = !flags.no_stop;
  request.tiers.prefer_recent = !flags.all_years;
  if (flags.day.empty()) return {};
  LEIAN_TRY(request.tiers.day, parse_day(flags.day));
  return {};
}

std::string beside_text(const query::SimilarAnswer& answer) {
  std::string text = tiers_text(answer) + conflicts_text(answer);
  return answer.beside ? text + besides_text(*answer.beside) : text;
}

}  // namespace leian::api
