/// The gist of a case, taken out of its own texts: of each part (facts, reasons, result …) the run of whole
/// sentences that holds most of the words that matter. Nothing is worded anew or left out within a passage.
/// Threads: pure functions. Cost: linear in the texts' length. Source: docs/adr/0026-report.md
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::query {

inline constexpr std::size_t kGistUnits = 160;      ///< characters a passage has at most
inline constexpr std::size_t kDisputesUnits = 600;  ///< and a statement of disputed issues

/// One part of a gist.
struct GistPart {
  std::string label;  ///< of the field or section it comes from, Chinese
  std::string text;   ///< a passage of the original, white space at its ends trimmed
  bool from_start = true;
  bool to_end = true;  ///< false: the text goes on behind the passage
};

/// A word that matters, and how much.
struct GistWord {
  std::string word;
  double weight = 1;
};

/// A text to take a part of a gist from.
struct GistSource {
  std::string label;
  std::string text;
};

/// What of a record a gist is made of, in reading order: fields whose roles are parts of a case; where there
/// are none, the sections of its whole text that set phrases announce, else that text.
std::vector<GistSource> gist_sources(const Record&, const Analyzer&);
/// The same of a bare text.
std::vector<GistSource> gist_sources(std::string_view text, const Analyzer&);

/// The best passage, of at most `units` characters; of a longer sentence its beginning.
GistPart best_passage(const GistSource&, const std::vector<GistWord>&, const Analyzer&, std::size_t units);

/// Every part's best passage.
std::vector<GistPart> gist_of(const std::vector<GistSource>&, const std::vector<GistWord>&, const Analyzer&);

/// The disputed issues: the fields of that role, else the sentences that begin with naming them
/// (本案的争议焦点 是 …), else nothing.
std::vector<GistPart> disputes_of(const Record&, const Analyzer&);
std::vector<GistPart> disputes_of(std::string_view text, const Analyzer&);

}  // namespace leian::query
