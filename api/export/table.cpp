#include "api/export/table.hpp"

#include <algorithm>
#include <map>

#include "api/json/answer.hpp"

namespace leian::api {
namespace {

constexpr const char* kJoint = "；";
constexpr double kFenPerYuan = 100;

std::string text_of(const Cell& cell, const Scalar& value) {
  const auto* text = std::get_if<std::string>(&cell);
  return text != nullptr ? *text : to_display(value);
}

}  // namespace

ExportTable::ExportTable(const std::vector<std::shared_ptr<const Kind>>& kinds,
                         std::shared_ptr<const KindSet> schema)
    : schema_(std::move(schema)), header_{"编号", "种类"} {
  std::vector<std::string> labels;
  std::map<std::string, int> seen{{header_[0], 1}, {header_[1], 1}};
  for (const auto& kind : kinds)
    for (const FieldSpec& field : kind->fields()) {
      if (std::find(fields_.begin(), fields_.end(), field.name) != fields_.end()) continue;
      fields_.push_back(field.name);
      labels.push_back(field.label.zh);
      ++seen[field.label.zh];
    }
  for (std::size_t i = 0; i < fields_.size(); ++i)
    header_.push_back(seen[labels[i]] == 1 ? labels[i] : labels[i] + "(" + fields_[i] + ")");
}

Cell ExportTable::cell_of(const FieldSpec& field, const Scalar& value) const {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* money = std::get_if<Fen>(&value)) return static_cast<double>(money->fen) / kFenPerYuan;
  if (const auto* date = std::get_if<Date>(&value)) return *date;
  if (const auto* moment = std::get_if<DateTime>(&value)) return *moment;
  const std::string text = to_display(value);
  return field.type == FieldType::Code ? label_of(field, text, *schema_) : text;
}

Cell ExportTable::cell_of(const FieldSpec& field, const Value& value) const {
  if (!value.rows.empty()) return to_json(field, value).dump();
  if (value.items.empty()) return {};
  if (value.items.size() == 1) return cell_of(field, value.items.front());
  std::string joined;
  for (const Scalar& item : value.items) {
    if (!joined.empty()) joined += kJoint;
    joined += text_of(cell_of(field, item), item);
  }
  return joined;
}

std::vector<Cell> ExportTable::cells(const Record& record) const {
  std::vector<Cell> cells{record.id, record.kind->label().zh};
  for (const std::string& name : fields_) {
    const auto at = record.kind->find(name);
    const bool held = at && record.kind->fields()[*at].name == name;
    cells.push_back(held ? cell_of(record.kind->fields()[*at], record.values[*at]) : Cell{});
  }
  return cells;
}

}  // namespace leian::api
