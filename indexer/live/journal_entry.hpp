/// What an entry of the journal says: one batch of changes, and answers that are kept under their keys.
/// Form: parts, each a letter (P a record to put as JSON, D an id to delete, A an answer as JSON), u32
/// length, bytes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/segment.hpp"

namespace leian {

struct JournalChange {
  bool put = false;
  std::string text;  ///< the record's JSON form, or the id to delete
};

/// An answer that is given again where its request comes again.
struct KeptAnswer {
  std::string key;
  ContentHash request;
  std::int64_t time = 0;  ///< seconds since 1970, by the clock of then
  std::string answer;     ///< encode_answer()
};

struct JournalEntry {
  std::vector<JournalChange> changes;
  std::vector<KeptAnswer> answers;

  bool empty() const { return changes.empty() && answers.empty(); }
};

std::string encode_entry(const JournalEntry&);
/// Nothing where the bytes are no entry.
std::optional<JournalEntry> decode_entry(std::string_view);

}  // namespace leian
