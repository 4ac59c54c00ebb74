/// A person's word about an extracted field of one record: kept for good (corrections.hpp), then the record
/// is written anew with it, by the ordinary way of a segment and a generation, so that it shows at once.
/// Waits kWaitForLock at most while another process writes. Source: docs/adr/0019-extraction.md
#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/record/record.hpp"

namespace leian {

struct CorrectionRequest {
  enum class Word {
    Set,     ///< the values are `values`
    Accept,  ///< the extracted values are right
    Clear,   ///< nothing stands there
  };
  std::filesystem::path db;
  std::string id;
  std::string field;  ///< by name, label or alias
  Word word = Word::Set;
  std::vector<std::string> values;  ///< as people write them; a nested row as a JSON object
  std::string by;
  DateTime when;
};

inline constexpr std::chrono::seconds kWaitForLock{10};

/// The record as it stands now. Errors: NotFound (id), UnknownField (none of that name, or not an extracted
/// one), Conflict (the row gives the field), BadInput (a value that does not fit), IndexLocked, and those of
/// writing. A correction that is refused is not kept; one that was kept when writing the record failed holds
/// from the next indexing on.
Result<Record> correct_record(const CorrectionRequest&);

}  // namespace leian
