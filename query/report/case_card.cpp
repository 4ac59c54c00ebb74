#include "query/report/case_card.hpp"

#include "query/match/snippet.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kBetween = "、";

std::string value_shown(const FieldSpec& field, const Scalar& value, const KindSet& kinds) {
  const auto* text = std::get_if<std::string>(&value);
  if (field.type != FieldType::Code || text == nullptr) return to_display(value);
  const auto list = kinds.codes().find(field.codes);
  const CodeEntry* entry = list == kinds.codes().end() ? nullptr : list->second.by_code(*text);
  return entry == nullptr ? *text : entry->label;
}

std::optional<Date> day_of(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  if (value == nullptr) return std::nullopt;
  if (const auto* date = std::get_if<Date>(value)) return *date;
  if (const auto* moment = std::get_if<DateTime>(value)) return moment->date();
  return std::nullopt;
}

}  // namespace

std::string values_shown(const Record& record, Role role, const KindSet& kinds) {
  std::string text;
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size() && i < record.values.size(); ++i) {
    if (fields[i].role != role) continue;
    for (const Scalar& item : record.values[i].items) {
      if (!text.empty()) text += kBetween;
      text += value_shown(fields[i], item, kinds);
    }
  }
  return text;
}

std::string value_kept(const Record& record, Role role) {
  const Scalar* value = record.first(role);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

CaseCard card_of(const Record& record, const KindSet& kinds) {
  CaseCard card;
  card.id = record.id;
  card.kind = record.kind->label().zh;
  card.title = title_of(record);
  card.case_no = values_shown(record, Role::CaseNo, kinds);
  card.organ = values_shown(record, Role::Organ, kinds);
  card.cause = values_shown(record, Role::Cause, kinds);
  card.outcome = values_shown(record, Role::Outcome, kinds);
  card.handler = values_shown(record, Role::Handler, kinds);
  card.date = day_of(record, Role::Closed);
  if (!card.date) card.date = day_of(record, Role::Opened);
  return card;
}

}  // namespace leian::query
