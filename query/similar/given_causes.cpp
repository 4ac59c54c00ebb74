#include "query/similar/given_causes.hpp"

#include <algorithm>

#include "query/match/named_fields.hpp"
#include "query/similar/case_texts.hpp"

namespace leian::query {
namespace {

constexpr std::size_t kFewestBytes = 6;  // two characters

bool stands_in_column(const std::string& value, const std::string& column, const Asking& asking) {
  const auto& segments = asking.snapshot().segments();
  return std::any_of(segments.begin(), segments.end(), [&](const SegmentView& view) {
    const Column* of = view.segment->column(column);
    return of != nullptr && of->ordinal_of(value).has_value();
  });
}

}  // namespace

std::vector<GivenCause> causes_in(const std::vector<std::string>& names, const FieldSpec& field,
                                  const Asking& asking) {
  const auto& codes = asking.snapshot().kinds()->codes();
  const auto list = codes.find(field.codes);
  std::vector<GivenCause> causes;
  for (const std::string& name : names) {
    const CodeEntry* entry =
        field.type == FieldType::Code && list != codes.end() ? list->second.find(name) : nullptr;
    if (entry == nullptr && (name.empty() || !stands_in_column(name, field.name, asking))) continue;
    const std::string label = entry == nullptr ? name : entry->label;
    const bool twice = std::any_of(causes.begin(), causes.end(),
                                   [&](const GivenCause& cause) { return cause.label == label; });
    if (!twice) causes.push_back({label, values_named({{&field, nullptr}}, name, codes)});
  }
  return causes;
}

std::string cause_like(std::string_view name, const FieldSpec& field, const CodeLists& codes) {
  const auto list = codes.find(field.codes);
  if (list == codes.end() || name.size() < kFewestBytes) return {};
  const CodeEntry* best = nullptr;
  for (const CodeEntry& entry : list->second.entries()) {
    const bool like =
        entry.label.find(name) != std::string::npos ||
        (entry.label.size() >= kFewestBytes && name.find(entry.label) != std::string_view::npos);
    if (like && (best == nullptr || entry.label.size() < best->label.size())) best = &entry;
  }
  return best == nullptr ? std::string() : best->label;
}

}  // namespace leian::query
