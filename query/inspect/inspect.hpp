/// Looks into records one by one: whether documents state what statute says they must or may, whether review
/// scores agree with their sheets and grades, and how many units of each level have had cases reviewed.
/// Contents and scores open every record asked about; coverage reads columns alone. One thread at a time.
/// Source: docs/review.md
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpora/review/content_rule.hpp"
#include "corpora/review/score_sheet.hpp"
#include "query/search/narrowing.hpp"

namespace leian::query {

struct InspectRequest {
  Narrowing records;
  std::vector<std::string> findings;  ///< contents: statuses to list; empty: missing
  std::string period;                 ///< coverage: of the review's date; empty: all time
  std::uint32_t limit = 50;           ///< records listed; 0 to kMaxHits
  std::chrono::milliseconds budget{600'000};
};

/// One finding about a document.
struct ContentLine {
  std::string item;
  Text label;
  Text article;
  ContentForce force = ContentForce::Shall;
  ContentFinding::Status status = ContentFinding::Status::Missing;
  std::string field;
  std::string sentence;
};

struct ContentTally {
  std::string document;
  Text document_label;
  std::string item;
  Text label;
  Text article;
  ContentForce force = ContentForce::Shall;
  std::uint64_t present = 0, missing = 0, unknown = 0;
};

template <class Line>
struct InspectedRecord {
  std::string id;
  std::string title;
  std::string document;  ///< contents: the rule
  std::vector<Line> lines;
};

struct ContentsAnswer {
  std::uint64_t records = 0;    ///< asked about
  std::uint64_t documents = 0;  ///< of them holding a document that a rule is about
  std::vector<ContentTally> tallies;
  std::uint64_t total = 0;  ///< documents with a finding to list
  std::vector<InspectedRecord<ContentLine>> items;
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

struct ScoresAnswer {
  std::uint64_t records = 0;
  std::uint64_t reviewed = 0;  ///< of them holding a review
  std::map<std::string, std::uint64_t> checks;
  std::uint64_t total = 0;  ///< records in which something does not agree
  std::vector<InspectedRecord<ScoreFinding>> items;
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

struct CoverageRow {
  std::string level;  ///< empty: none recorded
  std::uint64_t units = 0, reviewed_units = 0;
  std::uint64_t cases = 0, reviewed_cases = 0;
};

/// Of the units that have cases in the index; one without any is not known here.
struct CoverageAnswer {
  std::vector<CoverageRow> rows;  ///< by level, as 市 县 乡 are written
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

struct ContentsQuestion {
  const InspectRequest& request;
  const std::vector<ContentRule>& rules;
  std::chrono::milliseconds budget;
};
struct ScoresQuestion {
  const InspectRequest& request;
  const ScoreSheets& sheets;
  std::chrono::milliseconds budget;
};

/// Errors: BadUsage, BadQuery, UnknownField, UnknownKind, IndexDamaged. Throw OutOfTime and Xapian::Error.
Result<ContentsAnswer> answer_contents(const Asking&, const ContentsQuestion&);
Result<ScoresAnswer> answer_scores(const Asking&, const ScoresQuestion&);
Result<CoverageAnswer> answer_coverage(const Asking&, const ScoresQuestion&);

}  // namespace leian::query
