/// How a journal file is laid out (journal.hpp shows it): its head, and the frames behind it. For what reads
/// and what writes it; nobody else. Pure functions.
#pragma once
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leian::journal_format {

inline constexpr std::uint64_t kFileMagic = 0x31304A4E4149454CU;  // "LEIANJ01"
inline constexpr std::uint32_t kFrameMagic = 0x314D5246U;         // "FRM1"

struct FileHead {
  std::uint64_t magic = kFileMagic;
  std::uint64_t first = 0;  ///< sequence of its first entry
  std::uint64_t check = 0;  ///< of what stands before it
};
struct FrameHead {
  std::uint32_t magic = kFrameMagic;
  std::uint32_t length = 0;         ///< of the payload
  std::uint64_t first = 0;          ///< sequence of its first entry
  std::uint64_t payload_check = 0;  ///< of the payload
  std::uint64_t check = 0;          ///< of what stands before it
};
static_assert(sizeof(FileHead) == 24 && sizeof(FrameHead) == 32, "as the file has them");

template <class Head>
std::uint64_t check_of(const Head& head) {
  return XXH3_64bits(&head, offsetof(Head, check));
}

template <class Head>
std::string_view as_bytes(const Head& head) {
  return {reinterpret_cast<const char*>(&head), sizeof head};
}

/// `bytes` are at least as long as a head. Nothing where they are none.
template <class Head>
std::optional<Head> read_head(std::string_view bytes) {
  Head head;
  std::memcpy(&head, bytes.data(), sizeof head);
  if (head.magic != Head{}.magic || head.check != check_of(head)) return std::nullopt;
  return head;
}

/// The head of a file whose first entry has that number.
std::string file_head(std::uint64_t first);

/// A frame of these entries, of which the first has that number.
std::string frame_of(std::uint64_t first, const std::vector<std::string>& entries);

/// The first entry of a payload, which it is taken from; nothing where it is cut short.
std::optional<std::string_view> take_entry(std::string_view& payload);

}  // namespace leian::journal_format
