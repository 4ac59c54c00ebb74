/// The sections of a report's document, one function each; report_document.cpp puts them in order. Each
/// appends blocks. Threads: pure functions.
#pragma once
#include <string>
#include <vector>

#include "api/report/document.hpp"
#include "query/report/similar_report.hpp"

namespace leian::api {

using Blocks = std::vector<Block>;

// report_front.cpp: the case itself and how it was searched.
void add_pending(Blocks&, const query::PendingCase&);
void add_disputes(Blocks&, const query::PendingCase&);
void add_search(Blocks&, const query::SimilarReport&);

// report_cases.cpp: what was found.
void add_overview(Blocks&, const query::SimilarReport&);
void add_cases(Blocks&, const query::SimilarReport&);
void add_conflicts(Blocks&, const query::SimilarReport&);

// report_end.cpp: the person's part, and the log.
void add_opinion(Blocks&);
void add_log(Blocks&, const query::SimilarReport&);

}  // namespace leian::api
