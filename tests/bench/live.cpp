// Writing and searching at once, over HTTP: what both take, and that nothing is lost.
#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "api/http/server.hpp"
#include "corpora/core/messages.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/corpus.hpp"

namespace leian::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr unsigned kWriters = 4;
constexpr unsigned kSearchers = 4;
constexpr const char* kJson = "application/json";
constexpr int kOk = 200;
constexpr int kCreated = 201;

/// Milliseconds of one sort of request, and how many failed.
struct Timings {
  std::vector<double> ms;
  std::uint64_t failed = 0;

  void take(Clock::time_point began, bool ok) {
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
    if (!ok) ++failed;
  }
  void join(const Timings& other) {
    ms.insert(ms.end(), other.ms.begin(), other.ms.end());
    failed += other.failed;
  }
};

nlohmann::ordered_json figures(std::string_view what, Timings timings, double seconds) {
  std::sort(timings.ms.begin(), timings.ms.end());
  const auto at = [&](double share) {
    if (timings.ms.empty()) return 0.0;
    return timings.ms[std::min(timings.ms.size() - 1,
                               static_cast<std::size_t>(share * static_cast<double>(timings.ms.size())))];
  };
  return {{"live", what},
          {"requests", timings.ms.size()},
          {"failed", timings.failed},
          {"per_second", static_cast<double>(timings.ms.size()) / seconds},
          {"p50_ms", at(0.50)},
          {"p95_ms", at(0.95)},
          {"p99_ms", at(0.99)},
          {"max_ms", at(1.0)}};
}

struct Row {
  std::string id;
  std::string json;
};

Result<std::vector<Row>> rows_of(const std::filesystem::path& corpus, std::size_t count) {
  LEIAN_TRY(const KindSet kinds, KindSet::load());
  std::vector<Row> rows;
  LEIAN_CHECK(each_record(corpus, kinds, [&](const Record& record) {
    if (rows.size() < count) rows.push_back({record.id, to_json(record).dump()});
  }));
  return rows;
}

std::string encoded(const std::string& id) {
  std::string path;
  for (const char c : id) path += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return path;
}

httplib::Client client_of(const api::HttpServer& server) {
  httplib::Client client("127.0.0.1", server.address().port);
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_read_timeout(std::chrono::seconds(60));
  return client;
}

/// Every kWriters-th row from `first`, a PUT each.
Timings write(const api::HttpServer& server, const std::vector<Row>& rows, std::size_t first) {
  Timings timings;
  auto client = client_of(server);
  for (std::size_t i = first; i < rows.size(); i += kWriters) {
    const auto began = Clock::now();
    const auto answer = client.Put("/v1/records/" + encoded(rows[i].id), rows[i].json, kJson);
    timings.take(began, answer && (answer->status == kOk || answer->status == kCreated));
  }
  return timings;
}

Timings search(const api::HttpServer& server, const std::atomic<bool>& stop, unsigned number) {
  static constexpr const char* kQueries[] = {"物业纠纷", "\"有期徒刑\"", "信访 土地", "调解协议 赔偿", "*"};
  Timings timings;
  auto client = client_of(server);
  for (unsigned i = number; !stop; ++i) {
    const nlohmann::json question = {{"q", kQueries[i % std::size(kQueries)]},
                                     {"facet", {"cause", "region"}}};
    const auto began = Clock::now();
    const auto answer = client.Post("/v1/search", question.dump(), kJson);
    timings.take(began, answer && answer->status == kOk);
  }
  return timings;
}

/// Milliseconds from the answer to a write until a search finds it.
Timings freshness(const api::HttpServer& server, const std::atomic<bool>& stop) {
  Timings timings;
  auto client = client_of(server);
  for (int i = 0; !stop; ++i) {
    const std::string word = fmt::format("新鲜度{}号", i);
    const nlohmann::json record = {{"kind", "petition"}, {"title", word}, {"body", word}};
    const auto answer = client.Put(fmt::format("/v1/records/fresh-{}", i), record.dump(), kJson);
    const auto began = Clock::now();
    bool found = false;
    while (!found && Clock::now() - began < std::chrono::seconds(30)) {
      const nlohmann::json question = {{"q", "\"" + word + "\""}, {"limit", 0}};
      const auto hits = client.Post("/v1/search", question.dump(), kJson);
      found = hits && hits->status == kOk && nlohmann::json::parse(hits->body)["total"] == 1;
      if (!found) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    timings.take(began, answer && answer->status == kCreated && found);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  return timings;
}

template <class Work>
Timings gathered(unsigned threads, const Work& work) {
  std::vector<Timings> each(threads);
  std::vector<std::thread> running;
  for (unsigned t = 0; t < threads; ++t) running.emplace_back([&, t] { each[t] = work(t); });
  for (std::thread& thread : running) thread.join();
  Timings all;
  for (const Timings& timings : each) all.join(timings);
  return all;
}

std::uint64_t lost(const std::filesystem::path& db, const std::vector<Row>& rows) {
  const auto index = Index::open(db, Analyzer::load().value()).value();
  const auto lease = index->lease().value();
  std::uint64_t missing = 0;
  for (const Row& row : rows)
    if (!find_row(lease, row.id).value()) ++missing;
  return missing;
}

}  // namespace

Result<void> bench_live(const std::filesystem::path& corpus, const std::filesystem::path& db,
                        std::size_t writes) {
  LEIAN_TRY(const auto rows, rows_of(corpus, writes));
  if (rows.empty()) return err(ErrorCode::BadInput, Msg::FileEmpty, corpus.string());
  auto silent = std::make_shared<spdlog::logger>("bench");
  api::HttpServer server(db, {}, silent);
  LEIAN_CHECK(server.bind({"127.0.0.1", 0}));
  std::thread serving([&] { server.run(); });

  std::atomic<bool> stop{false};
  // The first write starts the index, so that searches have one to ask.
  write(server, {rows.front()}, 0);
  Timings searches;
  Timings fresh;
  std::thread searching(
      [&] { searches = gathered(kSearchers, [&](unsigned t) { return search(server, stop, t); }); });
  std::thread looking([&] { fresh = freshness(server, stop); });
  const auto began = Clock::now();
  const Timings writing = gathered(kWriters, [&](unsigned t) { return write(server, rows, t); });
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  stop = true;
  searching.join();
  looking.join();
  server.stop();
  serving.join();
  for (const auto& line : {figures("write", writing, seconds), figures("search", searches, seconds),
                           figures("until_found", fresh, seconds)})
    std::puts(line.dump().c_str());
  const nlohmann::ordered_json kept = {{"live", "kept"}, {"written", rows.size()}, {"lost", lost(db, rows)}};
  std::puts(kept.dump().c_str());
  return {};
}

}  // namespace leian::bench
