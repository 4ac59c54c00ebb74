/// Chinese characters by their sound: how each may be read, and whether what somebody types spells a text.
///
///   离婚纠纷   lihunjiufen, lihun, lih    by full syllables, the last of which may be unfinished
///              lhjf, lh                    by initials; zh, ch and sh may be two letters
///              离hun                       characters stand for themselves
///
/// Every reading of a character counts: 重庆 is chongqing and zhongqing. Tones do not; ü is v, and lüe, nüe
/// may be written lue, nue. Units are UTF-16 and folded (indexer/analysis): lower case, half width,
/// simplified. Threads: pure functions. Source: Unihan (corpora/SOURCES.md)
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leian {

/// The syllables a character may be read as, in alphabetical order; none for what is no Chinese character.
std::vector<std::string_view> readings_of(char16_t unit);

/// Whether two characters may sound the same; a character sounds like itself.
bool sound_alike(char16_t a, char16_t b);

/// All characters that may sound as this one does, itself among them; none for what is no Chinese character.
std::u16string sounding_like(char16_t unit);

enum class Spelling {
  Literal,   ///< unit for unit
  Pinyin,    ///< by full syllables
  Initials,  ///< by the first letters of syllables
};

/// Reads a text unit by unit and tells whether it begins as typed.
class Speller {
 public:
  /// How many of the typed units have been read: bit i is set where the units so far may stand for the first
  /// i.
  using State = std::uint64_t;
  static constexpr std::size_t kMaxTyped = 63;  ///< units; what is typed beyond is never read

  /// `typed` is folded. Of pinyin, blanks, apostrophes and hyphens do not count.
  Speller(std::u16string_view typed, Spelling);

  /// Whether anything can be read in this way: there is something typed, not too much of it, and for pinyin
  /// and initials a Latin letter in it.
  bool usable() const { return usable_; }
  static constexpr State start() { return 1; }
  /// The state behind one more unit; 0 where the text goes on otherwise.
  State step(State, char16_t unit) const;
  /// Everything typed has been read.
  bool done(State state) const { return (state >> typed_.size() & 1) != 0; }
  /// The one unit that may come next, where only one may.
  std::optional<char16_t> only_next(State) const;

 private:
  State read_syllable(std::size_t at, std::string_view syllable) const;

  std::u16string typed_;
  Spelling spelling_;
  bool usable_ = false;
};

/// How many units of `text`, from its beginning, what was typed stands for; nothing where it begins
/// otherwise.
std::optional<std::size_t> spelled(std::u16string_view text, const Speller&);

/// Whether what was typed stands anywhere in `text`, in any spelling.
bool spelled_within(std::u16string_view text, std::u16string_view typed);

}  // namespace leian
