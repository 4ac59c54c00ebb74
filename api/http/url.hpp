/// Paths and queries of a URL, decoded strictly: a broken escape, a NUL or bytes that are no UTF-8 are
/// errors. Threads: pure functions. Source: RFC 3986; application/x-www-form-urlencoded for queries (+ is a
/// space)
#pragma once
#include <string>
#include <string_view>

#include "api/json/parameters.hpp"
#include "corpora/core/result.hpp"

namespace leian::api {

/// A request target in origin form. `/v1/search?q=a` -> path `/v1/search`, query `q=a`; neither decoded.
struct Target {
  std::string_view path;
  std::string_view query;
};
Target split_target(std::string_view target);

/// Errors: BadUsage, naming `where` the text stands.
Result<std::string> decode_component(std::string_view text, std::string_view where,
                                     bool plus_is_space = false);

/// `a=1&b=2` in order; a name without `=` has an empty value. Errors: BadUsage.
Result<Parameters> parse_query(std::string_view query);

}  // namespace leian::api
