/// The case that is asked about, as the kinds of the answers read it.
#pragma once
#include <memory>
#include <optional>

#include "query/search/asking.hpp"
#include "query/similar/case_reader.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

/// The case beside the records of one kind.
struct AskedCase {
  std::shared_ptr<const Kind> kind;  ///< of the records answered
  Record record;                     ///< the case, in its own kind, with what its texts say
};

struct AskedCases {
  std::vector<AskedCase> as;     ///< one a kind that is answered
  std::optional<RowAddress> at;  ///< where it stands, if it is a record of the index
};

/// The kinds answered, and the case as each sees it: a record as it is, a text as a record of that kind.
/// Errors: BadUsage (not exactly one case, no text to compare), NotFound, UnknownKind, TooLarge.
Result<AskedCases> read_asked(const Asking&, const SimilarRequest&, const CaseReader&);

/// The story that its words are taken from, by the channels of its own kind.
std::u16string story_of(const AskedCase&, const Analyzer&);

}  // namespace leian::query
