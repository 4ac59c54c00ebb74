#include "corpora/text/pinyin.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace leian {
namespace {

struct Syllable {
  std::string_view letters;
  std::u16string_view characters;
};

// A plain array: clang 14 deduces a std::array of no more than 256 elements.
constexpr Syllable kSyllables[]{
#define LEIAN_SYLLABLE(letters, characters) Syllable{letters, characters},
#include "corpora/text/pinyin_syllables.inc"
#undef LEIAN_SYLLABLE
};

constexpr char16_t kFirst = 0x3007;  // 〇, far below the others
constexpr char16_t kLast = 0x9FFF;

/// The table the other way round: syllables, by their numbers, of every character.
class Readings {
 public:
  Readings() : starts_(kLast - kFirst + 2, 0) {
    for (const Syllable& syllable : kSyllables)
      for (const char16_t unit : syllable.characters) ++starts_[place_of(unit) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    numbers_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t s = 0; s < std::size(kSyllables); ++s)
      for (const char16_t unit : kSyllables[s].characters)
        numbers_[next[place_of(unit)]++] = static_cast<std::uint16_t>(s);
  }

  std::span<const std::uint16_t> of(char16_t unit) const {
    if (unit < kFirst || unit > kLast) return {};
    const std::size_t place = place_of(unit);
    return std::span(numbers_).subspan(starts_[place], starts_[place + 1] - starts_[place]);
  }

 private:
  static std::size_t place_of(char16_t unit) { return static_cast<std::size_t>(unit - kFirst); }

  std::vector<std::uint32_t> starts_;
  std::vector<std::uint16_t> numbers_;
};

std::span<const std::uint16_t> numbers_of(char16_t unit) {
  static const Readings readings;
  return readings.of(unit);
}

bool is_letter(char16_t unit) { return unit >= u'a' && unit <= u'z'; }

/// What stands between syllables and says nothing.
bool parts_syllables(char16_t unit) {
  return unit == u' ' || unit == u'\'' || unit == u'’' || unit == u'‘' || unit == u'-' || unit == u'`';
}

std::u16string as_pinyin(std::u16string_view typed) {
  std::u16string plain;
  for (const char16_t unit : typed)
    if (!parts_syllables(unit)) plain += unit == u'ü' ? u'v' : unit;
  return plain;
}

}  // namespace

std::vector<std::string_view> readings_of(char16_t unit) {
  std::vector<std::string_view> readings;
  for (const std::uint16_t number : numbers_of(unit)) readings.push_back(kSyllables[number].letters);
  return readings;
}

bool sound_alike(char16_t a, char16_t b) {
  if (a == b) return true;
  const auto of_a = numbers_of(a);
  const auto of_b = numbers_of(b);
  return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
}

std::u16string sounding_like(char16_t unit) {
  std::u16string all;
  for (const std::uint16_t number : numbers_of(unit)) all += kSyllables[number].characters;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Speller::Speller(std::u16string_view typed, Spelling spelling)
    : typed_(spelling == Spelling::Literal ? std::u16string(typed) : as_pinyin(typed)), spelling_(spelling) {
  const bool spells = spelling == Spelling::Literal || std::any_of(typed_.begin(), typed_.end(), is_letter);
  usable_ = spells && !typed_.empty() && typed_.size() <= kMaxTyped;
}

Speller::State Speller::read_syllable(std::size_t at, std::string_view syllable) const {
  const auto behind = [](std::size_t position) { return State{1} << position; };
  if (spelling_ == Spelling::Initials) {
    if (typed_[at] != static_cast<char16_t>(syllable.front())) return 0;
    const bool two =
        syllable.size() > 1 && syllable[1] == 'h' && at + 1 < typed_.size() && typed_[at + 1] == u'h';
    return behind(at + 1) | (two ? behind(at + 2) : 0);
  }
  std::size_t length = 0;
  while (length < syllable.size() && at + length < typed_.size()) {
    const auto letter = static_cast<char16_t>(syllable[length]);
    const char16_t given = typed_[at + length];
    const bool loose = letter == u'v' && given == u'u' && length + 1 < syllable.size();  // lue for lüe
    if (given != letter && !loose) return 0;
    ++length;
  }
  return behind(at + length);  // an unfinished syllable reads all that was typed
}

Speller::State Speller::step(State state, char16_t unit) const {
  State next = 0;
  const auto numbers = spelling_ == Spelling::Literal ? std::span<const std::uint16_t>() : numbers_of(unit);
  for (State left = state; left != 0; left &= left - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(left));
    if (at >= typed_.size()) break;
    if (typed_[at] == unit) next |= State{1} << (at + 1);
    if (!is_letter(typed_[at])) continue;
    for (const std::uint16_t number : numbers) next |= read_syllable(at, kSyllables[number].letters);
  }
  return next;
}

std::optional<char16_t> Speller::only_next(State state) const {
  if (std::popcount(state) != 1) return std::nullopt;
  const auto at = static_cast<std::size_t>(std::countr_zero(state));
  if (at >= typed_.size() || (spelling_ != Spelling::Literal && is_letter(typed_[at]))) return std::nullopt;
  return typed_[at];
}

std::optional<std::size_t> spelled(std::u16string_view text, const Speller& speller) {
  if (!speller.usable()) return std::nullopt;
  Speller::State state = Speller::start();
  for (std::size_t at = 0; at < text.size(); ++at) {
    state = speller.step(state, text[at]);
    if (state == 0) return std::nullopt;
    if (speller.done(state)) return at + 1;
  }
  return std::nullopt;
}

bool spelled_within(std::u16string_view text, std::u16string_view typed) {
  if (text.find(typed) != std::u16string_view::npos) return true;
  for (const Spelling spelling : {Spelling::Pinyin, Spelling::Initials}) {
    const Speller speller(typed, spelling);
    for (std::size_t at = 0; speller.usable() && at < text.size(); ++at)
      if (spelled(text.substr(at), speller)) return true;
  }
  return false;
}

}  // namespace leian
