#include "corpora/readers/document_text.hpp"
#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

httplib::Result post(const TestServer& server, const json& body) {
  auto client = server.client();
  return client.Post("/v1/reports/similar-cases", body.dump(), "application/json");
}

}  // namespace

TEST_CASE("a report over HTTP is a file with a name", "[api][http]") {
  const TestServer server(shared_index().db());
  const auto answer = post(server, {{"id", "p-1"}, {"user", "张三"}, {"kind", "petition"}});
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  CHECK_THAT(answer->get_header_value("Content-Type"), Mentions("wordprocessingml.document"));
  const std::string name = answer->get_header_value("Content-Disposition");
  CHECK_THAT(name, Mentions("attachment") && Mentions("similar-cases-report.docx") &&
                       Mentions("filename*=UTF-8''类案检索报告-"));
  const TempFolder folder;
  const auto document = read_document(folder.write("r.docx", answer->body));
  REQUIRE(document);
  CHECK_THAT(document->text, Mentions("张三") && Mentions("小区物业纠纷"));
}

TEST_CASE("a title becomes the file's name without breaking the header", "[api][http]") {
  const TestServer server(shared_index().db());
  const json asked{{"text", "物业不维修电梯"}, {"title", "甲\";a=b/../报告"}, {"format", "html"}};
  const auto answer = post(server, asked);
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  CHECK_THAT(answer->get_header_value("Content-Type"), Mentions("text/html"));
  CHECK_THAT(answer->body, Mentions("甲&quot;;a=b"));

  // As it goes over the wire: the client above decodes headers.
  const RawSocket wire(server.port());
  const std::string body = asked.dump();
  wire.send("POST /v1/reports/similar-cases HTTP/1.1\r\nHost: " + server.host() +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\nConnection: close\r\n\r\n" + body);
  const std::string head = wire.receive_until("\r\n\r\n");
  REQUIRE(status_of(head) == 200);
  CHECK_THAT(head, Mentions("%22%3Ba%3Db%2F%2E%2E%2F"));
}

TEST_CASE("a report that cannot be is a problem", "[api][http]") {
  const TestServer server(shared_index().db());
  for (const auto& [body, status] : {std::pair{json{{"id", "gone"}}, 404},
                                     {json::object(), 400},
                                     {json{{"id", "p-1"}, {"text", "物业"}}, 400},
                                     {json{{"id", "p-1"}, {"format", "pdf"}}, 400},
                                     {json{{"id", "p-1"}, {"limit", 101}}, 400},
                                     {json{{"id", "p-1"}, {"limit", 0}}, 400},
                                     {json{{"id", "p-1"}, {"senses", {"feeling"}}}, 400},
                                     {json{{"id", "p-1"}, {"user", "一\n二"}}, 400},
                                     {json{{"id", "p-1"}, {"usr", "x"}}, 400}}) {
    CAPTURE(body.dump());
    const auto answer = post(server, body);
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
  }
}

TEST_CASE("what a report is about never reaches the log of the server", "[api][http]") {
  TestServer server(shared_index().db());
  REQUIRE(post(server, {{"text", "业主拒交物业费的隐情"}, {"user", "李四"}, {"format", "json"}})->status ==
          200);
  server.stop();
  CHECK(server.log().find("隐情") == std::string::npos);
  CHECK(server.log().find("李四") == std::string::npos);
}
