#include "indexer/extract/corrections.hpp"

#include "corpora/core/line_log.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

bool is_text(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() && !at->get_ref<const std::string&>().empty();
}

std::optional<Correction> read_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !is_text(json, "id") || !is_text(json, "field") || !is_text(json, "by") ||
      !is_text(json, "when"))
    return std::nullopt;
  const auto values = json.find("values");
  if (values == json.end() || !values->is_array()) return std::nullopt;
  return Correction{json["id"], json["field"], *values, json["by"], json["when"]};
}

std::string line_of(const Correction& correction) {
  const nlohmann::ordered_json json = {{"id", correction.id},
                                       {"field", correction.field},
                                       {"values", correction.values},
                                       {"by", correction.by},
                                       {"when", correction.when}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::filesystem::path corrections_file(const std::filesystem::path& db) { return db / "corrections.jsonl"; }

Result<Corrections> Corrections::load(const std::filesystem::path& db) {
  Corrections corrections;
  const auto path = corrections_file(db);
  LEIAN_TRY(const std::vector<std::string> lines, read_lines(path));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto correction = read_line(lines[i]);
    if (!correction) return err(ErrorCode::BadInput, Msg::CorrectionLine, path.string(), i + 1);
    auto& fields = corrections.by_id_[correction->id];
    std::string field = correction->field;
    fields.insert_or_assign(std::move(field), std::move(*correction));
  }
  return corrections;
}

Result<void> Corrections::append(const std::filesystem::path& db, const Correction& correction) {
  return append_line(corrections_file(db), line_of(correction));
}

const std::map<std::string, Correction, std::less<>>* Corrections::of(std::string_view id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &at->second;
}

}  // namespace leian
