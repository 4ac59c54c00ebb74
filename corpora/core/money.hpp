/// Amounts of money in fen, and how people write them.
/// Threads: value types and pure functions.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leian {

/// An amount in fen (1/100 yuan). Range: ±9,000,000,000,000,000 fen (90 trillion yuan), exact.
struct Fen {
  std::int64_t fen = 0;

  auto operator<=>(const Fen&) const = default;
};

/// Reads an amount in yuan however it is written: 30000, 30,000.00元, 3万, 3.5万元, 叁万元整, 三万五千元,
/// 1亿2000万, ¥300.5, with or without 人民币; full-width digits too. Nothing where it is not one amount
/// ("abc", "3万至5万", "", more than two decimals of a yuan).
std::optional<Fen> parse_money(std::string_view);

/// Yuan with the decimals it needs: 30000, 30000.5, 30000.05. What to JSON and people see.
std::string to_string(Fen);

}  // namespace leian
