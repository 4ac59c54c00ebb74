#include "query/aggregate/axis.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "corpora/record/nested.hpp"

namespace leian::query {
namespace {

constexpr LocalKey kUnset = kNoKey - 1;
constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kHourSeconds = 3'600;

std::int64_t floor_divided(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

/// Fills keys by what key_at says of each row's one value.
template <class KeyAt>
void fill_by(const std::vector<std::uint32_t>& rows, std::vector<LocalKey>& keys, const KeyAt& key_at) {
  keys.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) keys[i] = key_at(rows[i]);
}

void add_if(LocalKey key, std::vector<LocalKey>& keys) {
  if (key != kNoKey) keys.push_back(key);
}

/// Strings: values as they are, or their codes at a level.
class StringAxis final : public Axis {
 public:
  StringAxis(const AxisSpec& spec, const SegmentView& view, const Column& column, const KindSet& kinds)
      : Axis(column), group_(*spec.group), kept_(spec.kept), kinds_of_(nullptr) {
    if (group_.shape == GroupSpec::Shape::Level) find_lists(view, kinds);
    table_.assign(std::size_t{column.entries()} * std::max<std::size_t>(lists_.size(), 1), kUnset);
  }

  void fill(const std::vector<std::uint32_t>& rows, std::vector<LocalKey>& keys) override {
    column_->with_ordinals([&](auto ordinals) {
      fill_by(rows, keys, [&](std::uint32_t row) { return key_of(row, ordinals[row]); });
    });
  }
  void add_keys(std::uint32_t row, std::uint64_t at, std::vector<LocalKey>& keys) override {
    add_if(key_of(row, column_->ordinal(at)), keys);
  }

 private:
  /// The lists that say what stands above a code: by the record's kind where kinds differ in theirs.
  void find_lists(const SegmentView& view, const KindSet& kinds) {
    const Column* of_kinds = view.segment->column(kKindColumn);
    std::vector<const CodeList*> by_kind;
    for (std::uint32_t ordinal = 0; of_kinds != nullptr && ordinal < of_kinds->entries(); ++ordinal)
      by_kind.push_back(list_of(std::string(of_kinds->entry(ordinal)), kinds));
    std::set<const CodeList*> different(by_kind.begin(), by_kind.end());
    different.erase(nullptr);
    if (different.size() > 1) {
      lists_ = std::move(by_kind);
      kinds_of_ = of_kinds;
    } else {
      lists_ = {different.empty() ? nullptr : *different.begin()};
    }
  }

  const CodeList* list_of(const std::string& kind_name, const KindSet& kinds) const {
    if (kind_name.empty()) return nullptr;
    const auto kind = kinds.find(kind_name);
    if (!kind) return nullptr;
    const auto at = (*kind)->find(group_.column->name);
    const auto nested = nested_column(**kind, group_.column->name);
    if (!at && !nested) return nullptr;
    const FieldSpec& field = at ? (*kind)->fields()[*at] : nested->spec(**kind);
    const auto list = kinds.codes().find(field.codes);
    return list == kinds.codes().end() ? nullptr : &list->second;
  }

  LocalKey key_of(std::uint32_t row, std::uint32_t ordinal) {
    const std::size_t list = kinds_of_ == nullptr ? 0 : kinds_of_->ordinal(row);
    LocalKey& known = table_[list * column_->entries() + ordinal];
    if (known == kUnset) known = resolve(list, ordinal);
    return known;
  }

  LocalKey resolve(std::size_t list, std::uint32_t ordinal) {
    if (ordinal == 0) return kNoKey;  // no value
    std::string_view value = column_->entry(ordinal);
    if (group_.shape == GroupSpec::Shape::Level && lists_[list] != nullptr)
      value = at_level(*lists_[list], value);
    const bool rest = kept_ != nullptr && !kept_->contains(value);
    const auto [at, fresh] = ids_.try_emplace(rest ? std::string_view() : value, kNoKey);
    if (fresh) at->second = next(rest ? Key() : Key(value));
    return at->second;
  }

  /// The code at the level, or the value itself where it stands above it or in no list.
  std::string_view at_level(const CodeList& list, std::string_view value) const {
    const auto path = list.path_to(value);
    const auto level = static_cast<std::size_t>(group_.level);
    return path.size() < level ? value : std::string_view(path[level - 1]->code);
  }

  const GroupSpec& group_;
  std::shared_ptr<const std::set<std::string, std::less<>>> kept_;
  const Column* kinds_of_;
  std::vector<const CodeList*> lists_;
  std::vector<LocalKey> table_;  // by list and ordinal
  std::unordered_map<std::string_view, LocalKey> ids_;
};

/// Steps of the calendar. A table by day knows each day's step once it was met.
class CalendarAxis final : public Axis {
 public:
  CalendarAxis(const GroupSpec& group, const Column& column)
      : Axis(column), step_(*group.step), hours_(step_.step == CalendarStep::Hour) {
    if (hours_) {
      first_ = 0;
      table_.assign(kDaySeconds / kHourSeconds, kUnset);
      return;
    }
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    first_ = std::numeric_limits<std::int64_t>::max();
    for (std::uint64_t at = 0; at < column.values(); ++at)
      if (const std::int64_t day = place(at); day != kNoInteger) {
        first_ = std::min(first_, day);
        last = std::max(last, day);
      }
    if (last >= first_) table_.assign(static_cast<std::size_t>(last - first_ + 1), kUnset);
  }

  void fill(const std::vector<std::uint32_t>& rows, std::vector<LocalKey>& keys) override {
    fill_by(rows, keys, [&](std::uint32_t row) { return key_at(row); });
  }
  void add_keys(std::uint32_t, std::uint64_t at, std::vector<LocalKey>& keys) override {
    add_if(key_at(at), keys);
  }

 private:
  /// The day, or the hour, or kNoInteger.
  std::int64_t place(std::uint64_t at) const {
    if (column_->shape() == ColumnShape::Int32) {
      const std::int32_t day = column_->days()[at];
      return day == kNoDay ? kNoInteger : day;
    }
    const std::int64_t seconds = column_->integers()[at];
    if (seconds == kNoInteger) return kNoInteger;
    const std::int64_t day = floor_divided(seconds, kDaySeconds);
    return hours_ ? (seconds - day * kDaySeconds) / kHourSeconds : day;
  }

  LocalKey key_at(std::uint64_t at) {
    const std::int64_t where = place(at);
    if (where == kNoInteger) return kNoKey;
    LocalKey& known = table_[static_cast<std::size_t>(where - first_)];
    if (known == kUnset) known = resolve(where);
    return known;
  }

  LocalKey resolve(std::int64_t where) {
    const std::int64_t step = hours_ ? where : step_of(Date{static_cast<std::int32_t>(where)}, step_);
    const auto [at, fresh] = ids_.try_emplace(step, kNoKey);
    if (fresh) at->second = next(step);
    return at->second;
  }

  const CalendarStepRow& step_;
  const bool hours_;
  std::int64_t first_ = 0;
  std::vector<LocalKey> table_;
  std::unordered_map<std::int64_t, LocalKey> ids_;
};

/// Ranges as they were asked for; they may overlap.
class RangeAxis final : public Axis {
 public:
  RangeAxis(const GroupSpec& group, const Column& column) : Axis(column), group_(group) {
    std::vector<Bounds> bounds;
    for (std::size_t i = 0; i < group.ranges.size(); ++i) {
      next(static_cast<std::int64_t>(i));
      bounds.push_back(group.ranges[i].second);
    }
    std::sort(bounds.begin(), bounds.end(), [](const Bounds& a, const Bounds& b) { return a.low < b.low; });
    for (std::size_t i = 1; i < bounds.size(); ++i) overlapping_ |= bounds[i - 1].high >= bounds[i].low;
  }

  void fill(const std::vector<std::uint32_t>& rows, std::vector<LocalKey>& keys) override {
    fill_by(rows, keys, [&](std::uint32_t row) {
      const double value = column_->ordered(row);
      for (LocalKey i = 0; i < group_.ranges.size(); ++i)
        if (holds(i, value)) return i;
      return kNoKey;
    });
  }
  void add_keys(std::uint32_t, std::uint64_t at, std::vector<LocalKey>& keys) override {
    const double value = column_->ordered(at);
    for (LocalKey i = 0; i < group_.ranges.size(); ++i)
      if (holds(i, value)) keys.push_back(i);
  }

 private:
  bool holds(LocalKey range, double value) const {  // NaN, no value, is in none
    const Bounds& bounds = group_.ranges[range].second;
    return value >= bounds.low && value <= bounds.high;
  }

  const GroupSpec& group_;
};

/// Numbers and amounts by themselves.
class NumberAxis final : public Axis {
 public:
  explicit NumberAxis(const Column& column) : Axis(column) {}

  void fill(const std::vector<std::uint32_t>& rows, std::vector<LocalKey>& keys) override {
    fill_by(rows, keys, [&](std::uint32_t row) { return key_at(row); });
  }
  void add_keys(std::uint32_t, std::uint64_t at, std::vector<LocalKey>& keys) override {
    add_if(key_at(at), keys);
  }

 private:
  LocalKey key_at(std::uint64_t at) {
    if (column_->shape() == ColumnShape::Int64) {
      const std::int64_t fen = column_->integers()[at];
      return fen == kNoInteger ? kNoKey : known(fen, fen);
    }
    const double number = column_->numbers()[at] + 0.0;  // -0 and 0 are one
    if (std::isnan(number)) return kNoKey;
    std::int64_t bits;
    std::memcpy(&bits, &number, sizeof bits);
    return known(bits, number);
  }

  LocalKey known(std::int64_t bits, const Key& key) {
    const auto [at, fresh] = ids_.try_emplace(bits, kNoKey);
    if (fresh) at->second = next(key);
    return at->second;
  }

  std::unordered_map<std::int64_t, LocalKey> ids_;
};

}  // namespace

LocalKey Axis::next(Key key) {
  if (keys_.size() >= kMaxLocalKeys) throw TooManyGroups{};
  keys_.push_back(key);
  return static_cast<LocalKey>(keys_.size() - 1);
}

std::unique_ptr<Axis> Axis::over(const AxisSpec& spec, const SegmentView& view, const KindSet& kinds) {
  const Column* column = view.segment->column(spec.group->column->name);
  if (column == nullptr) return nullptr;
  switch (spec.group->shape) {
    case GroupSpec::Shape::Calendar:
      return std::make_unique<CalendarAxis>(*spec.group, *column);
    case GroupSpec::Shape::Ranges:
      return std::make_unique<RangeAxis>(*spec.group, *column);
    case GroupSpec::Shape::Values:
      if (column->shape() != ColumnShape::Dictionary) return std::make_unique<NumberAxis>(*column);
      break;
    case GroupSpec::Shape::Level:
      break;
  }
  return std::make_unique<StringAxis>(spec, view, *column, kinds);
}

}  // namespace leian::query
