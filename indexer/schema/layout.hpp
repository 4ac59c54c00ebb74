/// The one table of what stands where in an index: term prefixes, column files, format version.
/// Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/kind.hpp"

namespace leian {

/// Of the folder as a whole; a newer one is refused, an older one upgraded.
inline constexpr int kIndexFormat = 1;

/// First bytes of every term. Xapian's own convention: single capitals are taken, ours are of one capital.
inline constexpr char kIdPrefix = 'Q';      ///< Q<id>, one record
inline constexpr char kBigramPrefix = 'B';  ///< B<two UTF-8 characters>
inline constexpr char kWordPrefix = 'W';    ///< W<folded word>
inline constexpr std::size_t kMaxTermBytes = 240;  ///< Xapian's limit is 245

/// A column all kinds share: one per field name.
struct ColumnSpec {
  std::string name;
  FieldType type;
  bool list = false;
};

/// The columns of an index: `kind` first, then every facet, date, number and money field of the kinds, by name.
class Layout {
 public:
  explicit Layout(const KindSet&);
  const std::vector<ColumnSpec>& columns() const { return columns_; }
  std::optional<std::size_t> find(std::string_view name) const;

 private:
  std::vector<ColumnSpec> columns_;
};

}  // namespace leian
