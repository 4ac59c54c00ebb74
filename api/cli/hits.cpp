#include "api/cli/hits.hpp"

#include <array>

#include "api/json/answer.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kTitleColumns = 72;
constexpr std::size_t kValueColumns = 28;

/// The roles worth a glance, in this order.
constexpr std::array kShownRoles{Role::CaseNo, Role::Cause,  Role::Region, Role::Organ,   Role::Handler,
                                 Role::Opened, Role::Closed, Role::Amount, Role::Outcome, Role::Grade};

std::string value_text(const FieldSpec& field, const Scalar& value, const KindSet& kinds) {
  if (const auto* moment = std::get_if<DateTime>(&value)) return to_string(moment->date());
  const std::string text = to_display(value);
  return shortened(field.type == FieldType::Code ? label_of(field, text, kinds) : text, kValueColumns);
}

std::string glance(const Record& record, const KindSet& kinds) {
  std::string text;
  for (const Role role : kShownRoles) {
    const auto position = record.kind->with_role(role);
    const Scalar* value = record.first(role);
    if (!position || value == nullptr) continue;
    const FieldSpec& field = record.kind->fields()[*position];
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : " · ", field.label.zh, value_text(field, *value, kinds));
  }
  return text;
}

}  // namespace

std::string hit_text(const query::Hit& hit, std::uint64_t number, const KindSet& kinds, bool terminal) {
  const std::string title = hit.title.empty() ? hit.record.id : hit.title;
  std::string text = fmt::format("{:>3}. {}\n", number, shortened(title, kTitleColumns));
  text += fmt::format("     {} {}  {}", hit.record.kind->name(), hit.record.kind->label().zh, hit.record.id);
  if (hit.score > 0) text += fmt::format("  得分 {:.2f}", hit.score);
  text += '\n';
  if (const std::string line = glance(hit.record, kinds); !line.empty()) text += "     " + line + '\n';
  if (!hit.snippet.text.empty()) text += "     " + marked(hit.snippet, terminal) + '\n';
  return text;
}

}  // namespace leian::api
