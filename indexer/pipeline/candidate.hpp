/// A row on its way into the index, as files and live writes alike bring it.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "corpora/record/intake.hpp"
#include "indexer/extract/extraction.hpp"
#include "indexer/store/segment.hpp"

namespace leian {

/// A row that was read: the record with its JSON form, or why there is none.
struct Candidate {
  std::shared_ptr<const std::string> file;
  std::uint64_t line = 0;
  std::variant<Record, RowError> outcome;
  std::string json;
  ContentHash hash;
};

/// Makes a record of a row, with its JSON form and that form's hash. `extraction`: fills what the row leaves
/// empty; null where nothing is written. Threads: any.
Candidate read_candidate(const Intake&, ReadItem&, const Extraction* extraction);

}  // namespace leian
