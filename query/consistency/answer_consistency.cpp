// From records to an answer: expectations, ranges, and units.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "corpora/core/messages.hpp"
#include "query/consistency/audited_records.hpp"
#include "query/consistency/expected_outcomes.hpp"
#include "query/consistency/surprise.hpp"
#include "query/search/hits.hpp"

namespace leian::query {
namespace {

/// Of a normal distribution, between which nine in ten lie.
constexpr double kNineInTen = 1.645;

class Consistency {
 public:
  Consistency(const Asking& asking, const ConsistencyRequest& request, const HandlingTables& tables)
      : asking_(asking), request_(request), tables_(tables) {}

  Result<ConsistencyAnswer> run() {
    LEIAN_CHECK(check_limits(request_.limit, request_.offset));
    if (!(request_.level > 0 && request_.level < 1))
      return err(ErrorCode::BadUsage, Msg::ConsistencyLevel, request_.level);
    LEIAN_TRY(all_, read_audited(asking_, request_));
    if (all_.records.size() < kLeastCases)
      return err(ErrorCode::BadUsage, Msg::ConsistencyTooFew, all_.records.size(), kLeastCases);
    if (all_.outcome.word)
      tell_surprises();
    else
      LEIAN_CHECK(expect_numbers());
    return answer();
  }

 private:
  void tell_surprises() {
    std::vector<WordCase> cases;
    for (const AuditedRecord& record : all_.records) cases.push_back({record.cause, record.word});
    departure_ = surprises(cases);
  }

  Result<void> expect_numbers() {
    std::vector<HandledCase> cases;
    std::vector<double> outcomes;
    for (const AuditedRecord& record : all_.records) {
      cases.push_back({record.facts, record.cause});
      outcomes.push_back(record.number);
    }
    LEIAN_TRY(const DenseMatrix design, outcome_design(cases, tables_, asking_.analyzer));
    asking_.deadline.check();
    LEIAN_TRY(expected_, expect_outcomes(design, outcomes));
    for (const ExpectedOutcome& one : expected_) departure_.push_back(one.deviations);
    return {};
  }

  Result<ConsistencyAnswer> answer() const {
    ConsistencyAnswer answer;
    answer.outcome = all_.outcome.name;
    answer.label = all_.outcome.label;
    answer.unit = all_.outcome.unit;
    answer.total = all_.records.size();
    answer.without = all_.without;
    answer.generation = asking_.snapshot().generation();
    std::vector<std::size_t> order(all_.records.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(departure_[a]) > std::abs(departure_[b]);
    });
    for (std::size_t i = request_.offset; i < order.size() && answer.cases.size() < request_.limit; ++i) {
      LEIAN_TRY(AuditedCase shown, show(order[i]));
      answer.cases.push_back(std::move(shown));
    }
    if (!request_.by.empty()) answer.units = units();
    return answer;
  }

  Result<AuditedCase> show(std::size_t i) const {
    const AuditedRecord& record = all_.records[i];
    AuditedCase shown;
    LEIAN_TRY(shown.hit, make_hit(asking_, record.at, 0, {}));
    shown.cause = record.cause;
    if (all_.outcome.word) {
      shown.outcome = record.word;
      shown.surprise = departure_[i];
      return shown;
    }
    const ExpectedOutcome& expected = expected_[i];
    const double scale = std::abs(expected.deviations) > 0 ? expected.residual / expected.deviations : 0;
    shown.outcome = to_display(Scalar(record.number));
    shown.expected = std::exp(expected.expected);
    shown.low = std::exp(expected.expected - kNineInTen * scale);
    shown.high = std::exp(expected.expected + kNineInTen * scale);
    shown.deviations = expected.deviations;
    return shown;
  }

  std::vector<AuditedUnit> units() const {
    std::vector<UnitCase> cases;
    for (std::size_t i = 0; i < all_.records.size(); ++i)
      if (!all_.records[i].unit.empty()) cases.push_back({all_.records[i].unit, departure_[i]});
    std::vector<AuditedUnit> told;
    for (UnitDeviation& unit : unit_deviations(cases)) {
      const bool departs = !unit.too_small && unit.discovery < request_.level;
      std::string label = unit.unit;
      told.push_back({std::move(unit), std::move(label), departs});
    }
    return told;
  }

  const Asking& asking_;
  const ConsistencyRequest& request_;
  const HandlingTables& tables_;
  AuditedRecords all_;
  std::vector<ExpectedOutcome> expected_;
  std::vector<double> departure_;  ///< parallel to the records: deviations, or bits of surprise
};

}  // namespace

Result<ConsistencyAnswer> answer_consistency(const Asking& asking, const ConsistencyRequest& request,
                                             const HandlingTables& tables) {
  return Consistency(asking, request, tables).run();
}

}  // namespace leian::query
