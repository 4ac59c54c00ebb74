#include "corpora/record/extracted.hpp"

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

bool take_text(const Json& entry, const char* key, std::string& target) {
  const auto at = entry.find(key);
  if (at == entry.end()) return true;
  if (!at->is_string()) return false;
  target = at->get<std::string>();
  return true;
}

bool take_place(const Json& entry, Extracted& extracted) {
  const auto at = entry.find("at");
  if (at == entry.end()) return true;
  if (!at->is_array() || at->size() != 2) return false;
  for (const Json& number : *at)
    if (!number.is_number_unsigned() || number > std::numeric_limits<std::uint32_t>::max()) return false;
  extracted.begin = (*at)[0];
  extracted.end = (*at)[1];
  return extracted.begin <= extracted.end;
}

bool take(const Json& entry, Extracted& extracted) {
  if (!entry.is_object()) return false;
  const auto value = entry.find("value");
  const auto confidence = entry.find("confidence");
  if (value == entry.end() || confidence == entry.end() || !confidence->is_number()) return false;
  extracted.value = *value;
  extracted.confidence = *confidence;
  return extracted.confidence >= 0 && extracted.confidence <= 1 && take_place(entry, extracted) &&
         take_text(entry, "field", extracted.field) && !extracted.field.empty() &&
         take_text(entry, "from", extracted.from) && take_text(entry, "sentence", extracted.sentence) &&
         take_text(entry, "words", extracted.words) && take_text(entry, "by", extracted.by) &&
         take_text(entry, "when", extracted.when);
}

nlohmann::ordered_json entry_json(const Extracted& extracted) {
  nlohmann::ordered_json json = {{"field", extracted.field},
                                 {"value", nlohmann::ordered_json(extracted.value)},
                                 {"confidence", extracted.confidence}};
  if (!extracted.from.empty()) {
    json["from"] = extracted.from;
    json["at"] = {extracted.begin, extracted.end};
    json["sentence"] = extracted.sentence;
    json["words"] = extracted.words;
  }
  if (!extracted.by.empty()) json["by"] = extracted.by;
  if (!extracted.when.empty()) json["when"] = extracted.when;
  return json;
}

}  // namespace

nlohmann::ordered_json to_json(const std::vector<Extracted>& extracted) {
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (const Extracted& entry : extracted) array.push_back(entry_json(entry));
  return array;
}

tl::expected<std::vector<Extracted>, Text> read_extracted(const Json& json) {
  if (!json.is_array()) return tl::unexpected(say(Msg::NeedsArray));
  if (json.size() > kMaxExtracted)
    return tl::unexpected(say(Msg::ExtractedTooMany, json.size(), kMaxExtracted));
  std::vector<Extracted> all(json.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!take(json[i], all[i])) return tl::unexpected(say(Msg::ExtractedEntry, i + 1));
  return all;
}

}  // namespace leian
