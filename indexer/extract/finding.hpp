/// What an extractor finds, and what it is given to find it with.
/// An extractor is a pure function of a text: total, linear in it, at most kMaxFindings long. Confidence is
/// how often readings of this sort were right on judgments looked at by eye (docs/benchmarks.md), not a
/// probability of this one. Source: docs/adr/0019-extraction.md
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/extract/cues.hpp"
#include "indexer/extract/names.hpp"
#include "indexer/extract/text.hpp"

namespace leian::extract {

inline constexpr std::size_t kMaxFindings = 500;

struct Finding {
  Scalar value;
  std::optional<Row> row;  ///< instead of `value`, for a field of rows
  double confidence = 0;
  Span words;  ///< what it was read from
};
using Findings = std::vector<Finding>;

/// What belongs to the field that is filled.
struct Wanted {
  const FieldSpec* field = nullptr;
  const Names* names = nullptr;  ///< of the code list of the field, or of its column of charges; may be empty
  const CueTable* circumstances = nullptr;
  const CueTable* outcomes = nullptr;
};

Findings find_case_no(const Text&, const Wanted&);
Findings find_organ(const Text&, const Wanted&);
Findings find_cause(const Text&, const Wanted&);
Findings find_parties(const Text&, const Wanted&);
Findings find_opened(const Text&, const Wanted&);
Findings find_closed(const Text&, const Wanted&);
Findings find_awarded(const Text&, const Wanted&);
Findings find_involved(const Text&, const Wanted&);
Findings find_months(const Text&, const Wanted&);
Findings find_probation(const Text&, const Wanted&);
Findings find_sentences(const Text&, const Wanted&);
Findings find_articles(const Text&, const Wanted&);
Findings find_circumstances(const Text&, const Wanted&);
Findings find_outcome(const Text&, const Wanted&);

}  // namespace leian::extract
