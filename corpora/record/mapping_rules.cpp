#include "corpora/record/mapping_rules.hpp"

#include <algorithm>
#include <ctime>
#include <numeric>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;
using Values = std::vector<Json>;

tl::unexpected<ValueFault> fault(const Json& value, Text reason) {
  return tl::unexpected(ValueFault{"", excerpt(plain_text(value), kMaxShownCharacters), std::move(reason)});
}

bool is_blank(const Json& value) {
  return value.is_null() || (value.is_string() && trim(value.get_ref<const std::string&>()).empty());
}

void collect(const Json& node, std::string_view path, Values& found) {
  if (node.is_array()) {
    for (const Json& item : node) collect(item, path, found);
  } else if (path.empty()) {
    if (!is_blank(node)) found.push_back(node);
  } else if (node.is_object()) {
    if (const auto whole = node.find(path); whole != node.end()) return collect(*whole, "", found);
    const auto dot = path.find('.');
    if (dot == path.npos) return;
    if (const auto head = node.find(path.substr(0, dot)); head != node.end())
      collect(*head, path.substr(dot + 1), found);
  }
}

/// The parts of a cell between any of `separators`' characters.
void split_into(const std::string& cell, std::string_view separators, Values& out) {
  std::string part;
  const auto flush = [&] {
    if (const auto whole = trim(part); !whole.empty()) out.emplace_back(std::string(whole));
    part.clear();
  };
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t start = at;
    next_point(cell, at);
    const std::string_view character = std::string_view(cell).substr(start, at - start);
    if (separators.find(character) == separators.npos)
      part += character;
    else
      flush();
  }
  flush();
}

/// The names of the marks that are set: members of an object, or the columns themselves.
ValueResult<Values> flags_of(const FieldRule& rule, const Json& row) {
  Values names;
  const auto add = [&](const std::string& name, const Json& mark) {
    const auto set = is_blank(mark) ? std::optional(false) : parse_boolean(mark);
    if (set.value_or(false)) names.emplace_back(name);
    return set.has_value();
  };
  for (const auto& column : rule.columns)
    for (const Json& mark : values_at(row, column)) {
      if (!mark.is_object()) {
        if (!add(column, mark)) return fault(mark, say(Msg::NotABoolean, column));
        continue;
      }
      for (const auto& [name, member] : mark.items())
        if (!add(name, member)) return fault(member, say(Msg::NotABoolean, name));
    }
  return names;
}

ValueResult<Values> translated(const FieldRule& rule, Values values) {
  if (rule.values.empty()) return values;
  Values out;
  for (Json& value : values) {
    const std::string text = plain_text(value);
    const auto row = rule.values.find(trim(text));
    if (row != rule.values.end()) {
      if (row->second.is_array())
        out.insert(out.end(), row->second.begin(), row->second.end());
      else
        out.push_back(row->second);
    } else if (rule.others == Others::Keep) {
      out.push_back(std::move(value));
    } else if (rule.others == Others::Reject) {
      return fault(value, say(Msg::NotInTable));
    }
  }
  return out;
}

/// The day or moment a strptime form reads in the whole of `text`.
std::optional<std::string> read_formatted(const std::string& text, const std::vector<std::string>& formats) {
  for (const auto& format : formats) {
    std::tm time{};
    const char* end = ::strptime(text.c_str(), format.c_str(), &time);
    if (end == nullptr || *end != '\0') continue;
    if (const auto date = Date::of(time.tm_year + 1900, time.tm_mon + 1, time.tm_mday))
      return to_string(DateTime::at(*date, time.tm_hour, time.tm_min, std::min(time.tm_sec, 59)));
  }
  return std::nullopt;
}

Json converted(const FieldRule& rule, Json value) {
  if (!rule.formats.empty() && value.is_string())
    if (auto moment = read_formatted(std::string(trim(value.get_ref<const std::string&>())), rule.formats))
      return *moment;
  if (rule.scale != 1.0) {
    const auto number = value.is_number() ? value.get<double>() : parse_number(plain_text(value));
    if (number) return *number * rule.scale;
  }
  if (!rule.wrap.empty()) {
    std::string wrapped = rule.wrap;
    return wrapped.replace(wrapped.find("{}"), 2, trim(plain_text(value)));
  }
  return value;
}

std::optional<Scalar> sum_of(const std::vector<Scalar>& scalars) {
  if (std::holds_alternative<Fen>(scalars.front())) {
    std::int64_t total = 0;
    for (const Scalar& one : scalars)
      if (__builtin_add_overflow(total, std::get<Fen>(one).fen, &total)) return std::nullopt;
    return Fen{total};
  }
  return std::accumulate(scalars.begin(), scalars.end(), 0.0,
                         [](double sum, const Scalar& one) { return sum + std::get<double>(one); });
}

/// One scalar out of several.
ValueResult<Value> taken(const KindSet& kinds, const FieldSpec& field, Take take, const Values& values) {
  std::vector<Scalar> scalars;
  for (const Json& value : values) {
    auto scalar = read_scalar(kinds, field, value);
    if (!scalar) return tl::unexpected(std::move(scalar).error());
    if (*scalar) scalars.push_back(std::move(**scalar));
  }
  if (scalars.empty()) return Value{};
  if (take == Take::Last) return Value{{scalars.back()}, {}};
  if (take == Take::Least) return Value{{*std::min_element(scalars.begin(), scalars.end())}, {}};
  if (take == Take::Most) return Value{{*std::max_element(scalars.begin(), scalars.end())}, {}};
  if (take == Take::First) return Value{{scalars.front()}, {}};
  if (const auto sum = sum_of(scalars)) return Value{{*sum}, {}};
  return fault(values.front(), say(Msg::SumTooLarge));
}

Values without_repeats(const Values& values) {
  Values once;
  for (const Json& value : values)
    if (std::find(once.begin(), once.end(), value) == once.end()) once.push_back(value);
  return once;
}

std::string joined(const Values& values, const std::string& join) {
  std::string all;
  for (const Json& value : values) {
    if (&value != &values.front()) all += join;
    all += plain_text(value);
  }
  return all;
}

/// The values a scalar rule finds, in their final form but for their number.
ValueResult<Values> found_values(const FieldRule& rule, const Json& row) {
  Values raw;
  if (rule.flags) {
    auto names = flags_of(rule, row);
    if (!names) return names;
    raw = std::move(*names);
  } else {
    for (const auto& column : rule.columns)
      for (Json& value : without_repeats(values_at(row, column))) {
        if (!rule.split.empty() && value.is_string())
          split_into(value.get_ref<const std::string&>(), rule.split, raw);
        else
          raw.push_back(std::move(value));
      }
  }
  auto values = translated(rule, std::move(raw));
  if (!values) return values;
  for (Json& value : *values) value = converted(rule, std::move(value));
  return values;
}

ValueResult<Value> scalar_rule(const KindSet& kinds, const FieldSpec& field, const FieldRule& rule,
                               const Json& row) {
  auto values = found_values(rule, row);
  if (!values) return tl::unexpected(std::move(values).error());
  Leftovers none;
  if (field.list) return read_value(kinds, field, without_repeats(*values), none);
  if (rule.take != Take::Join && !values->empty()) return taken(kinds, field, rule.take, *values);
  const bool words = row_of(field.type).searchable;
  if (values->size() > 1 && words) return read_value(kinds, field, joined(*values, rule.join), none);
  return read_value(kinds, field, *values, none);
}

/// One nested row from its object. Members no rule reads keep their names, so that they are matched or left
/// over by them.
ValueResult<Json> nested_row(const KindSet& kinds, const FieldSpec& field, const FieldRule& rule,
                             const Json& object, bool keep_others) {
  Json out = Json::object();
  if (keep_others) out = object;
  for (const FieldRule& cell : rule.row)
    for (const auto& column : cell.columns) out.erase(column);
  for (const FieldRule& cell : rule.row) {
    auto values = found_values(cell, object);
    if (!values) return tl::unexpected(std::move(values).error());
    if (values->empty()) continue;
    const FieldSpec& column = field.columns[cell.field];
    out[column.name] = values->size() == 1 ? values->front() : Json(joined(*values, cell.join));
    if (auto read = read_scalar(kinds, column, out[column.name]); !read) {
      read.error().place = "." + column.name;
      return tl::unexpected(std::move(read).error());
    }
  }
  return out;
}

ValueResult<Value> rows_rule(const KindSet& kinds, const FieldSpec& field, const FieldRule& rule,
                             const Json& row, Leftovers& leftovers) {
  Json rows = Json::array();
  const auto add = [&](const Json& object, bool keep_others) -> ValueResult<void> {
    if (!object.is_object()) return fault(object, say(Msg::NeedsObject));
    auto made = nested_row(kinds, field, rule, object, keep_others);
    if (!made) return tl::unexpected(std::move(made).error());
    rows.push_back(std::move(*made));
    return {};
  };
  if (rule.columns.empty())
    if (auto added = add(row, false); !added) return tl::unexpected(std::move(added).error());
  for (const auto& column : rule.columns)
    for (const Json& object : values_at(row, column))
      if (auto added = add(object, true); !added) return tl::unexpected(std::move(added).error());
  return read_value(kinds, field, rows, leftovers);
}

}  // namespace

std::vector<Json> values_at(const Json& row, std::string_view path) {
  Values found;
  collect(row, path, found);
  return found;
}

ValueResult<Value> apply_rule(const KindSet& kinds, const FieldSpec& field, const FieldRule& rule,
                              const Json& row, Leftovers& leftovers) {
  if (!rule.constant.empty()) return rule.constant;
  if (field.type == FieldType::Rows) return rows_rule(kinds, field, rule, row, leftovers);
  return scalar_rule(kinds, field, rule, row);
}

}  // namespace leian
