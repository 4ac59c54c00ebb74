/// Who may speak to the server, as long as there are no accounts: programs and pages of this machine.
/// A page of another site that had its name point here (DNS rebinding) still sends its own name as Host or
/// Origin, and is refused. Threads: pure functions. Source: RFC 9110 section 7.2; Fetch standard, Origin;
/// docs/adr/0010-loopback-only.md
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "corpora/core/result.hpp"

namespace leian::api {

/// An address to listen on. Text form: 127.0.0.1:8080, localhost:8080, [::1]:8080.
struct Address {
  std::string host = "127.0.0.1";  ///< without brackets
  int port = 8080;                 ///< 0: any free one
};

/// Errors: BadUsage where it is no HOST:PORT; Forbidden where it is not this machine's own loopback.
Result<Address> parse_address(std::string_view);

/// http://127.0.0.1:8080/
std::string url_of(const Address&);

/// Whether a Host header names this machine and this port.
bool is_own_host(std::string_view host, int port);
/// Whether an Origin header is of a page this server sent; `null` is not.
bool is_own_origin(std::string_view origin, int port);

/// Headers of every answer.
std::span<const std::pair<std::string_view, std::string_view>> security_headers();

}  // namespace leian::api
