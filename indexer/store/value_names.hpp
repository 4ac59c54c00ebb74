/// Names of values in the order in which somebody types them: what suggestions walk. A segment keeps those of
/// its columns' dictionaries, mapped (names.bin); lists that a program holds in memory are ordered the same
/// way. A segment made before there was this file lacks it and gets it when it is merged.
///
/// A name is folded and cut to kMaxNameUnits. It stands in the order once for each of its words, by what
/// follows from there on. Names count from 0, set by set: the set of a column has a name for every entry of
/// its dictionary, in its order, so that entry n is name first + n.
///
/// File: ValueNamesHead; then, 8-byte aligned each, where names begin (u32 × names+1, in units), the order
/// (NameStart × starts), the sets' first names (u32 × sets+1), the folded names, and the sets' titles, each
/// ended by a line break. Threads: share freely. Source: docs/adr/0016-suggestions.md
#pragma once
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/mapped_file.hpp"
#include "corpora/core/result.hpp"
#include "indexer/analysis/analyzer.hpp"
#include "indexer/schema/layout.hpp"
#include "indexer/store/columns.hpp"

namespace leian {

struct ValueNamesHead {
  char magic[8];
  std::uint64_t names;
  std::uint64_t starts;
  std::uint64_t sets;
  std::uint64_t units;
  std::uint64_t title_bytes;
};
inline constexpr char kNamesMagic[9] = "LEIANN01";
inline constexpr std::string_view kNamesFile = "names.bin";
inline constexpr std::size_t kMaxNameUnits = 80;  ///< a longer name is found by its first ones

/// A place in the order: a name, and where in it a word begins that may be typed first.
struct NameStart {
  std::uint32_t name = 0;
  std::uint32_t begin = 0;
};

class ValueNames {
 public:
  /// No names.
  ValueNames() = default;
  /// Errors: FileMissing, IndexDamaged (cut short, or not such a file).
  static Result<ValueNames> open(const std::filesystem::path&);

  /// The order: what for_spelled walks. Of a damaged file texts may be empty, and names other ones.
  std::size_t size() const { return starts_.size(); }
  std::u16string_view text(std::size_t at) const {
    const std::u16string_view name = folded(starts_[at].name);
    return name.substr(std::min<std::size_t>(starts_[at].begin, name.size()));
  }
  const NameStart& start(std::size_t at) const { return starts_[at]; }

  std::uint32_t names() const { return begins_.empty() ? 0 : static_cast<std::uint32_t>(begins_.size() - 1); }
  std::u16string_view folded(std::uint32_t name) const;

  const std::vector<std::string>& sets() const { return sets_; }
  std::uint32_t first(std::size_t set) const { return firsts_[set]; }
  std::uint32_t end(std::size_t set) const { return firsts_[set + 1]; }
  /// The set that a name is in. There must be such a name.
  std::size_t set_of(std::uint32_t name) const;

 private:
  friend class ValueNamesBuilder;
  static std::optional<ValueNames> over(std::string_view bytes);

  MappedFile file_;                     // or
  std::shared_ptr<std::string> bytes_;  // what the rest lies in
  std::span<const std::uint32_t> begins_, firsts_;
  std::span<const NameStart> starts_;
  std::u16string_view units_;
  std::vector<std::string> sets_;
};

/// Gathers names. One thread at a time. Cost: each name is cut into words; then they are sorted.
class ValueNamesBuilder {
 public:
  explicit ValueNamesBuilder(const Analyzer& analyzer) : analyzer_(analyzer) {}

  void begin_set(std::string title);
  /// The next name of the set. An empty one has its number and no place in the order.
  void add(std::string_view name);
  /// A set of all entries of a column's dictionary.
  void add_set(std::string title, const Column&);
  /// Errors: FileUnwritable.
  Result<void> write(const std::filesystem::path&);
  /// The names in memory.
  ValueNames take();

 private:
  std::vector<std::string_view> finish();

  const Analyzer& analyzer_;
  std::u16string units_;
  std::vector<std::uint32_t> begins_{0}, firsts_;
  std::vector<NameStart> starts_;
  std::vector<Span> words_;
  std::string titles_;
  ValueNamesHead head_{};
};

/// Whether a column's values have names: those of a dictionary but yes and no, and kinds.
bool has_names(const ColumnSpec&);

/// Adds the names of those columns of a segment whose files lie in the folder. Errors: IndexDamaged.
Result<void> add_names_of_columns(const std::filesystem::path& folder, const Layout&, ValueNamesBuilder&);

}  // namespace leian
