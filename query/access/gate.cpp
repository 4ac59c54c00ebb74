#include "query/access/gate.hpp"

#include <chrono>

#include "corpora/core/paths.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "indexer/store/xapian_guard.hpp"
#include "query/facets/count.hpp"
#include "query/match/matcher.hpp"
#include "query/match/ranking.hpp"
#include "query/match/snippet.hpp"
#include "query/match/word_group.hpp"
#include "query/parse/parser.hpp"
#include "query/similar/similar.hpp"

namespace leian::query {
namespace {

using Clock = std::chrono::steady_clock;

/// For one record; far more than it takes.
constexpr std::chrono::milliseconds kRecordBudget{10'000};

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

Plan both(Plan a, Plan b) {
  if (a.type == Plan::Type::All) return b;
  if (b.type == Plan::Type::All) return a;
  Plan plan;
  plan.type = Plan::Type::And;
  plan.children.push_back(std::move(a));
  plan.children.push_back(std::move(b));
  return plan;
}

struct FoundRecord {
  RowAddress at;
  Record record;
};

/// The record of an id as the caller may see it. One outside the caller's scope is missing, like one that is
/// not there. Errors: NotFound.
Result<FoundRecord> find_record(std::string_view id, const ReaderLease& lease, const Scope& scope,
                                const Analyzer& analyzer, const Deadline& deadline) {
  const auto missing = [&] { return err(ErrorCode::NotFound, Msg::RecordMissing, id); };
  LEIAN_TRY(const auto at, find_row(lease, id));
  if (!at) return missing();
  Plan only;
  only.type = Plan::Type::Rows;
  only.rows = {*at};
  const Matcher matcher(lease, at->segment, analyzer, deadline);
  if (!matcher.match(both(scope.rows(), std::move(only))).has(at->row)) return missing();
  LEIAN_TRY(Record record, read_record(lease, *at));
  scope.narrow(record);
  return FoundRecord{*at, std::move(record)};
}

/// What lists show: everything but the long texts and nested rows.
void leave_out_long_texts(Record& record) {
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    const FieldSpec& field = record.kind->fields()[i];
    if ((field.type == FieldType::Text && field.role != Role::Title) || field.type == FieldType::Rows)
      record.values[i] = {};
  }
  record.extra = nlohmann::json::object();
}

Result<Hit> make_hit(const ReaderLease& lease, RowAddress at, double score, const std::vector<Needle>& marks,
                     const Analyzer& analyzer, const Scope& scope) {
  LEIAN_TRY(Record record, read_record(lease, at));
  scope.narrow(record);
  Hit hit;
  hit.score = score;
  hit.title = title_of(record);
  hit.snippet = make_snippet(record, marks, analyzer);
  leave_out_long_texts(record);
  hit.record = std::move(record);
  return hit;
}

struct Order {
  const ColumnSpec* column = nullptr;  ///< null: by relevance
  bool descending = false;
};

Result<Order> read_order(std::string_view sort, const Snapshot& snapshot) {
  if (sort.empty()) return Order{};
  const bool descending = sort.starts_with('-');
  LEIAN_TRY(const ColumnSpec* column, column_named(sort.substr(descending ? 1 : 0), snapshot));
  if (!row_of(column->type).ordered) return err(ErrorCode::UnknownField, Msg::FieldNotOrdered, sort);
  return Order{column, descending};
}

Result<std::vector<const ColumnSpec*>> read_facets(const std::vector<std::string>& names,
                                                   const Snapshot& snapshot) {
  if (names.size() > kMaxFacets)
    return err(ErrorCode::TooLarge, Msg::TooMany, "facet", names.size(), kMaxFacets);
  std::vector<const ColumnSpec*> columns;
  for (const std::string& name : names) {
    LEIAN_TRY(const ColumnSpec* column, column_named(name, snapshot));
    if (row_of(column->type).column != ColumnShape::Dictionary)
      return err(ErrorCode::UnknownField, Msg::FieldNotFacet, name);
    columns.push_back(column);
  }
  return columns;
}

Result<void> check_limits(std::uint32_t limit, std::uint32_t offset) {
  if (limit > kMaxHits) return err(ErrorCode::BadUsage, Msg::LimitBad, "limit", limit, kMaxHits);
  if (offset > kMaxOffset) return err(ErrorCode::BadUsage, Msg::LimitBad, "offset", offset, kMaxOffset);
  return {};
}

/// The value a row is sorted by, so that a higher key comes first; rows without a value come last either way.
double sort_key(const Column* column, std::uint32_t row, bool descending) {
  constexpr double kLast = -std::numeric_limits<double>::infinity();
  if (column == nullptr || column->begin(row) == column->begin(row + 1)) return kLast;
  const double value = column->ordered(column->begin(row));
  if (std::isnan(value)) return kLast;
  return descending ? value : -value;
}

/// What every question is asked with. Runs within deadline(), once.
template <class Request>
class Question {
 public:
  Question(const ReaderLease& lease, const Analyzer& analyzer, const Lexicon& lexicon, const Scope& scope,
           const Request& request)
      : lease_(lease),
        analyzer_(analyzer),
        lexicon_(lexicon),
        scope_(scope),
        request_(request),
        deadline_(request.budget) {}

  const Deadline& deadline() const { return deadline_; }

 protected:
  const ReaderLease& lease_;
  const Analyzer& analyzer_;
  const Lexicon& lexicon_;
  const Scope& scope_;
  const Request& request_;
  const Deadline deadline_;
};

/// One search, from the bound query to the answer.
class Search : public Question<SearchRequest> {
 public:
  using Question::Question;

  Result<SearchAnswer> run() {
    const Snapshot& snapshot = lease_.snapshot();
    LEIAN_CHECK(check_limits(request_.limit, request_.offset));
    LEIAN_TRY(order_, read_order(request_.sort, snapshot));
    LEIAN_TRY(const auto facets, read_facets(request_.facets, snapshot));
    const QueryNames names{[&](std::string_view name) { return is_field_name(name, snapshot); },
                           held_together(request_.text, analyzer_)};
    LEIAN_TRY(const ParsedQuery query, parse_query(request_.text, names));
    LEIAN_TRY(const BoundQuery bound, bind_query(query.tree, lease_, analyzer_, lexicon_, request_.learned));
    LEIAN_TRY(Plan filters, bind_filters(request_.filters, request_.kind, snapshot));
    LEIAN_TRY(Plan among, bind_ids(request_.among, lease_));
    const Plan plan = both(both(both(scope_.rows(), std::move(filters)), std::move(among)), bound.plan);

    SearchAnswer answer;
    answer.generation = snapshot.generation();
    answer.expanded = bound.expanded;
    answer.notes = notes_on(query);
    std::vector<RowSet> matches;
    for (std::size_t s = 0; s < snapshot.segments().size(); ++s) {
      matches.push_back(Matcher(lease_, s, analyzer_, deadline_).match(plan));
      answer.total += matches.back().count();
    }
    for (const RankedRow& row : ranked(matches, bound)) {
      LEIAN_TRY(Hit hit, make_hit(lease_, row.at, order_.column == nullptr ? row.key : 0, bound.marks,
                                  analyzer_, scope_));
      answer.hits.push_back(std::move(hit));
    }
    for (const ColumnSpec* facet : facets) {
      deadline_.check();
      answer.facets.push_back(count_facet(*facet, matches, request_.facet_limit, snapshot));
    }
    return answer;
  }

 private:
  /// Words before a colon that may be meant for a field's name.
  std::vector<Text> notes_on(const ParsedQuery& query) const {
    std::vector<Text> notes;
    for (const std::string& name : query.not_fields)
      for (const std::string& like : names_like(name, lease_.snapshot()))
        notes.push_back(say(Msg::NoteFieldName, name, like));
    return notes;
  }

  void offer_by_column(const std::vector<RowSet>& matches, Best& best) const {
    for (std::uint32_t s = 0; s < matches.size(); ++s) {
      const Column* column = lease_.snapshot().segments()[s].segment->column(order_.column->name);
      matches[s].for_each([&](std::uint32_t row) {
        best.offer({s, row}, sort_key(column, row, order_.descending));
      });
    }
  }

  void offer_by_score(const std::vector<RowSet>& matches, const BoundQuery& bound, Best& best) const {
    const auto terms = weigh_terms(bound.ranking_terms, lease_);
    if (terms.empty()) {
      for (std::uint32_t s = 0; s < matches.size(); ++s)
        matches[s].for_each([&](std::uint32_t row) { best.offer({s, row}, 0); });
      return;
    }
    std::vector<std::vector<std::uint32_t>> rows;
    std::vector<std::vector<float>> scores;
    for (std::size_t s = 0; s < matches.size(); ++s) {
      rows.push_back(matches[s].to_vector());
      scores.push_back(score_rows(terms, rows.back(), lease_, s, deadline_));
    }
    add_known(bound.known, rows, scores);
    for (std::uint32_t s = 0; s < rows.size(); ++s)
      for (std::size_t i = 0; i < rows[s].size(); ++i) best.offer({s, rows[s][i]}, scores[s][i]);
  }

  /// The page of matches that was asked for.
  std::vector<RankedRow> ranked(const std::vector<RowSet>& matches, const BoundQuery& bound) const {
    if (request_.limit == 0) return {};
    Best best(std::size_t{request_.offset} + request_.limit);
    if (order_.column != nullptr)
      offer_by_column(matches, best);
    else
      offer_by_score(matches, bound, best);
    std::vector<RankedRow> page = best.take();
    page.erase(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(
                                                std::min<std::size_t>(request_.offset, page.size())));
    return page;
  }

  Order order_;
};

/// One look-up of similar cases, from the request to the answer.
class Similar : public Question<SimilarRequest> {
 public:
  using Question::Question;

  Result<SimilarAnswer> run() {
    const Snapshot& snapshot = lease_.snapshot();
    LEIAN_CHECK(check_limits(request_.limit, 0));
    if (request_.id.has_value() == !request_.text.empty())
      return err(ErrorCode::BadUsage, Msg::SimilarNeedsOne);
    if (request_.text.size() > kMaxTextBytes)
      return err(ErrorCode::TooLarge, Msg::SimilarTextTooLong, request_.text.size(), kMaxTextBytes);
    std::string text = request_.text;
    std::string kind = request_.kind;
    if (request_.id) LEIAN_CHECK(ask_about_record(text, kind));
    question_.terms = choose_terms(text, lease_, analyzer_);
    if (question_.terms.empty() && snapshot.live_rows() > 0)
      return err(ErrorCode::BadUsage, Msg::SimilarNoWords);
    LEIAN_TRY(Plan filters, bind_filters(request_.filters, kind, snapshot));
    LEIAN_TRY(Plan among, bind_ids(request_.among, lease_));
    question_.among = both(both(scope_.rows(), std::move(filters)), std::move(among));
    question_.limit = request_.limit;
    LEIAN_CHECK(ask_for_causes());
    return answer();
  }

 private:
  /// The record's own texts are the text to compare by; its kind is the kind of the answers.
  Result<void> ask_about_record(std::string& text, std::string& kind) {
    LEIAN_TRY(const FoundRecord found, find_record(*request_.id, lease_, scope_, analyzer_, deadline_));
    for (const SearchedText& part : searched_texts(found.record, lease_.snapshot().kinds()->codes()))
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
    LEIAN_TRY(question_.of_cause, bind_filters(any, "", lease_.snapshot()));
    return {};
  }

  Result<SimilarAnswer> answer() const {
    const SimilarRows found = find_similar(question_, lease_, analyzer_, deadline_);
    SimilarAnswer answer;
    answer.generation = lease_.snapshot().generation();
    answer.total = found.total;
    for (const SimilarTerm& term : question_.terms) answer.terms.push_back(term.word);
    for (const SimilarRow& row : found.rows) {
      std::vector<Needle> marks;
      for (const Reason& reason : row.reasons) marks.push_back(needle_of(analyzer_.fold(reason.term).units));
      LEIAN_TRY(Hit hit, make_hit(lease_, row.at, row.score, marks, analyzer_, scope_));
      answer.hits.push_back({std::move(hit), row.reasons});
    }
    return answer;
  }

  SimilarQuestion question_;
};

template <class Asked, class Request>
auto answered(Index& index, LexiconKeeper& lexicons, const Principal& who, const Request& request)
    -> decltype(std::declval<Asked>().run()) {
  const auto start = Clock::now();
  LEIAN_TRY(const ReaderLease lease, index.lease());
  const Scope scope = Scope::of(who);
  const auto lexicon = lexicons.current();
  Asked question(lease, index.analyzer(), *lexicon, scope, request);
  LEIAN_TRY(auto answer, within(question.deadline(), [&] { return question.run(); }));
  answer.milliseconds = milliseconds_since(start);
  return answer;
}

}  // namespace

Gate::Gate(std::shared_ptr<Index> index)
    : index_(std::move(index)),
      lexicon_(std::make_shared<LexiconKeeper>(data_folder() / "dictionaries",
                                               index_->folder() / "dictionary", index_->shared_analyzer())) {}

Result<SearchAnswer> Gate::search(const Principal& who, const SearchRequest& request) const {
  return answered<Search>(*index_, *lexicon_, who, request);
}

Result<SimilarAnswer> Gate::similar(const Principal& who, const SimilarRequest& request) const {
  return answered<Similar>(*index_, *lexicon_, who, request);
}

Result<Record> Gate::record(const Principal& who, std::string_view id) const {
  LEIAN_TRY(const ReaderLease lease, index_->lease());
  const Deadline deadline(kRecordBudget);
  return within(deadline, [&]() -> Result<Record> {
    LEIAN_TRY(FoundRecord found, find_record(id, lease, Scope::of(who), index_->analyzer(), deadline));
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
