/// What a field of a kind is: its type, its labels, its role, and what can be asked of it.
/// The one table below says what every type becomes in the index; parser, facets and /v1/kinds read it.
/// Source: docs/kinds.md
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/error.hpp"

namespace leian {

enum class FieldType { Text, Keyword, Code, Number, Money, Date, DateTime, Boolean, Rows };

/// How values of a type are kept beside the full text.
enum class ColumnShape {
  None,        ///< only in the stored record and the full text
  Dictionary,  ///< distinct strings and an ordinal per record
  Int32,       ///< days
  Int64,       ///< fen, or seconds
  Double,      ///< numbers
};

struct FieldTypeRow {
  FieldType type;
  std::string_view name;  ///< as written in a kind file
  ColumnShape column;     ///< the column a single value fills
  bool searchable;        ///< its text can be found by words
  bool ordered;           ///< ranges and sorting make sense
};

inline constexpr std::array kFieldTypes{
    FieldTypeRow{FieldType::Text, "text", ColumnShape::None, true, false},
    FieldTypeRow{FieldType::Keyword, "keyword", ColumnShape::Dictionary, true, false},
    FieldTypeRow{FieldType::Code, "code", ColumnShape::Dictionary, true, false},
    FieldTypeRow{FieldType::Number, "number", ColumnShape::Double, false, true},
    FieldTypeRow{FieldType::Money, "money", ColumnShape::Int64, false, true},
    FieldTypeRow{FieldType::Date, "date", ColumnShape::Int32, false, true},
    FieldTypeRow{FieldType::DateTime, "datetime", ColumnShape::Int64, false, true},
    FieldTypeRow{FieldType::Boolean, "boolean", ColumnShape::Dictionary, false, false},
    FieldTypeRow{FieldType::Rows, "rows", ColumnShape::None, true, false},
};

constexpr const FieldTypeRow& row_of(FieldType type) { return kFieldTypes[static_cast<std::size_t>(type)]; }

/// What a field means, whatever its kind calls it. Everything generic works through roles; no C++ names a
/// kind or a field.
enum class Role {
  None,
  Title,
  Body,
  Facts,
  Disputes,
  Reasoning,
  Demands,
  Terms,
  Reply,
  Result,
  CaseNo,
  Cause,
  Region,
  Organ,
  Handler,
  Level,
  Outcome,
  Months,
  Amount,
  Opened,
  Transferred,
  Accepted,
  Replied,
  Closed,
  Rechecked,
  Deadline,
  Party,
  Articles,
  Circumstances,
  Authority,
  Channel,
  Programme,
  Grade,
  Score,
  Issues,
  RepeatOf,
  Reexamined,
  Expert,
  Fulfilled,
  Synthetic,
};

struct RoleRow {
  Role role;
  std::string_view name;  ///< as written in a kind file
  Text label;
  std::vector<FieldType> types;  ///< a field with this role has one of them
  bool repeats = false;          ///< several fields of a kind may have it
};

/// Every role, in the order of the enum.
const std::vector<RoleRow>& all_roles();
inline const RoleRow& row_of(Role role) { return all_roles()[static_cast<std::size_t>(role)]; }

/// How a value is read out of a record's texts: corpora/record/extractor.hpp.
enum class Extractor : std::uint8_t;
enum class SentencePart : std::uint8_t;

/// Values below this confidence are put before a person, unless the kind file sets another threshold.
inline constexpr double kReviewBelow = 0.8;

/// How a field is filled from texts where its row leaves it empty.
struct ExtractSpec {
  std::vector<Extractor> by;  ///< tried in this order; the first that finds something fills the field
  std::vector<Role> from;     ///< the texts that are read; empty: those of the extractor
  double review_below = kReviewBelow;  ///< 0 to 1
};

/// One field as its kind file declares it.
struct FieldSpec {
  std::string name;  ///< English, snake_case, unique in its kind
  Text label;        ///< shown to people; the Chinese one is accepted wherever a field is named
  std::vector<std::string> aliases;  ///< other spellings accepted in queries and filters
  FieldType type = FieldType::Keyword;
  Role role = Role::None;
  bool list = false;                   ///< may hold several values
  bool facet = false;                  ///< counted over all matches; keyword, code or boolean
  bool required = false;               ///< a row without it is a reject
  double weight = 1.0;                 ///< of its words in ranking, 0 to 20; 0: not searched
  std::string codes;                   ///< the code list its values come from; type code only
  std::vector<FieldSpec> columns;      ///< of a nested row; type rows only
  std::optional<ExtractSpec> extract;  ///< filled from the record's texts where its row says nothing
  std::optional<SentencePart> part;    ///< of a column: what of an extracted sentence it takes
};

}  // namespace leian
