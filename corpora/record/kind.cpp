#include "corpora/record/kind.hpp"

#include <algorithm>
#include <optional>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/extractor.hpp"
#include "corpora/record/likeness_file.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxFields = 200;
constexpr std::size_t kMaxNameBytes = 60;
constexpr double kMaxWeight = 20;

/// Names a record's JSON form gives a meaning of its own.
constexpr std::array<std::string_view, 4> kTaken{"id", "kind", "extra", "extracted"};

bool is_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return name.size() <= kMaxNameBytes && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(), fits);
}

template <class Rows>
std::string names_of(const Rows& rows) {
  std::string all;
  for (const auto& row : rows)
    if (!row.name.empty()) (all += all.empty() ? "" : ", ") += row.name;
  return all;
}

Result<std::string> read_name(const Node& node) {
  LEIAN_TRY(auto name, node.text());
  if (!is_name(name)) return node.fault(say(Msg::NeedsName, name));
  return name;
}

Result<FieldType> read_type(const Node& node) {
  LEIAN_TRY(const auto name, node.text());
  for (const auto& row : kFieldTypes)
    if (row.name == name) return row.type;
  return node.fault(say(Msg::UnknownType, name, names_of(kFieldTypes)));
}

Result<Role> read_role(const Node& node, FieldType type) {
  LEIAN_TRY(const auto name, node.text());
  for (const auto& row : all_roles()) {
    if (row.name != name || row.role == Role::None) continue;
    if (std::find(row.types.begin(), row.types.end(), type) == row.types.end())
      return node.fault(say(Msg::RoleNeedsType, name, row_of(type).name));
    return row.role;
  }
  return node.fault(say(Msg::UnknownRole, name, names_of(all_roles())));
}

Result<Extractor> read_extractor(const Node& node, FieldType type) {
  LEIAN_TRY(const auto name, node.text());
  for (const auto& row : all_extractors()) {
    if (row.name != name) continue;
    if (std::find(row.types.begin(), row.types.end(), type) == row.types.end())
      return node.fault(say(Msg::ExtractorNeedsType, name, row_of(type).name));
    return row.extractor;
  }
  return node.fault(say(Msg::UnknownExtractor, name, names_of(all_extractors())));
}

/// A role whose texts can be read.
Result<Role> read_source_role(const Node& node) {
  LEIAN_TRY(const auto role, read_role(node, FieldType::Text));
  return role;
}

/// "articles", ["amount_awarded", "amount_involved"], or {"by": …, "from": […], "review_below": 0.7}.
Result<ExtractSpec> read_extract(const Node& node, FieldType type) {
  ExtractSpec spec;
  const bool whole = node.json().is_object();
  if (whole) LEIAN_CHECK(node.check_keys({"by", "from", "review_below"}, {"by"}));
  for (const Node& item : (whole ? node.member("by") : node).items()) {
    LEIAN_TRY(const auto extractor, read_extractor(item, type));
    spec.by.push_back(extractor);
  }
  if (spec.by.empty()) return node.fault(say(Msg::NeedsText));
  if (!whole) return spec;
  if (node.has("from"))
    for (const Node& item : node.member("from").items()) {
      LEIAN_TRY(const auto role, read_source_role(item));
      spec.from.push_back(role);
    }
  if (!node.has("review_below")) return spec;
  LEIAN_TRY(spec.review_below, node.member("review_below").number(0, 1));
  return spec;
}

/// What of an extracted sentence a column takes.
Result<SentencePart> read_part(const Node& node, FieldType type) {
  LEIAN_TRY(const auto name, node.text());
  for (const auto& row : kSentenceParts) {
    if (row.name != name) continue;
    const bool named = row.part == SentencePart::Charge && type == FieldType::Code;
    if (row.type != type && !named) return node.fault(say(Msg::ExtractorNeedsType, name, row_of(type).name));
    return row.part;
  }
  return node.fault(say(Msg::UnknownExtractor, name, names_of(kSentenceParts)));
}

/// What fields and the columns of nested rows have in common.
Result<FieldSpec> read_column(const Node& node) {
  FieldSpec field;
  LEIAN_TRY(field.name, read_name(node.member("name")));
  LEIAN_TRY(field.label, node.member("label").label());
  LEIAN_CHECK(node.maybe("aliases", field.aliases, &Node::texts));
  LEIAN_TRY(field.type, read_type(node.member("type")));
  if (field.type == FieldType::Code && !node.has("codes")) return node.fault(say(Msg::CodeNeedsList));
  if (!node.has("codes")) return field;
  if (field.type != FieldType::Code)
    return node.member("codes").fault(say(Msg::OnlyForType, "codes", "code"));
  LEIAN_TRY(field.codes, node.member("codes").text());
  return field;
}

Result<std::vector<FieldSpec>> read_columns(const Node& node) {
  LEIAN_CHECK(node.check_array());
  std::vector<FieldSpec> columns;
  for (const Node& item : node.items()) {
    LEIAN_CHECK(
        item.check_keys({"name", "label", "aliases", "type", "codes", "extract"}, {"name", "label", "type"}));
    LEIAN_TRY(auto column, read_column(item));
    if (item.has("extract")) {
      LEIAN_TRY(column.part, read_part(item.member("extract"), column.type));
    }
    if (column.type == FieldType::Rows) return item.member("type").fault(say(Msg::RowsInRows));
    for (const auto& other : columns)
      if (other.name == column.name) return item.member("name").fault(say(Msg::NameTwice, column.name));
    columns.push_back(std::move(column));
  }
  if (columns.empty()) return node.fault(say(Msg::RowsNeedColumns));
  return columns;
}

/// The flags that only some types can have.
Result<void> read_flags(const Node& node, FieldSpec& field) {
  LEIAN_CHECK(node.maybe("list", field.list, &Node::flag));
  LEIAN_CHECK(node.maybe("facet", field.facet, &Node::flag));
  LEIAN_CHECK(node.maybe("required", field.required, &Node::flag));
  const auto& row = row_of(field.type);
  if (field.facet && row.column != ColumnShape::Dictionary)
    return node.member("facet").fault(say(Msg::OnlyForType, "facet", "keyword, code, boolean"));
  if (field.list && field.type == FieldType::Rows) return node.member("list").fault(say(Msg::RowsAreLists));
  if (!node.has("weight")) return {};
  if (!row.searchable)
    return node.member("weight").fault(say(Msg::OnlyForType, "weight", "text, keyword, code, rows"));
  LEIAN_TRY(field.weight, node.member("weight").number(0, kMaxWeight));
  return {};
}

Result<FieldSpec> read_field(const Node& node) {
  LEIAN_CHECK(node.check_keys({"name", "label", "aliases", "type", "role", "list", "facet", "required",
                               "weight", "codes", "columns", "extract"},
                              {"name", "label", "type"}));
  LEIAN_TRY(auto field, read_column(node));
  const auto taken = std::find(kTaken.begin(), kTaken.end(), field.name);
  if (taken != kTaken.end()) return node.member("name").fault(say(Msg::NameTaken, field.name));
  LEIAN_CHECK(read_flags(node, field));
  if (node.has("role")) {
    LEIAN_TRY(field.role, read_role(node.member("role"), field.type));
  }
  if (node.has("extract")) {
    LEIAN_TRY(field.extract, read_extract(node.member("extract"), field.type));
  }
  if (field.type == FieldType::Rows && !node.has("columns")) return node.fault(say(Msg::RowsNeedColumns));
  if (!node.has("columns")) return field;
  if (field.type != FieldType::Rows)
    return node.member("columns").fault(say(Msg::OnlyForType, "columns", "rows"));
  LEIAN_TRY(field.columns, read_columns(node.member("columns")));
  return field;
}

/// {"from": ["facts", "disputes"]}: the texts by which causes are learned.
Result<std::vector<Role>> read_learn(const Node& node, const Kind& kind) {
  LEIAN_CHECK(node.check_keys({"from"}, {"from"}));
  LEIAN_CHECK(node.member("from").check_array());
  std::vector<Role> roles;
  for (const Node& item : node.member("from").items()) {
    LEIAN_TRY(const auto role, read_source_role(item));
    if (!kind.with_role(role)) return item.fault(say(Msg::NoFieldWithRole, row_of(role).name));
    roles.push_back(role);
  }
  if (!roles.empty() && !kind.with_role(Role::Cause))
    return node.fault(say(Msg::NoFieldWithRole, row_of(Role::Cause).name));
  return roles;
}

/// The code list that a field (or a column of its rows) names and `codes` lacks.
std::optional<std::string> missing_list(const FieldSpec& field, const CodeLists& codes) {
  if (!field.codes.empty() && !codes.contains(field.codes)) return field.codes;
  for (const auto& column : field.columns)
    if (auto missing = missing_list(column, codes)) return missing;
  return std::nullopt;
}

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, std::error_code& failure) {
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure))
    if (at->path().extension() == ".json") files.push_back(at->path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Two kinds may share a field's name only with its type: it is one column of the index.
Result<void> check_types_agree(const std::vector<std::shared_ptr<const Kind>>& kinds) {
  std::map<std::string_view, std::pair<const Kind*, FieldType>> seen;
  for (const auto& kind : kinds)
    for (const auto& field : kind->fields()) {
      const auto [at, fresh] = seen.try_emplace(field.name, kind.get(), field.type);
      const auto& [other, type] = at->second;
      if (!fresh && type != field.type)
        return err(ErrorCode::BadKind, Msg::KindTypesDiffer, field.name, kind->name(),
                   row_of(field.type).name, other->name(), row_of(type).name);
    }
  return {};
}

}  // namespace

Result<Kind> Kind::parse(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const auto document, Document::parse(json, origin, ErrorCode::BadKind, Msg::KindFault));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"kind", "label", "learn", "fields", "similar"}, {"kind", "label", "fields"}));
  Kind kind;
  kind.source_ = json;
  LEIAN_TRY(kind.name_, read_name(root.member("kind")));
  LEIAN_TRY(kind.label_, root.member("label").label());
  const Node fields = root.member("fields");
  LEIAN_CHECK(fields.check_array());
  const auto items = fields.items();
  if (items.empty() || items.size() > kMaxFields) return fields.fault(say(Msg::FieldCount, kMaxFields));
  for (const Node& item : items) {
    LEIAN_TRY(auto field, read_field(item));
    if (const auto complaint = kind.add(std::move(field))) return item.fault(*complaint);
  }
  for (std::size_t i = 0; i < kind.fields_.size(); ++i)
    if (kind.fields_[i].role != Role::None)
      kind.by_name_.emplace(row_of(kind.fields_[i].role).name, i);  // where no field is called so
  if (root.has("learn")) {
    LEIAN_TRY(kind.learn_from_, read_learn(root.member("learn"), kind));
  }
  kind.likeness_ = usual_likeness(kind);
  if (root.has("similar")) {
    LEIAN_TRY(kind.likeness_, read_likeness(root.member("similar"), kind));
  }
  return kind;
}

std::optional<Text> Kind::add(FieldSpec field) {
  if (!row_of(field.role).repeats && with_role(field.role))
    return say(Msg::RoleTwice, row_of(field.role).name);
  std::vector<std::string> names = field.aliases;
  names.insert(names.end(), {field.name, field.label.zh, field.label.en});
  for (const auto& name : names) {
    const auto [at, fresh] = by_name_.emplace(name, fields_.size());
    if (!fresh && at->second != fields_.size()) return say(Msg::NameTwice, name);
  }
  fields_.push_back(std::move(field));
  return std::nullopt;
}

std::optional<std::size_t> Kind::find(std::string_view name) const {
  const auto at = by_name_.find(name);
  if (at == by_name_.end()) return std::nullopt;
  return at->second;
}

std::optional<std::size_t> Kind::with_role(Role role) const {
  const auto at =
      std::find_if(fields_.begin(), fields_.end(), [&](const FieldSpec& f) { return f.role == role; });
  if (at == fields_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - fields_.begin());
}

void KindSet::add(Kind kind) {
  auto fresh = std::make_shared<const Kind>(std::move(kind));
  const auto known =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const auto& k) { return k->name() == fresh->name(); });
  if (known == kinds_.end())
    kinds_.push_back(std::move(fresh));
  else
    *known = std::move(fresh);
}

Result<void> KindSet::add_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  if (std::filesystem::is_directory(folder / "codes", failure)) {
    LEIAN_TRY(auto lists, load_code_lists(folder / "codes"));
    for (auto& [name, list] : lists) codes_.insert_or_assign(name, std::move(list));
  }
  const auto files = json_files(folder, failure);
  if (failure) return err(ErrorCode::BadKind, Msg::FileUnreadable, folder.string(), failure.message());
  for (const auto& file : files) {
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    LEIAN_TRY(auto kind, Kind::parse(text, file.string()));
    for (const auto& field : kind.fields())
      if (const auto missing = missing_list(field, codes_))
        return err(ErrorCode::BadKind, Msg::CodeListUnknown, file.string(), field.name, *missing);
    add(std::move(kind));
  }
  return {};
}

Result<KindSet> KindSet::load(const std::vector<std::filesystem::path>& extra) {
  KindSet set;
  LEIAN_TRY(set.codes_, load_code_lists(data_folder() / "codes"));
  LEIAN_CHECK(set.add_folder(data_folder() / "kinds"));
  for (const auto& folder : extra) LEIAN_CHECK(set.add_folder(folder));
  LEIAN_CHECK(check_types_agree(set.kinds_));
  return set;
}

Result<KindSet> KindSet::from_sources(const std::vector<std::string>& sources) {
  KindSet set;
  LEIAN_TRY(set.codes_, load_code_lists(data_folder() / "codes"));
  for (const auto& source : sources) {
    LEIAN_TRY(auto kind, Kind::parse(source, "index"));
    for (const auto& field : kind.fields())
      while (const auto missing = missing_list(field, set.codes_))
        set.codes_.insert_or_assign(*missing, CodeList::open_list(*missing));
    set.add(std::move(kind));
  }
  LEIAN_CHECK(check_types_agree(set.kinds_));
  return set;
}

Result<std::shared_ptr<const Kind>> KindSet::find(std::string_view name) const {
  std::string known;
  for (const auto& kind : kinds_) {
    if (kind->name() == name || kind->label().zh == name || kind->label().en == name) return kind;
    (known += known.empty() ? "" : ", ") += kind->name() + " (" + kind->label().zh + ")";
  }
  return err(ErrorCode::UnknownKind, Msg::KindUnknown, name, known);
}

}  // namespace leian
