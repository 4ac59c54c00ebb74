#include "corpora/record/extractor.hpp"

namespace leian {
namespace {

const std::vector<FieldType> kWords{FieldType::Keyword, FieldType::Text};
const std::vector<FieldType> kNames{FieldType::Keyword, FieldType::Code};
const std::vector<FieldType> kTimes{FieldType::Date, FieldType::DateTime};
/// What the deciding organ wrote itself comes first; the whole document has everything.
const std::vector<Role> kWhole{Role::Body, Role::Title};
const std::vector<Role> kDecision{Role::Body, Role::Result, Role::Reasoning, Role::Terms, Role::Reply};
const std::vector<Role> kGrounds{Role::Body, Role::Reasoning, Role::Result, Role::Reply, Role::Facts};
const std::vector<Role> kStory{Role::Body, Role::Reasoning, Role::Facts, Role::Terms};

}  // namespace

const std::vector<ExtractorRow>& all_extractors() {
  static const std::vector<ExtractorRow> rows{
      {Extractor::CaseNo, "case_no", {FieldType::Keyword}, kWhole},
      {Extractor::Organ, "organ", kNames, kWhole},
      {Extractor::Cause,
       "cause",
       kNames,
       {Role::Body, Role::Result, Role::Reasoning, Role::Title, Role::Facts}},
      {Extractor::Parties, "parties", kWords, kWhole},
      {Extractor::Opened, "opened", kTimes, {Role::Body}},
      {Extractor::Closed, "closed", kTimes, {Role::Body, Role::Result}},
      {Extractor::Awarded, "amount_awarded", {FieldType::Money}, kDecision},
      {Extractor::Involved, "amount_involved", {FieldType::Money}, kStory},
      {Extractor::Months, "months", {FieldType::Number}, kDecision},
      {Extractor::Probation, "probation", {FieldType::Number}, kDecision},
      {Extractor::Sentences, "sentences", {FieldType::Rows}, kDecision},
      {Extractor::Articles, "articles", {FieldType::Keyword}, kGrounds},
      {Extractor::Circumstances, "circumstances", kNames, {Role::Body, Role::Reasoning, Role::Facts}},
      {Extractor::Outcome, "outcome", kNames, kDecision},
  };
  return rows;
}

}  // namespace leian
