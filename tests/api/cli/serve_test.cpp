#include <httplib.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "tests/api/http/petitions.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::test;

namespace {

/// The address a server prints once it is ready.
std::string address_of(const Process& server) {
  std::string out;
  while ((out = server.out()).find('\n') == std::string::npos && !server.ended()) std::this_thread::yield();
  REQUIRE(out.starts_with("http://127.0.0.1:"));
  return out.substr(0, out.find('\n') - 1);
}

}  // namespace

TEST_CASE("serve prints its address as one line, serves, and ends with 0 on a signal", "[api][cli]") {
  for (const int signal : {SIGTERM, SIGINT}) {
    Process server({LEIAN_BINARY, "serve", "--db", shared_index().db(), "--listen", "127.0.0.1:0"});
    const std::string address = address_of(server);
    const auto answer = httplib::Client(address).Get("/readyz");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    server.signal(signal);
    const Outcome outcome = server.wait();
    CHECK(outcome.exit == 0);
    CHECK(outcome.out == address + "/\n");
    CHECK_THAT(outcome.err, Mentions("GET /readyz 200"));
  }
}

TEST_CASE("serve says that its port is taken", "[api][cli]") {
  const Process first({LEIAN_BINARY, "serve", "--db", shared_index().db(), "--listen", "127.0.0.1:0"});
  const std::string address = address_of(first);
  const Outcome second = run_leian(
      {"serve", "--db", shared_index().db(), "--listen", address.substr(std::string_view("http://").size())});
  CHECK(second.exit == 2);
  CHECK_THAT(second.err, Mentions("端口"));
}

TEST_CASE("serve waits for an index where it is asked to", "[api][cli]") {
  const TempFolder folder;
  const Process server({LEIAN_BINARY, "serve", "--wait", "--db", folder / "db", "--listen", "127.0.0.1:0"});
  httplib::Client client(address_of(server));
  CHECK(client.Get("/readyz")->status == 503);
  const std::string rows = folder.write("rows.jsonl", json_lines(petitions()));
  REQUIRE(run_leian({"index", "--db", folder / "db", rows}).exit == 0);
  while (client.Get("/readyz")->status != 200) std::this_thread::yield();
  CHECK(client.Get("/v1/search?limit=0")->status == 200);
}

TEST_CASE("serve takes its limits from a file and names what is wrong with one", "[api][cli]") {
  const TempFolder folder;
  const Process server({LEIAN_BINARY, "serve", "--db", shared_index().db(), "--listen", "127.0.0.1:0",
                        "--config", folder.write("limits.json", R"({"url_bytes": 100})")});
  CHECK(httplib::Client(address_of(server)).Get("/v1/search?q=" + std::string(200, 'a'))->status == 414);
  const Outcome wrong = run_leian(
      {"serve", "--db", shared_index().db(), "--config", folder.write("bad.json", R"({"thread": 1})")});
  CHECK(wrong.exit == 2);
  CHECK_THAT(wrong.err, Mentions("thread"));
}

TEST_CASE("serve imports what is dropped into its folder while others write and search",
          "[api][cli][watch]") {
  const TempFolder folder;
  const std::string rows = folder.write("rows.jsonl", json_lines(petitions()));
  REQUIRE(run_leian({"index", "--db", folder / "db", rows}).exit == 0);
  std::filesystem::create_directory(folder / "box");
  const Process server(
      {LEIAN_BINARY, "serve", "--db", folder / "db", "--watch", folder / "box", "--listen", "127.0.0.1:0"});
  httplib::Client client(address_of(server));
  std::string lines;
  for (int i = 0; i < 6'000; ++i)
    lines +=
        nlohmann::json{{"id", "f" + std::to_string(i)}, {"kind", "petition"}, {"body", "投递的来信"}}.dump() +
        "\n";
  // As it is copied in: a temporary name first.
  folder.write("box/信件.jsonl.part", lines);
  std::filesystem::rename(folder / "box/信件.jsonl.part", folder / "box/信件.jsonl");
  folder.write("box/坏的.docx", "PK\x03\x04 not really");
  int written = 0;
  while (!std::filesystem::exists(folder / "box/done/信件.jsonl") ||
         !std::filesystem::exists(folder / "box/failed/坏的.docx")) {
    REQUIRE(!server.ended());
    const std::string id = "w" + std::to_string(written++);
    const auto put =
        client.Put("/v1/records/" + id, R"({"kind":"petition","body":"当面写入"})", "application/json");
    REQUIRE(put);
    CHECK(put->status == 201);
    CHECK(client.Get("/v1/records/" + id)->status == 200);
    CHECK(client.Get("/v1/search?limit=0")->status == 200);
  }
  const auto report = nlohmann::json::parse(file_bytes(folder / "box/done/信件.jsonl.report.json"));
  CHECK(report["indexed"] == 6'000);
  const auto failed = nlohmann::json::parse(file_bytes(folder / "box/failed/坏的.docx.report.json"));
  CHECK(failed["status"] == "failed");
  CHECK(failed["errors"].size() == 1);
  server.signal(SIGTERM);
  while (!server.ended()) std::this_thread::yield();
  const auto total = [&](const char* text) {
    const Outcome found = run_leian({"search", "--db", folder / "db", "-n", "0", "--json", text});
    return nlohmann::json::parse(found.out)["total"].get<int>();
  };
  CHECK(total("投递的来信") == 6'000);
  CHECK(total("当面写入") == written);
}
