#include "query/similar/case_texts.hpp"

#include <algorithm>

#include "indexer/analysis/sections.hpp"
#include "query/match/snippet.hpp"

namespace leian::query {
namespace {

/// Short: a hit has a passage for every word it shares.
constexpr std::uint32_t kPassageLead = 12;
constexpr std::uint32_t kPassageUnits = 36;

bool is_long(const FieldSpec& field) { return field.type == FieldType::Text && field.role != Role::Title; }

bool wanted(const FieldSpec& field, const std::vector<Role>& roles) {
  return roles.empty() || std::find(roles.begin(), roles.end(), field.role) != roles.end();
}

std::u16string section_or_all(const std::u16string& folded, Section section) {
  std::u16string found;
  for (const SectionSpan& part : sections_of(folded))
    if (part.section == section) found += part.span.of(folded);
  return found.empty() ? folded : found;
}

}  // namespace

std::u16string story_of(const Record& record, const std::vector<Role>& from, const Analyzer& analyzer) {
  std::u16string story;
  bool facts = false;
  for (const Role role : from)
    for (std::size_t i = 0; i < record.values.size(); ++i) {
      const FieldSpec& field = record.kind->fields()[i];
      if (field.role != role || (role == Role::Body && facts)) continue;
      for (const Scalar& item : record.values[i].items) {
        const auto* text = std::get_if<std::string>(&item);
        if (text == nullptr || text->empty()) continue;
        const std::u16string folded = analyzer.fold(*text).units;
        story += (role == Role::Body ? section_or_all(folded, Section::Facts) : folded) + u"\n";
        facts = facts || role == Role::Facts;
      }
    }
  return story;
}

std::string label_of(const FieldSpec& field, const Scalar& value, const CodeLists& codes) {
  if (const auto list = codes.find(field.codes); field.type == FieldType::Code && list != codes.end())
    if (const auto* code = std::get_if<std::string>(&value))
      if (const CodeEntry* entry = list->second.by_code(*code)) return entry->label;
  return to_display(value);
}

CaseTexts::CaseTexts(const Record& record, const CodeLists& codes, const Analyzer& analyzer)
    : record_(record), codes_(codes), analyzer_(analyzer) {
  for (SearchedText& text : searched_texts(record, codes))
    parts_.push_back({text.field, std::move(text.text)});
  std::stable_sort(parts_.begin(), parts_.end(),
                   [](const Part& a, const Part& b) { return is_long(*a.field) > is_long(*b.field); });
}

const FoldedText& CaseTexts::folded(Part& part) {
  if (!part.folded) part.folded = analyzer_.fold(part.text, true);
  return *part.folded;
}

std::optional<Snippet> CaseTexts::passage(const std::vector<std::u16string_view>& words,
                                          const std::vector<Role>& roles) {
  if (!roles.empty()) return find(words, roles);
  const auto [kept, fresh] = kept_.try_emplace({words.begin(), words.end()});
  if (fresh) kept->second = find(words, roles);
  return kept->second;
}

std::optional<Snippet> CaseTexts::find(const std::vector<std::u16string_view>& words,
                                       const std::vector<Role>& roles) {
  for (Part& part : parts_) {
    if (!wanted(*part.field, roles)) continue;
    std::size_t first = std::u16string::npos;
    for (const auto word : words) first = std::min(first, folded(part).units.find(word));
    if (first != std::u16string::npos) return cut(part, words, first);
  }
  return std::nullopt;
}

Snippet CaseTexts::cut(Part& part, const std::vector<std::u16string_view>& words, std::size_t first) {
  const FoldedText& text = folded(part);
  std::size_t longest = 0;
  for (const auto word : words) longest = std::max(longest, word.size());
  const Span window = passage_around(text.units, static_cast<std::uint32_t>(first), kPassageLead,
                                     kPassageUnits + static_cast<std::uint32_t>(longest));
  std::vector<Span> marks;
  const std::u16string_view shown = window.of(text.units);
  for (const auto word : words)
    for (std::size_t at = shown.find(word); at != std::u16string_view::npos; at = shown.find(word, at + 1)) {
      const auto begin = static_cast<std::uint32_t>(window.begin + at);
      marks.push_back({begin, begin + static_cast<std::uint32_t>(word.size())});
    }
  std::sort(marks.begin(), marks.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return cut_passage(part.text, text, window, marks);
}

std::optional<Snippet> CaseTexts::value(std::size_t field, const Scalar& value) const {
  const FieldSpec& spec = record_.kind->fields()[field];
  const auto& items = record_.values[field].items;
  if (std::find(items.begin(), items.end(), value) == items.end()) return std::nullopt;
  const nlohmann::json json = to_json(spec, Value{{value}, {}});
  const nlohmann::json& wanted = json.is_array() ? json.front() : json;
  for (const Extracted& entry : record_.extracted) {
    if (entry.field != spec.name || entry.value != wanted || entry.sentence.empty()) continue;
    Snippet snippet{entry.sentence, {}};
    if (const auto at = entry.sentence.find(entry.words); at != std::string::npos && !entry.words.empty())
      snippet.marks.emplace_back(static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(at + entry.words.size()));
    return snippet;
  }
  std::string label = label_of(spec, value, codes_);
  const auto end = static_cast<std::uint32_t>(label.size());
  return Snippet{std::move(label), {{0, end}}};
}

}  // namespace leian::query
