#include "query/facets/facet_spec.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "corpora/core/messages.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

using Shape = FacetSpec::Shape;

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool has_tree(const ColumnSpec& column, const Snapshot& snapshot) {
  for (const NamedField& field : fields_named(column.name, snapshot))
    if (field.spec->type == FieldType::Code && snapshot.kinds()->codes().contains(field.spec->codes))
      return true;
  return false;
}

/// Reads one spec, option by option.
class SpecReader {
 public:
  SpecReader(std::string_view text, const Snapshot& snapshot) : text_(text), snapshot_(snapshot) {}

  Result<FacetSpec> read(std::uint32_t limit) {
    const auto parts = parts_of(text_, ':');
    spec_.limit = limit;
    LEIAN_TRY(spec_.column, column_named(parts.front(), snapshot_));
    for (std::size_t i = 1; i < parts.size(); ++i) LEIAN_CHECK(option(parts[i]));
    LEIAN_CHECK(check_type());
    spec_.key = spec_.column->name;
    if (spec_.shape == Shape::Calendar) spec_.key += ":" + calendar_;
    return std::move(spec_);
  }

 private:
  Unexpected wrong(std::string_view option) const {
    return err(ErrorCode::BadUsage, Msg::FacetOption, std::string(text_), std::string(option));
  }

  Result<void> option(std::string_view option) {
    const auto equals = option.find('=');
    const std::string_view name = option.substr(0, equals);
    const std::string_view value = equals == option.npos ? std::string_view() : option.substr(equals + 1);
    const bool calendar = name == "year" || name == "quarter" || name == "month";
    const std::string once = calendar || name == "tree" || name == "ranges" ? "shape" : std::string(name);
    if (!seen_.insert(once).second) return wrong(option);
    if (equals == option.npos) return flag(name, calendar);
    if (value.empty()) return wrong(option);
    if (name == "under")
      spec_.under = value;
    else if (name == "match")
      spec_.match = value;
    else if (name == "ranges")
      return ranges(value);
    else if (name == "sort")
      return sort(value, option);
    else if (name == "limit")
      return limit(value, option);
    else
      return wrong(option);
    return {};
  }

  Result<void> flag(std::string_view name, bool calendar) {
    if (calendar) {
      spec_.shape = Shape::Calendar;
      spec_.unit = name == "year"      ? CalendarUnit::Year
                   : name == "quarter" ? CalendarUnit::Quarter
                                       : CalendarUnit::Month;
      calendar_ = name;
    } else if (name == "tree") {
      spec_.shape = Shape::Tree;
    } else if (name == "narrow") {
      spec_.narrow = true;
    } else {
      return wrong(name);
    }
    return {};
  }

  Result<void> ranges(std::string_view value) {
    spec_.shape = Shape::Ranges;
    for (const std::string_view range : parts_of(value, '|')) {
      LEIAN_TRY(const Bounds bounds, read_bounds(spec_.column->name, spec_.column->type, range));
      spec_.ranges.emplace_back(range, bounds);
    }
    if (spec_.ranges.size() > kMaxRanges)
      return err(ErrorCode::TooLarge, Msg::TooMany, "range", spec_.ranges.size(), kMaxRanges);
    return {};
  }

  Result<void> sort(std::string_view value, std::string_view option) {
    if (value == "count")
      spec_.sort = FacetSpec::Sort::Count;
    else if (value == "name")
      spec_.sort = FacetSpec::Sort::Name;
    else if (value == "code")
      spec_.sort = FacetSpec::Sort::Code;
    else
      return wrong(option);
    return {};
  }

  Result<void> limit(std::string_view value, std::string_view option) {
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), spec_.limit);
    const bool whole = fault == std::errc{} && end == value.data() + value.size();
    return whole && spec_.limit >= 1 && spec_.limit <= kMaxBuckets ? Result<void>{} : wrong(option);
  }

  /// Whether the field can be counted so.
  Result<void> check_type() const {
    const FieldType type = spec_.column->type;
    const bool dictionary = row_of(type).column == ColumnShape::Dictionary;
    const bool dated = type == FieldType::Date || type == FieldType::DateTime;
    const bool fits = spec_.shape == Shape::Calendar ? dated
                      : spec_.shape == Shape::Ranges ? row_of(type).ordered
                      : spec_.shape == Shape::Tree   ? has_tree(*spec_.column, snapshot_)
                                                     : dictionary;
    const bool of_values = !spec_.match.empty() || spec_.sort != FacetSpec::Sort::Count;
    const bool ordered_shape = spec_.shape == Shape::Calendar || spec_.shape == Shape::Ranges;
    if (!fits && seen_.empty()) return err(ErrorCode::UnknownField, Msg::FieldNotFacet, spec_.column->name);
    if (!fits || (!spec_.under.empty() && spec_.shape != Shape::Tree) || (of_values && ordered_shape))
      return err(ErrorCode::BadUsage, Msg::FacetShape, std::string(text_), spec_.column->name);
    return {};
  }

  std::string_view text_;
  const Snapshot& snapshot_;
  FacetSpec spec_;
  std::set<std::string> seen_;
  std::string calendar_;
};

}  // namespace

Result<FacetSpec> read_facet_spec(std::string_view text, std::uint32_t limit, const Snapshot& snapshot) {
  return SpecReader(text, snapshot).read(limit);
}

Result<std::vector<FacetSpec>> read_facet_specs(const std::vector<std::string>& texts, std::uint32_t limit,
                                                const Snapshot& snapshot) {
  if (texts.size() > kMaxFacets)
    return err(ErrorCode::TooLarge, Msg::TooMany, "facet", texts.size(), kMaxFacets);
  std::vector<FacetSpec> specs;
  for (const std::string& text : texts) {
    LEIAN_TRY(FacetSpec spec, read_facet_spec(text, limit, snapshot));
    const bool twice =
        std::any_of(specs.begin(), specs.end(), [&](const FacetSpec& s) { return s.key == spec.key; });
    if (twice) return err(ErrorCode::BadUsage, Msg::FacetTwice, spec.key);
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace leian::query
