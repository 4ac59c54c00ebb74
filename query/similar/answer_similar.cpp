#include "query/similar/answer_similar.hpp"

#include "corpora/core/messages.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "query/match/plan.hpp"
#include "query/search/hits.hpp"
#include "query/similar/similar.hpp"

namespace leian::query {
namespace {

/// One look-up of similar cases, from the request to the answer.
class Similar {
 public:
  Similar(const Asking& asking, const SimilarRequest& request) : asking_(asking), request_(request) {}

  Result<SimilarAnswer> run() {
    const Snapshot& snapshot = asking_.snapshot();
    LEIAN_CHECK(check_limits(request_.limit, 0));
    if (request_.id.has_value() == !request_.text.empty())
      return err(ErrorCode::BadUsage, Msg::SimilarNeedsOne);
    if (request_.text.size() > kMaxTextBytes)
      return err(ErrorCode::TooLarge, Msg::SimilarTextTooLong, request_.text.size(), kMaxTextBytes);
    std::string text = request_.text;
    std::string kind = request_.kind;
    if (request_.id) LEIAN_CHECK(ask_about_record(text, kind));
    question_.terms = choose_terms(text, asking_.lease, asking_.analyzer);
    if (question_.terms.empty() && snapshot.live_rows() > 0)
      return err(ErrorCode::BadUsage, Msg::SimilarNoWords);
    LEIAN_TRY(Plan filters, bind_filters(request_.filters, kind, snapshot));
    LEIAN_TRY(Plan among, bind_ids(request_.among, asking_.lease));
    question_.among = both(both(asking_.scope.rows(), std::move(filters)), std::move(among));
    question_.limit = request_.limit;
    LEIAN_CHECK(ask_for_causes());
    return answer();
  }

 private:
  /// The record's own texts are the text to compare by; its kind is the kind of the answers.
  Result<void> ask_about_record(std::string& text, std::string& kind) {
    LEIAN_TRY(const FoundRecord found, find_record(*request_.id, asking_));
    for (const SearchedText& part : searched_texts(found.record, asking_.snapshot().kinds()->codes()))
      if (part.field->type == FieldType::Text) text += part.text + "\n";
    if (kind.empty()) kind = found.record.kind->name();
    question_.except = found.at;
    return {};
  }

  Result<void> ask_for_causes() {
    std::vector<Filter> any;
    for (const std::string& cause : request_.causes) {
      any.push_back({std::string(row_of(Role::Cause).name), cause});
      question_.cause_label += (question_.cause_label.empty() ? "" : "、") + cause;
    }
    if (any.empty()) return {};
    LEIAN_TRY(question_.of_cause, bind_filters(any, "", asking_.snapshot()));
    return {};
  }

  Result<SimilarAnswer> answer() const {
    const SimilarRows found = find_similar(question_, asking_.lease, asking_.analyzer, asking_.deadline);
    SimilarAnswer answer;
    answer.generation = asking_.snapshot().generation();
    answer.total = found.total;
    for (const SimilarTerm& term : question_.terms) answer.terms.push_back(term.word);
    for (const SimilarRow& row : found.rows) {
      std::vector<Needle> marks;
      for (const Reason& reason : row.reasons)
        marks.push_back(needle_of(asking_.analyzer.fold(reason.term).units));
      LEIAN_TRY(Hit hit, make_hit(asking_, row.at, row.score, marks));
      answer.hits.push_back({std::move(hit), row.reasons});
    }
    return answer;
  }

  const Asking& asking_;
  const SimilarRequest& request_;
  SimilarQuestion question_;
};

}  // namespace

Result<SimilarAnswer> answer_similar(const Asking& asking, const SimilarRequest& request) {
  return Similar(asking, request).run();
}

}  // namespace leian::query
