#include "query/access/gate.hpp"

#include <chrono>
#include <cmath>
#include <thread>
#include <utility>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "indexer/store/xapian_guard.hpp"
#include "query/aggregate/answer_aggregate.hpp"
#include "query/compare/compare.hpp"
#include "query/consistency/handling_tables.hpp"
#include "query/report/answer_report.hpp"
#include "query/search/cursor.hpp"
#include "query/search/hits.hpp"
#include "query/search/search.hpp"
#include "query/similar/answer_similar.hpp"
#include "query/suggest/did_you_mean.hpp"
#include "query/suggest/suggest.hpp"

namespace leian::query {
namespace {

using Clock = std::chrono::steady_clock;

/// For one record; far more than it takes.
constexpr std::chrono::milliseconds kRecordBudget{10'000};

/// Together a little longer than an index takes to notice a newer generation.
constexpr int kSuggestAttempts = 6;
constexpr auto kSuggestPause = Index::kRefreshInterval / 4;

/// Who asks what, and what answers it.
template <class Request, class Answer>
struct Question {
  const Principal& who;
  const Request& request;
  Result<Answer> (*ask)(const Asking&, const Request&);
};

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Runs `work` and turns what deep loops throw into Errors.
template <class Work>
auto within(const Deadline& deadline, const Work& work) -> decltype(work()) {
  try {
    return xapian_guard(work);
  } catch (const OutOfTime&) {
    return err(ErrorCode::Timeout, Msg::QueryTimeout, deadline.budget().count());
  }
}

/// Asks within a lease, the caller's scope and the request's time.
template <class Request, class Answer>
Result<Answer> answered(const ReaderLease& lease, const Analyzer& analyzer, LexiconKeeper& lexicons,
                        const Question<Request, Answer>& question) {
  const auto start = Clock::now();
  const Scope scope = Scope::of(question.who);
  const auto lexicon = lexicons.current();
  const Deadline deadline(question.request.budget);
  const Asking asking{lease, analyzer, *lexicon, scope, deadline};
  LEIAN_TRY(Answer answer, within(deadline, [&] { return question.ask(asking, question.request); }));
  answer.milliseconds = milliseconds_since(start);
  return answer;
}

/// A question about consistency with what is known beforehand.
struct ConsistencyQuestion {
  const ConsistencyRequest& request;
  const HandlingTables& tables;
  std::chrono::milliseconds budget = request.budget;
};

Result<ConsistencyAnswer> ask_consistency(const Asking& asking, const ConsistencyQuestion& question) {
  return answer_consistency(asking, question.request, question.tables);
}

/// A question about repeats with what it is answered from.
struct RepeatsQuestion {
  const RepeatsRequest& request;
  RepeatsBasis basis;
  std::chrono::milliseconds budget = request.budget;
};

Result<RepeatsAnswer> ask_repeats(const Asking& asking, const RepeatsQuestion& question) {
  return answer_repeats(asking, question.request, question.basis);
}

}  // namespace

Gate::Gate(std::shared_ptr<Index> index)
    : index_(std::move(index)),
      lexicon_(std::make_shared<LexiconKeeper>(data_folder() / "dictionaries",
                                               index_->folder() / "dictionary", index_->shared_analyzer())),
      kept_(std::make_shared<KeptSnapshots>()),
      suggestions_(std::make_shared<SuggestKeeper>(index_)),
      clocks_(std::make_shared<ClockKeeper>(index_->folder())),
      readers_(std::make_shared<CaseReaderKeeper>(index_->shared_analyzer())) {}

/// The generation that a cursor was cut from while it is kept, else the newest.
Result<ReaderLease> Gate::lease_for(const SearchRequest& request) const {
  if (!request.cursor.empty() && request.cursor != kFirstPage) {
    LEIAN_TRY(const Cursor cursor, read_cursor(request.cursor));
    if (auto snapshot = kept_->find(cursor.generation))
      if (auto lease = ReaderLease::take(std::move(snapshot))) return lease;
  }
  return index_->lease();
}

Result<SearchAnswer> Gate::search(const Principal& who, const SearchRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, lease_for(request));
  LEIAN_TRY(SearchAnswer answer,
            answered(lease, index_->analyzer(), *lexicon_, Question{who, request, answer_search}));
  if (!answer.next_cursor.empty()) kept_->keep(lease.shared_snapshot());
  if (answer.total == 0 && !request.text.empty())
    answer.did_you_mean = offers(who, request, lease, answer.milliseconds);
  return answer;
}

std::vector<Offer> Gate::offers(const Principal& who, const SearchRequest& request, const ReaderLease& lease,
                                double spent_ms) const {
  const auto lexicon = lexicon_->current();
  const auto table = suggestions_->current(lexicon);
  const Scope scope = Scope::of(who);
  const Deadline deadline(request.budget - std::chrono::milliseconds(std::llround(spent_ms)));
  const Asking asking{lease, index_->analyzer(), *lexicon, scope, deadline};
  const auto found =
      within(deadline, [&]() -> Result<std::vector<Offer>> { return offers_for(asking, *table, request); });
  return found ? *found : std::vector<Offer>{};  // nothing was found: that answer stands without offers
}

Result<SuggestAnswer> Gate::suggest(const Principal& who, const SuggestRequest& request) const {
  const auto start = Clock::now();
  const auto lexicon = lexicon_->current();
  const Deadline deadline(request.budget);
  const auto ask = [&](const SuggestTable& table) -> Result<SuggestAnswer> {
    LEIAN_TRY(const ReaderLease lease, ReaderLease::take(table.snapshot()));
    const Scope scope = Scope::of(who);
    const Asking asking{lease, index_->analyzer(), *lexicon, scope, deadline};
    return within(deadline, [&] { return answer_suggest(asking, table, request); });
  };
  for (int attempt = 1;; ++attempt) {
    auto answer = ask(*suggestions_->current(lexicon));
    // The files of a generation before the last may be gone when they are opened; the next table has its own.
    const bool gone = !answer && answer.error().code == ErrorCode::IndexDamaged;
    if (gone && attempt < kSuggestAttempts) {
      std::this_thread::sleep_for(kSuggestPause);
      continue;
    }
    if (answer) answer->milliseconds = milliseconds_since(start);
    return answer;
  }
}

Result<SimilarAnswer> Gate::similar(const Principal& who, const SimilarRequest& request) const {
  const auto start = Clock::now();
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const auto reader, readers_->for_kinds(lease.snapshot().kinds()));
  const Scope scope = Scope::of(who);
  const auto lexicon = lexicon_->current();
  const Deadline deadline(request.budget);
  const Asking asking{lease, index_->analyzer(), *lexicon, scope, deadline};
  LEIAN_TRY(SimilarAnswer answer, within(deadline, [&] { return answer_similar(asking, *reader, request); }));
  answer.milliseconds = milliseconds_since(start);
  return answer;
}

Result<SimilarReport> Gate::report(const Principal& who, const ReportRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const auto reader, readers_->for_kinds(lease.snapshot().kinds()));
  const auto start = Clock::now();
  const Scope scope = Scope::of(who);
  const auto lexicon = lexicon_->current();
  const Deadline deadline(request.budget);
  const Asking asking{lease, index_->analyzer(), *lexicon, scope, deadline};
  const AnswerLookUp look_up = [&](const SimilarRequest& asked) {
    return answer_similar(asking, *reader, asked);
  };
  LEIAN_TRY(SimilarReport report, within(deadline, [&] { return answer_report(asking, request, look_up); }));
  report.account = who.name;
  if (report.user.empty()) report.user = who.name;
  report.milliseconds = milliseconds_since(start);
  return report;
}

Result<ComparedCases> Gate::compare(const Principal& who, const CompareRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, request, answer_compare});
}

Result<std::unique_ptr<Export>> Gate::begin_export(const Principal& who, const SearchRequest& request) const {
  LEIAN_TRY(ReaderLease lease, index_->lease());
  const Scope scope = Scope::of(who);
  const auto lexicon = lexicon_->current();
  const Deadline deadline(request.budget);
  const Asking asking{lease, index_->analyzer(), *lexicon, scope, deadline};
  LEIAN_TRY(ExportRows found, within(deadline, [&] { return find_export(asking, request); }));
  return std::make_unique<Export>(std::move(lease), scope, std::move(found.rows), std::move(found.kinds));
}

Result<ConsistencyAnswer> Gate::consistency(const Principal& who, const ConsistencyRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const HandlingTables tables, HandlingTables::load(data_folder() / "cues"));
  const ConsistencyQuestion question{request, tables};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, ask_consistency});
}

Result<JoinAnswer> Gate::join_repeats(const JoinRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  // For everybody: what each may see is asked when the chains are shown.
  const Principal everybody;
  LEIAN_TRY(JoinAnswer answer, answered(lease, index_->analyzer(), *lexicon_,
                                        Question{everybody, request, leian::query::join_repeats}));
  LEIAN_CHECK(write_chains(index_->folder(), answer.chains));
  return answer;
}

Result<RepeatsAnswer> Gate::repeats(const Principal& who, const RepeatsRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const auto kind, lease.snapshot().kinds()->find(request.kind));
  LEIAN_TRY(auto kept, read_chains(index_->folder(), kind->name()));
  if (!kept) return err(ErrorCode::NotFound, Msg::RepeatsNotJoined, kind->label().zh);
  LEIAN_TRY(auto decisions, read_decisions(index_->folder()));
  const RepeatsQuestion question{request, {*std::move(kept), std::move(decisions)}};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, ask_repeats});
}

Result<std::size_t> Gate::decide_repeats(const Principal& who, const ChainDecision& decision) const {
  if (!who.may_write) return err(ErrorCode::Forbidden, Msg::WriteForbidden);
  for (const std::string& id : decision.ids) LEIAN_CHECK(record(who, id));
  return add_decision(index_->folder(), decision);
}

Result<AggregateAnswer> Gate::aggregate(const Principal& who, const AggregateRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, request, answer_aggregate});
}

Result<ReviewAnswer> Gate::review(const Principal& who, const ReviewRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, request, answer_review});
}

Result<ClockAnswer> Gate::clocks(const Principal& who, const ClockRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const auto book, clocks_->current(*lease.snapshot().kinds()));
  const ClockQuestion question{request, *book, request.budget};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, answer_clocks});
}

std::vector<std::filesystem::path> Gate::rule_folders(const char* name) const {
  return {data_folder() / name, index_->folder() / name};
}

Result<DrawAnswer> Gate::draw(const Principal& who, const DrawRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const auto book, clocks_->current(*lease.snapshot().kinds()));
  LEIAN_TRY(const DrawRules rules, DrawRules::load(rule_folders("review_rules")));
  const DrawQuestion question{request, rules, *book, request.budget};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, answer_draw});
}

Result<ContentsAnswer> Gate::contents(const Principal& who, const InspectRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const auto rules, load_content_rules(rule_folders("contents")));
  const ContentsQuestion question{request, rules, request.budget};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, answer_contents});
}

Result<ScoresAnswer> Gate::scores(const Principal& who, const InspectRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const ScoreSheets sheets, ScoreSheets::load(rule_folders("score_sheets")));
  const ScoresQuestion question{request, sheets, request.budget};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, answer_scores});
}

Result<CoverageAnswer> Gate::coverage(const Principal& who, const InspectRequest& request) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  LEIAN_TRY(const ScoreSheets sheets, ScoreSheets::load(rule_folders("score_sheets")));
  const ScoresQuestion question{request, sheets, request.budget};
  return answered(lease, index_->analyzer(), *lexicon_, Question{who, question, answer_coverage});
}

Result<Record> Gate::record(const Principal& who, std::string_view id) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  const Deadline deadline(kRecordBudget);
  const Scope scope = Scope::of(who);
  const auto lexicon = lexicon_->current();
  const Asking asking{lease, index_->analyzer(), *lexicon, scope, deadline};
  return within(deadline, [&]() -> Result<Record> {
    LEIAN_TRY(FoundRecord found, find_record(id, asking));
    return std::move(found.record);
  });
}

Result<std::vector<KindCount>> Gate::kinds(const Principal& who) const {
  SearchRequest everything;
  everything.limit = 0;
  everything.facets = {std::string(kKindColumn)};
  everything.facet_limit = std::numeric_limits<std::uint32_t>::max();
  LEIAN_TRY(const SearchAnswer answer, search(who, everything));
  std::vector<KindCount> counts;
  for (const auto& kind : schema()->kinds()) {
    KindCount count{kind, 0};
    for (const Bucket& bucket : answer.facets.front().buckets)
      if (bucket.value == kind->name()) count.records = bucket.count;
    counts.push_back(std::move(count));
  }
  return counts;
}

std::shared_ptr<const KindSet> Gate::schema() const { return index_->snapshot()->kinds(); }

Result<IndexInfo> Gate::info() const {
  const auto snapshot = index_->snapshot();
  return IndexInfo{snapshot->generation(), snapshot->live_rows(), snapshot->segments().size(),
                   snapshot->manifest().analyzer};
}

LexiconState Gate::lexicon_state() const {
  const auto lexicon = lexicon_->current();
  return {lexicon->rules(), lexicon->words(), lexicon_->fault()};
}

}  // namespace leian::query
