/// Tables of set phrases, kept as data: which words say that a circumstance is there, or how a case ended.
///
///   # value <tab> phrases <tab> confidence <tab> unless <tab> where
///   坦白    坦白|如实供述    0.9    自首|投案
///
/// `phrases`: any of them (|) says the value; a & b: both in one sentence, where a stands. `unless`: not in a
/// clause that holds any of these, undenied. `where`: `any` for what parties declare themselves, too, and not
/// only the court says of them. Rows are tried from the top; lines starting with # are notes. Threads:
/// immutable once loaded. Source: corpora/cues
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::extract {

struct Cue {
  std::u16string phrase;  ///< folded
  std::u16string with;    ///< must stand in the same sentence; empty: nothing
  std::size_t row = 0;    ///< of CueTable::rows
};

struct CueRow {
  std::string value;
  double confidence = 0;
  std::vector<std::u16string> unless;
  bool anywhere = false;  ///< counts in the whole of the document
};

struct CueTable {
  std::vector<CueRow> rows;
  std::vector<Cue> cues;  ///< in the order of their rows; of one row, longer phrases first

  /// Errors: FileMissing, FileUnreadable, BadInput naming the line.
  static Result<CueTable> load(const std::filesystem::path&, const Analyzer&);
  static Result<CueTable> parse(std::string_view text, std::string_view origin, const Analyzer&);
};

}  // namespace leian::extract
