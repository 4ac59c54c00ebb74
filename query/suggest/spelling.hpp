/// What a word that finds nothing may have been meant for: words of the dictionary that records hold, and
/// names of values, that sound the same or differ by one character (another one, one missing, one too many,
/// two changed places). Source: docs/adr/0016-suggestions.md
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "query/search/asking.hpp"
#include "query/suggest/suggest_table.hpp"

namespace leian::query {

struct Respelled {
  std::u16string word;
  bool sounds_alike = false;
  std::uint64_t records = 0;  ///< that hold it, about: for putting them in order only
};

inline constexpr std::size_t kLeastRespelled = 2;  ///< units
inline constexpr std::size_t kMostRespelled = 12;

/// Those that sound alike first, then those that more records hold; at most `limit`. `word` is folded. Cost:
/// a few ten thousand steps through the dictionary, and a look at every name. Throws OutOfTime and
/// Xapian::Error.
std::vector<Respelled> respelled(std::u16string_view word, const Asking&, const SuggestTable&,
                                 std::size_t limit);

/// Whether two texts differ by one character, or two neighbours that changed places.
bool differ_by_one(std::u16string_view a, std::u16string_view b);

/// Whether both have as many characters, and each sounds like the other's.
bool all_sound_alike(std::u16string_view a, std::u16string_view b);

}  // namespace leian::query
