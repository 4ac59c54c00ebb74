#include "query/report/answer_report.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "query/report/case_card.hpp"
#include "query/search/hits.hpp"
#include "query/similar/standing.hpp"

namespace leian::query {
namespace {

using Clock = std::chrono::steady_clock;

bool fit_for_a_head(const std::string& text, std::size_t most) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return text.size() <= most && valid_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

Result<void> check(const ReportRequest& request) {
  if (request.lookups.empty() || request.lookups.size() > kMaxReportLookUps)
    return err(ErrorCode::BadUsage, Msg::ReportLookUps, request.lookups.size(), kMaxReportLookUps);
  for (const SimilarRequest& lookup : request.lookups)
    if (lookup.limit < 1 || lookup.limit > kMaxReportCases)
      return err(ErrorCode::BadUsage, Msg::ReportLimit, lookup.limit, kMaxReportCases);
  if (!fit_for_a_head(request.title, kMaxReportTitleBytes))
    return err(ErrorCode::BadUsage, Msg::ReportTextBad, "title", kMaxReportTitleBytes);
  if (!fit_for_a_head(request.user, kMaxReportUserBytes))
    return err(ErrorCode::BadUsage, Msg::ReportTextBad, "user", kMaxReportUserBytes);
  return {};
}

/// What a gist is chosen by: the words that two cases share.
std::vector<GistWord> words_of(const std::vector<Reason>& reasons) {
  std::vector<GistWord> words;
  for (const Reason& reason : reasons) words.push_back({reason.term, std::max(reason.weight, 0.0)});
  return words;
}

class Report {
 public:
  Report(const Asking& asking, const ReportRequest& request, const AnswerLookUp& answer)
      : asking_(asking), request_(request), answer_(answer), kinds_(*asking.snapshot().kinds()) {}

  Result<SimilarReport> run() {
    LEIAN_CHECK(check(request_));
    report_.title = request_.title;
    report_.user = request_.user;
    report_.at = request_.at;
    report_.revision = {asking_.snapshot().generation(), asking_.snapshot().live_rows(),
                        asking_.snapshot().manifest().analyzer};
    for (const SimilarRequest& lookup : request_.lookups) LEIAN_CHECK(look_up(lookup));
    LEIAN_CHECK(describe_pending());
    return std::move(report_);
  }

 private:
  Result<void> look_up(SimilarRequest request) {
    const auto start = Clock::now();
    LEIAN_CHECK(pin_day(request));
    LEIAN_TRY(SimilarAnswer answer, answer_(request));
    answer.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    report_.lookups.push_back({request, std::move(answer)});
    const std::size_t number = report_.lookups.size() - 1;
    for (const SimilarHit& hit : report_.lookups.back().answer.hits) {
      const auto [place, is_new] = places_.emplace(hit.hit.record.id, report_.cases.size());
      if (is_new) {
        LEIAN_CHECK(add_case(hit, report_.lookups.back().answer));
      }
      report_.cases[place->second].found_by.push_back(number);
    }
    return {};
  }

  /// A look-up that leaves the day open would answer otherwise tomorrow.
  Result<void> pin_day(SimilarRequest& request) const {
    const Record* here = request.given ? &*request.given : nullptr;
    std::optional<Record> found;
    if (request.id) {
      LEIAN_TRY(FoundRecord at, find_record(*request.id, asking_));
      here = &found.emplace(std::move(at.record));
    }
    request.tiers.day = day_of_look_up(request.tiers, here, request_.at.date());
    return {};
  }

  Result<void> add_case(const SimilarHit& hit, const SimilarAnswer& answer) {
    asking_.deadline.check();
    LEIAN_TRY(const FoundRecord found, find_record(hit.hit.record.id, asking_));
    ReportCase similar;
    similar.card = card_of(found.record, kinds_);
    similar.tier = hit.tier.empty() ? value_kept(found.record, Role::Authority) : hit.tier;
    similar.tier_label = tier_label(similar.tier, found.record, answer);
    similar.recent = hit.recent;
    similar.score = hit.hit.score;
    similar.gist =
        gist_of(gist_sources(found.record, asking_.analyzer), words_of(hit.reasons), asking_.analyzer);
    similar.reasons = hit.reasons;
    similar.differences = hit.differences;
    report_.cases.push_back(std::move(similar));
    return {};
  }

  std::string tier_label(const std::string& tier, const Record& record, const SimilarAnswer& answer) const {
    for (const TierCount& count : answer.tiers)
      if (count.tier == tier && !count.label.empty()) return count.label;
    return tier.empty() ? "" : values_shown(record, Role::Authority, kinds_);
  }

  Result<void> describe_pending() {
    const SimilarRequest& request = request_.lookups.front();
    const SimilarAnswer& answer = report_.lookups.front().answer;
    std::vector<GistWord> words;
    for (const std::string& term : answer.terms) words.push_back({term, 1});
    PendingCase& pending = report_.pending;
    if (!request.id && !request.given) {
      pending.gist = gist_of(gist_sources(request.text, asking_.analyzer), words, asking_.analyzer);
      pending.disputes = disputes_of(request.text, asking_.analyzer);
      return {};
    }
    Record record;
    if (request.given) {
      record = *request.given;
    } else {
      LEIAN_TRY(FoundRecord found, find_record(*request.id, asking_));
      record = std::move(found.record);
    }
    pending.card = card_of(record, kinds_);
    if (request.given) pending.card.id.clear();  // a form's is made up
    pending.gist = gist_of(gist_sources(record, asking_.analyzer), words, asking_.analyzer);
    pending.disputes = disputes_of(record, asking_.analyzer);
    return {};
  }

  const Asking& asking_;
  const ReportRequest& request_;
  const AnswerLookUp& answer_;
  const KindSet& kinds_;
  SimilarReport report_;
  std::map<std::string, std::size_t> places_;  ///< of an id among the cases
};

}  // namespace

Result<SimilarReport> answer_report(const Asking& asking, const ReportRequest& request,
                                    const AnswerLookUp& answer) {
  return Report(asking, request, answer).run();
}

}  // namespace leian::query
