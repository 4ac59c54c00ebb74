/// The paragraphs of a document's text, and each as patterns read it: full-width forms made half-width,
/// blanks gone (刑 事 判 决 书 is 刑事判决书), every unit knowing where it came from. Threads: pure
/// functions.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leian {

/// One line of the text that is not blank. `begin` and `end` are bytes of the whole text, the line break left
/// out.
struct Paragraph {
  std::size_t begin = 0;
  std::size_t end = 0;
  /// UTF-16 without blanks; a tab, which parts the cells of a table, stays.
  std::u16string folded;
  /// The byte of the whole text where each unit of `folded` begins; one more at the end, which is `end`.
  std::vector<std::uint32_t> source;
};

/// `text` is valid UTF-8, below 4 GB.
std::vector<Paragraph> paragraphs_of(std::string_view text);

/// The text of a span as a field keeps it: lines trimmed, blank ones and those at both ends gone.
std::string trimmed_lines(std::string_view);

/// The same for text whose line breaks may be those of a printed page: a line of `least` units or more that
/// ends in none of `ends`, nor in a semicolon before an item （一）, goes on in the next; blanks stay only
/// between two letters or digits of ASCII.
std::string healed_lines(std::string_view, std::u32string_view ends, std::size_t least = 0);

}  // namespace leian
