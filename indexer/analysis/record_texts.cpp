#include "indexer/analysis/record_texts.hpp"

#include "indexer/schema/layout.hpp"

namespace leian {
namespace {

std::string text_of(const FieldSpec& field, const Scalar& value, const CodeLists& codes) {
  if (field.type == FieldType::Code)
    if (const auto list = codes.find(field.codes); list != codes.end())
      if (const auto* code = std::get_if<std::string>(&value))
        if (const CodeEntry* entry = list->second.by_code(*code)) return entry->label;
  return to_display(value);
}

}  // namespace

std::vector<SearchedText> searched_texts(const Record& record, const CodeLists& codes) {
  std::vector<SearchedText> texts;
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const FieldSpec& field = fields[i];
    if (!is_searched(field)) continue;
    for (const Scalar& item : record.values[i].items) texts.push_back({&field, text_of(field, item, codes)});
    for (const Row& row : record.values[i].rows)
      for (std::size_t c = 0; c < field.columns.size() && c < row.size(); ++c)
        if (row[c] && row_of(field.columns[c].type).searchable)
          texts.push_back({&field, text_of(field.columns[c], *row[c], codes)});
  }
  return texts;
}

}  // namespace leian
