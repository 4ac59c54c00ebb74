#include "query/eval/queries.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian::query;

namespace {

leian::Result<std::vector<EvalQuery>> read(const std::string& lines) {
  const leian::test::TempFolder folder;
  const auto kinds = leian::KindSet::load();
  if (!kinds) FAIL(kinds.error().what.en);
  return read_queries(folder.write("q.jsonl", lines), *kinds);
}

}  // namespace

TEST_CASE("queries are read with the causes they name, in one of several ways", "[query][eval]") {
  const auto queries = read(
      "{\"qid\": \"a\", \"text\": \"盗窃\", \"other\": {\"x\": 1}}\n"
      "{\"qid\": 7, \"text\": \"\", \"cause\": \"盗窃罪\"}\n"
      "{\"qid\": \"c\", \"text\": \"抢劫\", \"罪名\": [\"抢劫罪\", \"盗窃罪\"]}\n");
  REQUIRE(queries);
  REQUIRE(queries->size() == 3);
  CHECK((*queries)[0].causes.empty());
  CHECK((*queries)[1].qid == "7");
  CHECK((*queries)[1].causes == std::vector<std::string>{"盗窃罪"});
  CHECK((*queries)[2].causes == std::vector<std::string>{"抢劫罪", "盗窃罪"});
}

TEST_CASE("a faulty query is refused by file, line and reason", "[query][eval]") {
  const auto [line, reason] = GENERATE(table<std::string, std::string>({
      {"{\"text\": \"x\"}", "\"qid\" is missing"},
      {"{\"qid\": [], \"text\": \"x\"}", "a string or a whole number"},
      {"{\"qid\": \"2\"}", "\"text\" is missing"},
      {"{\"qid\": \"2\", \"text\": 3}", "must be a string"},
      {"{\"qid\": \"2\", \"text\": \"x\", \"cause\": 3}", "must be a string"},
      {"{\"qid\": \"1\", \"text\": \"x\"}", "stands twice"},
      {"{\"qid\": \"2\", ", "not valid JSON"},
      {"[1]", "object"},
  }));
  CAPTURE(line);
  const auto queries = read("{\"qid\": \"1\", \"text\": \"x\"}\n" + line + "\n");
  REQUIRE(!queries);
  CHECK(queries.error().code == leian::ErrorCode::BadInput);
  CHECK_THAT(queries.error().what.en, Mentions("q.jsonl, line 2"));
  CHECK_THAT(queries.error().what.en, Mentions(reason));
}
