/// The one table of what stands where in an index: format, term prefixes, columns, searched texts.
/// Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/kind.hpp"

namespace leian {

/// Of the folder as a whole; a newer one is refused.
inline constexpr int kIndexFormat = 4;
/// Older ones are refused. Format 3 has no checksums of files; it is read as it is, and `leian upgrade`
/// rewrites it.
inline constexpr int kOldestFormat = 3;

/// The first byte of every term in Xapian says what the rest is.
inline constexpr char kIdPrefix = 'Q';             ///< Q<id>: the one record of that id
inline constexpr char kWordPrefix = 'W';           ///< W<folded word of three characters and more>
inline constexpr char kFormPrefix = 'F';           ///< F<key of a legal form>
inline constexpr std::size_t kMaxTermBytes = 240;  ///< Xapian's own limit is 245

/// A column: one for all fields of that name; of nested rows `rows.column`, an entry a row, empty ones too.
struct ColumnSpec {
  std::string name;
  FieldType type = FieldType::Keyword;
  bool list = false;
};

/// What an index made with these kinds holds beside Xapian's postings. Immutable. Threads: share freely.
class Layout {
 public:
  explicit Layout(const KindSet&);

  /// `kind` first, then every facet, date, number and money field and column of nested rows, by name.
  const std::vector<ColumnSpec>& columns() const { return columns_; }
  const ColumnSpec* column(std::string_view name) const;

  /// Names of the fields whose words are searched, of all kinds, by name: a text's number is its place here.
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<ColumnSpec> columns_;
  std::vector<std::string> texts_;
};

/// Whether the words of a field are searched.
inline bool is_searched(const FieldSpec& field) { return row_of(field.type).searchable && field.weight > 0; }

/// The column of kind names, which no kind declares.
inline constexpr std::string_view kKindColumn = "kind";

}  // namespace leian
