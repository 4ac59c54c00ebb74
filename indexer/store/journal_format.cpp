#include "indexer/store/journal_format.hpp"

namespace leian::journal_format {

std::string file_head(std::uint64_t first) {
  FileHead head;
  head.first = first;
  head.check = check_of(head);
  return std::string(as_bytes(head));
}

std::string frame_of(std::uint64_t first, const std::vector<std::string>& entries) {
  FrameHead head;
  std::string frame(sizeof head, '\0');
  for (const std::string& entry : entries) {
    const auto length = static_cast<std::uint32_t>(entry.size());
    frame.append(reinterpret_cast<const char*>(&length), sizeof length);
    frame += entry;
  }
  head.first = first;
  head.length = static_cast<std::uint32_t>(frame.size() - sizeof head);
  head.payload_check = XXH3_64bits(frame.data() + sizeof head, head.length);
  head.check = check_of(head);
  frame.replace(0, sizeof head, as_bytes(head));
  return frame;
}

std::optional<std::string_view> take_entry(std::string_view& payload) {
  std::uint32_t length = 0;
  if (payload.size() < sizeof length) return std::nullopt;
  std::memcpy(&length, payload.data(), sizeof length);
  if (length > payload.size() - sizeof length) return std::nullopt;
  const std::string_view entry = payload.substr(sizeof length, length);
  payload.remove_prefix(sizeof length + length);
  return entry;
}

}  // namespace leian::journal_format
