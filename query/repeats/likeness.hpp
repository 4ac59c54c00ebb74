/// How likely two petitions are about the same matter: seven measures of a pair, weighed by a logistic
/// regression that was fitted once to pairs read by a person (tests/data/repeat_labels.tsv, the half `tune`).
/// Threads: pure functions. Source: docs/adr/0030-repeats.md
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "query/repeats/matters.hpp"

namespace leian::query {

/// A gram that more matters hold than this is not rare. Names of estates, villages, roads, firms are.
inline constexpr std::uint32_t kRareMatters = 40;

/// The measures of a pair. All are symmetrical.
struct Likeness {
  double text = 0;  ///< cosine of the texts' grams, 0 to 1
  double title_most =
      0;  ///< share of a title's weight that the other petition holds: the greater of the two, 0 to 1
  double title_least = 0;  ///< and the smaller
  double rare = 0;         ///< rarities of shared rare grams, summed; 0 up
  double contained = 0;    ///< share of the poorer one's weight that both hold, 0 to 1
  bool same_person = false;
  double days = 0;  ///< between them; 0 where one is not told
};

Likeness likeness(const Matters&, std::uint32_t a, std::uint32_t b);

/// 0 to 1.
double confidence(const Likeness&);

/// Whether two texts are one letter that several people filled in for themselves: alike nearly word for word,
/// from different people, each with particulars of its own (its writer's name, other numbers). Such letters
/// are of one kind but not of one matter.
bool is_form_letter(const Matters&, const Snapshot&, std::uint32_t a, std::uint32_t b, const Likeness&);

/// The longest stretches of a's text whose grams b holds too, heaviest first: why the two were joined, as
/// people read it. At most `most`; each 2 to 40 units.
std::vector<std::string> shared_stretches(const Matters&, const Snapshot&, std::uint32_t a, std::uint32_t b,
                                          std::size_t most);

}  // namespace leian::query
