#include "indexer/live/journal_entry.hpp"

#include <cstring>
#include <nlohmann/json.hpp>

#include "indexer/live/write_request.hpp"

namespace leian {
namespace {

using nlohmann::json;

constexpr char kPut = 'P';
constexpr char kDelete = 'D';
constexpr char kAnswer = 'A';

void add_part(std::string& bytes, char letter, std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  bytes += letter;
  bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += text;
}

std::string answer_text(const KeptAnswer& kept) {
  return json{
      {"key", kept.key}, {"request", to_hex(kept.request)}, {"time", kept.time}, {"answer", kept.answer}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<KeptAnswer> answer_from(std::string_view text) {
  const json told = json::parse(text, nullptr, false);
  try {
    const auto request = hash_from_hex(told.at("request").get<std::string>());
    if (!request) return std::nullopt;
    return KeptAnswer{told.at("key").get<std::string>(), *request, told.at("time").get<std::int64_t>(),
                      told.at("answer").get<std::string>()};
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

bool take_part(JournalEntry& entry, char letter, std::string_view text) {
  if (letter == kPut || letter == kDelete) {
    entry.changes.push_back({letter == kPut, std::string(text)});
    return true;
  }
  auto kept = letter == kAnswer ? answer_from(text) : std::nullopt;
  if (kept) entry.answers.push_back(*std::move(kept));
  return letter == kAnswer && kept.has_value();
}

}  // namespace

std::string encode_entry(const JournalEntry& entry) {
  std::string bytes;
  for (const JournalChange& change : entry.changes) add_part(bytes, change.put ? kPut : kDelete, change.text);
  for (const KeptAnswer& kept : entry.answers) add_part(bytes, kAnswer, answer_text(kept));
  return bytes;
}

std::optional<JournalEntry> decode_entry(std::string_view bytes) {
  JournalEntry entry;
  while (!bytes.empty()) {
    const char letter = bytes.front();
    std::uint32_t length = 0;
    if (bytes.size() < 1 + sizeof length) return std::nullopt;
    std::memcpy(&length, bytes.data() + 1, sizeof length);
    bytes.remove_prefix(1 + sizeof length);
    if (length > bytes.size() || !take_part(entry, letter, bytes.substr(0, length))) return std::nullopt;
    bytes.remove_prefix(length);
  }
  return entry;
}

}  // namespace leian
