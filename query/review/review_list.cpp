#include "query/review/review_list.hpp"

#include "corpora/core/messages.hpp"
#include "query/match/matcher.hpp"
#include "query/match/snippet.hpp"
#include "query/search/hits.hpp"

namespace leian::query {
namespace {

/// Walks over the records the caller may see.
class ReviewList {
 public:
  ReviewList(const Asking& asking, const ReviewRequest& request) : asking_(asking), request_(request) {}

  Result<ReviewAnswer> run() {
    LEIAN_CHECK(check());
    const auto& segments = asking_.snapshot().segments();
    for (std::uint32_t s = 0; s < segments.size(); ++s) {
      const Matcher matcher(asking_.lease, s, asking_.analyzer, asking_.deadline);
      for (const std::uint32_t row : matcher.match(asking_.scope.rows()).to_vector()) {
        asking_.deadline.check();
        LEIAN_CHECK(look_at(s, row));
      }
    }
    return std::move(answer_);
  }

 private:
  Result<void> check() const {
    if (request_.limit > kMaxReviewItems)
      return err(ErrorCode::BadUsage, Msg::LimitBad, "limit", request_.limit, kMaxReviewItems);
    if (request_.field.empty()) return {};
    bool known = false;
    for (const auto& kind : asking_.snapshot().kinds()->kinds()) {
      const auto field = kind->find(request_.field);
      if (!field) continue;
      known = true;
      if (kind->fields()[*field].extract) return {};
    }
    return known ? err(ErrorCode::UnknownField, Msg::ReviewNotExtracted, request_.field)
                 : err(ErrorCode::UnknownField, Msg::FieldUnknown, request_.field);
  }

  Result<void> look_at(std::uint32_t segment, std::uint32_t row) {
    LEIAN_TRY(const std::string stored, asking_.snapshot().segments()[segment].segment->records().json(row));
    // Where the key stands nowhere, not even within a text, the record need not be parsed.
    if (stored.find(kExtractedKey) == stored.npos) return {};
    LEIAN_TRY(Record record, read_record(asking_.lease, {segment, row}));
    asking_.scope.narrow(record);
    for (const Extracted& entry : record.extracted) {
      const auto field = record.kind->find(entry.field);
      if (field && is_wanted(*record.kind, *field) && is_doubtful(record.kind->fields()[*field], entry))
        add(record, record.kind->fields()[*field], entry);
    }
    return {};
  }

  bool is_wanted(const Kind& kind, std::size_t field) const {
    return request_.field.empty() || kind.find(request_.field) == field;
  }

  static bool is_doubtful(const FieldSpec& spec, const Extracted& entry) {
    return entry.by.empty() && spec.extract && entry.confidence < spec.extract->review_below;
  }

  void add(const Record& record, const FieldSpec& spec, const Extracted& entry) {
    ++answer_.total;
    if (answer_.items.size() >= request_.limit) return;
    answer_.items.push_back({record.id, record.kind->name(), title_of(record), spec.label, entry});
  }

  const Asking& asking_;
  const ReviewRequest& request_;
  ReviewAnswer answer_;
};

}  // namespace

Result<ReviewAnswer> answer_review(const Asking& asking, const ReviewRequest& request) {
  return ReviewList(asking, request).run();
}

}  // namespace leian::query
