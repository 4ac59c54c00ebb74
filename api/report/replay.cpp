#include "api/report/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "api/report/report_log.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/strict_json.hpp"

namespace leian::api {
namespace {

using nlohmann::json;

/// Shown of each sort of difference.
constexpr std::size_t kShownIds = 10;

Error unreadable(std::string_view origin, const Text& reason) {
  return {
      ErrorCode::BadInput,
      {say(Msg::ReplayUnreadable, origin, reason.zh).zh, say(Msg::ReplayUnreadable, origin, reason.en).en},
      hint_for(Msg::ReplayUnreadable)};
}

/// A member of an object; null where it is not there.
const json& member(const json& object, const char* name) {
  static const json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::uint64_t count(const json& value) { return value.is_number_unsigned() ? value.get<std::uint64_t>() : 0; }
std::string text(const json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

/// Where each id stands among the hits of a result.
std::map<std::string, std::size_t> places(const json& result) {
  std::map<std::string, std::size_t> places;
  std::size_t place = 0;
  for (const json& hit : member(result, "hits")) places.emplace(text(member(hit, "id")), place++);
  return places;
}

ReplayedLookUp compared(const json& then, const json& now) {
  ReplayedLookUp outcome;
  const auto before = places(then), after = places(now);
  outcome.hits = after.size();
  outcome.same = then.dump() == now.dump();
  for (const auto& [id, place] : before) {
    const auto found = after.find(id);
    if (found == after.end())
      outcome.gone.push_back(id);
    else if (found->second != place || then["hits"][place] != now["hits"][found->second])
      outcome.changed.push_back(id);
  }
  for (const auto& [id, place] : after)
    if (!before.contains(id)) outcome.added.push_back(id);
  return outcome;
}

void append(std::string& words, const char* what, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  const auto shown = static_cast<std::ptrdiff_t>(std::min(ids.size(), kShownIds));
  if (!words.empty()) words += "；";
  words += fmt::format("{} {} 条：{}", what, ids.size(), fmt::join(ids.begin(), ids.begin() + shown, "、"));
  if (ids.size() > kShownIds) words += " …";
}

query::Revision read_revision(const json& index) {
  return {count(member(index, "generation")), count(member(index, "records")),
          text(member(index, "analyzer"))};
}

json revision_json(const query::Revision& revision) {
  return {
      {"generation", revision.generation}, {"records", revision.records}, {"analyzer", revision.analyzer}};
}

Result<void> check(const json& report, std::string_view origin) {
  const json& log = member(report, "log");
  const std::string checksum = text(member(report, "log_sha256"));
  if (!log.is_array() || checksum.empty()) return Unexpected(unreadable(origin, say(Msg::ReplayNoReport)));
  if (member(report, "form") != json(kReportLogForm))
    return Unexpected(
        unreadable(origin, say(Msg::ReplayOtherForm, member(report, "form").dump(), kReportLogForm)));
  if (log_checksum(log) != checksum) return err(ErrorCode::BadInput, Msg::ReplayLogChanged, checksum);
  return {};
}

}  // namespace

Result<RecordedLog> read_log(std::string_view bytes, std::string_view origin, const KindSet& kinds) {
  if (bytes.size() > kMaxReplayBytes)
    return err(ErrorCode::TooLarge, Msg::FileTextTooLong, origin, kMaxReplayBytes);
  auto parsed = parse_strict_json(bytes);
  if (!parsed) return Unexpected(unreadable(origin, parsed.error()));
  const json& report = *parsed;
  LEIAN_CHECK(check(report, origin));
  RecordedLog recorded;
  recorded.revision = read_revision(member(report, "index"));
  for (const json& entry : report["log"]) {
    auto request = lookup_request(member(entry, "request"), kinds);
    if (!request) {
      const std::size_t number = recorded.requests.size() + 1;
      const Text& what = request.error().what;
      return Unexpected(unreadable(
          origin, {say(Msg::ReplayEntry, number, what.zh).zh, say(Msg::ReplayEntry, number, what.en).en}));
    }
    recorded.requests.push_back(*std::move(request));
    recorded.results.push_back(member(entry, "result"));
  }
  return recorded;
}

bool ReplayOutcome::same() const {
  return std::all_of(lookups.begin(), lookups.end(),
                     [](const ReplayedLookUp& lookup) { return lookup.same; });
}

Result<ReplayOutcome> replay(const query::Gate& gate, const query::Principal& who,
                             const RecordedLog& recorded) {
  query::ReportRequest request;
  request.lookups = recorded.requests;
  LEIAN_TRY(const query::SimilarReport report, gate.report(who, request));
  ReplayOutcome outcome;
  outcome.then = recorded.revision;
  outcome.now = report.revision;
  outcome.same_revision = outcome.then.generation == outcome.now.generation &&
                          outcome.then.records == outcome.now.records &&
                          outcome.then.analyzer == outcome.now.analyzer;
  for (std::size_t i = 0; i < report.lookups.size(); ++i) {
    // Through text and back, as what was recorded has gone.
    const json now = json::parse(
        result_json(report.lookups[i].answer).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    outcome.lookups.push_back(compared(recorded.results[i], now));
  }
  return outcome;
}

nlohmann::ordered_json replay_json(const ReplayOutcome& outcome) {
  nlohmann::ordered_json lookups = nlohmann::ordered_json::array();
  for (const ReplayedLookUp& lookup : outcome.lookups)
    lookups.push_back({{"same", lookup.same},
                       {"hits", lookup.hits},
                       {"gone", lookup.gone},
                       {"added", lookup.added},
                       {"changed", lookup.changed}});
  return {{"same", outcome.same()},
          {"same_revision", outcome.same_revision},
          {"then", revision_json(outcome.then)},
          {"now", revision_json(outcome.now)},
          {"lookups", std::move(lookups)}};
}

std::string differences_text(const ReplayedLookUp& lookup) {
  std::string words;
  append(words, "不再列出", lookup.gone);
  append(words, "新列出", lookup.added);
  append(words, "名次、得分或理由不同", lookup.changed);
  return words.empty() ? "命中总数、所查词语或推断的案由不同" : words;
}

}  // namespace leian::api
