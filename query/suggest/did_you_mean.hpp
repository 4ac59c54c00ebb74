/// What to ask instead of a query that finds nothing. Each offer was asked and found something, under the
/// same kind, filters and scope; none is ever asked in the query's place. Source:
/// docs/adr/0016-suggestions.md
#pragma once
#include "query/search/asking.hpp"
#include "query/suggest/suggest_table.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxOffers = 3;

/// At most kMaxOffers, best first: an operator in small letters, a field's name nearly written, a word that
/// is spelled otherwise, pinyin, a word left out. Within the question's time, and kOfferBudget at most.
/// Throws Xapian::Error.
std::vector<Offer> offers_for(const Asking&, const SuggestTable&, const SearchRequest&);

inline constexpr std::chrono::milliseconds kOfferBudget{1'000};

}  // namespace leian::query
