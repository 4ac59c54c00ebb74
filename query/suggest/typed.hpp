/// What has been typed, as all sources of suggestions compare it, and how well something fits it.
#pragma once
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "corpora/text/pinyin.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::query {

/// From best to worst: where what was typed stands, and how it is spelled.
inline constexpr int kRankInside = 3;  ///< added where it stands not at the beginning
inline constexpr std::array kSpellings{Spelling::Literal, Spelling::Pinyin, Spelling::Initials};

struct Typed {
  explicit Typed(std::u16string text)
      : folded(std::move(text)),
        spellers{Speller(folded, kSpellings[0]), Speller(folded, kSpellings[1]),
                 Speller(folded, kSpellings[2])} {}

  std::u16string folded;
  std::array<Speller, 3> spellers;
};

/// Where in a name or title what was typed stands, in folded units, and how well it fits (0 is best).
struct Fit {
  int rank = 0;
  std::size_t begin = 0;
  std::size_t units = 0;
};

/// The bytes of `text` that folded units of it stand for. `begin + units` is within its folded text.
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_of(const std::string& text, const Fit&,
                                                              const Analyzer&);

}  // namespace leian::query
