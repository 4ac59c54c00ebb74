/// What outcomes count as: which values say that a matter was agreed on, settled, or neither. Data.
/// Threads: immutable once loaded. Source: corpora/cues/endings.tsv
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "corpora/core/result.hpp"

namespace leian::query {

enum class Ending { Agreed, Settled, Unsettled };

class Endings {
 public:
  /// The file of the data folder. Errors: NotFound, Io, BadInput naming the line.
  static Result<Endings> load();
  static Result<Endings> parse(std::string_view text, std::string_view origin);

  /// Nothing where the outcome counts as none of them.
  std::optional<Ending> of(std::string_view outcome) const;

 private:
  std::map<std::string, Ending, std::less<>> by_outcome_;
};

}  // namespace leian::query
