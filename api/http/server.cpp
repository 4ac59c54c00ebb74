#include "api/http/server.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "api/http/connection.hpp"
#include "api/http/front_door.hpp"
#include "api/http/router.hpp"
#include "api/http/service.hpp"
#include "api/http/url.hpp"
#include "api/http/watcher.hpp"
#include "api/http/worker_queue.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

using Clock = std::chrono::steady_clock;

// The library's own backlog is 5, which makes a burst of callers wait a second.
constexpr int kBacklog = 511;
// How long a silent connection keeps a thread that others wait for.
constexpr std::chrono::seconds kSilence{1};
constexpr std::string_view kNoRoute = "-";

/// A request under way.
struct Exchange {
  Connection& connection;
  std::string id;
  Clock::time_point began = Clock::now();
  std::string_view method = kNoRoute;  ///< one the routes know
  std::string_view route = kNoRoute;   ///< its pattern, never the path itself
  int status = 0;
  bool closes = false;  ///< the answer said so
};

// The library hands its hooks a Request and nothing of ours; one thread serves one connection at a time.
thread_local Exchange* current = nullptr;
// Set while the accepting thread runs a task only to say that there is no room.
thread_local bool turning_away = false;

/// Sixteen hexadecimal digits, different for every request of this process.
std::string next_request_id() {
  static std::atomic<std::uint64_t> next{(std::uint64_t{std::random_device{}()} << 32) |
                                         std::random_device{}()};
  return fmt::format("{:016x}", next++);
}

/// What is counted and logged as the method: a name of ours, never the caller's text.
std::string_view known_method(std::string_view method) {
  constexpr std::array<std::string_view, 7> kMethods{"GET",    "HEAD",  "POST",   "PUT",
                                                     "DELETE", "PATCH", "OPTIONS"};
  const auto found = std::find(kMethods.begin(), kMethods.end(), method);
  return found == kMethods.end() ? kNoRoute : *found;
}

void reuse_address_only(socket_t socket) {
  // The library's default, SO_REUSEPORT, would let two servers share a port without either noticing.
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

class HttpServer::Listener final : public httplib::Server {
 public:
  Listener(const std::filesystem::path& db, const ServerLimits& limits, std::shared_ptr<spdlog::logger> log);

  Result<void> bind(const Address& address);
  void run();
  void halt();

  Service service;
  Address address;
  std::unique_ptr<Watcher> watcher;

  const std::shared_ptr<spdlog::logger>& log() const { return log_; }

 private:
  bool process_and_close_socket(socket_t socket) override;
  void serve(Connection& connection);
  bool serve_one(Connection& connection, Connection::Arrival arrival, bool last);
  bool gives_up(Clock::time_point silent_since) const;
  void set_hooks();
  tl::expected<RouteMatch, Reply> admit_current(const httplib::Request& request);
  void fill(httplib::Response& response, Reply reply) const;
  static void stream(httplib::Response& response, Reply reply);
  Reply answer(const httplib::Request& request);
  Reply library_failure(const httplib::Request& request, int status) const;
  void account(const Exchange& exchange);

  std::shared_ptr<spdlog::logger> log_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> started_{false};
  std::atomic<bool> finished_{false};
};

HttpServer::Listener::Listener(const std::filesystem::path& db, const ServerLimits& limits,
                               std::shared_ptr<spdlog::logger> log)
    : service{GateKeeper(db), limits, {}, {0}, {}, query::WriteGate(db)}, log_(std::move(log)) {
  set_socket_options(reuse_address_only);
  set_tcp_nodelay(true);
  set_keep_alive_max_count(limits.keep_alive_requests);
  set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits.keep_alive).count());
  new_task_queue = [this] {
    return new WorkerQueue(service.limits.threads, service.limits.queue, waiting_,
                           [](const WorkerQueue::Task& task) {
                             turning_away = true;
                             task();
                             turning_away = false;
                           });
  };
  set_hooks();
}

void HttpServer::Listener::set_hooks() {
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    fill(response, answer(request));
    return HandlerResponse::Handled;
  });
  set_expect_100_continue_handler([this](const httplib::Request& request, httplib::Response& response) {
    const auto admitted = admit_current(request);
    if (admitted) return 100;
    fill(response, admitted.error());
    return response.status;
  });
  set_error_handler(Handler([this](const httplib::Request& request, httplib::Response& response) {
    if (current->status == 0) fill(response, library_failure(request, response.status));
  }));
  set_exception_handler([this](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
    fill(response, problem_reply(problem_type(ErrorCode::Internal), Msg::InternalFailure));
  });
  set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
    response.headers.erase("Accept-Ranges");  // given to HEAD alone, so that it would differ from GET
    if (current->closes) response.headers.erase("Keep-Alive");
    if (response.status == 304) response.headers.erase("Content-Length");
  });
}

void HttpServer::Listener::fill(httplib::Response& response, Reply reply) const {
  current->status = reply.status;
  response.status = reply.status;
  response.headers.clear();
  for (const auto& [name, value] : security_headers())
    response.set_header(std::string(name), std::string(value));
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
  response.set_header("X-Request-Id", current->id);
  current->closes = stopping_ || waiting_ > 0 || current->connection.unfinished();
  if (current->closes) response.set_header("Connection", "close");
  if (reply.stream) {
    stream(response, std::move(reply));
  } else if (!reply.type.empty()) {
    response.set_content(reply.body, reply.type);
  }
}

/// A body whose length nobody knows yet. Where it breaks off, the last chunk is missing and the caller sees
/// it.
void HttpServer::Listener::stream(httplib::Response& response, Reply reply) {
  response.set_chunked_content_provider(reply.type, [send = std::move(reply.stream)](
                                                        std::size_t, httplib::DataSink& sink) {
    const bool whole = send([&](std::string_view bytes) { return sink.write(bytes.data(), bytes.size()); });
    if (whole) sink.done();
    return whole;
  });
}

/// Whether the current request may come in; notes what it is for the log, whether it may or not.
tl::expected<RouteMatch, Reply> HttpServer::Listener::admit_current(const httplib::Request& request) {
  current->method = known_method(request.method);
  const auto route = find_route(request.method, split_target(request.target).path);
  if (route) current->route = route->route->path;
  return admit(request, current->connection, service.limits, address.port);
}

Reply HttpServer::Listener::answer(const httplib::Request& request) {
  const Target target = split_target(request.target);
  auto admitted = admit_current(request);
  if (!admitted) return std::move(admitted).error();
  Call call{target.path,
            target.query,
            std::move(admitted->parameter),
            {},
            request.get_header_value("If-None-Match"),
            request.get_header_value("If-Match"),
            request.get_header_value("Idempotency-Key"),
            request.get_header_value_count("Idempotency-Key"),
            media_type_of(request.get_header_value("Content-Type"))};
  std::optional<std::string> body;
  if (admitted->route->body != BodyType::None) {
    body = current->connection.read_body();
    if (!body) return problem_reply(problem_type(ErrorCode::BadInput), Msg::BodyCut);
    call.body = *body;
  }
  return admitted->route->handler(service, call);
}

/// What the library found wrong by itself: a method it does not know, or a header it cannot read.
Reply HttpServer::Listener::library_failure(const httplib::Request& request, int status) const {
  auto route = find_route(request.method, split_target(request.target).path);
  if (!route) return std::move(route).error();
  ProblemType type = problem_type(ErrorCode::BadInput);
  type.status = status;
  return problem_reply(type, Msg::HeadMalformed);
}

Result<void> HttpServer::Listener::bind(const Address& wanted) {
  address = wanted;
  // One address, not whichever of its names resolves first.
  const std::string host = wanted.host == "::1" ? "::1" : "127.0.0.1";
  if (wanted.port == 0)
    address.port = bind_to_any_port(host);
  else if (!bind_to_port(host, wanted.port))
    address.port = -1;
  if (address.port < 0) return err(ErrorCode::Conflict, Msg::PortTaken, wanted.host, wanted.port);
  ::listen(svr_sock_, kBacklog);
  return {};
}

void HttpServer::Listener::run() {
  started_ = true;
  service.writes.live().start();
  if (watcher) watcher->start();
  if (!stopping_) listen_after_bind();
  if (watcher) watcher->stop();
  const auto ignored =
      service.writes.live().close();  // what is not published now is replayed at the next start
  finished_ = true;
}

void HttpServer::Listener::halt() {
  if (stopping_.exchange(true) || !started_) return;
  constexpr std::chrono::milliseconds kStep{
      1};  // run() is about to reach the library, which tells nobody when
  while (!finished_ && !is_running()) std::this_thread::sleep_for(kStep);
  httplib::Server::stop();
}

/// While others wait for a thread, a connection that has been silent for a while gives its own up. Not
/// sooner: a caller who was not told that the connection closes may be about to use it again.
bool HttpServer::Listener::gives_up(Clock::time_point silent_since) const {
  return stopping_ || (waiting_ > 0 && Clock::now() - silent_since > kSilence);
}

bool HttpServer::Listener::process_and_close_socket(socket_t socket) {
  Connection connection(socket, service.limits, stopping_);
  if (turning_away) {
    service.metrics.connection_refused();
    connection.turn_away(problem_reply(kBusy, Msg::Busy));
    return true;
  }
  try {
    serve(connection);
  } catch (const std::exception& failure) {
    log_->error("connection dropped: {}",
                failure.what());  // out of memory, say: this caller's loss, not the server's
  }
  current = nullptr;
  return true;
}

void HttpServer::Listener::serve(Connection& connection) {
  const std::size_t most = service.limits.keep_alive_requests;
  for (std::size_t served = 0; served < most; ++served) {
    auto arrival = connection.next_request([&, since = Clock::now()] { return gives_up(since); });
    if (arrival.closed || !serve_one(connection, std::move(arrival), stopping_ || served + 1 == most)) return;
  }
}

/// Whether the connection can go on.
bool HttpServer::Listener::serve_one(Connection& connection, Connection::Arrival arrival, bool last) {
  Exchange exchange{connection, next_request_id()};
  current = &exchange;
  service.metrics.request_began();
  bool goes_on = false;
  if (arrival.refusal) {
    exchange.status = arrival.refusal->status;
    arrival.refusal->headers.emplace_back("X-Request-Id", exchange.id);
    connection.refuse(*arrival.refusal);
  } else {
    bool caller_closes = false;
    goes_on = process_request(connection, last, caller_closes, [](httplib::Request& request) {
      request.ranges.clear();  // answers are whole
      request.headers.erase(
          "Accept-Encoding");  // and plain: compressing secrets beside a caller's text leaks them
    });
    goes_on = goes_on && !last && !caller_closes && !exchange.closes && !connection.unfinished();
  }
  account(exchange);
  return goes_on;
}

void HttpServer::Listener::account(const Exchange& exchange) {
  const std::chrono::duration<double> took = Clock::now() - exchange.began;
  service.metrics.request_ended(exchange.method, exchange.route, exchange.status, took.count());
  log_->info("{} {} {} {} {:.1f} {}", exchange.method, exchange.route, exchange.status,
             exchange.connection.sent(), took.count() * 1000, exchange.id);
}

HttpServer::HttpServer(const std::filesystem::path& db, const ServerLimits& limits,
                       std::shared_ptr<spdlog::logger> access_log)
    : listener_(std::make_unique<Listener>(db, limits, std::move(access_log))) {}

HttpServer::~HttpServer() = default;

Result<void> HttpServer::open_index() {
  LEIAN_CHECK(listener_->service.keeper.gate());
  return {};
}

Result<void> HttpServer::watch(WatchOptions options) {
  LEIAN_TRY(listener_->watcher,
            Watcher::open(std::move(options), listener_->service.writes.live(), listener_->log()));
  return {};
}

Result<void> HttpServer::bind(const Address& address) { return listener_->bind(address); }
const Address& HttpServer::address() const { return listener_->address; }
void HttpServer::run() { listener_->run(); }
void HttpServer::stop() { listener_->halt(); }

std::shared_ptr<spdlog::logger> make_access_log() {
  auto log = std::make_shared<spdlog::logger>("access", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %v");
  return log;
}

}  // namespace leian::api
