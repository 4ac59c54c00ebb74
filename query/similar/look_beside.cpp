// Reading the cases that stand beside a list, and finding out which of them came back.
#include <map>
#include <set>

#include "query/match/matcher.hpp"
#include "query/match/named_fields.hpp"
#include "query/similar/beside.hpp"

namespace leian::query {
namespace {

/// Records that repeat an earlier one are looked into at most; far more than a hundred matters have.
constexpr std::size_t kMaxRepeats = 5000;

/// What another record would name this one by: its id, or its case number.
std::vector<std::string> names_of(const Record& record) {
  std::vector<std::string> names{record.id};
  if (const Scalar* number = record.first(Role::CaseNo)) names.push_back(to_display(*number));
  return names;
}

/// The names that records of the index say they repeat, of those asked for.
class Repeats {
 public:
  explicit Repeats(const Asking& asking) : asking_(asking) {
    for (const auto& kind : asking.snapshot().kinds()->kinds())
      if (const auto at = kind->with_role(Role::RepeatOf); at && asking.scope.may_see(kind->fields()[*at]))
        fields_.insert(kind->fields()[*at].name);
  }

  Result<std::set<std::string>> of(const std::set<std::string>& names) const {
    std::set<std::string> repeated;
    if (fields_.empty() || names.empty()) return repeated;
    const Plan plan = both(asking_.scope.rows(), naming(names));
    std::size_t read = 0;
    for (std::uint32_t s = 0; s < asking_.snapshot().segments().size(); ++s) {
      const Matcher matcher(asking_.lease, s, asking_.analyzer, asking_.deadline);
      for (const std::uint32_t row : matcher.match(plan).to_vector()) {
        asking_.deadline.check();
        if (++read > kMaxRepeats) return repeated;
        LEIAN_TRY(const Record record, read_record(asking_.lease, {s, row}));
        if (const Scalar* of = record.first(Role::RepeatOf))
          if (names.contains(to_display(*of))) repeated.insert(to_display(*of));
      }
    }
    return repeated;
  }

 private:
  /// Records whose field says one of the names, or something longer that holds it.
  Plan naming(const std::set<std::string>& names) const {
    std::vector<Plan> any;
    for (const std::string& name : names) {
      Needle needle = needle_of(asking_.analyzer.fold(name).units);
      needle.within.fields.assign(fields_.begin(), fields_.end());
      any.push_back(plan_of(std::move(needle)));
    }
    return plan_of(Plan::Type::Or, std::move(any));
  }

  const Asking& asking_;
  std::set<std::string> fields_;
};

bool was_reexamined(const Record& record) {
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].role == Role::Reexamined && !record.values[i].empty()) return true;
  return false;
}

/// Whether records of this kind can come back at all.
bool can_come_back(const Kind& kind) {
  return kind.with_role(Role::RepeatOf).has_value() || kind.with_role(Role::Reexamined).has_value();
}

}  // namespace

Result<Beside> look_beside(const Asking& asking, const std::vector<RankedRow>& rows, const Record* here) {
  LEIAN_TRY(const Endings endings, Endings::load());
  std::vector<BesideCase> cases;
  std::set<std::string> names;
  for (std::size_t i = 0; i < rows.size() && i < kBesideCases; ++i) {
    asking.deadline.check();
    LEIAN_TRY(Record record, read_record(asking.lease, rows[i].at));
    asking.scope.narrow(record);
    if (can_come_back(*record.kind))
      for (std::string& name : names_of(record)) names.insert(std::move(name));
    cases.push_back({std::move(record), std::nullopt});
  }
  LEIAN_TRY(const std::set<std::string> repeated, Repeats(asking).of(names));
  for (BesideCase& one : cases) {
    if (!can_come_back(*one.record.kind)) continue;
    bool came = was_reexamined(one.record);
    for (const std::string& name : names_of(one.record)) came = came || repeated.contains(name);
    one.came_back = came;
  }
  return count_beside(cases, here, endings, *asking.snapshot().kinds());
}

}  // namespace leian::query
