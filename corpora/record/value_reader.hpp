/// From JSON to the typed values of a field: the checks behind record_from_json and mappings.
/// Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "corpora/record/record.hpp"

namespace leian {

/// Why a value does not fit its field.
struct ValueFault {
  std::string place;  ///< within the field, for nested rows: "[1].points"; else empty
  std::string value;  ///< an excerpt
  Text reason;
};

template <class T>
using ValueResult = tl::expected<T, ValueFault>;

/// Longest excerpt of a value shown with a fault, in characters.
inline constexpr std::size_t kMaxShownCharacters = 200;

/// One scalar; nothing for null and for text without a visible character. Codes given as labels become codes.
ValueResult<std::optional<Scalar>> read_scalar(const KindSet&, const FieldSpec&, const nlohmann::json&);

/// What a field of a nested row has beyond its columns: place and value.
using Leftovers = std::vector<std::pair<std::string, nlohmann::json>>;

/// All of a field. A list takes an array or a single value, nested rows an array of objects or one object.
ValueResult<Value> read_value(const KindSet&, const FieldSpec&, const nlohmann::json&, Leftovers&);

/// A row is refused where a required field is empty.
RowResult<void> check_required(const Record&);

/// 是/否, 有/无, true/false, 1/0 and the like; nothing for anything else.
std::optional<bool> parse_boolean(const nlohmann::json&);

/// A plain number as ledgers write it: 12, -3.5, 1,234, １２. Nothing for anything else, infinities included.
std::optional<double> parse_number(std::string_view);

/// Yuan to fen. Nothing where it is not whole fen or out of range.
std::optional<Fen> fen_of_yuan(double yuan);

/// Without white space (the ideographic space and the byte order mark too) at both ends.
std::string_view trim(std::string_view);

/// A JSON value as people would write it: strings bare, else compact JSON. For messages, tables of values and
/// keywords.
std::string plain_text(const nlohmann::json&);

}  // namespace leian
