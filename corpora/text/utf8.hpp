/// Small UTF-8 helpers; anything heavier (normalising, collation, encodings) is ICU's.
/// Broken means what Unicode says: overlong forms, surrogates, values above U+10FFFF, truncated sequences.
/// Threads: pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leian {

/// Shown in place of bytes that are not UTF-8.
inline constexpr char32_t kReplacement = U'\uFFFD';

/// The code point at `position`, which moves behind it (by one byte at least); kReplacement for broken bytes.
/// Precondition: position < text.size().
char32_t next_point(std::string_view text, std::size_t& position);

void append_utf8(std::string& text, char32_t point);

/// All code points, broken bytes as kReplacement.
std::u32string decode_utf8(std::string_view);
std::string encode_utf8(std::u32string_view);

bool valid_utf8(std::string_view);

/// The longest start of `text` that is at most `max_bytes` long and does not part a character.
std::string_view cut_utf8(std::string_view text, std::size_t max_bytes);

/// At most `max_characters` of a value, for showing it in a message: always valid UTF-8 on one line, with …
/// where cut. Control characters become spaces and broken bytes kReplacement.
std::string excerpt(std::string_view text, std::size_t max_characters);

}  // namespace leian
