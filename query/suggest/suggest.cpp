#include "query/suggest/suggest.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>

#include "corpora/core/messages.hpp"
#include "query/match/named_fields.hpp"
#include "query/suggest/spelled_ranges.hpp"
#include "query/suggest/suggest_titles.hpp"

namespace leian::query {
namespace {

constexpr std::size_t kMaxWords = 5;  ///< own words that are counted for an answer

/// A suggestible that fits what was typed, by its best name.
struct Candidate {
  Suggestible what;
  bool alias = false;
  const NameSource* source = nullptr;
  std::uint32_t name = 0;  ///< of the source
  Fit fit;
  std::uint64_t count = 0;
};

/// One number for each suggestible.
std::uint64_t key_of(const Suggestible& what) {
  return static_cast<std::uint64_t>(what.type) << 56 | std::uint64_t{what.column} << 32 | what.number;
}

class Suggester {
 public:
  Suggester(const Asking& asking, const SuggestTable& table, const SuggestRequest& request)
      : asking_(asking), table_(table), request_(request), typed_(folded()) {}

  Result<SuggestAnswer> run() {
    LEIAN_CHECK(check());
    SuggestAnswer answer;
    answer.generation = asking_.snapshot().generation();
    if (typed_.folded.empty()) return answer;
    find_candidates();
    count_candidates();
    const auto named = best();
    LEIAN_TRY(const auto titles, suggest_titles(asking_, typed_, visible(), request_.limit));
    answer.suggestions = joined(named, titles);
    return answer;
  }

 private:
  std::u16string folded() const {
    std::u16string units = asking_.analyzer.fold(request_.text.substr(0, kMaxSuggestBytes)).units;
    while (!units.empty() && units.back() == u' ') units.pop_back();
    return units.substr(units.find_first_not_of(u' ') == units.npos ? units.size()
                                                                    : units.find_first_not_of(u' '));
  }

  Result<void> check() {
    if (request_.text.size() > kMaxSuggestBytes)
      return err(ErrorCode::TooLarge, Msg::SuggestTooLong, request_.text.size(), kMaxSuggestBytes);
    if (request_.limit < 1 || request_.limit > kMaxSuggestions)
      return err(ErrorCode::BadUsage, Msg::SuggestLimitBad, request_.limit, kMaxSuggestions);
    if (!request_.kind.empty()) {
      LEIAN_TRY(const auto kind, asking_.snapshot().kinds()->find(request_.kind));
      kind_ = kind->name();
    }
    LEIAN_TRY(plan_, bind_filters(request_.filters, kind_, asking_.snapshot()));
    plan_ = both(asking_.scope.rows(), std::move(plan_));
    return {};
  }

  /// Whether the table's own counts are the caller's.
  bool counted_ahead() const {
    return asking_.scope.rows().type == Plan::Type::All && request_.filters.empty();
  }

  const std::vector<RowSet>& visible() {
    if (!visible_) visible_ = match_all(plan_, asking_.lease, asking_.analyzer, asking_.deadline);
    return *visible_;
  }

  /// A column is for those who may see the field in every kind that has it.
  std::vector<bool> visible_columns() const {
    std::vector<bool> columns;
    for (std::uint32_t column = 0; column < table_.columns(); ++column) {
      const auto fields = fields_named(table_.column(column).name, asking_.snapshot());
      columns.push_back(std::all_of(fields.begin(), fields.end(), [&](const NamedField& field) {
        return asking_.scope.may_see(*field.spec);
      }));
    }
    return columns;
  }

  void find_candidates() {
    for (const NameSource& source : table_.sources())
      for (std::size_t way = 0; way < typed_.spellers.size(); ++way) {
        asking_.deadline.check();
        std::size_t steps = std::numeric_limits<std::size_t>::max();
        for_spelled(*source.names, typed_.spellers[way], steps, [&](const SpelledRange& range) {
          for (std::size_t at = range.first; at < range.last; ++at)
            offer(source, source.names->start(at), way, range.units);
          return true;
        });
      }
  }

  void offer(const NameSource& source, const NameStart& start, std::size_t way, std::size_t units) {
    // One letter begins too many words for those within names to tell anything.
    if (start.begin > 0 && way > 0 && typed_.folded.size() < 2) return;
    const auto meant = table_.meaning(source, start.name);
    if (!meant) return;
    const Fit fit{static_cast<int>(way) + (start.begin > 0 ? kRankInside : 0), start.begin, units};
    const Candidate candidate{meant->what, meant->alias, &source, start.name, fit, 0};
    const auto [at, is_new] = candidates_.try_emplace(key_of(meant->what), candidate);
    if (is_new) return;
    Candidate& known = at->second;
    const bool better =
        fit.rank < known.fit.rank || (fit.rank == known.fit.rank && known.alias && !meant->alias);
    if (better) known = candidate;
  }

  void count_candidates() {
    const bool ahead = counted_ahead();
    std::vector<std::shared_ptr<const SuggestCounts>> by_column(table_.columns());
    for (auto& [key, candidate] : candidates_) {
      const Suggestible& what = candidate.what;
      if (what.type == Suggestion::Type::Statute) candidate.count = count_statute(what, ahead);
      if (what.type != Suggestion::Type::Value) continue;
      auto& counts = by_column[what.column];
      if (!counts)
        counts = ahead ? table_.counts(what.column, kind_, asking_.lease, asking_.deadline)
                       : count_within_scope(what.column);
      candidate.count = (*counts)[what.number];
    }
    count_words();
  }

  std::shared_ptr<const SuggestCounts> count_within_scope(std::uint32_t column) {
    return std::make_shared<const SuggestCounts>(count_suggestible(
        table_.column(column), {visible(), asking_.snapshot(), asking_.analyzer, asking_.deadline}));
  }

  std::uint64_t count_statute(const Suggestible& what, bool ahead) {
    return ahead ? table_.citing(what.number, kind_, asking_.lease, asking_.deadline)
                 : count_of(plan_of(Needle{span_of_form(table_.value(what)), {}}));
  }

  /// Own words are counted as they are asked for: the best of them.
  void count_words() {
    std::vector<Candidate*> words;
    for (auto& [key, candidate] : candidates_)
      if (candidate.what.type == Suggestion::Type::Word) words.push_back(&candidate);
    std::sort(words.begin(), words.end(), [](const Candidate* a, const Candidate* b) {
      return a->fit.rank != b->fit.rank ? a->fit.rank < b->fit.rank : a->what.number < b->what.number;
    });
    for (std::size_t i = 0; i < std::min(kMaxWords, words.size()); ++i)
      words[i]->count =
          count_of(plan_of(needle_of(std::u16string(words[i]->source->names->folded(words[i]->name)))));
  }

  std::uint64_t count_of(const Plan& plan) {
    std::uint64_t count = 0;
    const auto found = match_all(plan, asking_.lease, asking_.analyzer, asking_.deadline);
    for (std::size_t s = 0; s < found.size(); ++s) {
      RowSet rows = found[s];
      rows &= visible()[s];
      count += rows.count();
    }
    return count;
  }

  std::vector<std::pair<Fit, Suggestion>> best() {
    const std::vector<bool> columns = visible_columns();
    std::vector<const Candidate*> found;
    for (const auto& [key, candidate] : candidates_)
      if (candidate.count > 0 &&
          (candidate.what.type != Suggestion::Type::Value || columns[candidate.what.column]))
        found.push_back(&candidate);
    const auto text = [&](const Candidate* c) { return table_.text(c->what); };
    const auto end =
        found.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(found.size(), request_.limit));
    std::partial_sort(found.begin(), end, found.end(), [&](const Candidate* a, const Candidate* b) {
      if (a->fit.rank != b->fit.rank) return a->fit.rank < b->fit.rank;
      if (a->count != b->count) return a->count > b->count;
      if (text(a).size() != text(b).size()) return text(a).size() < text(b).size();
      if (a->what.type != b->what.type) return a->what.type < b->what.type;
      return text(a) != text(b) ? text(a) < text(b) : key_of(a->what) < key_of(b->what);
    });
    std::vector<std::pair<Fit, Suggestion>> suggestions;
    for (auto at = found.begin(); at != end; ++at) suggestions.emplace_back((*at)->fit, suggestion_of(**at));
    return suggestions;
  }

  Suggestion suggestion_of(const Candidate& candidate) const {
    Suggestion suggestion;
    suggestion.type = candidate.what.type;
    suggestion.text = table_.text(candidate.what);
    suggestion.count = candidate.count;
    if (candidate.what.type == Suggestion::Type::Value) {
      suggestion.field = table_.column(candidate.what.column).name;
      suggestion.value = table_.value(candidate.what);
    }
    if (candidate.alias)
      suggestion.alias = table_.written(*candidate.source, candidate.name);
    else
      suggestion.marks = marks_of(suggestion.text, candidate.fit, asking_.analyzer);
    return suggestion;
  }

  /// A third of the places is for titles, where there are enough of them; the rest by how well it fits.
  std::vector<Suggestion> joined(std::vector<std::pair<Fit, Suggestion>> named,
                                 const std::vector<std::pair<Fit, Suggestion>>& titles) const {
    const std::size_t kept = std::min<std::size_t>(titles.size(), request_.limit / 3);
    if (named.size() > request_.limit - kept) named.resize(request_.limit - kept);
    const std::size_t room = request_.limit - named.size();
    named.insert(named.end(), titles.begin(),
                 titles.begin() + static_cast<std::ptrdiff_t>(std::min(room, titles.size())));
    std::stable_sort(named.begin(), named.end(),
                     [](const auto& a, const auto& b) { return a.first.rank < b.first.rank; });
    std::vector<Suggestion> suggestions;
    for (auto& [fit, suggestion] : named) suggestions.push_back(std::move(suggestion));
    return suggestions;
  }

  const Asking& asking_;
  const SuggestTable& table_;
  const SuggestRequest& request_;
  const Typed typed_;
  std::string kind_;
  Plan plan_;
  std::optional<std::vector<RowSet>> visible_;
  std::unordered_map<std::uint64_t, Candidate> candidates_;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_of(const std::string& text, const Fit& fit,
                                                              const Analyzer& analyzer) {
  const FoldedText folded = analyzer.fold(text, true);
  const std::size_t end = fit.begin + fit.units;
  if (fit.units == 0 || end >= folded.source.size()) return {};
  return {{folded.source[fit.begin], folded.source[end]}};
}

Result<SuggestAnswer> answer_suggest(const Asking& asking, const SuggestTable& table,
                                     const SuggestRequest& request) {
  return Suggester(asking, table, request).run();
}

}  // namespace leian::query
