#include "query/review_draw/draw.hpp"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "corpora/core/messages.hpp"
#include "query/facets/labels.hpp"
#include "query/match/snippet.hpp"
#include "query/review_draw/allocation.hpp"
#include "query/review_draw/picks.hpp"
#include "query/search/seen_columns.hpp"

namespace leian::query {
namespace {

/// A case that may be drawn.
struct Candidate {
  RowAddress at;
  std::size_t stratum = 0;
  std::uint64_t lot = 0;  ///< the lowest are drawn
  std::string id;
  std::uint64_t rules = 0;
};

/// The id, which a stored record begins with; so that the rest need not be parsed.
std::string id_of(std::string_view json) {
  constexpr std::string_view kHead = R"({"id":")";
  if (!json.starts_with(kHead)) return {};
  std::size_t end = kHead.size();
  while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
  const auto id =
      nlohmann::json::parse(json.substr(kHead.size() - 1, end - kHead.size() + 2), nullptr, false);
  return id.is_string() ? id.get<std::string>() : std::string();
}

class DrawRun {
 public:
  DrawRun(const Asking& asking, const DrawQuestion& question) : asking_(asking), question_(question) {
    answer_.asked = question.request;
  }

  Result<DrawAnswer> run() {
    LEIAN_CHECK(check());
    LEIAN_CHECK(choose_rules());
    LEIAN_TRY(const FoundRows rows, rows_within(asking_, answer_.asked.records));
    LEIAN_CHECK(collect(rows));
    if (candidates_.empty()) return err(ErrorCode::NotFound, Msg::DrawNothing);
    LEIAN_CHECK(draw());
    answer_.population = candidates_.size();
    answer_.generation = asking_.snapshot().generation();
    return std::move(answer_);
  }

 private:
  DrawRequest& asked() { return answer_.asked; }

  Result<void> check() {
    LEIAN_TRY(const DrawType* type, question_.rules.type(asked().type));
    method_ = type->method;
    if (asked().records.kind.empty()) asked().records.kind = question_.rules.kind();
    LEIAN_TRY(const auto kind, asking_.snapshot().kinds()->find(asked().records.kind));
    asked().records.kind = kind->name();
    const bool counted = asked().count >= 1 && asked().count <= kMaxDraw;
    if ((method_ == DrawMethod::Random && !counted) || asked().count > kMaxDraw)
      return err(ErrorCode::BadUsage, Msg::DrawNeedsCount, kMaxDraw);
    const Narrowing& records = asked().records;
    const bool everything = (records.text.empty() || records.text == "*") && records.filters.empty();
    if (method_ == DrawMethod::Query && everything) return err(ErrorCode::BadUsage, Msg::DrawNeedsQuery);
    if (asked().by.size() > kMaxStrataFields)
      return err(ErrorCode::BadUsage, Msg::ClockGroups, kMaxStrataFields);
    for (std::string& name : asked().by) {
      LEIAN_TRY(const ColumnSpec* column, seen_facet(name, asking_));
      name = column->name;
    }
    return {};
  }

  Result<void> choose_rules() {
    if (method_ != DrawMethod::Rules) {
      asked().rules.clear();
      return {};
    }
    for (const std::string& name : asked().rules) {
      LEIAN_TRY(const DrawRule* rule, question_.rules.find(name));
      rules_.push_back(rule);
    }
    if (rules_.empty())
      for (const DrawRule& rule : question_.rules.rules())
        if (rule.kind == asked().records.kind) rules_.push_back(&rule);
    asked().rules.clear();
    for (const DrawRule* rule : rules_) asked().rules.push_back(rule->name);
    return {};
  }

  Result<void> collect(const FoundRows& rows) {
    Picks picks;
    if (method_ == DrawMethod::Rules) {
      LEIAN_TRY(picks, pick_rows(asking_, rules_, rows, question_));
    }
    for (std::uint32_t s = 0; s < rows.matches.size(); ++s)
      for (const std::uint32_t row : rows.matches[s].to_vector()) {
        const std::uint64_t rules = picks.empty() ? 0 : picks[s][row];
        if (method_ == DrawMethod::Rules && rules == 0) continue;
        asking_.deadline.check();
        LEIAN_TRY(Candidate candidate, candidate_at({s, row}));
        candidate.rules = rules;
        candidates_.push_back(std::move(candidate));
      }
    sort_strata();
    return {};
  }

  Result<Candidate> candidate_at(RowAddress at) {
    const Segment& segment = *asking_.snapshot().segments()[at.segment].segment;
    LEIAN_TRY(const std::string json, segment.records().json(at.row));
    Candidate candidate{at, 0, 0, id_of(json), 0};
    if (candidate.id.empty()) {
      LEIAN_TRY(const Record record, read_record(asking_.lease, at));
      candidate.id = record.id;
    }
    candidate.lot = XXH3_64bits_withSeed(candidate.id.data(), candidate.id.size(), asked().seed);
    std::vector<std::string> values;
    for (const std::string& name : asked().by) values.emplace_back(first_text(segment.column(name), at.row));
    const auto [stratum, added] = strata_.try_emplace(std::move(values), strata_.size());
    candidate.stratum = stratum->second;
    return candidate;
  }

  /// Numbers the strata by their values, whatever row came first.
  void sort_strata() {
    std::vector<std::size_t> place(strata_.size());
    std::vector<Labels> labels;
    for (const std::string& name : asked().by) labels.emplace_back(name, *asking_.snapshot().kinds());
    for (auto& [values, number] : strata_) {
      place[number] = answer_.strata.size();
      DrawStratum stratum{values, {}, 0, 0};
      for (std::size_t i = 0; i < values.size(); ++i)
        stratum.labels.push_back(values[i].empty() ? "" : labels[i].of(values[i]));
      answer_.strata.push_back(std::move(stratum));
    }
    for (Candidate& candidate : candidates_) {
      candidate.stratum = place[candidate.stratum];
      ++answer_.strata[candidate.stratum].population;
    }
  }

  Result<void> draw() {
    std::vector<std::uint64_t> sizes;
    for (const DrawStratum& stratum : answer_.strata) sizes.push_back(stratum.population);
    const std::uint64_t count = asked().count == 0 ? kMaxDraw : asked().count;
    const auto given = allocate(sizes, count, asked().least);
    if (!given)
      return err(ErrorCode::Conflict, Msg::DrawTooSmall, count, sizes.size(), asked().least,
                 least_sum(sizes));
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.stratum, a.lot, a.id) < std::tie(b.stratum, b.lot, b.id);
    });
    for (const Candidate& candidate : candidates_) {
      DrawStratum& stratum = answer_.strata[candidate.stratum];
      if (stratum.drawn == (*given)[candidate.stratum]) continue;
      ++stratum.drawn;
      LEIAN_CHECK(add(candidate));
    }
    return {};
  }

  std::uint64_t least_sum(const std::vector<std::uint64_t>& sizes) const {
    std::uint64_t sum = 0;
    for (const std::uint64_t size : sizes) sum += std::min<std::uint64_t>(size, answer_.asked.least);
    return sum;
  }

  Result<void> add(const Candidate& candidate) {
    LEIAN_TRY(Record record, read_record(asking_.lease, candidate.at));
    asking_.scope.narrow(record);
    DrawnCase drawn{record.id, title_of(record), candidate.stratum, {}};
    for (std::size_t r = 0; r < rules_.size(); ++r)
      if ((candidate.rules >> r & 1) != 0) drawn.rules.push_back(rules_[r]->name);
    answer_.cases.push_back(std::move(drawn));
    return {};
  }

  const Asking& asking_;
  const DrawQuestion& question_;
  DrawMethod method_ = DrawMethod::Random;
  std::vector<const DrawRule*> rules_;
  std::map<std::vector<std::string>, std::size_t> strata_;
  std::vector<Candidate> candidates_;
  DrawAnswer answer_;
};

}  // namespace

Result<DrawAnswer> answer_draw(const Asking& asking, const DrawQuestion& question) {
  return DrawRun(asking, question).run();
}

}  // namespace leian::query
