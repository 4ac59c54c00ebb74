/// Where a page of a search ended, as a text that the next request brings back: deep paging whose cost does
/// not grow with the depth of the page, and in which nothing is shown twice.
///
/// A cursor holds the keys and the hash of the last record shown, the generation it was found in, and a
/// fingerprint of the question. The generation is kept open for a while (query/access/kept_snapshots.hpp);
/// once it is gone, paging goes on in the newest one: by columns without a gap or a repeat among the records
/// that did not change, by relevance only as far as scores stayed the same. Source: docs/query-language.md
#pragma once
#include <string>
#include <string_view>

#include "query/search/order.hpp"

namespace leian::query {

/// Asks for the first page of a search that is to be paged by cursor.
inline constexpr std::string_view kFirstPage = "*";

struct Cursor {
  std::uint64_t generation = 0;
  std::uint64_t question = 0;  ///< fingerprint
  std::array<double, kMaxSortKeys> keys{};
  ContentHash last;
};

/// What of a request decides which records are found and in which order.
std::uint64_t fingerprint_of(const SearchRequest&);

/// Base64url without padding.
std::string write_cursor(const Cursor&);
/// Errors: BadUsage where it is not one that write_cursor made.
Result<Cursor> read_cursor(std::string_view);

}  // namespace leian::query
