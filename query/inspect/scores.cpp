#include <algorithm>
#include <set>

#include "corpora/core/messages.hpp"
#include "query/clocks/clock_columns.hpp"
#include "query/inspect/records.hpp"
#include "query/search/seen_columns.hpp"

namespace leian::query {
namespace {

/// What a level's units have had.
struct LevelCount {
  std::set<std::string> units, reviewed_units;
  std::uint64_t cases = 0, reviewed_cases = 0;
};

/// Counts one segment's rows by level and unit.
class CoverageCount {
 public:
  CoverageCount(const Kind& kind, const ReviewFields& fields, std::optional<DateRange> period)
      : level_(name_of_role(kind, Role::Level)),
        unit_(name_of_role(kind, Role::Organ)),
        date_(fields.date),
        period_(period) {}

  void add(const Segment& segment, const RowSet& rows) {
    const Column* level = segment.column(level_);
    const Column* unit = segment.column(unit_);
    const Column* date = segment.column(date_);
    rows.for_each([&](std::uint32_t row) {
      LevelCount& count = levels_[std::string(first_text(level, row))];
      const auto reviewed = date == nullptr ? std::nullopt : day_at(*date, row);
      const bool counts = reviewed && (!period_ || (period_->from <= *reviewed && *reviewed <= period_->to));
      const std::string name(first_text(unit, row));
      ++count.cases;
      if (counts) ++count.reviewed_cases;
      if (!name.empty()) count.units.insert(name);
      if (!name.empty() && counts) count.reviewed_units.insert(name);
    });
  }

  /// In the order of `levels`, others behind.
  std::vector<CoverageRow> take(const std::vector<std::string>& levels) const {
    std::vector<CoverageRow> rows;
    for (const auto& [level, count] : levels_)
      rows.push_back(
          {level, count.units.size(), count.reviewed_units.size(), count.cases, count.reviewed_cases});
    const auto rank = [&](const CoverageRow& row) {
      return std::find(levels.begin(), levels.end(), row.level);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const CoverageRow& a, const CoverageRow& b) { return rank(a) < rank(b); });
    return rows;
  }

 private:
  static std::string name_of_role(const Kind& kind, Role role) {
    const auto at = kind.with_role(role);
    return at ? kind.fields()[*at].name : std::string();
  }

  std::string level_, unit_, date_;
  std::optional<DateRange> period_;
  std::map<std::string, LevelCount> levels_;
};

}  // namespace

Result<ScoresAnswer> answer_scores(const Asking& asking, const ScoresQuestion& question) {
  LEIAN_CHECK(check_limits(question.request.limit, 0));
  ScoresAnswer answer;
  Narrowing records = question.request.records;
  if (records.kind.empty()) records.kind = question.sheets.fields().kind;
  LEIAN_TRY(answer.records, for_each_record(asking, records, [&](const Record& record) -> Result<void> {
              auto findings = question.sheets.check(record);
              if (!findings) return {};
              ++answer.reviewed;
              if (findings->empty()) return {};
              for (const ScoreFinding& finding : *findings) ++answer.checks[finding.check];
              ++answer.total;
              if (answer.items.size() < question.request.limit)
                answer.items.push_back({record.id, title_of(record), {}, std::move(*findings)});
              return {};
            }));
  answer.generation = asking.snapshot().generation();
  return answer;
}

Result<CoverageAnswer> answer_coverage(const Asking& asking, const ScoresQuestion& question) {
  Narrowing records = question.request.records;
  if (records.kind.empty()) records.kind = question.sheets.fields().kind;
  std::optional<DateRange> period;
  if (!question.request.period.empty()) {
    period = parse_period(question.request.period);
    if (!period) return err(ErrorCode::BadUsage, Msg::NotADay, "--period", question.request.period);
  }
  LEIAN_TRY(const auto kind, asking.snapshot().kinds()->find(records.kind));
  LEIAN_TRY(const FoundRows rows, rows_within(asking, records));
  CoverageCount count(*kind, question.sheets.fields(), period);
  for (std::size_t s = 0; s < rows.matches.size(); ++s) {
    asking.deadline.check();
    count.add(*asking.snapshot().segments()[s].segment, rows.matches[s]);
  }
  CoverageAnswer answer;
  answer.rows = count.take(question.sheets.levels());
  answer.generation = asking.snapshot().generation();
  return answer;
}

}  // namespace leian::query
