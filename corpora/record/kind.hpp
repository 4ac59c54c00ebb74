/// A kind: which fields a sort of record has. Declared by a file in corpora/kinds, never by C++.
/// Source: docs/kinds.md, docs/adr/0003-a-kind-is-a-file.md
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/record/code_list.hpp"
#include "corpora/record/field.hpp"
#include "corpora/record/likeness.hpp"

namespace leian {

/// One kind of record. Immutable once loaded. Threads: share freely.
class Kind {
 public:
  /// Checks a kind file's text. Errors: BadKind, naming `origin`, the JSON pointer and the reason.
  static Result<Kind> parse(std::string_view json, std::string_view origin);

  const std::string& name() const { return name_; }
  const Text& label() const { return label_; }
  const std::vector<FieldSpec>& fields() const { return fields_; }

  /// The position of the field that `name` names: its name, its label in either language, an alias or a
  /// role's name.
  std::optional<std::size_t> find(std::string_view name) const;
  /// The first field with that role.
  std::optional<std::size_t> with_role(Role) const;

  /// The roles whose texts tell a record's cause, where the file says so ("learn"); empty: nothing is to be
  /// learned from this kind.
  const std::optional<std::vector<Role>>& learn_from() const { return learn_from_; }
  /// In what its records can be alike, and how much that counts.
  const std::vector<ChannelSpec>& likeness() const { return likeness_; }

  /// The file's JSON, as it was read: what the index keeps to describe itself.
  const std::string& source() const { return source_; }

 private:
  /// Takes the field in, or says why it does not fit beside the others.
  std::optional<Text> add(FieldSpec);

  std::string name_;
  Text label_;
  std::vector<FieldSpec> fields_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::optional<std::vector<Role>> learn_from_;
  std::vector<ChannelSpec> likeness_;
  std::string source_;
};

/// All kinds and code lists in force. Immutable once loaded. Threads: share freely.
class KindSet {
 public:
  /// Loads the built-in kinds from the data folder, then those in `extra` (a folder of *.json, with its own
  /// code lists in a subfolder codes; a kind or list of the same name replaces). Errors: BadKind, also where
  /// two kinds give one field name different types or a code list is missing; BadInput for a bad list.
  static Result<KindSet> load(const std::vector<std::filesystem::path>& extra = {});
  /// The kinds an index was made with, from their sources. A code list this program lacks is taken as open
  /// and empty.
  static Result<KindSet> from_sources(const std::vector<std::string>& sources);

  const std::vector<std::shared_ptr<const Kind>>& kinds() const { return kinds_; }
  /// The kind of that name or label. Errors: UnknownKind, listing those there are.
  Result<std::shared_ptr<const Kind>> find(std::string_view name) const;
  const CodeLists& codes() const { return codes_; }

 private:
  void add(Kind);
  Result<void> add_folder(const std::filesystem::path&);

  std::vector<std::shared_ptr<const Kind>> kinds_;
  CodeLists codes_;
};

}  // namespace leian
