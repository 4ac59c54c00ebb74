#include "query/aggregate/group_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpora/core/messages.hpp"
#include "query/aggregate/aggregate.hpp"
#include "query/facets/facet_spec.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

using Shape = GroupSpec::Shape;

bool has_tree(const ColumnSpec& column, const Snapshot& snapshot) {
  const auto fields = fields_named(column.name, snapshot);
  return std::any_of(fields.begin(), fields.end(),
                     [](const NamedField& field) { return field.spec->type == FieldType::Code; });
}

bool is_dated(FieldType type) { return type == FieldType::Date || type == FieldType::DateTime; }

/// Reads one spec.
class GroupReader {
 public:
  GroupReader(std::string_view text, const SpecContext& context) : text_(text), context_(context) {}

  Result<GroupSpec> read() {
    const auto colon = std::min(text_.find(':'), text_.size());
    std::string_view field = text_.substr(0, colon);
    const auto at = field.rfind('@');
    if (at != field.npos) {
      LEIAN_CHECK(level(field.substr(at + 1)));
      field = field.substr(0, at);
    }
    LEIAN_TRY(spec_.column, counted_column(field, context_.asking));
    if (spec_.column == nullptr)
      return err(ErrorCode::UnknownField, Msg::GroupShape, std::string(text_), std::string(field));
    if (colon < text_.size()) LEIAN_CHECK(option(text_.substr(colon + 1)));
    LEIAN_CHECK(check_type());
    name();
    return std::move(spec_);
  }

 private:
  Unexpected wrong(std::string_view option) const {
    return err(ErrorCode::BadUsage, Msg::GroupOption, std::string(text_), std::string(option));
  }

  Result<void> level(std::string_view digits) {
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), spec_.level);
    const bool whole = fault == std::errc{} && end == digits.data() + digits.size();
    if (!whole || spec_.level < 1 || spec_.level > kMaxLevel)
      return err(ErrorCode::BadUsage, Msg::GroupLevel, std::string(text_), kMaxLevel);
    spec_.shape = Shape::Level;
    return {};
  }

  Result<void> option(std::string_view option) {
    constexpr std::string_view kRanges = "ranges=";
    if (spec_.shape == Shape::Level) return wrong(option);
    if (option.starts_with(kRanges)) return ranges(option.substr(kRanges.size()));
    spec_.step = calendar_step_named(option);
    if (spec_.step == nullptr) return wrong(option);
    spec_.shape = Shape::Calendar;
    return {};
  }

  Result<void> ranges(std::string_view text) {
    spec_.shape = Shape::Ranges;
    if (!row_of(spec_.column->type).ordered) return {};  // check_type() says so
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('|', at), text.size());
      const std::string_view range = text.substr(at, end - at);
      LEIAN_TRY(const Bounds bounds, read_bounds(spec_.column->name, spec_.column->type, range));
      spec_.ranges.emplace_back(range, bounds);
      at = end + 1;
    }
    if (spec_.ranges.size() > kMaxRanges)
      return err(ErrorCode::TooLarge, Msg::TooMany, "range", spec_.ranges.size(), kMaxRanges);
    return {};
  }

  Result<void> check_type() {
    const FieldType type = spec_.column->type;
    // A date by itself stands for its days.
    if (spec_.shape == Shape::Values && is_dated(type)) {
      spec_.shape = Shape::Calendar;
      spec_.step = calendar_step_named("day");
    }
    const bool hour = spec_.step != nullptr && spec_.step->step == CalendarStep::Hour;
    const bool fits = spec_.shape == Shape::Calendar
                          ? is_dated(type) && (!hour || type == FieldType::DateTime)
                      : spec_.shape == Shape::Ranges ? row_of(type).ordered
                      : spec_.shape == Shape::Level  ? has_tree(*spec_.column, context_.asking.snapshot())
                                                     : true;
    if (!fits) return err(ErrorCode::BadUsage, Msg::GroupShape, std::string(text_), spec_.column->name);
    return {};
  }

  /// Key and label: what was written, but the field by its name and its label.
  void name() {
    const auto colon = text_.find(':');
    spec_.key = spec_.column->name;
    spec_.label = label_of_column(*spec_.column, context_);
    if (spec_.shape == Shape::Level) {
      spec_.key += fmt::format("@{}", spec_.level);
      spec_.label.zh += fmt::format("（第{}级）", spec_.level);
      spec_.label.en += fmt::format(" (level {})", spec_.level);
    }
    if (colon == text_.npos) return;
    spec_.key += text_.substr(colon);
    if (spec_.step != nullptr) {
      spec_.label.zh += fmt::format("（{}）", spec_.step->zh);
      spec_.label.en += fmt::format(" ({})", spec_.step->en);
    }
  }

  std::string_view text_;
  const SpecContext& context_;
  GroupSpec spec_;
};

}  // namespace

Result<const ColumnSpec*> counted_column(std::string_view name, const Asking& asking) {
  const Snapshot& snapshot = asking.snapshot();
  if (is_kind_field(name)) return snapshot.layout().column(kKindColumn);
  const ColumnSpec* column = nullptr;
  bool seen = false;
  for (const NamedField& field : fields_named(name, snapshot)) {
    if (!asking.scope.may_see(field.field())) return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
    seen = true;
    if (column == nullptr) column = snapshot.layout().column(field.column_name());
  }
  if (!seen) return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
  return column;
}

Text label_of_column(const ColumnSpec& column, const SpecContext& context) {
  const auto fields = fields_named(column.name, context.asking.snapshot());
  if (fields.empty()) return {"种类", "kind"};
  const auto own = std::find_if(fields.begin(), fields.end(),
                                [&](const NamedField& field) { return field.kind == context.kind; });
  const NamedField& field = own == fields.end() ? fields.front() : *own;
  // What kinds call differently goes by its role.
  const bool differs =
      own == fields.end() && std::any_of(fields.begin(), fields.end(), [&](const NamedField& other) {
        return !(other.spec->label == field.spec->label);
      });
  if (differs && field.spec->role != Role::None) return row_of(field.spec->role).label;
  if (field.rows == nullptr) return field.spec->label;
  return {field.rows->label.zh + "·" + field.spec->label.zh,
          field.rows->label.en + ", " + field.spec->label.en};
}

Result<std::vector<GroupSpec>> read_group_specs(const std::vector<std::string>& texts,
                                                const SpecContext& context) {
  if (texts.size() > kMaxGroups)
    return err(ErrorCode::TooLarge, Msg::AggregateGroups, texts.size(), kMaxGroups);
  std::vector<GroupSpec> specs;
  for (const std::string& text : texts) {
    LEIAN_TRY(GroupSpec spec, GroupReader(text, context).read());
    for (const GroupSpec& other : specs)
      if (other.key == spec.key) return err(ErrorCode::BadUsage, Msg::GroupTwice, spec.key);
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace leian::query
