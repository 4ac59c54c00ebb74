#include "corpora/synthetic/json_line.hpp"

#include <algorithm>

namespace leian {
namespace {

/// Takes what stands before the next `separator` off `text`, and the separator with it.
std::string_view take_part(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

JsonLine::JsonLine(std::string& out, std::string_view id, std::string_view kind) : out_(out) {
  out_ += "{\"id\":";
  quoted(id);
  out_ += ",\"kind\":";
  quoted(kind);
}

void JsonLine::add(const FieldSpec& field, std::string_view text) {
  if (text.empty()) return;
  const bool rows = field.type == FieldType::Rows;
  if (!rows && !field.list) {
    key(field.name);
    scalar(field, text);
    return;
  }
  bool first = true;
  while (!text.empty()) {
    const auto item = take_part(text, '|');
    if (item.empty()) continue;
    if (first)
      key(field.name), out_ += '[';
    else
      out_ += ',';
    first = false;
    rows ? row(field, item) : scalar(field, item);
  }
  if (!first) out_ += ']';
}

void JsonLine::end() { out_ += "}\n"; }

void JsonLine::key(std::string_view name) {
  if (out_.back() != '{') out_ += ',';
  quoted(name);
  out_ += ':';
}

void JsonLine::scalar(const FieldSpec& field, std::string_view text) {
  const bool bare =
      field.type == FieldType::Number || field.type == FieldType::Money || field.type == FieldType::Boolean;
  if (bare)
    out_ += text;
  else
    quoted(text);
}

void JsonLine::row(const FieldSpec& field, std::string_view cells) {
  out_ += '{';
  for (const FieldSpec& column : field.columns) {
    const auto cell = take_part(cells, ';');
    if (cell.empty()) continue;
    key(column.name);
    scalar(column, cell);
  }
  out_ += '}';
}

void JsonLine::quoted(std::string_view text) {
  out_ += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '\n') out_ += '\\';
    out_ += c == '\n' ? 'n' : c;
  }
  out_ += '"';
}

}  // namespace leian
