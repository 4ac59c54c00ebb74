#include "api/http/security.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "api/web/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::array<std::string_view, 3> kLoopbackHosts{"127.0.0.1", "localhost", "::1"};
constexpr int kHttpPort = 80;
constexpr int kMaxPort = 65'535;
constexpr std::size_t kShownCharacters = 80;

constexpr std::array kSecurityHeaders{
    std::pair<std::string_view, std::string_view>{"Content-Security-Policy", kContentSecurityPolicy},
    std::pair<std::string_view, std::string_view>{"X-Content-Type-Options", "nosniff"},
    std::pair<std::string_view, std::string_view>{"X-Frame-Options", "DENY"},
    std::pair<std::string_view, std::string_view>{"Referrer-Policy", "no-referrer"},
    std::pair<std::string_view, std::string_view>{"Cross-Origin-Opener-Policy", "same-origin"},
    std::pair<std::string_view, std::string_view>{"Cross-Origin-Resource-Policy", "same-origin"},
};

std::optional<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port < 0 || port > kMaxPort)
    return std::nullopt;
  return port;
}

/// `host`, `host:port` or `[v6]:port`. Nothing where it is none of these.
std::optional<Address> split_authority(std::string_view text) {
  Address address{std::string(), kHttpPort};
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    address.host = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    address.host = text.substr(0, colon);
    text.remove_prefix(colon);
  }
  if (text.empty()) return address;
  const auto port = text.front() == ':' ? parse_port(text.substr(1)) : std::nullopt;
  if (!port) return std::nullopt;
  address.port = *port;
  return address;
}

bool is_loopback(std::string_view host) {
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kLoopbackHosts.begin(), kLoopbackHosts.end(), lower) != kLoopbackHosts.end();
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
  const auto address = split_authority(text);
  if (!address || address->host.empty() || text.find_last_of(':') == std::string_view::npos ||
      text.ends_with(']'))
    return err(ErrorCode::BadUsage, Msg::ListenShape, excerpt(text, kShownCharacters));
  if (!is_loopback(address->host))
    return err(ErrorCode::Forbidden, Msg::ListenNotLoopback, excerpt(address->host, kShownCharacters));
  return *address;
}

std::string url_of(const Address& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}/", v6 ? "[" : "", address.host, v6 ? "]" : "", address.port);
}

bool is_own_host(std::string_view host, int port) {
  const auto address = split_authority(host);
  return address && address->port == port && is_loopback(address->host);
}

bool is_own_origin(std::string_view origin, int port) {
  constexpr std::string_view kScheme = "http://";
  return origin.starts_with(kScheme) && is_own_host(origin.substr(kScheme.size()), port);
}

std::span<const std::pair<std::string_view, std::string_view>> security_headers() { return kSecurityHeaders; }

}  // namespace leian::api
