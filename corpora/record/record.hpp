/// A record: one case, agreement or petition, typed by its kind.
#pragma once
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/core/money.hpp"
#include "corpora/core/result.hpp"
#include "corpora/record/extracted.hpp"
#include "corpora/record/kind.hpp"

namespace leian {

/// One value of a field. Keyword, code and text are strings; a number is a double.
using Scalar = std::variant<std::string, double, Fen, Date, DateTime, bool>;

/// A nested row: one optional scalar per FieldSpec::columns, in that order.
using Row = std::vector<std::optional<Scalar>>;

/// What a field holds: no, one or several scalars; nested rows for type rows.
struct Value {
  std::vector<Scalar> items;
  std::vector<Row> rows;

  bool empty() const { return items.empty() && rows.empty(); }
  bool operator==(const Value&) const = default;
};

/// A record. `values` runs parallel to kind->fields(). Not shared between threads while it changes.
struct Record {
  std::string id;  ///< unique in an index; 1 to kMaxIdBytes bytes of UTF-8, no control characters
  std::shared_ptr<const Kind> kind;
  std::vector<Value> values;
  nlohmann::json extra =
      nlohmann::json::object();      ///< columns the kind does not know, kept as they came; never searched
  std::vector<Extracted> extracted;  ///< where values that the row did not give come from

  /// The first value of the field with `role`, or nullptr.
  const Scalar* first(Role role) const;
};

inline constexpr std::size_t kMaxIdBytes = 200;

/// Why a row cannot become a record. What a line of rejects/<run>.jsonl says.
struct RowError {
  std::string file;
  std::uint64_t line = 0;  ///< from 1; where the row starts
  std::string field;       ///< or the source column; empty where the whole row is at fault
  std::string value;       ///< at most 200 characters of it
  Text reason;
};

template <class T>
using RowResult = tl::expected<T, RowError>;

/// The id of a record: a string or a whole number, 1 to kMaxIdBytes bytes, no control characters.
RowResult<std::string> read_id(const nlohmann::json&);

/// A record from its JSON form (field names or Chinese labels as keys). `id` must be there. Unknown keys go
/// to `extra`. Codes given as labels become codes. Errors: field, value and reason; file and line are the
/// caller's to fill in.
RowResult<Record> record_from_json(const KindSet&, std::shared_ptr<const Kind>, const nlohmann::json&);

/// The JSON form: `id`, `kind`, then the fields that hold something in the kind's order, then `extra` and
/// `extracted`.
/// Reading it back gives an equal record. Dates as 2017-09-30 (moments too where they have no time of day),
/// money as a number of yuan, codes as codes.
nlohmann::ordered_json to_json(const Record&);
/// One value as it stands in that JSON (a list field always as an array).
nlohmann::ordered_json to_json(const FieldSpec&, const Value&);

/// Text of a scalar as people read it (a date, 30000.5, 是/否).
std::string to_display(const Scalar&);

}  // namespace leian
