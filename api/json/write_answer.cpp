#include "api/json/write_answer.hpp"

#include <fmt/format.h>

#include "corpora/core/messages.hpp"
#include "corpora/readers/reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownCharacters = 80;
constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

Unexpected bad_condition(std::string_view header, std::string_view value) {
  return err(ErrorCode::BadUsage, Msg::ConditionShape, header, excerpt(value, kShownCharacters));
}

/// What stands between the quotes of an ETag. A weak one (W/) is well-formed but never matches: If-Match
/// compares strongly. Nothing where it is no ETag.
std::optional<std::string_view> opaque_tag(std::string_view item) {
  const bool weak = item.starts_with("W/");
  if (weak) item.remove_prefix(2);
  if (item.size() < 2 || item.front() != '"' || item.back() != '"') return std::nullopt;
  item = item.substr(1, item.size() - 2);
  if (item.find('"') != std::string_view::npos) return std::nullopt;
  return weak ? std::string_view() : item;
}

}  // namespace

Result<std::vector<WriteRow>> bulk_rows(std::string_view body, std::size_t most) {
  std::vector<WriteRow> rows;
  for (std::uint64_t line = 1; !body.empty(); ++line) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view text = trimmed(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    if (text.empty()) continue;
    if (rows.size() == most) return err(ErrorCode::TooLarge, Msg::BulkTooManyRows, most);
    rows.push_back({line, std::string(text), "", {}});
  }
  return rows;
}

Result<WriteRow> put_row(std::string_view id, std::string_view body) {
  static const auto no_file = std::make_shared<const std::string>();
  auto object = SourceRow{no_file, 1, std::string(body), nullptr, {}, {}}.object();
  if (!object) return Unexpected(rejection(object.error()));
  if (const auto given = object->find("id"); given != object->end()) {
    const auto own = read_id(*given);
    if (!own) return Unexpected(rejection(own.error()));
    if (*own != id)
      return err(ErrorCode::BadInput, Msg::IdDiffers, excerpt(*own, kShownCharacters),
                 excerpt(id, kShownCharacters));
  }
  (*object)["id"] = id;
  return WriteRow{1, object->dump(), "", {}};
}

nlohmann::ordered_json outcome_json(const WriteOutcome& outcome) {
  nlohmann::ordered_json json = {{"line", outcome.line}, {"status", name_of(outcome.status)}};
  if (!outcome.id.empty()) json["id"] = outcome.id;
  if (outcome.hash != ContentHash{}) json["etag"] = etag_of(outcome.hash);
  if (outcome.error)
    json["error"] = {{"field", outcome.error->field},
                     {"value", outcome.error->value},
                     {"reason", outcome.error->reason.zh},
                     {"reason_en", outcome.error->reason.en}};
  return json;
}

Error rejection(const RowError& error) {
  const Msg message = error.field.empty() ? Msg::RecordWrong : Msg::RecordFieldWrong;
  const Text what = error.field.empty() ? say_because(message, error.reason)
                                        : say_because(message, error.reason, error.field, error.value);
  return {ErrorCode::BadInput, what, hint_for(message)};
}

Result<WriteCondition> parse_condition(std::string_view if_match, std::string_view if_none_match) {
  WriteCondition condition;
  if (!if_none_match.empty()) {
    if (trimmed(if_none_match) != "*") return bad_condition("If-None-Match", if_none_match);
    condition.must_be_absent = true;
  }
  if (if_match.empty()) return condition;
  condition.must_exist = trimmed(if_match) == "*";
  condition.must_match = !condition.must_exist;
  for (std::string_view left = if_match; condition.must_match && !left.empty();) {
    const std::size_t comma = std::min(left.find(','), left.size());
    const auto tag = opaque_tag(trimmed(left.substr(0, comma)));
    if (!tag) return bad_condition("If-Match", if_match);
    if (const auto hash = hash_from_hex(*tag)) condition.any_of.push_back(*hash);
    left.remove_prefix(std::min(comma + 1, left.size()));
  }
  return condition;
}

std::string etag_of(const ContentHash& hash) { return fmt::format("\"{}\"", to_hex(hash)); }

}  // namespace leian::api
