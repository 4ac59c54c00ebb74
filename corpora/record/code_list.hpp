/// Code lists: regions, causes, charges, petition classes. A list is a file in corpora/codes; a value is kept as its code.
/// Codes form a tree: a filter on 抚顺市 takes in every county and township below it.
/// Source: corpora/SOURCES.md says where each list comes from.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
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
  /// Reads corpora/codes/<name>.tsv: code, label, parent, aliases separated by |. Errors: BadInput naming line and reason.
  static Result<CodeList> load(const std::filesystem::path&);

  const std::string& name() const { return name_; }
  /// An open list also takes values it does not hold (a court of another province); they label themselves.
  bool open() const { return open_; }

  /// The entry whose code, label or alias `value` is. An ambiguous label (two 和平区) resolves only with its parents in front
  /// (沈阳市和平区) or by code.
  const CodeEntry* find(std::string_view value) const;
  const CodeEntry* by_code(std::string_view code) const;
  /// `code` and every code below it, in file order.
  std::vector<std::string> with_descendants(std::string_view code) const;
  /// From the top down to `code` itself.
  std::vector<const CodeEntry*> path_to(std::string_view code) const;
  const std::vector<CodeEntry>& entries() const { return entries_; }

 private:
  std::string name_;
  bool open_ = false;
  std::vector<CodeEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_code_;
  std::unordered_multimap<std::string, std::size_t> by_label_;
  std::unordered_multimap<std::string, std::size_t> children_;
};

/// Every list by name.
using CodeLists = std::map<std::string, CodeList, std::less<>>;

/// All lists of a folder.
Result<CodeLists> load_code_lists(const std::filesystem::path& folder);

}  // namespace leian
