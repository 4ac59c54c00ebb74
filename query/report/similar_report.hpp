/// A report on similar cases (类案检索报告): what the search found, prepared so that a person can judge it
/// and file it. Everything that the guiding opinion asks a report to state is here but the person's own
/// judgement. Plain structs; passages are cut out of the records, nothing is worded anew. Names stand as
/// recorded. Source: 《关于统一法律适用加强类案检索的指导意见（试行）》 (2020-07-31) art. 7, 8;
/// docs/adr/0026-report.md
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpora/core/date.hpp"
#include "query/report/gist.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxReportLookUps = 10;
inline constexpr std::uint32_t kMaxReportCases = 100;  ///< that one look-up of a report may list
inline constexpr std::size_t kMaxReportTitleBytes = 300;
inline constexpr std::size_t kMaxReportUserBytes = 200;

/// One or more look-ups about one case. The first says which case that is.
struct ReportRequest {
  std::vector<SimilarRequest> lookups;  ///< 1 to kMaxReportLookUps, each with a limit of 1 to kMaxReportCases
  std::string user;                     ///< who searched; empty: the principal's name
  std::string title;                    ///< empty: the usual one
  DateTime at;                          ///< when it is searched
  std::chrono::milliseconds budget{30'000};  ///< for all of it
};

/// A case in a few words, as people read them. What is not recorded is empty.
struct CaseCard {
  std::string id;
  std::string kind;  ///< Chinese label
  std::string title;
  std::string case_no, organ, cause, outcome, handler;
  std::optional<Date> date;  ///< closed, else opened
};

/// The case that the search is for.
struct PendingCase {
  CaseCard card;  ///< of a bare text: all empty; of a form or an uploaded file: without an id
  std::vector<GistPart> gist;
  std::vector<GistPart> disputes;  ///< as recorded, or as the text states them; empty: the person is to say
};

/// A look-up of a report, as asked and as answered.
struct ReportLookUp {
  SimilarRequest request;
  SimilarAnswer answer;
};

/// A similar case. One that several look-ups found stands here once, as the first of them found it.
struct ReportCase {
  CaseCard card;
  std::string tier;        ///< value of the authority field; empty: none
  std::string tier_label;  ///< empty where there is no tier
  bool recent = true;
  double score = 0;
  std::vector<GistPart> gist;
  std::vector<Reason> reasons;
  std::vector<Difference> differences;
  std::vector<std::size_t> found_by;  ///< positions in SimilarReport::lookups
};

/// Which state of which index was searched.
struct Revision {
  std::uint64_t generation = 0;
  std::uint64_t records = 0;
  std::string analyzer;
};

struct SimilarReport {
  std::string title;  ///< empty: the usual one
  std::string user;
  std::string account;  ///< the principal that asked
  DateTime at;
  Revision revision;
  PendingCase pending;
  std::vector<ReportLookUp> lookups;
  std::vector<ReportCase> cases;  ///< in the order of the look-ups, then of their hits
  double milliseconds = 0;
};

}  // namespace leian::query
