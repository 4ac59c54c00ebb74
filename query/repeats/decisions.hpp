/// What people said about chains of repeated petitions: joined by hand, taken out by hand, or said again
/// otherwise. A file beside the index, one line a word said, only ever added to; taking a word back is a line
/// too, so that who said what, and when, stays.
///
///   D/repeats.jsonl
///   {"word": "merge", "ids": ["p-1", "p-9"], "by": "王督导", "when": "2026-11-25T09:30:00+08:00"}
///   {"word": "split", "ids": ["p-9"], "by": …}      p-9 is a matter of its own
///   {"word": "undo", "line": 1, "by": …}            line 1 does not hold any more
///
/// Source: docs/adr/0030-repeats.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian::query {

struct ChainDecision {
  enum class Word { Merge, Split, Undo };
  Word word = Word::Merge;
  std::vector<std::string> ids;  ///< merge: two or more; split: one or more; undo: none
  std::size_t line = 0;          ///< undo: the word taken back, from 1; of a decision read back: its own
  std::string by;
  std::string when;
};

/// Those in force, in the order in which they were said. Errors: FileUnreadable, BadInput naming the line.
Result<std::vector<ChainDecision>> read_decisions(const std::filesystem::path& db);

/// Adds one, on disk when this returns, and gives its line's number. Errors: BadUsage (too few ids, a line
/// that holds no word in force), FileUnwritable.
Result<std::size_t> add_decision(const std::filesystem::path& db, const ChainDecision&);

std::filesystem::path decisions_file(const std::filesystem::path& db);

}  // namespace leian::query
