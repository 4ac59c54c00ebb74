#include "query/similar/values_channel.hpp"

#include <algorithm>
#include <cmath>

#include "corpora/core/messages.hpp"
#include "query/match/ranking.hpp"

namespace leian::query {
namespace {

/// How many rows of the index have each of these values.
std::map<std::string, double> count_values(const std::vector<std::string>& values, const std::string& column,
                                           const Asking& asking) {
  std::map<std::string, double> counts;
  for (const SegmentView& view : asking.snapshot().segments()) {
    asking.deadline.check();
    const Column* of = view.segment->column(column);
    if (of == nullptr) continue;
    std::vector<std::uint64_t> rows(of->entries(), 0);
    of->with_ordinals([&](const auto& ordinals) {
      for (const auto ordinal : ordinals) ++rows[ordinal];
    });
    for (const std::string& value : values)
      if (const auto ordinal = of->ordinal_of(value)) counts[value] += static_cast<double>(rows[*ordinal]);
  }
  return counts;
}

/// The field of the same name in a record of whatever kind.
std::optional<std::size_t> field_of(const Record& record, std::string_view name) {
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name) return i;
  return std::nullopt;
}

/// Where the case asked about says so; the field may have another name in its own kind, but not another role.
std::optional<Snippet> said_here(const CaseTexts& here, const Scalar& asked, LikenessChannel what) {
  for (const Role role : row_of(what).from)
    if (const auto field = here.record().kind->with_role(role))
      if (auto said = here.value(*field, asked)) return said;
  return std::nullopt;
}

}  // namespace

void ValuesChannel::add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  const Column* column = asking_.snapshot().segments()[segment].segment->column(column_);
  if (column == nullptr) return;
  std::vector<float> parts(column->entries(), 0);
  bool any = false;
  for (const auto& [value, shared] : values_)
    if (const auto ordinal = column->ordinal_of(value)) {
      parts[*ordinal] = static_cast<float>(shared.part);
      any = true;
    }
  if (!any) return;
  rows.for_each([&](std::uint32_t row) {
    const std::uint64_t end = column->list() ? column->begin(row + 1) : row + std::uint64_t{1};
    for (std::uint64_t at = column->begin(row); at < end; ++at) scores[row] += parts[column->ordinal(at)];
  });
}

void ValuesChannel::explain(Pair& pair, std::vector<Reason>& reasons) const {
  const Record& record = pair.there.record();
  const auto field = field_of(record, column_);
  if (!field) return;
  for (const Scalar& item : record.values[*field].items) {
    const auto* value = std::get_if<std::string>(&item);
    const auto shared = value == nullptr ? values_.end() : values_.find(*value);
    if (shared == values_.end()) continue;
    auto here = said_here(pair.here, shared->second.asked, what());
    auto there = pair.there.value(*field, item);
    if (here && there)
      reasons.push_back(
          {name(), shared->second.label, shared->second.part, std::move(*here), std::move(*there)});
  }
}

std::map<std::string, SharedValue> same_values(const std::vector<Scalar>& asked, const FieldSpec& field,
                                               double weight, const Asking& asking) {
  std::vector<std::string> values;
  for (const Scalar& item : asked)
    if (const auto* value = std::get_if<std::string>(&item)) values.push_back(*value);
  const auto counts = count_values(values, field.name, asking);
  const auto records = static_cast<double>(asking.snapshot().rows());
  std::map<std::string, SharedValue> shared;
  double all = 0;
  for (const std::string& value : values) {
    const auto count = counts.find(value);
    const double rarity = inverse_frequency(records, count == counts.end() ? 0 : count->second);
    if (shared.contains(value)) continue;
    all += rarity;
    if (count == counts.end()) continue;  // no record has it, but it counts in the whole
    shared[value] = {value, label_of(field, value, asking.snapshot().kinds()->codes()), rarity};
  }
  for (auto& [value, one] : shared) one.part *= weight / all;
  return shared;
}

std::map<std::string, SharedValue> near_values(const Scalar& asked, const FieldSpec& field, double weight,
                                               const Asking& asking) {
  const auto* code = std::get_if<std::string>(&asked);
  const auto& codes = asking.snapshot().kinds()->codes();
  const auto list = codes.find(field.codes);
  if (code == nullptr) return {};
  const auto path = list == codes.end() ? std::vector<const CodeEntry*>{} : list->second.path_to(*code);
  if (path.size() < 2) return {{*code, {asked, label_of(field, asked, codes), weight}}};
  std::map<std::string, SharedValue> near;
  // From the top down, so that the nearest meeting place has the last word. The top itself says too little.
  for (std::size_t depth = 1; depth < path.size(); ++depth)
    for (std::string& below : list->second.with_descendants(path[depth]->code))
      near.insert_or_assign(std::move(below), SharedValue{asked, path[depth]->label,
                                                          weight * static_cast<double>(depth) /
                                                              static_cast<double>(path.size() - 1)});
  return near;
}

double AmountChannel::closeness(std::int64_t a, std::int64_t b) {
  if (a > b) std::swap(a, b);
  if (b / 10 >= a) return 0;
  return 1 - std::log10(static_cast<double>(b) / static_cast<double>(a));
}

void AmountChannel::add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  const Column* column = asking_.snapshot().segments()[segment].segment->column(field_.name);
  if (column == nullptr || column->list()) return;
  const auto amounts = column->integers();
  rows.for_each([&](std::uint32_t row) {
    if (amounts[row] > 0) scores[row] += static_cast<float>(weight_ * closeness(asked_.fen, amounts[row]));
  });
}

void AmountChannel::explain(Pair& pair, std::vector<Reason>& reasons) const {
  const auto field = field_of(pair.there.record(), field_.name);
  if (!field) return;
  for (const Scalar& item : pair.there.record().values[*field].items) {
    const auto* amount = std::get_if<Fen>(&item);
    if (amount == nullptr || amount->fen <= 0) continue;
    const double close = closeness(asked_.fen, amount->fen);
    auto here = pair.here.value(here_, asked_);
    auto there = pair.there.value(*field, item);
    if (close > 0 && here && there)
      reasons.push_back({name(), say(Msg::ReasonSameOrder, field_.label.zh).zh, weight_ * close,
                         std::move(*here), std::move(*there)});
  }
}

}  // namespace leian::query
