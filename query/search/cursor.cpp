#include "query/search/cursor.hpp"

#include <sodium/utils.h>
#include <xxhash.h>

#include <cstring>

#include "corpora/core/messages.hpp"

namespace leian::query {
namespace {

constexpr std::uint32_t kVersion = 1;
constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

/// As it is packed; every byte is a member's, and the sum guards them against slips of the pen.
struct Packed {
  std::uint32_t version = kVersion;
  std::uint32_t sum = 0;
  Cursor cursor;
};
static_assert(sizeof(Packed) == 2 * sizeof(std::uint32_t) + sizeof(Cursor));
static_assert(sizeof(Cursor) == (2 + kMaxSortKeys + 2) * sizeof(std::uint64_t));

std::uint32_t sum_of(const Cursor& cursor) {
  return static_cast<std::uint32_t>(XXH3_64bits(&cursor, sizeof cursor));
}

}  // namespace

std::uint64_t fingerprint_of(const SearchRequest& request) {
  std::string all;
  const auto add = [&](std::string_view part) {
    all += part;
    all += '\0';
  };
  add(request.text);
  add(request.kind);
  add(request.sort);
  for (const Filter& filter : request.filters) {
    add(filter.field);
    add(filter.value);
  }
  add("");
  for (const std::string& id : request.among) add(id);
  return XXH3_64bits(all.data(), all.size());
}

std::string write_cursor(const Cursor& cursor) {
  const Packed packed{kVersion, sum_of(cursor), cursor};
  std::string text(sodium_base64_ENCODED_LEN(sizeof packed, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(&packed), sizeof packed,
                    kVariant);
  text.resize(std::strlen(text.c_str()));
  return text;
}

Result<Cursor> read_cursor(std::string_view text) {
  Packed packed;
  std::size_t size = 0;
  const bool decoded = sodium_base642bin(reinterpret_cast<unsigned char*>(&packed), sizeof packed,
                                         text.data(), text.size(), nullptr, &size, nullptr, kVariant) == 0;
  if (!decoded || size != sizeof packed || packed.version != kVersion || packed.sum != sum_of(packed.cursor))
    return err(ErrorCode::BadUsage, Msg::CursorBad);
  return packed.cursor;
}

}  // namespace leian::query
