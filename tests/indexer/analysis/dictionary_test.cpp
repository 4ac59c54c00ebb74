#include "indexer/analysis/dictionary.hpp"

#include <algorithm>
#include <cppjieba/DictTrie.hpp>
#include <cppjieba/MPSegment.hpp>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "indexer/analysis/analyzer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using leian::Analyzer;
using leian::Dictionary;
using leian::test::TempFolder;

namespace {

/// What compiles `source` together with the names that come with the program.
std::string command_for(const std::filesystem::path& out, const std::string& source) {
  return std::string(LEIAN_BUILD "/bin/leian-dictionary ") + out.string() +
         " " LEIAN_SOURCE "/corpora/codes " + LEIAN_SOURCE "/corpora/dictionaries " + source;
}

std::filesystem::path compiled(const TempFolder& folder, const std::string& source) {
  const auto out = folder / "test.dict";
  const std::string command = command_for(out, source);
  REQUIRE(std::system(command.c_str()) == 0);
  return out;
}

/// Simplified words of ideographs alone: Latin letters are runs of their own with us, and traditional words
/// fold to simplified ones.
std::vector<std::string> dictionary_words(const Analyzer& analyzer, std::size_t every) {
  std::ifstream in(LEIAN_JIEBA_DICTIONARY);
  std::vector<std::string> words;
  std::string line;
  for (std::size_t n = 0; std::getline(in, line); ++n)
    if (n % every == 0) {
      const std::string word = line.substr(0, line.find(' '));
      const auto units = analyzer.fold(word).units;
      if (leian::to_utf8(units) == word && std::all_of(units.begin(), units.end(), leian::is_ideograph))
        words.push_back(word);
    }
  return words;
}

}  // namespace

TEST_CASE("a compiled dictionary knows its words and no others", "[analysis][dictionary]") {
  const TempFolder folder;
  const auto source = folder.write("words.txt", "# 注释\n物业 100 n\n物业费 50\n物业公司 20\n費用 5\n");
  const auto dictionary = Dictionary::open(compiled(folder, source.string())).value();
  for (const auto* known : {u"物业", u"物业费", u"物业公司", u"费用"}) CHECK(dictionary->is_word(known));
  for (const auto* unknown : {u"", u"物", u"业费", u"物业费用", u"费"})
    CHECK_FALSE(dictionary->is_word(unknown));
}

TEST_CASE("another word makes another version", "[analysis][dictionary]") {
  const TempFolder folder;
  const auto first = folder.write("a.txt", "物业 100\n");
  const auto version = Dictionary::open(compiled(folder, first.string())).value()->version();
  const auto second = folder.write("b.txt", "物业 100\n纠纷 1\n");
  CHECK(Dictionary::open(compiled(folder, second.string())).value()->version() != version);
}

TEST_CASE("a damaged dictionary is refused", "[analysis][dictionary]") {
  const TempFolder folder;
  const auto out = compiled(folder, folder.write("words.txt", "物业 100\n").string());
  const std::string bytes = leian::test::file_bytes(out);
  for (const std::string& damaged :
       {std::string(), bytes.substr(0, 20), bytes.substr(0, bytes.size() / 2), "X" + bytes.substr(1)}) {
    const auto opened = Dictionary::open(folder.write("damaged.dict", damaged));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == leian::ErrorCode::IndexDamaged);
  }
  CHECK(Dictionary::open(folder / "absent").error().code == leian::ErrorCode::NotFound);
}

TEST_CASE("a line that is no word is named", "[analysis][dictionary]") {
  const TempFolder folder;
  const auto source = folder.write("words.txt", "物业 100\n纠纷\n");
  const std::string command =
      command_for(folder / "out", source.string()) + " 2> " + (folder / "err").string();
  CHECK(std::system(command.c_str()) != 0);
  CHECK(leian::test::file_bytes(folder / "err").find("line 2") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_CASE("our cuts are cppjieba's", "[analysis][dictionary]") {
  const TempFolder folder;
  const Analyzer ours(Dictionary::open(compiled(folder, LEIAN_JIEBA_DICTIONARY)).value());
  const cppjieba::DictTrie trie(LEIAN_JIEBA_DICTIONARY);
  const cppjieba::MPSegment theirs(&trie);

  const auto words = dictionary_words(ours, 97);
  std::mt19937 random(7);
  std::size_t same = 0;
  constexpr std::size_t kSentences = 2000;
  for (std::size_t n = 0; n < kSentences; ++n) {
    std::string sentence;
    for (int i = 0; i < 8; ++i) sentence += words[random() % words.size()];
    const auto units = ours.fold(sentence).units;
    const std::string folded = leian::to_utf8(units);
    std::vector<std::string> expected;
    theirs.Cut(folded, expected);
    std::vector<leian::Span> spans;
    ours.words(units, spans);
    std::vector<std::string> cut;
    for (const auto& span : spans) cut.push_back(leian::to_utf8(span.of(units)));
    same += cut == expected ? 1 : 0;
  }
  // Where two paths weigh the same to the last digit of a float, either may come out.
  CHECK(same >= kSentences * 999 / 1000);
}
