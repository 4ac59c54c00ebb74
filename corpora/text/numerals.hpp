/// Numbers as they are written in Chinese records: 30,000.50, 3.5万, 1亿2000万, 三万五千, 叁万零伍佰,
/// 二〇一七, 廿五. Threads: pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leian {

/// One spelling for all: full-width forms become half-width, 壹贰叁…拾佰仟萬億 the plain characters, 〇 零,
/// 两 二, 廿 二十, 卅 三十. Every other character stays as it is; broken UTF-8 becomes U+FFFD.
std::u32string fold_numerals(std::string_view utf8);

/// The number times `scale`, exactly; `text` is folded, and nothing but one number.
/// `scale` is 10 to some power: with 100, 3.05 gives 305 and 3.055 gives nothing. Never negative.
/// Digits without units are read one by one (二〇一七 is 2017); a lone last digit takes the next unit (三万五
/// is 35000). Thousands separators must stand where they belong. Nothing beyond 64 bits.
std::optional<std::int64_t> parse_numeral(std::u32string_view text, std::int64_t scale = 1);

}  // namespace leian
