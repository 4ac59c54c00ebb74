/// What a live write asks and what became of it, as plain values.
/// Rows of one request are one batch: they are journalled together and become visible together. They are
/// taken in their order, so of two rows with one id the later sees what the earlier did.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/store/segment.hpp"

namespace leian {

/// In which state a record must be for a row to count. Source: RFC 9110 sections 13.1.1, 13.1.2
struct WriteCondition {
  bool must_exist = false;          ///< If-Match: *
  bool must_be_absent = false;      ///< If-None-Match: *
  bool must_match = false;          ///< If-Match: a list
  std::vector<ContentHash> any_of;  ///< that list; may be empty, and then nothing meets it

  bool met_by(const std::optional<ContentHash>& now) const;
};

/// A record to put, or an id to delete.
struct WriteRow {
  std::uint64_t line = 1;
  std::string record;  ///< JSON object; empty: delete
  std::string id;      ///< to delete
  WriteCondition condition;
};

struct WriteRequest {
  std::string kind;  ///< of every row; empty: the rows say so
  std::vector<WriteRow> rows;
  std::string key;          ///< of idempotency; empty: none
  ContentHash fingerprint;  ///< of all that was asked, to tell a key that is used for something else
};

enum class WriteStatus { Created, Updated, Unchanged, Deleted, Missing, ConditionFailed, Rejected };
/// "created", "updated" …
std::string_view name_of(WriteStatus);

struct WriteOutcome {
  std::uint64_t line = 1;
  std::string id;  ///< empty where the row has none
  WriteStatus status = WriteStatus::Rejected;
  ContentHash hash;               ///< of the record as it now is; created, updated, unchanged
  std::optional<RowError> error;  ///< rejected
};

struct WriteAnswer {
  std::vector<WriteOutcome> rows;
  bool key_reused = false;  ///< the key was used for another request; nothing was done
};

/// An answer as it is kept under its key, and back. Nothing where the text is no such answer.
std::string encode_answer(const WriteAnswer&);
std::optional<WriteAnswer> decode_answer(std::string_view);

/// 32 hexadecimal digits, and back.
std::string to_hex(const ContentHash&);
std::optional<ContentHash> hash_from_hex(std::string_view);

}  // namespace leian
