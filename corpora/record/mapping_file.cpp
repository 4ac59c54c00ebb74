// Reading a mapping file, and holding it against its kind before any row is seen.
#include <algorithm>
#include <array>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/mapping.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian {
namespace {

bool is_one_of(FieldType type, std::initializer_list<FieldType> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::string names_of(const std::vector<FieldSpec>& fields) {
  std::string all;
  for (const auto& field : fields)
    (all += all.empty() ? "" : ", ") += field.name + "（" + field.label.zh + "）";
  return all;
}

/// Looks a word up in a table of names. Errors: the names there are.
template <class Enum, std::size_t N>
Result<Enum> read_word(const Node& node, const std::array<std::pair<std::string_view, Enum>, N>& words) {
  LEIAN_TRY(const auto text, node.text());
  std::string known;
  for (const auto& [name, value] : words) {
    if (name == text) return value;
    (known += known.empty() ? "" : ", ") += name;
  }
  return node.fault(say(Msg::UnknownWord, text, known));
}

constexpr std::array<std::pair<std::string_view, Take>, 6> kTakes{{{"join", Take::Join},
                                                                   {"first", Take::First},
                                                                   {"last", Take::Last},
                                                                   {"least", Take::Least},
                                                                   {"most", Take::Most},
                                                                   {"sum", Take::Sum}}};
constexpr std::array<std::pair<std::string_view, Others>, 3> kOthers{
    {{"keep", Others::Keep}, {"reject", Others::Reject}, {"drop", Others::Drop}}};

/// Reads rules for the fields of one kind.
class RuleReader {
 public:
  explicit RuleReader(const KindSet& kinds) : kinds_(kinds) {}

  /// `node` is a column name, several, or an object that says more.
  Result<FieldRule> read(const Node& node, const FieldSpec& field) const {
    FieldRule rule;
    if (!node.json().is_object()) {
      LEIAN_TRY(rule.columns, node.texts());
      if (field.type == FieldType::Rows) return node.fault(say(Msg::RowsNeedRules));
      if (rule.columns.empty()) return node.fault(say(Msg::NeedsSource));
      return rule;
    }
    LEIAN_CHECK(node.check_keys({"from", "constant", "split", "join", "take", "values", "others", "formats",
                                 "scale", "wrap", "flags", "rows"}));
    LEIAN_CHECK(node.maybe("from", rule.columns, &Node::texts));
    if (node.has("constant")) return read_constant(node, field, std::move(rule));
    if (rule.columns.empty() && !node.has("rows")) return node.fault(say(Msg::NeedsSource));
    LEIAN_CHECK(read_number_of_values(node, field, rule));
    LEIAN_CHECK(read_conversion(node, field, rule));
    LEIAN_CHECK(read_rows(node, field, rule));
    return rule;
  }

 private:
  Result<FieldRule> read_constant(const Node& node, const FieldSpec& field, FieldRule rule) const {
    if (node.json().size() > 1) return node.fault(say(Msg::ConstantAlone));
    LEIAN_TRY(rule.constant, read_value_at(node.member("constant"), field));
    if (rule.constant.empty()) return node.member("constant").fault(say(Msg::NeedsText));
    return rule;
  }

  /// A value of the field written in the mapping itself.
  Result<Value> read_value_at(const Node& node, const FieldSpec& field) const {
    Leftovers leftovers;
    auto value = read_value(kinds_, field, node.json(), leftovers);
    if (!value) return node.fault(value.error().reason);
    return std::move(*value);
  }

  static Result<void> needs(bool fits, const Node& node, const char* key, const char* where) {
    if (node.has(key) && !fits) return node.member(key).fault(say(Msg::OnlyForType, key, where));
    return {};
  }

  static Result<void> read_number_of_values(const Node& node, const FieldSpec& field, FieldRule& rule) {
    const bool words = row_of(field.type).searchable && field.type != FieldType::Rows;
    LEIAN_CHECK(needs(field.list, node, "split", "list"));
    LEIAN_CHECK(needs(words && !field.list, node, "join", "text, keyword, code (no list)"));
    LEIAN_CHECK(needs(!field.list && field.type != FieldType::Rows, node, "take", "no list, no rows"));
    LEIAN_CHECK(needs(words, node, "flags", "keyword, code, text"));
    LEIAN_CHECK(node.maybe("split", rule.split, &Node::text));
    if (node.has("join") && node.member("join").json() != "") {
      LEIAN_TRY(rule.join, node.member("join").text());
    } else if (node.has("join")) {
      rule.join.clear();
    }
    LEIAN_CHECK(node.maybe("flags", rule.flags, &Node::flag));
    if (!node.has("take")) return {};
    LEIAN_TRY(rule.take, read_word(node.member("take"), kTakes));
    if (rule.take == Take::Sum && !is_one_of(field.type, {FieldType::Number, FieldType::Money}))
      return node.member("take").fault(say(Msg::OnlyForType, "sum", "number, money"));
    return {};
  }

  Result<void> read_conversion(const Node& node, const FieldSpec& field, FieldRule& rule) const {
    const bool words = row_of(field.type).searchable && field.type != FieldType::Rows;
    LEIAN_CHECK(needs(is_one_of(field.type, {FieldType::Date, FieldType::DateTime}), node, "formats",
                      "date, datetime"));
    LEIAN_CHECK(
        needs(is_one_of(field.type, {FieldType::Number, FieldType::Money}), node, "scale", "number, money"));
    LEIAN_CHECK(needs(words, node, "wrap", "text, keyword, code"));
    LEIAN_CHECK(needs(field.type != FieldType::Rows, node, "values", "no rows"));
    LEIAN_CHECK(needs(node.has("values"), node, "others", "rules with \"values\""));
    LEIAN_CHECK(node.maybe("formats", rule.formats, &Node::texts));
    if (node.has("scale")) {
      LEIAN_TRY(rule.scale, node.member("scale").number(1e-9, 1e9));
    }
    if (node.has("wrap")) {
      LEIAN_TRY(rule.wrap, node.member("wrap").text());
      if (rule.wrap.find("{}") == rule.wrap.npos) return node.member("wrap").fault(say(Msg::WrapNeedsPlace));
    }
    if (node.has("values")) LEIAN_CHECK(read_table(node.member("values"), field, rule));
    if (node.has("others")) {
      LEIAN_TRY(rule.others, read_word(node.member("others"), kOthers));
    }
    return {};
  }

  Result<void> read_table(const Node& node, const FieldSpec& field, FieldRule& rule) const {
    if (!node.json().is_object() || node.json().empty()) return node.fault(say(Msg::NeedsObject));
    FieldSpec several = field;
    several.list = true;  // a table may give more than one value; how many fit is for the row to show
    for (const auto& [source, value] : node.json().items()) {
      LEIAN_CHECK(read_value_at(node.member(source), several));
      rule.values.emplace(trim(source), value);
    }
    return {};
  }

  Result<void> read_rows(const Node& node, const FieldSpec& field, FieldRule& rule) const {
    LEIAN_CHECK(needs(field.type == FieldType::Rows, node, "rows", "rows"));
    if (field.type != FieldType::Rows) return {};
    if (!node.has("rows")) return node.fault(say(Msg::RowsNeedRules));
    const Node rows = node.member("rows");
    if (!rows.json().is_object() || rows.json().empty()) return rows.fault(say(Msg::NeedsObject));
    for (const auto& [name, unused] : rows.json().items()) {
      const auto at = std::find_if(field.columns.begin(), field.columns.end(),
                                   [&, &wanted = name](const FieldSpec& column) {
                                     return column.name == wanted || column.label.zh == wanted;
                                   });
      if (at == field.columns.end())
        return rows.member(name).fault(say(Msg::MappingFieldUnknown, name, names_of(field.columns)));
      LEIAN_TRY(auto cell, read(rows.member(name), *at));
      if (!cell.constant.empty()) return rows.member(name).fault(say(Msg::NeedsSource));
      cell.field = static_cast<std::size_t>(at - field.columns.begin());
      rule.row.push_back(std::move(cell));
    }
    return {};
  }

  const KindSet& kinds_;
};

Result<IdRule> read_id_rule(const Node& node) {
  IdRule rule;
  if (!node.json().is_object()) {
    LEIAN_TRY(rule.columns, node.texts());
    return rule;
  }
  LEIAN_CHECK(node.check_keys({"prefix", "from", "hash"}));
  LEIAN_CHECK(node.maybe("prefix", rule.prefix, &Node::text));
  LEIAN_CHECK(node.maybe("from", rule.columns, &Node::texts));
  if (node.has("hash") && node.member("hash").json().is_boolean()) {
    LEIAN_TRY(rule.hash_row, node.member("hash").flag());
  } else if (node.has("hash")) {
    LEIAN_TRY(rule.hash_columns, node.member("hash").texts());
  }
  if (rule.columns.empty() && rule.hash_columns.empty() && !rule.hash_row)
    return node.fault(say(Msg::IdNeedsSource));
  return rule;
}

Result<std::vector<FieldRule>> read_rules(const Node& node, const Kind& kind, const KindSet& kinds) {
  if (!node.json().is_object()) return node.fault(say(Msg::NeedsObject));
  const RuleReader reader(kinds);
  std::vector<FieldRule> rules;
  for (const auto& [name, unused] : node.json().items()) {
    const auto field = kind.find(name);
    if (!field) return node.member(name).fault(say(Msg::MappingFieldUnknown, name, names_of(kind.fields())));
    for (const auto& other : rules)
      if (other.field == *field)
        return node.member(name).fault(say(Msg::GivenTwice, kind.fields()[*field].name));
    LEIAN_TRY(auto rule, reader.read(node.member(name), kind.fields()[*field]));
    rule.field = *field;
    rules.push_back(std::move(rule));
  }
  for (std::size_t i = 0; i < kind.fields().size(); ++i)
    if (kind.fields()[i].required &&
        std::none_of(rules.begin(), rules.end(), [&](const FieldRule& rule) { return rule.field == i; }))
      return node.fault(say(Msg::MappingLacksField, kind.fields()[i].name));
  return rules;
}

void add_columns(const FieldRule& rule, std::set<std::string, std::less<>>& columns) {
  columns.insert(rule.columns.begin(), rule.columns.end());
  if (rule.columns.empty())
    for (const auto& cell : rule.row) add_columns(cell, columns);
}

/// A bare name stands for a mapping of the data folder.
std::filesystem::path file_of(const std::filesystem::path& path) {
  std::error_code unknown;
  if (path.has_parent_path() || path.has_extension() || std::filesystem::exists(path, unknown)) return path;
  const auto shipped = data_folder() / "mappings" / (path.string() + ".json");
  return std::filesystem::exists(shipped, unknown) ? shipped : path;
}

}  // namespace

Result<Mapping> Mapping::load(const std::filesystem::path& path, const KindSet& kinds) {
  const auto file = file_of(path);
  LEIAN_TRY(const std::string text, read_small_file(file.string()));
  return parse(text, file.string(), kinds);
}

Result<Mapping> Mapping::parse(std::string_view json, std::string_view origin, const KindSet& kinds) {
  LEIAN_TRY(const auto document, Document::parse(json, origin, ErrorCode::BadMapping, Msg::MappingFault));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"mapping", "about", "kind", "files", "id", "fields", "optional", "ignore"},
                              {"mapping", "kind", "id", "fields"}));
  Mapping mapping;
  mapping.origin_ = origin;
  LEIAN_TRY(mapping.name_, root.member("mapping").text());
  LEIAN_TRY(const auto kind_name, root.member("kind").text());
  auto kind = kinds.find(kind_name);
  if (!kind) return root.member("kind").fault(kind.error().what);
  mapping.kind_ = std::move(*kind);
  if (root.has("about")) LEIAN_CHECK(root.member("about").texts());
  LEIAN_CHECK(root.maybe("files", mapping.files_, &Node::texts));
  LEIAN_TRY(mapping.id_, read_id_rule(root.member("id")));
  LEIAN_TRY(mapping.rules_, read_rules(root.member("fields"), *mapping.kind_, kinds));
  for (const auto& rule : mapping.rules_) add_columns(rule, mapping.read_);
  mapping.read_.insert(mapping.id_.columns.begin(), mapping.id_.columns.end());
  mapping.kept_out_ = mapping.read_;
  mapping.read_.insert(mapping.id_.hash_columns.begin(), mapping.id_.hash_columns.end());
  for (const auto& [key, set] :
       {std::pair("optional", &mapping.optional_), std::pair("ignore", &mapping.kept_out_)}) {
    if (!root.has(key)) continue;
    LEIAN_TRY(const auto columns, root.member(key).texts());
    set->insert(columns.begin(), columns.end());
  }
  return mapping;
}

}  // namespace leian
