/// Where a value comes from that the record's row did not give: the sentence it was read in and how sure the
/// reading is, or the person who set it. Kept with the record, beside `extra`.
///
///   {"field": "months", "value": 18, "confidence": 0.95, "from": "judgment", "at": [310, 388],
///    "sentence": "被告人李某犯盗窃罪，判处有期徒刑一年六个月。", "words": "有期徒刑一年六个月"}
///   {"field": "months", "value": 18, "confidence": 1, "by": "王复核", "when": "2026-11-25T09:30:00+08:00"}
///
/// One entry a value; a list's values stand in its order. `at` counts bytes of the text field, the end not
/// included, and `sentence` is exactly what stands there. Source: docs/adr/0019-extraction.md
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "corpora/core/error.hpp"

namespace leian {

inline constexpr std::string_view kExtractedKey = "extracted";
inline constexpr std::size_t kMaxExtracted = 2000;  ///< entries of a record

struct Extracted {
  std::string field;
  nlohmann::json value;     ///< as in the record's JSON; null: a person says that nothing stands there
  double confidence = 0;    ///< 0 to 1, two decimals
  std::string from;         ///< the text field; empty where a person set the value
  std::uint32_t begin = 0;  ///< bytes of that text
  std::uint32_t end = 0;    ///< not included
  std::string sentence;     ///< what stands there
  std::string words;        ///< of the sentence: what the value was read from, as written
  std::string by;           ///< the person who set or accepted it; empty: the program read it
  std::string when;         ///< and when

  bool operator==(const Extracted&) const = default;
};

nlohmann::ordered_json to_json(const std::vector<Extracted>&);
/// Errors: what is wrong with which entry.
tl::expected<std::vector<Extracted>, Text> read_extracted(const nlohmann::json&);

}  // namespace leian
