// kill_live [KILLS] [SEED]: four clients write to `leian serve`, which is killed at random moments and
// started again. After each start: every acknowledged write is there, a batch is there whole or not at all,
// nothing stands twice, and nobody had to do anything. While it runs a fifth client searches: no search
// fails, no half batch is seen. Each client owns its ids, so what it was told, and the one request it was
// told nothing about, are all that can be true.
#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>
#include <thread>

#include "indexer/store/index.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

constexpr int kClients = 4;
constexpr int kIds = 40;       // of each client
constexpr int kBatchRows = 7;  // of a bulk request
constexpr const char* kJson = "application/json";

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "kill_live: " << what << '\n';
  std::exit(1);
}

/// A body by id; none: no such record.
using State = std::map<std::string, std::string>;

/// What a request does, row by row; an empty body deletes.
using Change = std::map<std::string, std::string>;

void take_effect(State& state, const Change& change) {
  for (const auto& [id, body] : change) {
    if (body.empty())
      state.erase(id);
    else
      state[id] = body;
  }
}

json record_of(const std::string& id, const std::string& body) {
  return {{"id", id}, {"kind", "petition"}, {"body", body}};
}

class Client {
 public:
  explicit Client(int number, unsigned seed) : number_(number), random_(seed) {}

  /// Writes until the server is gone.
  void run(const std::string& address) {
    httplib::Client http(address);
    http.set_keep_alive(true);
    http.set_tcp_nodelay(true);
    http.set_read_timeout(std::chrono::seconds(60));
    while (write(http)) ++acknowledged_;
  }

  /// Whether `found` is what this client was told, with or without the last request.
  bool agrees(const State& found) {
    State mine;
    const std::string prefix = fmt::format("c{}-", number_);
    for (const auto& [id, body] : found)
      if (id.starts_with(prefix)) mine.emplace(id, body);
    State with = told_;
    if (untold_) take_effect(with, *untold_);
    if (mine != told_ && mine != with) return false;
    told_ = std::move(mine);
    untold_.reset();
    return true;
  }

  std::uint64_t acknowledged() const { return acknowledged_; }

 private:
  std::string body() { return fmt::format("正文第{}号第{}次", number_, ++writes_); }
  std::string id() { return fmt::format("c{}-{}", number_, random_() % kIds); }

  bool write(httplib::Client& http) {
    const auto choice = random_() % 10;
    Change change;
    httplib::Result answer(nullptr, httplib::Error::Unknown);
    if (choice < 3) {
      change[id()] = "";
      untold_ = change;
      answer = http.Delete("/v1/records/" + change.begin()->first);
    } else if (choice < 7) {
      change[id()] = body();
      untold_ = change;
      answer = http.Put("/v1/records/" + change.begin()->first,
                        record_of(change.begin()->first, change.begin()->second).dump(), kJson);
    } else {
      const std::string text = body();
      std::string lines;
      for (int row = 0; row < kBatchRows; ++row) {
        change[fmt::format("c{}-batch-{}", number_, row)] = text;
        lines += record_of(fmt::format("c{}-batch-{}", number_, row), text).dump() + '\n';
      }
      untold_ = change;
      answer = http.Post("/v1/records", lines, "application/x-ndjson");
    }
    if (!answer) return false;
    if (answer->status >= 500) return true;  // refused, so not done: still in doubt until the next answer
    if (answer->status >= 400 && answer->status != 404) fail("refused: " + answer->body);
    take_effect(told_, change);
    untold_.reset();
    return reads_back(http, change);
  }

  /// What was acknowledged is read at once as it was written, by whoever asks for it alone.
  bool reads_back(httplib::Client& http, const Change& change) {
    const auto& [id, body] = *change.begin();
    const auto answer = http.Get("/v1/records/" + id);
    if (!answer) return false;
    if (answer->status >= 500) return true;
    const std::string found = answer->status == 200 ? json::parse(answer->body).value("body", "") : "";
    if (found != body) fail("written and answered, but read otherwise: " + id);
    return true;
  }

  int number_;
  std::mt19937 random_;
  State told_;
  std::optional<Change> untold_;
  std::uint64_t writes_ = 0;
  std::atomic<std::uint64_t> acknowledged_{0};
};

std::string address_of(const Process& server) {
  for (std::string out;; std::this_thread::sleep_for(std::chrono::milliseconds(2))) {
    out = server.out();
    if (const auto end = out.find('\n'); end != std::string::npos) return out.substr(0, end - 1);
    if (server.ended()) fail("the server did not start: " + server.err());
  }
}

/// Searches while others write: each client's batch is one text in all its rows, or older than that.
void search(const std::string& address, const std::atomic<bool>& stop, std::atomic<std::uint64_t>& searches) {
  httplib::Client http(address);
  http.set_keep_alive(true);
  while (!stop) {
    const auto answer = http.Get("/v1/search?q=%E6%AD%A3%E6%96%87&limit=300&facet=kind");
    if (!answer) return;  // killed
    if (answer->status != 200) fail("a search failed: " + answer->body);
    ++searches;
    std::map<std::string, std::set<std::string>> batches;
    for (const json& hit : json::parse(answer->body)["hits"]) {
      const std::string id = hit["id"];
      if (const auto at = id.find("-batch-"); at != std::string::npos)
        batches[id.substr(0, at)].insert(hit["snippet"].get<std::string>());
    }
    for (const auto& [client, texts] : batches)
      if (texts.size() != 1) fail("half a batch was seen");
  }
}

/// What the index holds, read past the server.
State read_all(const std::filesystem::path& db, const std::shared_ptr<const Analyzer>& analyzer) {
  const auto index = Index::open(db, analyzer);
  if (!index) fail(index.error().what.en);
  const auto lease = (*index)->lease();
  if (!lease) fail(lease.error().what.en);
  State state;
  for (const SegmentView& view : lease->snapshot().segments())
    for (std::uint32_t row = 0; row < view.rows(); ++row) {
      if (!view.is_live(row)) continue;
      const auto stored = view.segment->records().json(row);
      if (!stored) fail(stored.error().what.en);
      const json record = json::parse(*stored);
      if (!state.emplace(record["id"], record.value("body", "")).second)
        fail("twice: " + record["id"].dump());
    }
  return state;
}

}  // namespace

int main(int argc, char** argv) {
  ::setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
  const int kills = argc > 1 ? std::atoi(argv[1]) : 20;
  const unsigned seed = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : std::random_device{}();
  std::cout << "kill_live: " << kills << " kills, seed " << seed << std::endl;
  std::mt19937 random(seed);
  const auto analyzer = Analyzer::load().value();
  const TempFolder folder;
  const auto rows = folder.write("rows.jsonl", record_of("seed", "正文种子").dump() + '\n');
  if (run_leian({"index", "--db", folder / "db", rows}).exit != 0) fail("cannot start an index");

  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < kClients; ++i) clients.push_back(std::make_unique<Client>(i, random()));
  std::atomic<std::uint64_t> searches{0};
  for (int kill = 0; kill < kills; ++kill) {
    {
      Process server({LEIAN_BINARY, "serve", "--db", folder / "db", "--listen", "127.0.0.1:0"});
      const std::string address = address_of(server);
      std::atomic<bool> stop{false};
      std::vector<std::thread> threads;
      for (auto& client : clients) threads.emplace_back([&] { client->run(address); });
      threads.emplace_back([&] { search(address, stop, searches); });
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 1500));
      server.signal(SIGKILL);
      server.wait();
      stop = true;
      for (std::thread& thread : threads) thread.join();
    }
    // The next server publishes by itself what was acknowledged; ended by a signal it has published all of
    // it.
    Process server({LEIAN_BINARY, "serve", "--db", folder / "db", "--listen", "127.0.0.1:0"});
    httplib::Client http(address_of(server));
    http.Delete("/v1/records/none");  // waits until the journal is replayed
    server.signal(SIGTERM);
    if (server.wait().exit != 0) fail("the server did not end well");
    const State found = read_all(folder / "db", analyzer);
    for (int i = 0; i < kClients; ++i)
      if (!clients[static_cast<std::size_t>(i)]->agrees(found))
        fail(fmt::format("kill {}: what client {} was told is not what there is", kill, i));
  }
  std::uint64_t writes = 0;
  for (const auto& client : clients) writes += client->acknowledged();
  std::cout << "kill_live: nothing lost of " << writes << " acknowledged writes; " << searches
            << " searches, none failed" << std::endl;
  return 0;
}
