/// Which rows the rules of a draw pick out of a population. One thread at a time; throws OutOfTime and
/// Xapian::Error.
#pragma once
#include <cstdint>
#include <vector>

#include "query/review_draw/draw.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxDrawRules = 64;

/// One bit a rule, by row; by segment, parallel to the snapshot's.
using Picks = std::vector<std::vector<std::uint64_t>>;

/// `population` are the rows asked about, of the rules' kind. Errors: those of reading a rule's query,
/// filters and clocks; UnknownField.
Result<Picks> pick_rows(const Asking&, const std::vector<const DrawRule*>&, const FoundRows& population,
                        const DrawQuestion&);

}  // namespace leian::query
