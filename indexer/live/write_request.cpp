#include "indexer/live/write_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace leian {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 7> kStatusNames{"created", "updated",          "unchanged", "deleted",
                                                       "missing", "condition_failed", "rejected"};
constexpr std::size_t kHalf = 16;  // digits of 64 bits

json error_json(const RowError& error) {
  return {{"field", error.field},
          {"value", error.value},
          {"zh", error.reason.zh},
          {"en", error.reason.en},
          {"line", error.line}};
}

/// Throws json::exception.
RowError error_from(const json& told) {
  return {"", told.at("line").get<std::uint64_t>(), told.at("field").get<std::string>(),
          told.at("value").get<std::string>(),
          Text{told.at("zh").get<std::string>(), told.at("en").get<std::string>()}};
}

/// Throws json::exception.
WriteOutcome outcome_from(const json& told) {
  WriteOutcome outcome;
  outcome.line = told.at("line").get<std::uint64_t>();
  outcome.id = told.at("id").get<std::string>();
  const auto status = told.at("status").get<std::string>();
  const auto at = std::find(kStatusNames.begin(), kStatusNames.end(), status);
  if (at != kStatusNames.end()) outcome.status = static_cast<WriteStatus>(at - kStatusNames.begin());
  outcome.hash = hash_from_hex(told.at("hash").get<std::string>()).value_or(ContentHash{});
  if (told.contains("error")) outcome.error = error_from(told["error"]);
  return outcome;
}

}  // namespace

bool WriteCondition::met_by(const std::optional<ContentHash>& now) const {
  if (must_be_absent && now) return false;
  if (must_exist && !now) return false;
  return !must_match || (now && std::find(any_of.begin(), any_of.end(), *now) != any_of.end());
}

std::string_view name_of(WriteStatus status) { return kStatusNames[static_cast<std::size_t>(status)]; }

std::string encode_answer(const WriteAnswer& answer) {
  json rows = json::array();
  for (const WriteOutcome& outcome : answer.rows) {
    rows.push_back({{"line", outcome.line},
                    {"id", outcome.id},
                    {"status", name_of(outcome.status)},
                    {"hash", to_hex(outcome.hash)}});
    if (outcome.error) rows.back()["error"] = error_json(*outcome.error);
  }
  return rows.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<WriteAnswer> decode_answer(std::string_view text) {
  const json rows = json::parse(text, nullptr, false);
  if (!rows.is_array()) return std::nullopt;
  try {
    WriteAnswer answer;
    for (const json& row : rows) answer.rows.push_back(outcome_from(row));
    return answer;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::string to_hex(const ContentHash& hash) { return fmt::format("{:016x}{:016x}", hash.high, hash.low); }

std::optional<ContentHash> hash_from_hex(std::string_view digits) {
  if (digits.size() != 2 * kHalf) return std::nullopt;
  constexpr int kHexadecimal = 16;
  ContentHash hash;
  const auto read = [&](std::size_t at, std::uint64_t& into) {
    const char* begin = digits.data() + at;
    const auto [end, wrong] = std::from_chars(begin, begin + kHalf, into, kHexadecimal);
    return wrong == std::errc{} && end == begin + kHalf;
  };
  if (!read(0, hash.high) || !read(kHalf, hash.low)) return std::nullopt;
  return hash;
}

}  // namespace leian
