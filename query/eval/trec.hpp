/// Judgments and rankings in the text files that evaluation programs exchange: columns parted by blanks or
/// tabs.
///
///   qrels   qid 0 docid grade              5156 0 38633 2
///   run     qid Q0 docid rank score tag    5156 Q0 38633 1 12.75 leian
///
/// Ids are taken as they are. Blank lines are passed over. Threads: pure functions but for the files.
/// Source: trec_eval's README
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian::query {

using Grades = std::map<std::string, int, std::less<>>;    ///< document -> grade
using Qrels = std::map<std::string, Grades, std::less<>>;  ///< query -> its judged documents

struct RankedDocument {
  std::string id;
  double score = 0;
  bool operator==(const RankedDocument&) const = default;
};

/// Query -> its documents, best first.
using Run = std::map<std::string, std::vector<RankedDocument>, std::less<>>;

/// Errors: BadInput naming `origin`, the line and the reason: columns missing or too many, a grade that is no
/// whole number, a document judged twice for a query.
Result<Qrels> parse_qrels(std::string_view text, std::string_view origin);
/// Ordered by score as trec_eval orders them, but ties by rank. Errors: as above, for rank and score.
Result<Run> parse_run(std::string_view text, std::string_view origin);
/// The file's text. Errors: BadInput where an id is empty or holds white space, which the format cannot
/// carry.
Result<std::string> format_run(const Run&, std::string_view tag);

/// The same from and to files. Errors: FileMissing, FileUnreadable, FileUnwritable and those above.
Result<Qrels> read_qrels(const std::filesystem::path&);
Result<Run> read_run(const std::filesystem::path&);
Result<void> write_run(const std::filesystem::path&, const Run&, std::string_view tag);

}  // namespace leian::query
