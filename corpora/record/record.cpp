#include "corpora/record/record.hpp"

#include <cmath>
#include <limits>

#include "corpora/core/messages.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

tl::unexpected<RowError> row_error(std::string field, std::string_view value, Text reason) {
  return tl::unexpected(
      RowError{"", 0, std::move(field), excerpt(value, kMaxShownCharacters), std::move(reason)});
}

/// What the keys of a row lead to while it is read.
struct Draft {
  Record record;
  std::vector<std::string> given;  ///< the key each field was given under; empty: not yet
};

RowResult<void> take_field(const KindSet& kinds, Draft& draft, std::size_t field, const std::string& key,
                           const Json& json) {
  const FieldSpec& spec = draft.record.kind->fields()[field];
  if (!draft.given[field].empty()) return row_error(key, plain_text(json), say(Msg::GivenTwice, spec.name));
  draft.given[field] = key;
  Leftovers leftovers;
  auto value = read_value(kinds, spec, json, leftovers);
  if (!value)
    return row_error(spec.name + value.error().place, value.error().value, std::move(value.error().reason));
  draft.record.values[field] = std::move(*value);
  for (auto& [place, left] : leftovers) draft.record.extra[place] = std::move(left);
  return {};
}

RowResult<void> take_extra(Draft& draft, const std::string& key, const Json& json) {
  if (!draft.record.extra.emplace(key, json).second)
    return row_error(key, plain_text(json), say(Msg::GivenTwice, key));
  return {};
}

RowResult<void> take_extracted(Draft& draft, const Json& json) {
  auto read = read_extracted(json);
  if (!read) return row_error(std::string(kExtractedKey), plain_text(json), std::move(read.error()));
  draft.record.extracted = std::move(*read);
  return {};
}

RowResult<void> take(const KindSet& kinds, Draft& draft, const std::string& key, const Json& json) {
  const Kind& kind = *draft.record.kind;
  if (key == "id") return {};
  if (key == "kind" && json.is_string())
    if (const auto named = kinds.find(json.get_ref<const std::string&>());
        named && (*named)->name() == kind.name())
      return {};
  if (const auto field = kind.find(key)) return take_field(kinds, draft, *field, key, json);
  if (key == kExtractedKey) return take_extracted(draft, json);
  if (key != "extra" || !json.is_object()) return take_extra(draft, key, json);
  for (const auto& [name, value] : json.items())
    if (auto taken = take_extra(draft, name, value); !taken) return taken;
  return {};
}

OrderedJson scalar_json(const Scalar& scalar) {
  struct {
    OrderedJson operator()(const std::string& text) const { return text; }
    OrderedJson operator()(bool flag) const { return flag; }
    OrderedJson operator()(Date date) const { return to_string(date); }
    OrderedJson operator()(DateTime moment) const {
      // A moment without a time of day is written as the day it is; both read back the same.
      return moment == DateTime::at(moment.date()) ? to_string(moment.date()) : to_string(moment);
    }
    OrderedJson operator()(double number) const {
      constexpr double kExact = 9007199254740992;  // 2^53: every whole number below is one double
      if (std::abs(number) < kExact && number == std::trunc(number)) return static_cast<std::int64_t>(number);
      return number;
    }
    OrderedJson operator()(Fen amount) const {
      constexpr std::int64_t kExactFen =
          800'000'000'000'000;  // below it, a double of yuan rounds back to the same fen
      if (amount.fen % 100 == 0) return amount.fen / 100;
      if (std::abs(amount.fen) < kExactFen) return static_cast<double>(amount.fen) / 100;
      return to_string(amount);
    }
  } write;
  return std::visit(write, scalar);
}

OrderedJson row_json(const FieldSpec& field, const Row& row) {
  OrderedJson object = OrderedJson::object();
  for (std::size_t i = 0; i < row.size() && i < field.columns.size(); ++i)
    if (row[i]) object[field.columns[i].name] = scalar_json(*row[i]);
  return object;
}

}  // namespace

RowResult<void> check_required(const Record& record) {
  for (std::size_t i = 0; i < record.values.size(); ++i)
    if (const FieldSpec& spec = record.kind->fields()[i]; spec.required && record.values[i].empty())
      return row_error(spec.name, "", say(Msg::FieldRequired));
  return {};
}

RowResult<std::string> read_id(const Json& json) {
  if (json.is_null()) return row_error("id", "", say(Msg::IdMissing));
  if (!json.is_string() && !json.is_number_integer())
    return row_error("id", plain_text(json), say(Msg::IdNotText));
  std::string id(trim(plain_text(json)));
  if (id.empty()) return row_error("id", "", say(Msg::IdMissing));
  if (id.size() > kMaxIdBytes) return row_error("id", id, say(Msg::IdTooLong, id.size(), kMaxIdBytes));
  if (!valid_utf8(id)) return row_error("id", id, say(Msg::TextNotUtf8));
  for (std::size_t at = 0; at < id.size();)
    if (const char32_t point = next_point(id, at); point < 0x20 || (point >= 0x7F && point < 0xA0))
      return row_error("id", id, say(Msg::IdControl));
  return id;
}

RowResult<Record> record_from_json(const KindSet& kinds, std::shared_ptr<const Kind> kind, const Json& json) {
  if (!json.is_object()) return row_error("", plain_text(json), say(Msg::NeedsObject));
  Draft draft;
  draft.record.kind = std::move(kind);
  draft.record.values.resize(draft.record.kind->fields().size());
  draft.given.resize(draft.record.values.size());
  const auto id = json.find("id");
  auto read = read_id(id == json.end() ? Json() : *id);
  if (!read) return tl::unexpected(std::move(read).error());
  draft.record.id = std::move(*read);
  for (const auto& [key, value] : json.items())
    if (auto taken = take(kinds, draft, key, value); !taken) return tl::unexpected(std::move(taken).error());
  if (auto complete = check_required(draft.record); !complete)
    return tl::unexpected(std::move(complete).error());
  return std::move(draft.record);
}

const Scalar* Record::first(Role role) const {
  const auto field = kind->with_role(role);
  if (!field || values[*field].items.empty()) return nullptr;
  return &values[*field].items.front();
}

OrderedJson to_json(const FieldSpec& field, const Value& value) {
  OrderedJson array = OrderedJson::array();
  for (const Row& row : value.rows) array.push_back(row_json(field, row));
  for (const Scalar& item : value.items) array.push_back(scalar_json(item));
  if (field.list || field.type == FieldType::Rows) return array;
  return array.empty() ? OrderedJson() : array.front();
}

OrderedJson to_json(const Record& record) {
  OrderedJson json = {{"id", record.id}, {"kind", record.kind->name()}};
  for (std::size_t i = 0; i < record.values.size(); ++i)
    if (!record.values[i].empty())
      json[record.kind->fields()[i].name] = to_json(record.kind->fields()[i], record.values[i]);
  if (!record.extra.empty()) json["extra"] = OrderedJson(record.extra);
  if (!record.extracted.empty()) json[std::string(kExtractedKey)] = to_json(record.extracted);
  return json;
}

std::string to_display(const Scalar& scalar) {
  if (const bool* flag = std::get_if<bool>(&scalar)) return *flag ? "是" : "否";
  const OrderedJson json = scalar_json(scalar);
  if (const Fen* amount = std::get_if<Fen>(&scalar)) return to_string(*amount);
  return json.is_string() ? json.get<std::string>() : json.dump();
}

}  // namespace leian
