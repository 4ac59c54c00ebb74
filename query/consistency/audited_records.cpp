#include "query/consistency/audited_records.hpp"

#include <array>

#include "corpora/core/messages.hpp"

namespace leian::query {
namespace {

constexpr double kDaySeconds = 86'400;

std::string text_of(const Value& value) {
  std::string all;
  for (const Scalar& item : value.items) (all += all.empty() ? "" : "\n") += to_display(item);
  return all;
}

std::optional<double> number_of(const Scalar& scalar) {
  if (const auto* number = std::get_if<double>(&scalar)) return *number;
  if (const auto* fen = std::get_if<Fen>(&scalar)) return static_cast<double>(fen->fen) / 100;
  return std::nullopt;
}

std::optional<double> days_of(const Scalar* scalar) {
  if (scalar == nullptr) return std::nullopt;
  if (const auto* date = std::get_if<Date>(scalar)) return date->days;
  if (const auto* moment = std::get_if<DateTime>(scalar))
    return static_cast<double>(moment->seconds) / kDaySeconds;
  return std::nullopt;
}

class Reader {
 public:
  Reader(const Asking& asking, const ConsistencyRequest& request, std::shared_ptr<const Kind> kind)
      : asking_(asking), request_(request), kind_(std::move(kind)) {}

  Result<AuditedRecords> run() {
    LEIAN_CHECK(choose_outcome());
    LEIAN_CHECK(choose_unit());
    LEIAN_TRY(const FoundRows found, rows_within(asking_, request_.records));
    if (found.total() > kMaxAuditCases)
      return err(ErrorCode::TooLarge, Msg::ConsistencyTooMany, found.total(), kMaxAuditCases);
    for (std::uint32_t s = 0; s < found.matches.size(); ++s)
      for (const std::uint32_t row : found.matches[s].to_vector()) {
        asking_.deadline.check();
        LEIAN_CHECK(take({s, row}));
      }
    return std::move(all_);
  }

 private:
  Result<void> choose_outcome() {
    OutcomeField& outcome = all_.outcome;
    if (request_.outcome.empty()) {
      for (const Role role : {Role::Months, Role::Amount})
        if (const auto field = kind_->with_role(role);
            field && asking_.scope.may_see(kind_->fields()[*field]))
          return take_outcome(*field);
      return take_days();
    }
    if (request_.outcome == "days") return take_days();
    const auto field = kind_->find(request_.outcome);
    if (!field || !asking_.scope.may_see(kind_->fields()[*field]))
      return err(ErrorCode::UnknownField, Msg::FieldUnknown, request_.outcome);
    outcome.field = field;
    return take_outcome(*field);
  }

  Result<void> take_outcome(std::size_t field) {
    const FieldSpec& spec = kind_->fields()[field];
    const bool number = spec.type == FieldType::Number || spec.type == FieldType::Money;
    if (!number && spec.type != FieldType::Keyword && spec.type != FieldType::Code &&
        spec.type != FieldType::Boolean)
      return err(ErrorCode::UnknownField, Msg::ConsistencyField, spec.name);
    all_.outcome = {field, spec.name, spec.label.zh, {}, !number};
    if (spec.role == Role::Months) all_.outcome.unit = "月";
    if (spec.type == FieldType::Money) all_.outcome.unit = "元";
    return {};
  }

  Result<void> take_days() {
    if (!kind_->with_role(Role::Opened) || !kind_->with_role(Role::Closed))
      return err(ErrorCode::UnknownField, Msg::ConsistencyField, "days");
    all_.outcome = {std::nullopt, "days", "办理天数", "天", false};
    return {};
  }

  Result<void> choose_unit() {
    if (request_.by.empty()) return {};
    by_ = kind_->find(request_.by);
    if (!by_ || !kind_->fields()[*by_].facet || !asking_.scope.may_see(kind_->fields()[*by_]))
      return err(ErrorCode::UnknownField, Msg::FieldUnknown, request_.by);
    return {};
  }

  Result<void> take(RowAddress at) {
    LEIAN_TRY(Record record, read_record(asking_.lease, at));
    asking_.scope.narrow(record);
    AuditedRecord one{at, facts_of(record), {}, 0, {}, {}};
    if (one.facts.empty() || !read_outcome(record, one)) {
      ++all_.without;
      return {};
    }
    if (const Scalar* cause = record.first(Role::Cause)) one.cause = to_display(*cause);
    if (by_ && !record.values[*by_].items.empty()) one.unit = to_display(record.values[*by_].items.front());
    all_.records.push_back(std::move(one));
    return {};
  }

  std::string facts_of(const Record& record) const {
    for (const Role role : {Role::Facts, Role::Body, Role::Demands})
      if (const auto field = kind_->with_role(role); field && !record.values[*field].items.empty())
        return text_of(record.values[*field]);
    return {};
  }

  bool read_outcome(const Record& record, AuditedRecord& one) const {
    const OutcomeField& outcome = all_.outcome;
    if (!outcome.field) {
      const auto opened = days_of(record.first(Role::Opened)), closed = days_of(record.first(Role::Closed));
      if (opened && closed) one.number = std::max(0.0, *closed - *opened) + 1;  // the day itself counts
      return one.number > 0;
    }
    const Value& value = record.values[*outcome.field];
    if (value.items.empty()) return false;
    if (outcome.word) {
      one.word = to_display(value.items.front());
      return true;
    }
    one.number = number_of(value.items.front()).value_or(0);
    return one.number > 0;
  }

  const Asking& asking_;
  const ConsistencyRequest& request_;
  std::shared_ptr<const Kind> kind_;
  std::optional<std::size_t> by_;
  AuditedRecords all_;
};

}  // namespace

Result<AuditedRecords> read_audited(const Asking& asking, const ConsistencyRequest& request) {
  LEIAN_TRY(auto kind, asking.snapshot().kinds()->find(request.records.kind));
  return Reader(asking, request, std::move(kind)).run();
}

}  // namespace leian::query
