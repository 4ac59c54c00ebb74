/// JSON text into a value, refusing what nlohmann's parser lets pass or dies of: deep nesting, a key twice in
/// one object, NUL. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>
#include <tl/expected.hpp>

#include "corpora/core/error.hpp"

namespace leian {

/// Levels of nesting a JSON text may have; records need three.
inline constexpr int kMaxJsonDepth = 64;

/// The value, or the reason why there is none: not JSON, nested too deep, a key twice, broken UTF-8, a lone
/// surrogate, NUL.
tl::expected<nlohmann::json, Text> parse_strict_json(std::string_view);

}  // namespace leian
