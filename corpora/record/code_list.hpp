/// Code lists: regions, causes, charges, petition classes. A list is a file; a value is kept as its code.
/// Codes form a tree: a filter on 抚顺市 takes in every county and township below it.
/// Source: corpora/SOURCES.md, docs/kinds.md
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// One entry. `parent` is a code of the same list, or empty at the top.
struct CodeEntry {
  std::string code;
  std::string label;
  std::string parent;
  int level = 1;  ///< 1 at the top
  std::vector<std::string> aliases;
};

/// A list in memory. Immutable once loaded. Threads: share freely.
class CodeList {
 public:
  /// Reads <name>.tsv: lines starting with # are notes (one that says #open opens the list), then a header
  /// and the columns code, label, parent, aliases separated by |. Errors: FileMissing, FileUnreadable,
  /// BadInput naming file, line and reason.
  static Result<CodeList> load(const std::filesystem::path&);
  /// The same from text. `origin` names it in errors.
  static Result<CodeList> parse(std::string_view text, std::string name, std::string_view origin);
  /// A list without entries that takes every value: stands in for one that an index knows and this program
  /// lacks.
  static CodeList open_list(std::string name);

  const std::string& name() const { return name_; }
  /// An open list also takes values it does not hold (a court of another province); they label themselves.
  bool open() const { return open_; }

  /// The entry whose code, label or alias `value` is, parents in front allowed (辽宁省沈阳市和平区,
  /// 城乡建设/安全生产). An ambiguous label (two 铁西区) resolves only with its parents in front
  /// (鞍山市铁西区) or by code, unless one of its entries stands above all the others (抚顺: the city, not
  /// the county in it).
  const CodeEntry* find(std::string_view value) const;
  /// All entries `value` may mean: none, one, or the ones between which `find` will not choose.
  std::vector<const CodeEntry*> candidates(std::string_view value) const;
  const CodeEntry* by_code(std::string_view code) const;
  /// `code` and every code below it, each parent before its children. Of an unknown code: itself alone.
  std::vector<std::string> with_descendants(std::string_view code) const;
  /// From the top down to `code` itself.
  std::vector<const CodeEntry*> path_to(std::string_view code) const;
  const std::vector<CodeEntry>& entries() const { return entries_; }

 private:
  /// Looks names up without copying them.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  using Index = std::unordered_multimap<std::string, std::size_t, Hash, std::equal_to<>>;

  Result<void> add_line(std::string_view line, std::size_t number, std::string_view origin);
  Result<void> link(std::string_view origin);
  std::vector<const CodeEntry*> named(std::string_view name) const;
  bool leads_to(std::string_view prefix, const CodeEntry&) const;
  bool stands_above(const CodeEntry& top, const CodeEntry& entry) const;

  std::string name_;
  bool open_ = false;
  std::vector<CodeEntry> entries_;
  std::vector<std::size_t> lines_;  ///< of the file, one an entry; dropped once linked
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> by_code_;
  Index by_label_;
  Index by_alias_;
  std::set<std::string, std::less<>> ends_;  ///< the last characters of all labels and aliases
  std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>>
      children_;  ///< in file order
};

/// Every list by name.
using CodeLists = std::map<std::string, CodeList, std::less<>>;

/// All lists of a folder.
Result<CodeLists> load_code_lists(const std::filesystem::path& folder);

}  // namespace leian
