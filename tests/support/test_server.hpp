/// The real server on a free port of this machine, over an index made for the test, and raw sockets to be
/// rude to it with.
#pragma once
#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <poll.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <sstream>
#include <string>
#include <thread>

#include "api/http/server.hpp"
#include "tests/support/catch.hpp"

namespace leian::test {

/// The defaults with short waits, so that a test of a timeout need not be long.
inline api::ServerLimits quick_limits() {
  api::ServerLimits limits;
  limits.threads = 4;
  limits.head_timeout = std::chrono::milliseconds(300);
  limits.body_timeout = std::chrono::milliseconds(300);
  return limits;
}

class TestServer {
 public:
  explicit TestServer(const std::filesystem::path& db, const api::ServerLimits& limits = quick_limits())
      : server_(db, limits, std::make_shared<spdlog::logger>("test", sink())) {
    const auto bound = server_.bind({"127.0.0.1", 0});
    if (!bound) FAIL(bound.error().what.en);
    thread_ = std::thread([this] { server_.run(); });
  }
  ~TestServer() { stop(); }

  /// Asks the server to stop, without waiting.
  void ask_to_stop() { server_.stop(); }
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  int port() const { return server_.address().port; }
  std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  httplib::Client client() const {
    httplib::Client client("127.0.0.1", port());
    client.set_read_timeout(std::chrono::seconds(60));
    return client;
  }
  /// What was logged. Complete once stopped.
  std::string log() const { return log_.str(); }

 private:
  std::shared_ptr<spdlog::sinks::sink> sink() {
    return std::make_shared<spdlog::sinks::ostream_sink_mt>(log_, true);
  }

  std::ostringstream log_;
  api::HttpServer server_;
  std::thread thread_;
};

/// A connection without manners.
class RawSocket {
 public:
  explicit RawSocket(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) FAIL("cannot connect");
  }
  ~RawSocket() { close(socket_); }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  /// Sends what the other side takes; it may well stop listening.
  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t put = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (put <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
  }
  void send_no_more() const { shutdown(socket_, SHUT_WR); }

  /// Everything up to the other side's end.
  std::string receive_all() const {
    std::string text;
    while (receive(text)) continue;
    return text;
  }
  /// Everything up to and with `end`.
  std::string receive_until(std::string_view end) const {
    std::string text;
    while (text.find(end) == std::string::npos && receive(text)) continue;
    return text;
  }

 private:
  bool receive(std::string& text) const {
    constexpr int kPatienceMs = 60'000;
    pollfd entry{socket_, POLLIN, 0};
    if (poll(&entry, 1, kPatienceMs) <= 0) FAIL("the server neither answers nor closes");
    char block[4096];
    const ssize_t got = recv(socket_, block, sizeof block, 0);
    if (got > 0) text.append(block, static_cast<std::size_t>(got));
    return got > 0;
  }

  int socket_;
};

/// The status of a raw answer; 0 where there is none.
inline int status_of(const std::string& answer) {
  const std::size_t at = std::string_view("HTTP/1.1 ").size();
  return answer.size() > at + 3 && answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(at, 3)) : 0;
}

}  // namespace leian::test
