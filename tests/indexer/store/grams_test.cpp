#include "indexer/store/grams.hpp"

#include <map>
#include <random>

#include "indexer/store/postings.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

using Rows = std::vector<std::vector<GramCount>>;
using Counts =
    std::map<std::uint32_t, std::pair<std::uint32_t, bool>>;  // by row: count, and whether it is a word

/// Rows of a few common and many rare grams, with counts of all sizes.
Rows random_rows(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  Rows rows(count);
  for (auto& row : rows)
    for (std::uint32_t gram = 1; gram < 200; ++gram)
      if (random() % gram < 2)
        row.push_back({gram, random() % 3 == 0 ? 1 + static_cast<std::uint32_t>(random() % 1000) : 1,
                       random() % 2 == 0});
  return rows;
}

Grams written(const std::filesystem::path& path, const Rows& rows) {
  GramsBuilder builder(path);
  for (const auto& row : rows) REQUIRE(builder.add_row(row));
  REQUIRE(builder.finish());
  return Grams::open(path).value();
}

std::map<Gram, Counts> expected(const Rows& rows, std::uint32_t first_row = 0) {
  std::map<Gram, Counts> lists;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    for (const GramCount& gram : rows[row]) lists[gram.gram][first_row + row] = {gram.count, gram.word};
  return lists;
}

Counts read(Postings at) {
  Counts counts;
  for (; !at.done(); at.next()) counts[at.row()] = {at.count(), at.word()};
  return counts;
}

}  // namespace

TEST_CASE("every gram's list gives back its rows and counts", "[store][grams]") {
  const TempFolder folder;
  const Rows rows = random_rows(3000, 1);
  const Grams grams = written(folder / "grams.bin", rows);
  CHECK(grams.rows() == 3000);
  const auto lists = expected(rows);
  REQUIRE(grams.grams().size() == lists.size());
  for (const auto& [gram, counts] : lists) {
    CHECK(grams.rows_with(gram) == counts.size());
    CHECK(read(Postings(grams.list(gram))) == counts);
  }
  CHECK(grams.rows_with(5000) == 0);
  CHECK(Postings(grams.list(5000)).done());
}

TEST_CASE("skipping in a list stops at the first row that is not before", "[store][grams]") {
  const TempFolder folder;
  const Rows rows = random_rows(3000, 2);
  const Grams grams = written(folder / "grams.bin", rows);
  std::mt19937 random(3);
  for (const auto& [gram, counts] : expected(rows)) {
    Postings at(grams.list(gram));
    for (std::uint32_t row = random() % 50; row < 3100; row += random() % 700) {
      at.skip_to(row);
      const auto next = counts.lower_bound(row);
      REQUIRE(at.done() == (next == counts.end()));
      if (!at.done()) REQUIRE(at.row() == next->first);
    }
  }
}

TEST_CASE("the grams that begin with a unit are found together", "[store][grams]") {
  const TempFolder folder;
  const Grams grams =
      written(folder / "grams.bin", {{{edge_gram(u'乙'), 1, false}, {gram_of(u'乙', u'一'), 1, true}},
                                     {{gram_of(u'乙', u'龟'), 1, true}, {gram_of(u'丙', u'一'), 1, false}}});
  CHECK(grams.beginning_with(u'乙').size() == 3);
  CHECK(grams.beginning_with(u'丙').size() == 1);
  CHECK(grams.beginning_with(u'丁').empty());
}

TEST_CASE("joined files hold the lists of all parts, rows renumbered", "[store][grams]") {
  const TempFolder folder;
  const Rows first = random_rows(300, 4);
  const Rows second = random_rows(200, 5);
  const Grams a = written(folder / "a.bin", first);
  const Grams b = written(folder / "b.bin", second);
  REQUIRE(write_joined(folder / "joined.bin", {{&a, 0}, {&b, 300}}, 500));
  const Grams joined = Grams::open(folder / "joined.bin").value();
  auto lists = expected(first);
  for (auto& [gram, counts] : expected(second, 300)) lists[gram].merge(counts);
  REQUIRE(joined.grams().size() == lists.size());
  for (const auto& [gram, counts] : lists) CHECK(read(Postings(joined.list(gram))) == counts);
}

TEST_CASE("more grams than are kept in memory make the same file, and leave no other", "[store][grams]") {
  const TempFolder folder;
  GramsBuilder builder(folder / "grams.bin");
  std::vector<GramCount> row;
  for (Gram gram = 0; gram < 3000; ++gram) row.push_back({gram, 1, false});
  for (int i = 0; i < 1500; ++i) REQUIRE(builder.add_row(row));
  REQUIRE(builder.finish());
  const Grams grams = Grams::open(folder / "grams.bin").value();
  REQUIRE(grams.rows() == 1500);
  for (const Gram gram : {0u, 1234u, 2999u}) CHECK(read(Postings(grams.list(gram))).size() == 1500);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("an empty segment has a file without lists", "[store][grams]") {
  const TempFolder folder;
  CHECK(written(folder / "grams.bin", {}).grams().empty());
}

TEST_CASE("a file cut short is refused", "[store][grams]") {
  const TempFolder folder;
  written(folder / "grams.bin", random_rows(20, 6));
  const std::string bytes = leian::test::file_bytes(folder / "grams.bin");
  for (std::size_t size = 0; size < bytes.size(); size += 7)
    CHECK_FALSE(Grams::open(folder.write("cut.bin", bytes.substr(0, size))));
}

TEST_CASE("whatever stands in a damaged file, reading stays within its rows", "[store][grams]") {
  const TempFolder folder;
  written(folder / "grams.bin", random_rows(400, 7));
  const std::string whole = leian::test::file_bytes(folder / "grams.bin");
  std::mt19937 random(8);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 20; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto grams = Grams::open(folder.write("damaged.bin", bytes));
    if (!grams) continue;
    for (std::size_t i = 0; i < grams->grams().size(); ++i) try {
        for (Postings at(grams->list_at(i)); !at.done(); at.next()) REQUIRE(at.row() < grams->rows());
      } catch (const Xapian::DatabaseCorruptError&) {
        SUCCEED("said to be damaged");
      }
  }
}

namespace {

/// A file of one list that says that it has more rows than it holds.
std::filesystem::path shortened(const TempFolder& folder) {
  written(folder / "grams.bin", {{{1, 1, false}}, {{1, 1, false}}, {{1, 1, false}}});
  std::string bytes = leian::test::file_bytes(folder / "grams.bin");
  bytes[0] = '\x7F';  // the first row's distance leads behind the last row
  return folder.write("short.bin", bytes);
}

}  // namespace

TEST_CASE("a list that ends before its last row is damaged, not short", "[store][grams]") {
  const TempFolder folder;
  const Grams grams = Grams::open(shortened(folder)).value();
  CHECK_THROWS_AS(Postings(grams.list(1)), Xapian::DatabaseCorruptError);
}

TEST_CASE("joining a damaged file names it and makes no file of its rows", "[store][grams]") {
  const TempFolder folder;
  const Grams grams = Grams::open(shortened(folder)).value();
  const auto joined = write_joined(folder / "joined.bin", {{&grams, 0}}, 3);
  REQUIRE_FALSE(joined);
  CHECK(joined.error().code == ErrorCode::IndexDamaged);
  CHECK(joined.error().what.en.find("short.bin") != std::string::npos);
}
