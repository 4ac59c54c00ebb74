#include "corpora/record/likeness_file.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/record/kind.hpp"

namespace leian {
namespace {

bool has_any(const Kind& kind, const std::vector<Role>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&](Role role) { return kind.with_role(role).has_value(); });
}

template <class Rows>
std::string names_of(const Rows& rows) {
  std::string all;
  for (const auto& row : rows)
    if (!row.name.empty()) (all += all.empty() ? "" : ", ") += row.name;
  return all;
}

std::string names_of_roles(const std::vector<Role>& roles) {
  std::string all;
  for (const Role role : roles) (all += all.empty() ? "" : ", ") += row_of(role).name;
  return all;
}

Result<LikenessChannel> channel_named(const Node& node, std::string_view name) {
  for (const LikenessRow& row : all_likeness())
    if (row.name == name) return row.channel;
  return node.fault(say(Msg::UnknownLikeness, name, names_of(all_likeness())));
}

/// A role that the channel can read: any text for those that compare words, else its own.
Result<Role> role_for(const Node& node, LikenessChannel channel, const Kind& kind) {
  LEIAN_TRY(const std::string name, node.text());
  const auto& roles = all_roles();
  const auto role =
      std::find_if(roles.begin(), roles.end(), [&](const RoleRow& r) { return r.name == name; });
  if (role == roles.end() || role->role == Role::None)
    return node.fault(say(Msg::UnknownRole, name, names_of(roles)));
  const auto& own = row_of(channel).from;
  const bool words = row_of(own.front()).types.front() == FieldType::Text;
  const auto& types = role->types;
  const bool fits = words ? std::find(types.begin(), types.end(), FieldType::Text) != types.end()
                          : std::find(own.begin(), own.end(), role->role) != own.end();
  if (!fits) return node.fault(say(Msg::LikenessNeedsRole, row_of(channel).name, names_of_roles(own)));
  if (!kind.with_role(role->role)) return node.fault(say(Msg::LikenessNoField, name));
  return role->role;
}

Result<SenseWeights> read_weights(const Node& node) {
  SenseWeights weights{};
  if (!node.json().is_object()) {
    LEIAN_TRY(const double all, node.number(0, kMaxLikenessWeight));
    weights.fill(all);
    return weights;
  }
  LEIAN_CHECK(node.check_keys({"from", "all", "facts", "disputes", "law"}));
  for (std::size_t s = 0; s < kSenses.size(); ++s)
    if (node.has(kSenses[s])) {
      LEIAN_TRY(weights[s], node.member(kSenses[s]).number(0, kMaxLikenessWeight));
    }
  return weights;
}

Result<ChannelSpec> read_channel(const Node& node, LikenessChannel channel, const Kind& kind) {
  ChannelSpec spec{channel, row_of(channel).from, {}};
  LEIAN_TRY(spec.weights, read_weights(node));
  if (node.json().is_object() && node.has("from")) {
    spec.from.clear();
    for (const Node& item : node.member("from").items()) {
      LEIAN_TRY(const Role role, role_for(item, channel, kind));
      spec.from.push_back(role);
    }
  }
  const bool off = std::all_of(spec.weights.begin(), spec.weights.end(), [](double w) { return w == 0; });
  if (!off && !has_any(kind, spec.from))
    return node.fault(say(Msg::LikenessNoField, names_of_roles(spec.from)));
  return spec;
}

}  // namespace

std::vector<ChannelSpec> usual_likeness(const Kind& kind) {
  std::vector<ChannelSpec> channels;
  for (const LikenessRow& row : all_likeness())
    if (has_any(kind, row.from)) channels.push_back({row.channel, row.from, row.weights});
  return channels;
}

Result<std::vector<ChannelSpec>> read_likeness(const Node& node, const Kind& kind) {
  if (!node.json().is_object()) return node.fault(say(Msg::LikenessNotObject));
  std::vector<ChannelSpec> channels = usual_likeness(kind);
  for (const auto& [name, value] : node.json().items()) {
    LEIAN_TRY(const LikenessChannel channel, channel_named(node, name));
    LEIAN_TRY(ChannelSpec spec, read_channel(node.member(name), channel, kind));
    const auto usual = std::find_if(channels.begin(), channels.end(),
                                    [&](const ChannelSpec& c) { return c.channel == channel; });
    if (usual != channels.end())
      *usual = std::move(spec);
    else
      channels.push_back(std::move(spec));
  }
  return channels;
}

}  // namespace leian
