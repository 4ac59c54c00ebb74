#include "query/aggregate/table_rows.hpp"

#include <algorithm>
#include <map>

#include "corpora/core/messages.hpp"
#include "query/facets/labels.hpp"

namespace leian::query {
namespace {

/// Names a group's keys.
class KeyNames {
 public:
  KeyNames(const GroupSpec& group, const KindSet& kinds)
      : group_(group), labels_(group.column->name, kinds) {}

  GroupValue of(const Key& key) const {
    if (const auto* text = std::get_if<std::string_view>(&key)) {
      const std::string value(*text);
      return {value, labels_.of(value)};
    }
    if (const auto* number = std::get_if<double>(&key)) {
      const std::string text = to_display(Scalar(*number));
      return {text, text};
    }
    if (const auto* whole = std::get_if<std::int64_t>(&key)) return of_whole(*whole);
    return {std::nullopt, say(Msg::RestOfGroups).zh};
  }

 private:
  GroupValue of_whole(std::int64_t whole) const {
    if (group_.shape == GroupSpec::Shape::Calendar)
      return {name_of(whole, *group_.step), label_of(whole, *group_.step)};
    if (group_.shape == GroupSpec::Shape::Ranges) {
      const std::string& range = group_.ranges[static_cast<std::size_t>(whole)].first;
      return {range, range};
    }
    const std::string yuan = to_string(Fen{whole});
    return {yuan, yuan + "元"};
  }

  const GroupSpec& group_;
  Labels labels_;
};

/// The place of each key of a group among its keys.
std::map<Key, std::size_t> ranks_of(std::size_t axis, const GroupSpec& group, const Partial& partial) {
  std::map<Key, std::uint64_t> counts;
  for (std::size_t cell = 0; cell < partial.keys.size(); ++cell)
    counts[partial.keys[cell][axis]] += partial.tally.counts[cell];
  std::vector<std::pair<Key, std::uint64_t>> order(counts.begin(), counts.end());
  const auto is_rest = [](const Key& key) { return std::holds_alternative<std::monostate>(key); };
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (is_rest(a.first) != is_rest(b.first)) return is_rest(b.first);
    return group.by_value() && a.second > b.second;
  });
  std::map<Key, std::size_t> ranks;
  for (const auto& [key, count] : order) ranks.emplace(key, ranks.size());
  return ranks;
}

}  // namespace

std::vector<AggregateRow> rows_of(const TableContext& context, const Partial& partial, Figures& figures) {
  std::vector<std::array<std::size_t, kMaxGroups>> places(partial.keys.size());
  std::vector<KeyNames> names;
  for (std::size_t i = 0; i < context.axes.size(); ++i) {
    const GroupSpec& group = *context.axes[i].group;
    const auto ranks = ranks_of(i, group, partial);
    for (std::size_t cell = 0; cell < places.size(); ++cell)
      places[cell][i] = ranks.at(partial.keys[cell][i]);
    names.emplace_back(group, context.kinds);
  }
  std::vector<std::size_t> order;
  for (std::size_t cell = 0; cell < places.size(); ++cell) order.push_back(cell);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
  std::vector<AggregateRow> rows;
  for (const std::size_t cell : order) {
    context.deadline.check();
    AggregateRow row;
    for (std::size_t i = 0; i < names.size(); ++i) row.group.push_back(names[i].of(partial.keys[cell][i]));
    row.count = partial.tally.counts[cell];
    row.figures = figures.of(cell);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace leian::query
