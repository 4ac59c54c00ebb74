/// Causes as a person or a record names them, and the column values of a kind that they mean.
#pragma once
#include <string>
#include <vector>

#include "query/search/asking.hpp"

namespace leian::query {

/// A cause that is known of the case asked about.
struct GivenCause {
  std::string label;
  std::vector<std::string> values;  ///< itself and all below it, in the kind answered
};

/// What these names mean in a kind; a name that means nothing there is left out. `field` is the kind's cause.
std::vector<GivenCause> causes_in(const std::vector<std::string>& names, const FieldSpec& field,
                                  const Asking&);
/// The known cause that a name was probably meant to be; empty where none is near.
std::string cause_like(std::string_view name, const FieldSpec& field, const CodeLists&);

}  // namespace leian::query
