/// Terms, amounts and penalties as they are worded in decisions. Positions are units of a folded text; every
/// function is total and reads no farther than it says. Threads: pure functions.
#pragma once
#include <optional>
#include <string_view>

#include "corpora/core/money.hpp"
#include "indexer/analysis/span.hpp"

namespace leian::extract {

/// A stretch of time in months: 一年六个月, 二年零三个月, 十个月, 一年半.
struct Term {
  int months = 0;
  std::uint32_t end = 0;
};
std::optional<Term> read_term(std::u16string_view text, std::uint32_t at);

/// An amount of money: 30,000元, 人民币叁万元整, 3万余元 (then `about`).
struct Amount {
  Fen fen;
  bool about = false;
  Span words;
};
std::optional<Amount> read_money(std::u16string_view text, std::uint32_t at);
/// The next amount that begins at `at` or behind it, before `end`.
std::optional<Amount> next_money(std::u16string_view text, std::uint32_t at, std::uint32_t end);

/// What a sentence of a court imposes, as far as it is worded there.
struct Penalty {
  std::string_view type;  ///< 有期徒刑, 拘役, 管制, 无期徒刑, 死刑, 罚金, 免予刑事处罚
  std::optional<int> months;
  bool probation = false;
  std::optional<int> probation_months;
  std::optional<Fen> fine;
  Span words;  ///< from the first penalty to the last
  Span term;   ///< the main penalty with its term
  Span probation_words;
};
/// The penalties worded in `within`; nothing where there is none.
std::optional<Penalty> read_penalty(std::u16string_view text, Span within);

}  // namespace leian::extract
