/// One client's connection: hands the HTTP library a stream that cannot be abused.
/// The library limits single lines but neither the headers as a whole, nor how long a caller may dribble, nor
/// what a proxy and it might read differently. So the head of each request is gathered and looked at here
/// first. Threads: one, the worker that serves the connection.
#pragma once
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/exchange.hpp"
#include "api/http/limits.hpp"

namespace leian::api {

class Connection final : public httplib::Stream {
 public:
  /// Owns `socket`. `stopping` is set at shutdown: nothing new is waited for, and what is under way gets
  /// `drain` at most.
  Connection(socket_t socket, const ServerLimits&, const std::atomic<bool>& stopping);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// What came of waiting for a request.
  struct Arrival {
    bool closed = false;           ///< nothing came, or the caller left
    std::optional<Reply> refusal;  ///< what came cannot be a request; answer this and close
  };
  /// Gathers the head of the next request; it is then what `read` gives. `give_up` is asked while nothing has
  /// come yet.
  Arrival next_request(const std::function<bool()>& give_up);

  /// The body of the request. Errors: nothing where the caller left, stalled or cut it short.
  std::optional<std::string> read_body();
  std::uint64_t body_bytes() const { return body_bytes_; }
  /// Whether part of the request still has to come: the connection cannot be used again.
  bool unfinished() const { return unread_body() > 0; }

  /// Answers past the library, before the connection is closed.
  void refuse(const Reply&);
  /// The same for a caller there is no room for: takes a moment at most, as nothing else is accepted
  /// meanwhile.
  void turn_away(const Reply&);
  std::uint64_t sent() const { return sent_; }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;

  bool wait(short events, Clock::time_point deadline, const std::function<bool()>& give_up = {});
  bool receive_some();
  void forget_last_request();
  std::uint64_t unread_body() const;
  void take_leave();

  socket_t socket_;
  const ServerLimits& limits_;
  const std::atomic<bool>& stopping_;
  std::string buffer_;            ///< head of the current request and whatever came behind it
  std::size_t head_bytes_ = 0;    ///< of the current request, from the start of buffer_
  std::uint64_t taken_ = 0;       ///< bytes of the current request given out
  std::uint64_t body_bytes_ = 0;  ///< of the current request, as declared
  std::uint64_t sent_ = 0;        ///< in answer to the current request
  Clock::time_point deadline_{};  ///< for the rest of the request
  bool linger_ = false;           ///< the caller may still be sending
};

}  // namespace leian::api
