/// A stretch of a folded text.
#pragma once
#include <cstdint>
#include <string_view>

namespace leian {

/// Units [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  std::u16string_view of(std::u16string_view text) const { return text.substr(begin, size()); }
  bool operator==(const Span&) const = default;
};

}  // namespace leian
