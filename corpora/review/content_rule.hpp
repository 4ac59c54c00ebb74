/// What statute says a document must or may state, as data, and whether a record's document does. One file a
/// document, `*.json` of the folder contents. A finding quotes the sentence it rests on; where the document's
/// whole text was not taken in, what only stands there (signatures, seals) is not known, which is said rather
/// than called missing. Format: docs/review.md. Threads: immutable, pure. Source: each item names its
/// article.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/documents/pattern.hpp"
#include "corpora/record/record.hpp"

namespace leian {

/// Whether the document shall state it, may state it, or takes effect by it.
enum class ContentForce { Shall, May, Effect };

struct ContentItem {
  std::string name;
  Text label;
  Text article;
  ContentForce force = ContentForce::Shall;
  std::vector<std::string> fields;  ///< stated where any of these holds something
  std::vector<Pattern> patterns;    ///< or where one of these stands in a text of the document
  bool whole = false;               ///< looked for in the whole text alone
};

/// Holds for records whose field has one of `any`, or none of `none`.
struct ContentCondition {
  std::string field;
  std::vector<std::string> any;
  std::vector<std::string> none;
};

struct ContentRule {
  std::string name;
  Text label;
  std::string kind;
  std::vector<ContentCondition> when;
  std::vector<std::string> needs;  ///< there is a document where any of these holds something
  std::vector<std::string> texts;  ///< the document's texts
  std::string whole;               ///< its whole text; empty: none is kept
  std::vector<ContentItem> items;
};

struct ContentFinding {
  enum class Status { Present, Missing, Unknown };
  const ContentItem* item = nullptr;  ///< of the rule
  Status status = Status::Missing;
  std::string field;     ///< where it stands
  std::string sentence;  ///< as it stands there; at most kMaxQuote bytes
};
inline constexpr std::size_t kMaxQuote = 600;

std::string_view name_of(ContentFinding::Status);  ///< present, missing, unknown
std::string_view name_of(ContentForce);            ///< shall, may, effect

/// Errors: BadInput naming file, place and reason.
Result<ContentRule> parse_content_rule(std::string_view json, std::string_view origin);
/// By name. Errors: as above; Io.
Result<std::vector<ContentRule>> load_content_rules(const std::vector<std::filesystem::path>& folders);

/// Nothing where the rule is about other records, or this one holds no such document. Otherwise one finding
/// an item, in the rule's order.
std::optional<std::vector<ContentFinding>> check_contents(const ContentRule&, const Record&);

}  // namespace leian
