#include "api/http/limits.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "api/json/parameters.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::json;
using std::chrono::milliseconds;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kGigabyte = 1 << 30;
constexpr std::size_t kShownCharacters = 60;

/// A member of the file and where it goes: one of the two pointers.
struct Setting {
  std::string_view name;
  std::int64_t min;
  std::int64_t max;
  std::size_t ServerLimits::*number = nullptr;
  milliseconds ServerLimits::*time = nullptr;
};

constexpr std::array kSettings{
    Setting{"threads", 1, 1024, &ServerLimits::threads},
    Setting{"queue", 0, 65'536, &ServerLimits::queue},
    Setting{"exports", 1, 1024, &ServerLimits::exports},
    Setting{"keep_alive_requests", 1, 1'000'000, &ServerLimits::keep_alive_requests},
    Setting{"keep_alive_ms", 0, kHourMs, nullptr, &ServerLimits::keep_alive},
    Setting{"head_timeout_ms", 1, kHourMs, nullptr, &ServerLimits::head_timeout},
    Setting{"body_timeout_ms", 1, kHourMs, nullptr, &ServerLimits::body_timeout},
    Setting{"write_timeout_ms", 1, kHourMs, nullptr, &ServerLimits::write_timeout},
    Setting{"query_budget_ms", 1, kHourMs, nullptr, &ServerLimits::query_budget},
    Setting{"drain_ms", 0, kHourMs, nullptr, &ServerLimits::drain},
    Setting{"url_bytes", 64, 8'192, &ServerLimits::url_bytes},
    Setting{"head_bytes", 1'024, kGigabyte, &ServerLimits::head_bytes},
    Setting{"body_bytes", 0, kGigabyte, &ServerLimits::body_bytes},
    Setting{"bulk_rows", 1, 100'000, &ServerLimits::bulk_rows},
};

Result<const Setting*> find_setting(std::string_view name, std::string_view origin) {
  std::vector<std::string_view> names;
  for (const Setting& setting : kSettings) {
    if (setting.name == name) return &setting;
    names.push_back(setting.name);
  }
  const std::string shown = excerpt(name, kShownCharacters);
  if (const auto near = nearest(name, names); !near.empty())
    return err(ErrorCode::BadInput, Msg::ConfigUnknownNear, origin, shown, near);
  return err(ErrorCode::BadInput, Msg::ConfigUnknown, origin, shown, fmt::join(names, ", "));
}

Result<void> apply(ServerLimits& limits, const Setting& setting, const Json& value, std::string_view origin) {
  const bool inside = value.is_number_integer() && value >= setting.min && value <= setting.max;
  if (!inside)
    return err(ErrorCode::BadInput, Msg::ConfigOutOfBounds, origin, setting.name, setting.min, setting.max,
               excerpt(value.dump(-1, ' ', true, Json::error_handler_t::replace), kShownCharacters));
  if (setting.number != nullptr)
    limits.*setting.number = value.get<std::size_t>();
  else
    limits.*setting.time = milliseconds(value.get<std::int64_t>());
  return {};
}

}  // namespace

Result<ServerLimits> parse_limits(std::string_view text, std::string_view origin) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return err(ErrorCode::BadInput, Msg::ConfigNotObject, origin);
  ServerLimits limits;
  for (const auto& [name, value] : json.items()) {
    if (name == "watch") {
      if (!value.is_string()) return err(ErrorCode::BadInput, Msg::ParameterNotText, name);
      limits.watch = value.get<std::string>();
      continue;
    }
    LEIAN_TRY(const Setting* setting, find_setting(name, origin));
    LEIAN_CHECK(apply(limits, *setting, value, origin));
  }
  return limits;
}

Result<ServerLimits> load_limits(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) return err(ErrorCode::NotFound, Msg::FileMissing, path.string());
  return parse_limits(text, path.string());
}

}  // namespace leian::api
