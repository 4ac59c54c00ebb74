/// Finding a stretch of UTF-16 units in a longer one, at memory speed.
#pragma once
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace leian::query {

#ifdef __SSE2__
/// Where two neighbouring units and then the rest of `needle` stand, eight places at a time. `needle` has two
/// units or more.
inline std::size_t find_by_pairs(std::u16string_view text, std::u16string_view needle, std::size_t from) {
  if (text.size() < needle.size()) return std::u16string_view::npos;
  const __m128i first = _mm_set1_epi16(static_cast<short>(needle[0]));
  const __m128i second = _mm_set1_epi16(static_cast<short>(needle[1]));
  const std::size_t last = text.size() - needle.size();
  const auto eight = [&](std::size_t at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
  };
  std::size_t at = from;
  for (; at + 9 <= text.size() && at <= last; at += 8) {
    const __m128i both =
        _mm_and_si128(_mm_cmpeq_epi16(eight(at), first), _mm_cmpeq_epi16(eight(at + 1), second));
    // Two bits a unit.
    for (auto bits = static_cast<unsigned>(_mm_movemask_epi8(both)); bits != 0;) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      const std::size_t place = at + bit / 2;
      if (place <= last && text.substr(place, needle.size()) == needle) return place;
      bits &= ~(3u << bit);
    }
  }
  return at <= last ? text.find(needle, at) : std::u16string_view::npos;
}
#endif

/// Where `needle` first stands at or after `from`, or npos. `needle` is not empty.
inline std::size_t find_units(std::u16string_view text, std::u16string_view needle, std::size_t from = 0) {
#ifdef __SSE2__
  if (needle.size() > 1) return find_by_pairs(text, needle, from);
#endif
  // The C library's byte search is vectorised; a hit between two units is none.
  const char* const base = reinterpret_cast<const char*>(text.data());
  const std::size_t bytes = text.size() * sizeof(char16_t);
  std::size_t at = from * sizeof(char16_t);
  while (at + needle.size() * sizeof(char16_t) <= bytes) {
    const void* hit = ::memmem(base + at, bytes - at, needle.data(), needle.size() * sizeof(char16_t));
    if (hit == nullptr) break;
    const auto offset = static_cast<std::size_t>(static_cast<const char*>(hit) - base);
    if (offset % sizeof(char16_t) == 0) return offset / sizeof(char16_t);
    at = offset + 1;
  }
  return std::u16string_view::npos;
}

}  // namespace leian::query
