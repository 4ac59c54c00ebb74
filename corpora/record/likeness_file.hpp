/// "similar" of a kind file:
///
///   "similar": {"terms": {"from": ["facts"], "all": 0.1, "facts": 0.2}, "region": {"all": 0.05}, "amount":
///   0}
///
/// A channel that is named takes the place of its row in the table; senses it does not name are 0. A bare
/// number counts for all senses. Channels that are not named stay as the table has them.
/// Source: docs/kinds.md
#pragma once
#include "corpora/record/document.hpp"
#include "corpora/record/likeness.hpp"

namespace leian {

class Kind;

/// The channels of a kind whose file says nothing of them: those of the table that it has fields for.
std::vector<ChannelSpec> usual_likeness(const Kind&);
/// The same with what the file says. Errors: those of the document, naming the place: an unknown channel,
/// sense or role, a channel without a field, a weight out of bounds.
Result<std::vector<ChannelSpec>> read_likeness(const Node&, const Kind&);

}  // namespace leian
