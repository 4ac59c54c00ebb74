/// The gate every answer passes. Who asks decides which rows and which fields exist for them: totals, facets,
/// snippets, similar cases and records all come through here, and nothing above this floor reads an index any
/// other way. Source: docs/adr/0006-one-gate.md
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"
#include "indexer/store/index.hpp"
#include "query/access/kept_snapshots.hpp"
#include "query/access/scope.hpp"
#include "query/aggregate/aggregate.hpp"
#include "query/clocks/clocks.hpp"
#include "query/compare/comparison.hpp"
#include "query/consistency/consistency.hpp"
#include "query/export/export.hpp"
#include "query/inspect/inspect.hpp"
#include "query/lexicon/lexicon.hpp"
#include "query/repeats/repeats.hpp"
#include "query/report/similar_report.hpp"
#include "query/review/review_list.hpp"
#include "query/review_draw/draw.hpp"
#include "query/similar/similar_case.hpp"
#include "query/suggest/suggest_keeper.hpp"

namespace leian::query {

class CaseReaderKeeper;

/// One per process. Threads: every call may run beside every other.
class Gate {
 public:
  explicit Gate(std::shared_ptr<Index> index);

  /// Where nothing is found, the answer offers what to ask instead (did_you_mean).
  /// Errors: BadQuery, UnknownField, UnknownKind, BadUsage (limits, a backward range), TooLarge, Timeout.
  Result<SearchAnswer> search(const Principal&, const SearchRequest&) const;
  /// Every record that a search finds; its limit, offset, facets, groups and cursor do not count. The budget
  /// is that of finding them. Errors: as search.
  Result<std::unique_ptr<Export>> begin_export(const Principal&, const SearchRequest&) const;
  /// Errors: NotFound (no such id), BadUsage (not exactly one case; a text without words that any record
  /// knows; a cause or channel that there is not), UnknownField, UnknownKind, TooLarge, Timeout.
  Result<SimilarAnswer> similar(const Principal&, const SimilarRequest&) const;
  /// A report on similar cases, all of it over one generation. Errors: BadUsage (look-ups, limits, texts of
  /// its head), else those of similar.
  Result<SimilarReport> report(const Principal&, const ReportRequest&) const;
  /// Cases side by side. Errors: BadUsage (too few or too many, an id twice), NotFound, TooLarge, Timeout.
  Result<ComparedCases> compare(const Principal&, const CompareRequest&) const;
  /// What may be meant by what has been typed so far. Errors: TooLarge, BadUsage, UnknownField, UnknownKind,
  /// Timeout.
  Result<SuggestAnswer> suggest(const Principal&, const SuggestRequest&) const;
  /// Sees to it, beside other work, that the first suggestions come at once.
  void prepare_suggestions() const { suggestions_->prepare(lexicon_->current()); }
  /// The whole record. Errors: NotFound.
  Result<Record> record(const Principal&, std::string_view id) const;
  /// Exact counts and measures over all that a query finds. Errors: as search; TooLarge (too many groups).
  Result<AggregateAnswer> aggregate(const Principal&, const AggregateRequest&) const;
  /// Extracted values to be reviewed. Errors: BadUsage, UnknownField, Timeout.
  Result<ReviewAnswer> review(const Principal&, const ReviewRequest&) const;
  /// How statutory clocks stand. Errors: BadQuery, UnknownField, UnknownKind, NotFound (a clock), BadUsage,
  /// BadInput (a rule file), TooLarge, Timeout.
  Result<ClockAnswer> clocks(const Principal&, const ClockRequest&) const;
  /// Draws cases for review. Errors: those of answer_draw; BadInput (a rule file), Timeout.
  Result<DrawAnswer> draw(const Principal&, const DrawRequest&) const;
  /// What documents state, how scores agree, how far reviews reach. Errors: those of query/inspect; BadInput
  /// (a rule file), Timeout.
  Result<ContentsAnswer> contents(const Principal&, const InspectRequest&) const;
  Result<ScoresAnswer> scores(const Principal&, const InspectRequest&) const;
  Result<CoverageAnswer> coverage(const Principal&, const InspectRequest&) const;
  /// Joins all records of a kind into chains of repeats and keeps them beside the index. Errors: UnknownKind,
  /// BadUsage (no kind that has texts), TooLarge, Timeout, FileUnwritable.
  Result<JoinAnswer> join_repeats(const JoinRequest&) const;
  /// Errors: NotFound (the id; the kind was never joined), BadUsage, UnknownField, UnknownKind, IndexDamaged,
  /// Timeout.
  Result<RepeatsAnswer> repeats(const Principal&, const RepeatsRequest&) const;
  /// A person's word about chains. Errors: Forbidden, NotFound (an id), BadUsage, FileUnwritable. Gives the
  /// word's line.
  Result<std::size_t> decide_repeats(const Principal&, const ChainDecision&) const;
  /// Cases and units whose outcomes depart from comparable ones. Errors: those of answer_consistency;
  /// BadInput (a table of cues), Timeout.
  Result<ConsistencyAnswer> consistency(const Principal&, const ConsistencyRequest&) const;
  /// The kinds this caller may see, with how many records each has.
  Result<std::vector<KindCount>> kinds(const Principal&) const;
  /// Kinds and code lists in force.
  std::shared_ptr<const KindSet> schema() const;
  Result<IndexInfo> info() const;
  LexiconState lexicon_state() const;
  const Analyzer& analyzer() const { return index_->analyzer(); }

 private:
  /// Where rules of that name lie: the data folder's, and the index folder's own, which replace them.
  std::vector<std::filesystem::path> rule_folders(const char* name) const;
  Result<ReaderLease> lease_for(const SearchRequest&) const;
  /// For a search that found nothing, within what is left of its time.
  std::vector<Offer> offers(const Principal&, const SearchRequest&, const ReaderLease&,
                            double spent_ms) const;

  std::shared_ptr<Index> index_;
  std::shared_ptr<LexiconKeeper> lexicon_;
  std::shared_ptr<KeptSnapshots> kept_;
  std::shared_ptr<SuggestKeeper> suggestions_;
  std::shared_ptr<ClockKeeper> clocks_;
  std::shared_ptr<CaseReaderKeeper> readers_;
};

}  // namespace leian::query
