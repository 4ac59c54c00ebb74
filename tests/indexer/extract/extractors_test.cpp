// Each extractor against sentences written by hand: tests/data/extraction/*.tsv, a line what is expected and
// a text.
#include <fmt/format.h>

#include <fstream>

#include "tests/support/extraction.hpp"

using namespace leian;
using leian::test::Extracting;
using nlohmann::json;

namespace {

struct Table {
  const char* file;
  const char* from;   ///< the field that gets the text
  const char* field;  ///< the field that is filled
};

struct Case {
  std::string expected;
  std::string text;
};

std::vector<Case> cases_of(const std::string& file) {
  std::vector<Case> cases;
  std::ifstream in(LEIAN_TEST_DATA "/extraction/" + file + ".tsv");
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    if (line.starts_with("# ") || tab == line.npos) continue;
    cases.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return cases;
}

std::string shown(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string shown_sentence(const json& row) {
  return fmt::format(
      "{}:{}:{}:{}", row.value("charge", ""), row.contains("months") ? row["months"].dump() : "",
      row.value("probation", false) ? "是" : "否", row.contains("fine") ? row["fine"].dump() : "");
}

/// Values joined by |.
std::string shown_values(const json& record, const std::string& field) {
  if (!record.contains(field)) return "";
  const json values = record[field].is_array() ? record[field] : json::array({record[field]});
  std::string all;
  for (const json& value : values)
    all += (all.empty() ? "" : "|") + (value.is_object() ? shown_sentence(value) : shown(value));
  return all;
}

void check(const Table& table) {
  const auto cases = cases_of(table.file);
  CHECK(cases.size() >= 40);
  for (const Case& row : cases) {
    CAPTURE(row.text);
    const json record = Extracting::built_in().json({{"id", "a"}, {table.from, row.text}});
    CHECK(shown_values(record, table.field) == row.expected);
  }
}

}  // namespace

TEST_CASE("case numbers are read from the head of a judgment", "[indexer][extract]") {
  check({"case_no", "judgment", "case_no"});
}
TEST_CASE("the court or committee is the one that decided", "[indexer][extract]") {
  check({"organ", "judgment", "organ"});
}
TEST_CASE("charges are those convicted of, causes those of the case", "[indexer][extract]") {
  check({"cause", "judgment", "cause"});
}
TEST_CASE("parties are read with their names alone", "[indexer][extract]") {
  check({"parties", "judgment", "parties"});
}
TEST_CASE("a case is opened when it is docketed, or else brought", "[indexer][extract]") {
  check({"opened", "judgment", "opened"});
}
TEST_CASE("a case is closed on the day under the signatures", "[indexer][extract]") {
  check({"closed", "judgment", "closed"});
}
TEST_CASE("the amount awarded is the largest that is ordered", "[indexer][extract]") {
  check({"amount_awarded", "result", "amount"});
}
TEST_CASE("the amount involved is the total, or else the largest", "[indexer][extract]") {
  check({"amount_involved", "facts", "amount"});
}
TEST_CASE("months are those to be served", "[indexer][extract]") { check({"months", "result", "months"}); }
TEST_CASE("probation is read in months", "[indexer][extract]") {
  check({"probation", "result", "probation_months"});
}
TEST_CASE("sentences are read one by one", "[indexer][extract]") {
  check({"sentences", "result", "sentences"});
}
TEST_CASE("articles are those the court applied", "[indexer][extract]") {
  check({"articles", "reasoning", "articles"});
}
TEST_CASE("circumstances that are denied or not adopted do not count", "[indexer][extract]") {
  check({"circumstances", "reasoning", "circumstances"});
}
TEST_CASE("the outcome is read from the operative part", "[indexer][extract]") {
  check({"outcome", "result", "outcome"});
}
