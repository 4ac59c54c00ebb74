#include "corpora/record/value_reader.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "corpora/core/messages.hpp"
#include "corpora/text/numerals.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

tl::unexpected<ValueFault> fault(const Json& value, Text reason) {
  return tl::unexpected(ValueFault{"", excerpt(plain_text(value), kMaxShownCharacters), std::move(reason)});
}

/// What a JSON value is, for people.
Text type_of(const Json& value) {
  if (value.is_object()) return say(Msg::AnObject);
  if (value.is_array()) return say(Msg::AnArray);
  if (value.is_boolean()) return say(Msg::ABoolean);
  if (value.is_number()) return say(Msg::ANumber);
  return say(Msg::AString);
}

tl::unexpected<ValueFault> wrong_type(const FieldSpec& field, const Json& value) {
  const Text type = type_of(value);
  const auto name = row_of(field.type).name;
  return fault(value, {say(Msg::WrongJsonType, field.label.zh, name, type.zh).zh,
                       say(Msg::WrongJsonType, field.label.en, name, type.en).en});
}

tl::unexpected<ValueFault> unreadable(const FieldSpec& field, const Json& value, Msg reason) {
  return fault(value, {say(reason, field.label.zh).zh, say(reason, field.label.en).en});
}

using MaybeScalar = ValueResult<std::optional<Scalar>>;

MaybeScalar read_name(const FieldSpec& field, const Json& value) {
  if (!value.is_string() && !value.is_number()) return wrong_type(field, value);
  return Scalar(std::string(trim(plain_text(value))));
}

MaybeScalar read_text(const FieldSpec& field, const Json& value) {
  if (!value.is_string() && !value.is_number()) return wrong_type(field, value);
  return Scalar(plain_text(value));
}

std::string listed(const std::vector<const CodeEntry*>& entries, const CodeList& list) {
  std::string all;
  for (const CodeEntry* entry : entries) {
    all += all.empty() ? "" : ", ";
    for (const CodeEntry* step : list.path_to(entry->code)) all += step->label;
    all += " (" + entry->code + ")";
    if (all.size() > 400) break;
  }
  return all;
}

MaybeScalar read_code(const KindSet& kinds, const FieldSpec& field, const Json& value) {
  auto name = read_name(field, value);
  if (!name) return name;
  const auto& given = std::get<std::string>(**name);
  const auto list = kinds.codes().find(field.codes);
  if (list == kinds.codes().end()) return name;  // no list in force: the value labels itself
  if (const CodeEntry* entry = list->second.find(given)) return Scalar(entry->code);
  if (list->second.open()) return name;
  const auto meant = list->second.candidates(given);
  if (meant.empty()) return fault(value, say(Msg::CodeUnknown, field.codes));
  return fault(value, say(Msg::CodeAmbiguous, listed(meant, list->second)));
}

MaybeScalar read_number(const FieldSpec& field, const Json& value) {
  if (value.is_number()) return Scalar(value.get<double>());
  if (!value.is_string()) return wrong_type(field, value);
  if (const auto number = parse_number(value.get_ref<const std::string&>())) return Scalar(*number);
  return unreadable(field, value, Msg::NotANumber);
}

std::optional<Fen> fen_of(const Json& value) {
  if (value.is_string()) return parse_money(value.get_ref<const std::string&>());
  if (!value.is_number_integer()) return fen_of_yuan(value.get<double>());
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000'000'000'000) return std::nullopt;
  const auto yuan = value.get<std::int64_t>();
  return std::abs(yuan) > 90'000'000'000'000 ? std::nullopt : std::optional(Fen{yuan * 100});
}

MaybeScalar read_money(const FieldSpec& field, const Json& value) {
  if (!value.is_number() && !value.is_string()) return wrong_type(field, value);
  if (const auto amount = fen_of(value)) return Scalar(*amount);
  return unreadable(field, value, Msg::NotMoney);
}

MaybeScalar read_date(const FieldSpec& field, const Json& value) {
  if (!value.is_number_integer() && !value.is_string()) return wrong_type(field, value);
  if (const auto date = parse_date(plain_text(value))) return Scalar(*date);
  return unreadable(field, value, Msg::NotADate);
}

MaybeScalar read_datetime(const FieldSpec& field, const Json& value) {
  if (!value.is_number_integer() && !value.is_string()) return wrong_type(field, value);
  if (const auto moment = parse_datetime(plain_text(value))) return Scalar(*moment);
  return unreadable(field, value, Msg::NotADate);
}

constexpr std::array<std::string_view, 12> kYes{"是",   "有",  "真", "已", "true", "True",
                                                "TRUE", "yes", "Y",  "1",  "√",    "✓"};
constexpr std::array<std::string_view, 13> kNo{"否",    "无", "没有", "假", "未", "false", "False",
                                               "FALSE", "no", "N",    "0",  "×",  "✗"};

MaybeScalar read_boolean(const FieldSpec& field, const Json& value) {
  if (value.is_object() || value.is_array()) return wrong_type(field, value);
  if (const auto flag = parse_boolean(value)) return Scalar(*flag);
  return unreadable(field, value, Msg::NotABoolean);
}

/// One nested row; keys are the columns' names, labels or aliases.
ValueResult<Row> read_row(const KindSet& kinds, const FieldSpec& field, const Json& object,
                          const std::string& place, Leftovers& leftovers) {
  if (!object.is_object()) return wrong_type(field, object);
  Row row(field.columns.size());
  for (const auto& [key, value] : object.items()) {
    const auto at =
        std::find_if(field.columns.begin(), field.columns.end(), [&, &name = key](const FieldSpec& column) {
          return column.name == name || column.label.zh == name || column.label.en == name ||
                 std::find(column.aliases.begin(), column.aliases.end(), name) != column.aliases.end();
        });
    if (at == field.columns.end()) {
      leftovers.emplace_back(field.name + place + "." + key, value);
      continue;
    }
    auto& cell = row[static_cast<std::size_t>(at - field.columns.begin())];
    if (cell)
      return tl::unexpected(ValueFault{place + "." + key, excerpt(plain_text(value), kMaxShownCharacters),
                                       say(Msg::GivenTwice, at->name)});
    auto scalar = read_scalar(kinds, *at, value);
    if (!scalar) {
      scalar.error().place = place + "." + at->name;
      return tl::unexpected(std::move(scalar).error());
    }
    cell = std::move(*scalar);
  }
  return row;
}

ValueResult<Value> read_rows(const KindSet& kinds, const FieldSpec& field, const Json& json,
                             Leftovers& leftovers) {
  Value value;
  const auto has_cell = [](const Row& row) {
    return std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell.has_value(); });
  };
  const auto add = [&](const Json& object) -> ValueResult<void> {
    const std::string place = "[" + std::to_string(value.rows.size()) + "]";
    auto row = read_row(kinds, field, object, place, leftovers);
    if (!row) return tl::unexpected(std::move(row).error());
    if (has_cell(*row)) value.rows.push_back(std::move(*row));
    return {};
  };
  if (!json.is_array()) {
    if (auto added = add(json); !added) return tl::unexpected(std::move(added).error());
    return value;
  }
  for (const Json& object : json)
    if (auto added = add(object); !added) return tl::unexpected(std::move(added).error());
  return value;
}

}  // namespace

ValueResult<std::optional<Scalar>> read_scalar(const KindSet& kinds, const FieldSpec& field,
                                               const Json& value) {
  if (value.is_null() || (value.is_string() && trim(value.get_ref<const std::string&>()).empty()))
    return std::optional<Scalar>();
  switch (field.type) {
    case FieldType::Text:
      return read_text(field, value);
    case FieldType::Keyword:
      return read_name(field, value);
    case FieldType::Code:
      return read_code(kinds, field, value);
    case FieldType::Number:
      return read_number(field, value);
    case FieldType::Money:
      return read_money(field, value);
    case FieldType::Date:
      return read_date(field, value);
    case FieldType::DateTime:
      return read_datetime(field, value);
    case FieldType::Boolean:
      return read_boolean(field, value);
    case FieldType::Rows:
      break;
  }
  return wrong_type(field, value);
}

ValueResult<Value> read_value(const KindSet& kinds, const FieldSpec& field, const Json& json,
                              Leftovers& leftovers) {
  Value value;
  if (json.is_null() || (json.is_string() && trim(json.get_ref<const std::string&>()).empty())) return value;
  if (field.type == FieldType::Rows) return read_rows(kinds, field, json, leftovers);
  if (json.is_array() && !field.list && json.size() > 1)
    return fault(json, {say(Msg::OneValueOnly, field.label.zh, json.size()).zh,
                        say(Msg::OneValueOnly, field.label.en, json.size()).en});
  const auto add = [&](const Json& one) -> ValueResult<void> {
    auto scalar = read_scalar(kinds, field, one);
    if (!scalar) return tl::unexpected(std::move(scalar).error());
    if (*scalar) value.items.push_back(std::move(**scalar));
    return {};
  };
  if (!json.is_array()) {
    if (auto added = add(json); !added) return tl::unexpected(std::move(added).error());
    return value;
  }
  for (const Json& one : json)
    if (auto added = add(one); !added) return tl::unexpected(std::move(added).error());
  return value;
}

std::optional<bool> parse_boolean(const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (!value.is_string() && !value.is_number()) return std::nullopt;
  const std::string text = plain_text(value);
  const auto is = [&](std::string_view word) { return trim(text) == word; };
  if (std::any_of(kYes.begin(), kYes.end(), is)) return true;
  if (std::any_of(kNo.begin(), kNo.end(), is)) return false;
  return std::nullopt;
}

std::optional<double> parse_number(std::string_view text) {
  std::string digits = encode_utf8(fold_numerals(trim(text)));
  if (digits.starts_with('+')) digits.erase(0, 1);
  if (const auto comma = digits.find(','); comma != digits.npos) {
    const bool negative = digits.starts_with('-');
    const auto whole = parse_numeral(decode_utf8(digits.substr(negative ? 1 : 0)), 10'000);
    if (!whole) return std::nullopt;
    return static_cast<double>(*whole) / (negative ? -10'000.0 : 10'000.0);
  }
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::optional<Fen> fen_of_yuan(double yuan) {
  constexpr double kMostYuan = 90e12;
  if (!(std::abs(yuan) <= kMostYuan)) return std::nullopt;
  const double fen = std::round(yuan * 100);
  // A double near `yuan` is off by a few units in its last place at most; anything more is a fraction of a
  // fen.
  if (std::abs(yuan * 100 - fen) > 1e-6 + std::abs(fen) * 1e-15) return std::nullopt;
  return Fen{static_cast<std::int64_t>(fen)};
}

std::string_view trim(std::string_view text) {
  constexpr std::array<std::string_view, 9> kSpaces{" ",  "\t",     "\r",     "\n",    "\v",
                                                    "\f", "\u00A0", "\u3000", "\uFEFF"};
  for (bool more = true; more;) {
    more = false;
    for (const auto space : kSpaces) {
      while (text.starts_with(space)) text.remove_prefix(space.size()), more = true;
      while (text.ends_with(space)) text.remove_suffix(space.size()), more = true;
    }
  }
  return text;
}

std::string plain_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return "";
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace leian
