/// The head of a request as raw bytes: what must hold before anyone parses it.
/// Two readers of one byte stream must never disagree on where a request ends (request smuggling), so
/// whatever could be read in two ways is refused: bare CR or LF, folded lines, a repeated or odd
/// Content-Length, Transfer-Encoding. Threads: pure functions. Source: RFC 9112 sections 2.2, 5, 6.3, 11.2
#pragma once
#include <cstdint>
#include <string_view>

#include "api/http/exchange.hpp"
#include "api/http/limits.hpp"

namespace leian::api {

inline constexpr std::string_view kHeadEnd = "\r\n\r\n";
inline constexpr std::size_t kMaxHeaderLine = 8'000;  ///< the library takes 8,192
inline constexpr std::size_t kMaxHeaders = 100;

struct HeadFacts {
  std::uint64_t body_bytes = 0;
};

/// `head` ends with kHeadEnd. Errors: a reply of 400, 411, 414 or 431.
tl::expected<HeadFacts, Reply> examine_head(std::string_view head, const ServerLimits&);

/// A head that has not ended yet: the reply where it is too long already.
std::optional<Reply> too_long(std::string_view partial, const ServerLimits&);

}  // namespace leian::api
