#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("every line of JSON Lines is a row, blank ones passed over", "[readers][json]") {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", "\n{\"id\": 1}\r\n   \n\t\n{\"id\": 2}\n\n{\"id\": 3}");
  CHECK(read_all(file) == Seen{"2 {\"id\":1}", "5 {\"id\":2}", "7 {\"id\":3}"});
}

TEST_CASE("a bad line costs itself only", "[readers][json]") {
  const TempFolder folder;
  const auto [line, reason] = GENERATE(table<std::string, std::string>({
      {"{\"id\": ", "not valid JSON"},
      {"[1, 2]", "must be a JSON object"},
      {"\"text\"", "must be a JSON object"},
      {"{\"a\": \"\xE4\xBD\"}", "not valid UTF-8"},
      {"{\"a\": \"\\ud83d\"}", "lone surrogate"},
      {std::string("{\"a\": \"\0\"}", 9), "NUL"},
      {"{\"a\": \"\\u0000\"}", "NUL"},
      {"{\"a\": 1, \"a\": 2}", "stands twice"},
      {repeated("[", 100'000), "deeper than 64"},
      {repeated("{\"a\":", 100'000), "deeper than 64"},
  }));
  CAPTURE(line.substr(0, 50));
  const auto seen = read_all(folder.write("a.jsonl", "{\"id\":\"第一行\"}\n" + line + "\n{\"id\":3}\n"));
  REQUIRE(seen.size() == 3);
  CHECK(seen[0] == "1 {\"id\":\"第一行\"}");
  CHECK_THAT(seen[1], Mentions(reason));
  CHECK(seen[1].substr(0, 2) == "2!");
  CHECK(seen[2] == "3 {\"id\":3}");
}

TEST_CASE("a line of 50 MB is read, one beyond the limit is refused and passed", "[readers][json]") {
  const TempFolder folder;
  const auto line_of = [](std::size_t bytes) { return "{\"text\": \"" + std::string(bytes, 'x') + "\"}\n"; };
  const auto file = folder.write("a.jsonl", line_of(50u << 20) + line_of(65u << 20) + "{\"id\": 3}\n");
  auto reader = *open_rows(file);
  const auto first = reader->next();
  REQUIRE(std::holds_alternative<SourceRow>(*first));
  CHECK((*std::get<SourceRow>(*first).object())["text"].get_ref<const std::string&>().size() == 50u << 20);
  const auto second = reader->next();
  REQUIRE(std::holds_alternative<RowError>(*second));
  CHECK(std::get<RowError>(*second).line == 2);
  CHECK(std::get<RowError>(*second).value.size() < 300);
  CHECK_THAT(std::get<RowError>(*second).reason.en, Mentions("longer than the limit of 64 MB"));
  const auto third = reader->next();
  REQUIRE(std::holds_alternative<SourceRow>(*third));
  CHECK(std::get<SourceRow>(*third).line == 3);
  CHECK(!reader->next());
  CHECK(reader->bytes_read() == std::filesystem::file_size(file));
}

TEST_CASE("lines are whole wherever the stretches they are read in end", "[readers][json]") {
  const TempFolder folder;
  std::string content;
  Seen expected;
  for (int i = 1; content.size() < 3u << 20; ++i) {
    const std::string row = "{\"text\":\"" + repeated("中文", static_cast<std::size_t>(i % 700)) + "\"}";
    content += row + "\n";
    expected.push_back(std::to_string(i) + " " + row);
  }
  CHECK(read_all(folder.write("a.jsonl", content)) == expected);
}

TEST_CASE("a .json file may hold one array, pretty objects, or JSON Lines", "[readers][json]") {
  const TempFolder folder;
  const auto [content, expected] = GENERATE(table<std::string, Seen>({
      {"[{\"id\": 1},\n {\"id\": \"]}\\\"\"}]\n", {"1 {\"id\":1}", "2 {\"id\":\"]}\\\"\"}"}},
      {"{\n  \"id\": 1,\n  \"a\": {\"b\": []}\n}\n", {"1 {\"a\":{\"b\":[]},\"id\":1}"}},
      {"{\n\"id\": 1\n}\n{\n\"id\": 2\n}", {"1 {\"id\":1}", "4 {\"id\":2}"}},
      {"{\"id\": 1}\n{\"id\": \n{\"id\": 3}\n",
       {"1 {\"id\":1}", "2! not valid JSON (near byte 8)", "3 {\"id\":3}"}},
      {"[]", {}},
      {"[1, {\"id\": 2}]", {"1! must be a JSON object", "1 {\"id\":2}"}},
      {"[{\"id\": 1},\n{\"id\": 2", {"1 {\"id\":1}", "2! the JSON value that begins here never ends"}},
  }));
  CAPTURE(content);
  CHECK(read_all(folder.write("a.json", content)) == expected);
}

TEST_CASE("the first row of JSON tells its columns", "[readers][json]") {
  const TempFolder folder;
  const auto columns = [&](const std::string& content) {
    return (*open_rows(folder.write("a.jsonl", content)))->first_row_columns();
  };
  CHECK(columns("{\"b\": 1, \"a\": 2}\n{\"c\": 3}\n") == std::vector<std::string>{"a", "b"});
  CHECK(columns("broken\n{\"c\": 3}\n").empty());
  CHECK((*open_rows(folder.path() / "a.jsonl"))->columns().empty());
}
