#include "query/suggest/suggest.hpp"

#include <algorithm>
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
  std::uint32_t number = 0;
  std::uint32_t name = 0;
  Fit fit;
  std::uint64_t count = 0;
};

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
  bool may_see(const Suggestible& what) const {
    if (what.column == nullptr) return true;
    const auto fields = fields_named(what.column->name, asking_.snapshot());
    return std::all_of(fields.begin(), fields.end(),
                       [&](const NamedField& field) { return asking_.scope.may_see(*field.spec); });
  }

  void find_candidates() {
    for (std::size_t way = 0; way < typed_.spellers.size(); ++way) {
      asking_.deadline.check();
      std::size_t steps = std::numeric_limits<std::size_t>::max();
      for_spelled(table_, typed_.spellers[way], steps, [&](const SpelledRange& range) {
        for (std::size_t at = range.first; at < range.last; ++at) offer(table_.start(at), way, range.units);
        return true;
      });
    }
  }

  void offer(const NameStart& start, std::size_t way, std::size_t units) {
    // One letter begins too many words for those within names to tell anything.
    if (start.begin > 0 && way > 0 && typed_.folded.size() < 2) return;
    const Fit fit{static_cast<int>(way) + (start.begin > 0 ? kRankInside : 0), start.begin, units};
    const std::uint32_t number = table_.names()[start.name].of;
    const auto [at, is_new] = candidates_.try_emplace(number, Candidate{number, start.name, fit, 0});
    if (is_new) return;
    Candidate& known = at->second;
    const bool better =
        fit.rank < known.fit.rank ||
        (fit.rank == known.fit.rank && table_.names()[known.name].alias && !table_.names()[start.name].alias);
    if (better) known = {number, start.name, fit, 0};
  }

  void count_candidates() {
    if (counted_ahead()) {
      const SuggestCounts* counts = table_.counts(kind_);
      for (auto& [number, candidate] : candidates_)
        candidate.count = counts == nullptr ? 0 : (*counts)[number];
    } else {
      count_within_scope();
    }
    count_words();
  }

  void count_within_scope() {
    std::map<const ColumnSpec*, std::map<std::string, Bucket>> by_column;
    for (auto& [number, candidate] : candidates_) {
      const Suggestible& what = table_.all()[number];
      if (what.type == Suggestion::Type::Statute)
        candidate.count = count_of(plan_of(Needle{span_of_form(what.value), {}}));
      if (what.type != Suggestion::Type::Value) continue;
      const auto [counts, is_new] = by_column.try_emplace(what.column);
      if (is_new)
        counts->second =
            count_column(*what.column, visible(), asking_.snapshot(), asking_.analyzer, asking_.deadline);
      const auto bucket = counts->second.find(what.value);
      candidate.count = bucket == counts->second.end() ? 0 : bucket->second.count;
    }
  }

  /// Own words are counted as they are asked for: the best of them.
  void count_words() {
    std::vector<Candidate*> words;
    for (auto& [number, candidate] : candidates_)
      if (table_.all()[number].type == Suggestion::Type::Word) words.push_back(&candidate);
    std::sort(words.begin(), words.end(), [](const Candidate* a, const Candidate* b) {
      return a->fit.rank != b->fit.rank ? a->fit.rank < b->fit.rank : a->number < b->number;
    });
    for (std::size_t i = 0; i < std::min(kMaxWords, words.size()); ++i)
      words[i]->count = count_of(plan_of(needle_of(table_.names()[words[i]->name].folded)));
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
    std::vector<const Candidate*> found;
    for (const auto& [number, candidate] : candidates_)
      if (candidate.count > 0 && may_see(table_.all()[number])) found.push_back(&candidate);
    const auto text = [&](const Candidate* c) -> const std::string& { return table_.all()[c->number].text; };
    const auto type = [&](const Candidate* c) { return table_.all()[c->number].type; };
    std::sort(found.begin(), found.end(), [&](const Candidate* a, const Candidate* b) {
      if (a->fit.rank != b->fit.rank) return a->fit.rank < b->fit.rank;
      if (a->count != b->count) return a->count > b->count;
      if (text(a).size() != text(b).size()) return text(a).size() < text(b).size();
      if (type(a) != type(b)) return type(a) < type(b);
      return text(a) != text(b) ? text(a) < text(b) : a->number < b->number;
    });
    std::vector<std::pair<Fit, Suggestion>> suggestions;
    for (const Candidate* candidate : found)
      if (suggestions.size() < request_.limit)
        suggestions.emplace_back(candidate->fit, suggestion_of(*candidate));
    return suggestions;
  }

  Suggestion suggestion_of(const Candidate& candidate) const {
    const Suggestible& what = table_.all()[candidate.number];
    const SuggestibleName& name = table_.names()[candidate.name];
    Suggestion suggestion;
    suggestion.type = what.type;
    suggestion.text = what.text;
    suggestion.count = candidate.count;
    if (what.column != nullptr) {
      suggestion.field = what.column->name;
      suggestion.value = what.value;
    }
    if (name.alias)
      suggestion.alias = name.text;
    else
      suggestion.marks = marks_of(what.text, candidate.fit, asking_.analyzer);
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
  std::unordered_map<std::uint32_t, Candidate> candidates_;
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
