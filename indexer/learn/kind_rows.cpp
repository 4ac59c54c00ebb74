#include "indexer/learn/kind_rows.hpp"

#include <algorithm>

namespace leian::learn {
namespace {

constexpr std::uint8_t kNoGroup = 255;

using Roles = std::vector<Role>;

/// Roles whose texts are taken together; a row is read by the first of these in which it has a text.
std::vector<Roles> roles_of(const Kind& kind) {
  if (kind.learn_from()) return {*kind.learn_from()};
  if (kind.with_role(Role::Facts)) return {{Role::Facts}, {Role::Body}};
  return {{Role::Title, Role::Body, Role::Demands}};
}

/// The group of a field's role, or kNoGroup.
std::uint8_t group_of(const FieldSpec& field, const std::vector<Roles>& groups) {
  if (!is_searched(field) || field.role == Role::None) return kNoGroup;
  for (std::size_t g = 0; g < groups.size(); ++g)
    if (std::find(groups[g].begin(), groups[g].end(), field.role) != groups[g].end())
      return static_cast<std::uint8_t>(g);
  return kNoGroup;
}

}  // namespace

bool can_learn(const Kind& kind) {
  const auto cause = kind.with_role(Role::Cause);
  if (!cause || !kind.fields()[*cause].facet) return false;
  const auto groups = roles_of(kind);
  return std::any_of(kind.fields().begin(), kind.fields().end(),
                     [&](const FieldSpec& field) { return group_of(field, groups) != kNoGroup; });
}

KindRows::KindRows(const Segment& segment, const Kind& kind)
    : segment_(segment),
      kinds_(segment.column(kKindColumn)),
      group_of_field_(segment.text_fields().size(), kNoGroup) {
  if (kinds_ != nullptr) kind_ = kinds_->ordinal_of(kind.name());
  if (const auto cause = kind.with_role(Role::Cause)) causes_ = segment.column(kind.fields()[*cause].name);
  const auto groups = roles_of(kind);
  groups_ = static_cast<std::uint8_t>(groups.size());
  for (const FieldSpec& field : kind.fields())
    if (const auto number = segment.text_field(field.name))
      group_of_field_[*number] = group_of(field, groups);
}

std::vector<std::string_view> KindRows::causes(std::uint32_t row) const {
  std::vector<std::string_view> causes;
  if (causes_ == nullptr) return causes;
  for (std::uint64_t at = causes_->begin(row); at < causes_->begin(row + 1); ++at)
    if (const std::string_view cause = causes_->entry(causes_->ordinal(at)); !cause.empty())
      causes.push_back(cause);
  return causes;
}

std::vector<std::u16string_view> KindRows::texts(std::uint32_t row) const {
  const std::vector<FieldText> fields = segment_.texts().fields(row);
  std::vector<std::u16string_view> texts;
  for (std::uint8_t group = 0; group < groups_ && texts.empty(); ++group)
    for (const FieldText& field : fields)
      if (field.field < group_of_field_.size() && group_of_field_[field.field] == group &&
          !field.units.empty())
        texts.push_back(field.units);
  return texts;
}

}  // namespace leian::learn
