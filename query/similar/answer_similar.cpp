#include "query/similar/answer_similar.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "corpora/core/messages.hpp"
#include "indexer/learn/cause_model.hpp"
#include "query/match/plan.hpp"
#include "query/search/hits.hpp"
#include "query/similar/differences.hpp"
#include "query/similar/look_up.hpp"
#include "query/similar/standing.hpp"

namespace leian::query {
namespace {

/// Causes shown where none was given.
constexpr std::size_t kPredicted = 3;

class Similar {
 public:
  Similar(const Asking& asking, const CaseReader& reader, const SimilarRequest& request)
      : asking_(asking), reader_(reader), request_(request) {}

  Result<SimilarAnswer> run() {
    LEIAN_CHECK(check_limits(request_.limit, 0));
    LEIAN_CHECK(check_channels());
    LEIAN_TRY(asked_, read_asked(asking_, request_, reader_));
    answer_.generation = asking_.snapshot().generation();
    if (asked_.as.empty()) return std::move(answer_);  // an index without records
    LEIAN_CHECK(check_causes());
    LEIAN_TRY(const Plan filters, narrowed());
    LookUp look_up(asking_, asked_, request_.sense);
    look_up.prepare(request_.causes, request_.without, reader_);
    LEIAN_CHECK(check_words(look_up));
    LEIAN_TRY(Standing standing, Standing::begin(asking_, request_, &asked_.as.front().record));
    const LookUpRows found = look_up.best(filters, standing.wanted(), standing.walks() ? &standing : nullptr);
    answer_.total = found.total;
    tell(look_up);
    for (const RowAddress at : standing.rows(found.rows)) LEIAN_CHECK(add_hit(look_up, at));
    if (!standing.walks()) sort_hits();
    const Record* here = found.rows.empty() ? nullptr : &look_up.of(found.rows.front().at).asked->record;
    LEIAN_CHECK(standing.finish(answer_, shown_, found.rows, here));
    return std::move(answer_);
  }

 private:
  Result<void> check_channels() const {
    std::string all;
    for (const LikenessRow& row : all_likeness()) (all += all.empty() ? "" : ", ") += row.name;
    for (const std::string& name : request_.without)
      if (std::none_of(all_likeness().begin(), all_likeness().end(),
                       [&](const LikenessRow& row) { return row.name == name; }))
        return err(ErrorCode::BadUsage, Msg::UnknownLikeness, name, all);
    return {};
  }

  Result<Plan> narrowed() const {
    LEIAN_TRY(Plan filters, bind_filters(request_.filters, "", asking_.snapshot()));
    LEIAN_TRY(Plan among, bind_ids(request_.among, asking_.lease));
    return both(std::move(filters), std::move(among));
  }

  /// A cause is known that means something in a kind that is answered.
  Result<void> check_causes() const {
    for (const std::string& name : request_.causes) {
      bool known = false;
      std::string near;
      for (const AskedCase& as : asked_.as)
        if (const auto field = as.kind->with_role(Role::Cause)) {
          const FieldSpec& spec = as.kind->fields()[*field];
          known = known || !causes_in({name}, spec, asking_).empty();
          if (near.empty()) near = cause_like(name, spec, asking_.snapshot().kinds()->codes());
        }
      if (known) continue;
      if (!near.empty()) return err(ErrorCode::BadUsage, Msg::SimilarCauseNear, name, near);
      return err(ErrorCode::BadUsage, Msg::SimilarCauseUnknown, name);
    }
    return {};
  }

  /// There is something to compare by: words, or at least a cause or values.
  Result<void> check_words(const LookUp& look_up) const {
    if (look_up.has_words() || asking_.snapshot().live_rows() == 0) return {};
    for (const KindLookUp& kind : look_up.kinds()) {
      if (!kind.given.empty()) return {};
      for (const auto& channel : kind.channels)
        if (channel->leads() && channel->what() != LikenessChannel::Cause) return {};
    }
    const std::u16string story = story_of(asked_.as.front(), asking_.analyzer);
    std::vector<Span> words;
    asking_.analyzer.words(story, words);
    const bool any =
        std::any_of(words.begin(), words.end(), [](const Span& span) { return span.size() > 1; });
    return err(ErrorCode::BadUsage, any ? Msg::SimilarNothingKnown : Msg::SimilarNoWords);
  }

  /// What was looked for, and by what.
  void tell(const LookUp& look_up) {
    for (const SimilarTerm& term : look_up.words()) answer_.terms.push_back(term.shown);
    for (const KindLookUp& kind : look_up.kinds()) {
      for (const auto& channel : kind.channels)
        if (std::find(answer_.channels.begin(), answer_.channels.end(), channel->name()) ==
            answer_.channels.end())
          answer_.channels.push_back(channel->name());
      if (kind.given.empty()) predict(*kind.asked);
    }
    std::stable_sort(
        answer_.predicted.begin(), answer_.predicted.end(),
        [](const PredictedCause& a, const PredictedCause& b) { return a.confidence > b.confidence; });
    if (answer_.predicted.size() > kPredicted) answer_.predicted.resize(kPredicted);
  }

  void predict(const AskedCase& as) {
    const auto field = as.kind->with_role(Role::Cause);
    const auto model = asking_.snapshot().causes_of(as.kind->name());
    if (!field || model == nullptr) return;
    const std::u16string story = story_of(as, asking_.analyzer);
    for (CauseGuess& guess : model->predict(story, kPredicted)) {
      std::string label =
          label_of(as.kind->fields()[*field], guess.cause, asking_.snapshot().kinds()->codes());
      answer_.predicted.push_back({std::move(guess.cause), std::move(label), guess.confidence});
    }
  }

  Result<void> add_hit(const LookUp& look_up, RowAddress at) {
    const KindLookUp& kind = look_up.of(at);
    LEIAN_TRY(Record record, read_record(asking_.lease, at));
    asking_.scope.narrow(record);
    const auto& codes = asking_.snapshot().kinds()->codes();
    CaseTexts there(record, codes, asking_.analyzer);
    Pair pair{at, texts_of(*kind.asked), there};
    SimilarHit similar;
    for (const auto& channel : kind.channels) channel->explain(pair, similar.reasons);
    if (similar.reasons.empty()) return {};  // all that it shares is hidden from the caller
    std::stable_sort(similar.reasons.begin(), similar.reasons.end(),
                     [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
    double score = 0;
    for (const Reason& reason : similar.reasons) score += reason.weight;
    similar.differences = differences_between(kind.asked->record, record, codes);
    similar.hit = make_hit(asking_, std::move(record), score, marks_of(similar.reasons));
    answer_.hits.push_back(std::move(similar));
    shown_.push_back(at);
    return {};
  }

  /// By what the reasons add up to, in which what channels rounded up is exact.
  void sort_hits() {
    std::vector<std::size_t> order(answer_.hits.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return answer_.hits[a].hit.score > answer_.hits[b].hit.score;
    });
    std::vector<SimilarHit> hits;
    std::vector<RowAddress> shown;
    for (const std::size_t i : order) {
      hits.push_back(std::move(answer_.hits[i]));
      shown.push_back(shown_[i]);
    }
    answer_.hits = std::move(hits);
    shown_ = std::move(shown);
  }

  std::vector<Needle> marks_of(const std::vector<Reason>& reasons) const {
    std::vector<Needle> marks;
    for (const Reason& reason : reasons)
      if (auto folded = asking_.analyzer.fold(reason.term).units; !folded.empty())
        marks.push_back(needle_of(std::move(folded)));
    return marks;
  }

  CaseTexts& texts_of(const AskedCase& asked) {
    auto& texts = here_[&asked];
    if (texts == nullptr)
      texts =
          std::make_unique<CaseTexts>(asked.record, asking_.snapshot().kinds()->codes(), asking_.analyzer);
    return *texts;
  }

  const Asking& asking_;
  const CaseReader& reader_;
  const SimilarRequest& request_;
  AskedCases asked_;
  SimilarAnswer answer_;
  std::vector<RowAddress> shown_;  // where the hits stand
  std::map<const AskedCase*, std::unique_ptr<CaseTexts>> here_;
};

}  // namespace

Result<SimilarAnswer> answer_similar(const Asking& asking, const CaseReader& reader,
                                     const SimilarRequest& request) {
  return Similar(asking, reader, request).run();
}

}  // namespace leian::query
