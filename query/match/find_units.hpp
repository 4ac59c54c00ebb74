/// Finding a stretch of UTF-16 units in a longer one, at memory speed.
#pragma once
#include <cstddef>
#include <cstring>
#include <string_view>

namespace leian::query {

/// Where `needle` first stands at or after `from`, or npos. `needle` is not empty.
inline std::size_t find_units(std::u16string_view text, std::u16string_view needle, std::size_t from = 0) {
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
