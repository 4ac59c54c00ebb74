#include "api/http/connection.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "api/http/head.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

constexpr std::chrono::milliseconds kSlice{50};        // how soon a waiting worker notices a shutdown
constexpr std::chrono::milliseconds kFarewell{1'000};  // for a refused body to be swallowed
constexpr std::size_t kBlock = 1 << 14;
constexpr std::size_t kMaxSwallowed = 64u << 20;

void name_of(const sockaddr_storage& address, std::string& ip, int& port) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    port = ntohs(v6.sin6_port);
  } else {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    port = ntohs(v4.sin_port);
  }
  ip = text.data();
}

}  // namespace

Connection::Connection(socket_t socket, const ServerLimits& limits, const std::atomic<bool>& stopping)
    : socket_(socket), limits_(limits), stopping_(stopping) {}

Connection::~Connection() {
  take_leave();
  ::close(socket_);
}

/// True where the socket is ready (or broken, which the next call finds out); false at the deadline or where
/// `give_up` says so.
bool Connection::wait(short events, Clock::time_point deadline, const std::function<bool()>& give_up) {
  bool hurried = false;
  for (;;) {
    if (stopping_ && !hurried) {
      hurried = true;
      deadline = std::min(deadline, Clock::now() + limits_.drain);
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd entry{socket_, events, 0};
    const int ready =
        poll(&entry, 1, static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
    if (left.count() <= 0 || (give_up && give_up())) return false;
  }
}

bool Connection::receive_some() {
  std::array<char, kBlock> block;
  const ssize_t got = recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
  if (got > 0) buffer_.append(block.data(), static_cast<std::size_t>(got));
  return got > 0;
}

std::uint64_t Connection::unread_body() const {
  const std::uint64_t whole = head_bytes_ + body_bytes_;
  return whole - std::min(whole, taken_);
}

void Connection::forget_last_request() {
  buffer_.erase(0, std::min<std::uint64_t>(buffer_.size(), taken_));
  head_bytes_ = 0;
  body_bytes_ = 0;
  taken_ = 0;
  sent_ = 0;
}

Connection::Arrival Connection::next_request(const std::function<bool()>& give_up) {
  forget_last_request();
  if (buffer_.empty() && (!wait(POLLIN, Clock::now() + limits_.keep_alive, give_up) || !receive_some()))
    return {true, std::nullopt};
  deadline_ = Clock::now() + limits_.head_timeout;
  std::size_t end = 0;
  while ((end = buffer_.find(kHeadEnd)) == std::string::npos) {
    if (auto refusal = too_long(buffer_, limits_)) return {false, std::move(refusal)};
    if (!wait(POLLIN, deadline_)) return {false, problem_reply(kRequestTimeout, Msg::RequestTimeout)};
    if (!receive_some()) return {true, std::nullopt};
  }
  head_bytes_ = end + kHeadEnd.size();
  auto facts = examine_head(std::string_view(buffer_).substr(0, head_bytes_), limits_);
  if (!facts) return {false, std::move(facts).error()};
  body_bytes_ = facts->body_bytes;
  deadline_ = Clock::now() + limits_.body_timeout;
  return {};
}

/// The library parses the head and nothing else; bodies go by read_body.
ssize_t Connection::read(char* to, size_t size) {
  const std::size_t given =
      std::min<std::size_t>(size, head_bytes_ - std::min<std::uint64_t>(head_bytes_, taken_));
  std::copy_n(buffer_.data() + taken_, given, to);
  taken_ += given;
  return static_cast<ssize_t>(given);
}

std::optional<std::string> Connection::read_body() {
  const std::uint64_t whole = head_bytes_ + body_bytes_;
  while (buffer_.size() < whole)
    if (!wait(POLLIN, deadline_) || !receive_some()) return std::nullopt;
  taken_ = whole;
  return buffer_.substr(head_bytes_, body_bytes_);
}

ssize_t Connection::write(const char* from, size_t size) {
  const auto deadline = Clock::now() + limits_.write_timeout;
  std::size_t done = 0;
  while (done < size) {
    const ssize_t put = ::send(socket_, from + done, size - done, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put > 0) {
      done += static_cast<std::size_t>(put);
      continue;
    }
    const bool full = put < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    if (!full || !wait(POLLOUT, deadline)) return -1;
  }
  sent_ += done;
  return static_cast<ssize_t>(done);
}

void Connection::refuse(const Reply& reply) {
  linger_ = true;
  const std::string text = wire_form(reply);
  write(text.data(), text.size());
}

void Connection::turn_away(const Reply& reply) {
  if (wait(POLLIN, Clock::now() + kSlice)) receive_some();
  const std::string text = wire_form(reply);
  ::send(socket_, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

/// Closing a socket with unread bytes resets it, and the caller may never see the answer; so what is still
/// coming is swallowed for a moment.
void Connection::take_leave() {
  if (shutdown(socket_, SHUT_WR) != 0 || !(linger_ || unfinished())) return;
  const auto deadline = Clock::now() + kFarewell;
  std::size_t swallowed = 0;
  std::array<char, kBlock> block;
  while (swallowed < kMaxSwallowed && !stopping_ && wait(POLLIN, deadline)) {
    const ssize_t got = recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
    if (got <= 0) return;
    swallowed += static_cast<std::size_t>(got);
  }
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getpeername(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0) name_of(address, ip, port);
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0) name_of(address, ip, port);
}

}  // namespace leian::api
