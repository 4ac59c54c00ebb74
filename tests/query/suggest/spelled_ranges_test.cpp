#include "query/suggest/spelled_ranges.hpp"

#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

struct Texts {
  std::vector<std::u16string> all;
  std::size_t size() const { return all.size(); }
  std::u16string_view text(std::size_t i) const { return all[i]; }
};

}  // namespace

TEST_CASE("a leap finds the first that no longer holds", "[query][suggest]") {
  for (std::size_t size = 0; size < 40; ++size)
    for (std::size_t holding = 0; holding <= size; ++holding)
      CHECK(leap(0, size, [&](std::size_t i) { return i < holding; }) == holding);
}

TEST_CASE("walking ordered texts finds what looking at each of them finds", "[query][suggest]") {
  std::mt19937 random(5);
  const std::u16string units = u"离婚重庆长安行lc";
  const std::u16string letters = u"lihunchongqzaxg离婚";
  const auto made = [&](const std::u16string& from, std::size_t most) {
    std::u16string text;
    for (std::size_t n = random() % (most + 1); n > 0; --n) text += from[random() % from.size()];
    return text;
  };
  std::size_t found = 0;
  for (int round = 0; round < 2000; ++round) {
    Texts texts;
    for (std::size_t n = random() % 60; n > 0; --n) texts.all.push_back(made(units, 4));
    std::sort(texts.all.begin(), texts.all.end());
    const std::u16string typed = made(letters, 5);
    for (const Spelling spelling : {Spelling::Literal, Spelling::Pinyin, Spelling::Initials}) {
      const Speller speller(typed, spelling);
      std::vector<std::size_t> walked, looked_at;
      std::size_t steps = 10'000;
      for_spelled(texts, speller, steps, [&](const SpelledRange& range) {
        for (std::size_t i = range.first; i < range.last; ++i) {
          CHECK(spelled(texts.text(i), speller) == range.units);
          walked.push_back(i);
        }
        return true;
      });
      for (std::size_t i = 0; i < texts.size(); ++i)
        if (spelled(texts.text(i), speller)) looked_at.push_back(i);
      CHECK(walked == looked_at);
      found += walked.size();
    }
  }
  CHECK(found > 1000);
}

TEST_CASE("a walk ends when its steps are used up, or when it is told to", "[query][suggest]") {
  const Texts texts{{u"丙", u"乙", u"甲"}};
  std::size_t steps = 1;
  int visits = 0;
  const auto count = [&](const SpelledRange&) { return ++visits < 2; };
  CHECK_FALSE(for_spelled(texts, Speller(u"x", Spelling::Pinyin), steps, count));
  CHECK(visits == 0);
  const Texts alike{{u"力", u"立", u"里", u"离"}};
  steps = 100;
  CHECK_FALSE(for_spelled(alike, Speller(u"li", Spelling::Pinyin), steps, count));
  CHECK(visits == 2);
}
