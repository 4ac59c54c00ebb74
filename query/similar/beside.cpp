#include "query/similar/beside.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "query/facets/labels.hpp"

namespace leian::query {
namespace {

constexpr double kFenAYuan = 100;
constexpr std::string_view kDaysField = "days";

/// Cases that say yes, of those that say.
struct Share {
  std::uint64_t of = 0;
  std::uint64_t yes = 0;
  void add(bool is) {
    ++of;
    yes += is ? 1 : 0;
  }
  std::optional<double> rate() const {
    return of == 0 ? std::nullopt : std::optional(static_cast<double>(yes) / static_cast<double>(of));
  }
};

/// What is gathered about a handler while cases are gone through.
struct HandlerCount {
  std::string field_label;
  std::string label;
  std::uint64_t cases = 0;
  Share settled, came_back;
  std::vector<double> days;
};

/// A number of each case that has one.
struct Numbers {
  std::string label;
  std::vector<double> values;
};

/// Somebody who handled a case: by which field, and what people read.
struct Named {
  std::string field, field_label, value, label;
  auto operator<=>(const Named&) const = default;
};

std::optional<Date> day_of(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  if (value == nullptr) return std::nullopt;
  if (const auto* moment = std::get_if<DateTime>(value)) return moment->date();
  const auto* day = std::get_if<Date>(value);
  return day == nullptr ? std::nullopt : std::optional(*day);
}

/// Days from opened to closed; nothing where one is unknown or they run backward.
std::optional<double> days_of(const Record& record) {
  const auto opened = day_of(record, Role::Opened);
  const auto closed = day_of(record, Role::Closed);
  if (!opened || !closed || *closed < *opened) return std::nullopt;
  return closed->days - opened->days;
}

std::optional<double> number_of(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  if (value == nullptr) return std::nullopt;
  if (const auto* fen = std::get_if<Fen>(value)) return static_cast<double>(fen->fen) / kFenAYuan;
  const auto* number = std::get_if<double>(value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<Ending> ending_of(const Record& record, const Endings& endings) {
  const Scalar* value = record.first(Role::Outcome);
  return value == nullptr ? std::nullopt : endings.of(to_display(*value));
}

/// The distinct values of a field, as they are counted.
std::set<std::string> values_of(const Record& record, std::size_t field) {
  std::set<std::string> values;
  for (const Scalar& item : record.values[field].items) values.insert(to_display(item));
  return values;
}

/// Who a nested row names: its first name, and what else it says of them behind it.
std::optional<Named> named_in(const FieldSpec& field, const Row& row) {
  Named named{field.name, field.label.zh, "", ""};
  std::string more;
  for (std::size_t c = 0; c < row.size() && c < field.columns.size(); ++c) {
    const FieldType type = field.columns[c].type;
    if (!row[c] || (type != FieldType::Keyword && type != FieldType::Code)) continue;
    if (named.value.empty())
      named.value = to_display(*row[c]);
    else
      more += (more.empty() ? "" : "、") + to_display(*row[c]);
  }
  if (named.value.empty()) return std::nullopt;
  named.label = more.empty() ? named.value : named.value + "（" + more + "）";
  return named;
}

std::set<Named> handlers_of(const Record& record, const KindSet& kinds) {
  std::set<Named> all;
  for (const Role role : {Role::Handler, Role::Expert, Role::Organ}) {
    const auto at = record.kind->with_role(role);
    if (!at) continue;
    const FieldSpec& field = record.kind->fields()[*at];
    const Labels labels(field.name, kinds);
    for (const std::string& value : values_of(record, *at))
      all.insert({field.name, field.label.zh, value, labels.of(value)});
    for (const Row& row : record.values[*at].rows)
      if (auto named = named_in(field, row)) all.insert(*std::move(named));
  }
  return all;
}

/// Goes through the cases once and adds up.
class Count {
 public:
  Count(const Record* here, const Endings& endings, const KindSet& kinds)
      : here_(here), endings_(endings), kinds_(kinds) {}

  void add(const BesideCase& one) {
    ++beside_.cases;
    count_outcomes(one.record);
    count_numbers(one.record);
    count_rates(one);
    count_handlers(one);
  }

  Beside take() {
    for (auto& outcomes : beside_.outcomes) finish(outcomes);
    for (auto& [field, numbers] : numbers_)
      if (!numbers.values.empty()) beside_.spreads.push_back(spread(field, numbers));
    finish_handlers();
    beside_.settled_rate = settled_.rate();
    beside_.agreed_rate = agreed_.rate();
    beside_.fulfilled_rate = fulfilled_.rate();
    beside_.came_back_rate = came_back_.rate();
    return std::move(beside_);
  }

 private:
  void count_outcomes(const Record& record) {
    for (const Role role : {Role::Outcome, Role::Grade}) {
      const auto at = record.kind->with_role(role);
      if (!at || record.values[*at].empty()) continue;
      Outcomes& outcomes = outcomes_of(record.kind->fields()[*at]);
      for (const std::string& value : values_of(record, *at)) {
        auto& buckets = outcomes.counts.buckets;
        auto bucket =
            std::find_if(buckets.begin(), buckets.end(), [&](const Bucket& b) { return b.value == value; });
        if (bucket == buckets.end()) bucket = buckets.insert(bucket, Bucket{value, "", 0});
        ++bucket->count;
      }
    }
  }

  Outcomes& outcomes_of(const FieldSpec& field) {
    for (Outcomes& known : beside_.outcomes)
      if (known.counts.field == field.name) return known;
    Outcomes fresh;
    fresh.label = field.label.zh;
    fresh.counts.field = field.name;
    if (here_ != nullptr)
      if (const auto at = here_->kind->find(field.name))
        for (const std::string& value : values_of(*here_, *at)) fresh.here.push_back(value);
    return beside_.outcomes.emplace_back(std::move(fresh));
  }

  void finish(Outcomes& outcomes) const {
    const Labels labels(outcomes.counts.field, kinds_);
    auto& buckets = outcomes.counts.buckets;
    for (Bucket& bucket : buckets) bucket.label = labels.of(bucket.value);
    std::sort(buckets.begin(), buckets.end(), [](const Bucket& a, const Bucket& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    outcomes.counts.distinct = buckets.size();
  }

  void count_numbers(const Record& record) {
    for (const Role role : {Role::Amount, Role::Months})
      if (const auto value = number_of(record, role))
        numbers_of(record.kind->fields()[*record.kind->with_role(role)]).values.push_back(*value);
    if (const auto days = days_of(record)) {
      Numbers& numbers = numbers_[std::string(kDaysField)];
      numbers.label = say(Msg::BesideDays).zh;
      numbers.values.push_back(*days);
    }
  }

  Numbers& numbers_of(const FieldSpec& field) {
    Numbers& numbers = numbers_[field.name];
    if (numbers.label.empty()) numbers.label = field.label.zh;
    return numbers;
  }

  Spread spread(const std::string& field, Numbers& numbers) const {
    std::vector<double>& values = numbers.values;
    std::sort(values.begin(), values.end());
    Spread spread;
    spread.field = field;
    spread.label = numbers.label;
    spread.count = values.size();
    spread.min = values.front();
    spread.p25 = quantile(values, 0.25);
    spread.median = quantile(values, 0.5);
    spread.p75 = quantile(values, 0.75);
    spread.max = values.back();
    spread.here = here_number(field);
    if (spread.here) spread.below = share_below(values, *spread.here);
    return spread;
  }

  std::optional<double> here_number(const std::string& field) const {
    if (here_ == nullptr) return std::nullopt;
    if (field == kDaysField) return days_of(*here_);
    const auto at = here_->kind->find(field);
    return at ? number_of(*here_, here_->kind->fields()[*at].role) : std::nullopt;
  }

  void count_rates(const BesideCase& one) {
    if (one.came_back) came_back_.add(*one.came_back);
    const auto ending = ending_of(one.record, endings_);
    if (ending) settled_.add(*ending != Ending::Unsettled);
    const auto terms = one.record.kind->with_role(Role::Terms);
    if (!terms) return;
    if (ending) agreed_.add(*ending == Ending::Agreed);
    if (ending != Ending::Agreed) return;
    if (const Scalar* kept = one.record.first(Role::Fulfilled)) fulfilled_.add(std::get<bool>(*kept));
    if (const Scalar* text = one.record.first(Role::Terms); text && beside_.terms.size() < kBesideTerms)
      beside_.terms.emplace_back(one.record.id,
                                 Snippet{excerpt(std::get<std::string>(*text), kBesideTermUnits), {}});
  }

  void count_handlers(const BesideCase& one) {
    const auto ending = ending_of(one.record, endings_);
    const auto days = days_of(one.record);
    for (const Named& named : handlers_of(one.record, kinds_)) {
      if (std::find(fields_.begin(), fields_.end(), named.field) == fields_.end())
        fields_.push_back(named.field);
      HandlerCount& count = handlers_[named.field][named.value];
      if (count.label.empty()) count.label = named.label;
      count.field_label = named.field_label;
      ++count.cases;
      if (ending) count.settled.add(*ending != Ending::Unsettled);
      if (days) count.days.push_back(*days);
      if (one.came_back) count.came_back.add(*one.came_back);
    }
  }

  void finish_handlers() {
    for (const std::string& field : fields_) {
      std::vector<Handler> some;
      for (auto& [value, count] : handlers_[field]) {
        std::sort(count.days.begin(), count.days.end());
        const auto median = count.days.empty() ? std::nullopt : std::optional(quantile(count.days, 0.5));
        some.push_back({field, count.field_label, value, count.label, count.cases, count.settled.of,
                        count.settled.yes, median, count.came_back.rate()});
      }
      std::stable_sort(some.begin(), some.end(),
                       [](const Handler& a, const Handler& b) { return a.cases > b.cases; });
      if (some.size() > kBesideHandlers) some.resize(kBesideHandlers);
      beside_.handlers.insert(beside_.handlers.end(), some.begin(), some.end());
    }
  }

  const Record* here_;
  const Endings& endings_;
  const KindSet& kinds_;
  Beside beside_;
  std::map<std::string, Numbers> numbers_;
  std::vector<std::string> fields_;  // of handlers, as they were met
  std::map<std::string, std::map<std::string, HandlerCount>> handlers_;
  Share settled_, agreed_, fulfilled_, came_back_;
};

}  // namespace

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - std::floor(place)) * (sorted[below + 1] - sorted[below]);
}

double share_below(const std::vector<double>& sorted, double value) {
  const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
  const auto below = static_cast<double>(first - sorted.begin());
  const auto ties = static_cast<double>(last - first);
  return (below + ties / 2) / static_cast<double>(sorted.size());
}

Beside count_beside(const std::vector<BesideCase>& cases, const Record* here, const Endings& endings,
                    const KindSet& kinds) {
  Count count(here, endings, kinds);
  for (const BesideCase& one : cases) count.add(one);
  return count.take();
}

}  // namespace leian::query
