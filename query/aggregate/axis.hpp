/// One group over one segment: which keys its rows have. Keys are numbered as they are met (local ids), so
/// that counting is by array and only what is found is ever named.
/// Threads: one segment's axis by one thread; what a request's axes share is immutable.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "query/aggregate/group_spec.hpp"

namespace leian::query {

/// A group's value, the same in every segment: nothing for the rest of a `top`; a step, the number of a
/// range, fen; a number; a string of the snapshot's dictionaries or code lists.
using Key = std::variant<std::monostate, std::int64_t, double, std::string_view>;

using LocalKey = std::uint32_t;
inline constexpr LocalKey kNoKey = std::numeric_limits<LocalKey>::max();
/// Keys of one group in one segment; more are too many groups in any case.
inline constexpr LocalKey kMaxLocalKeys = 1u << 21;

/// Thrown where a request makes more groups than kMaxCells; caught in answer_aggregate.cpp.
struct TooManyGroups {};

/// A group with what is needed to read it. `kept`: the values that a `top` leaves; null: all.
struct AxisSpec {
  const GroupSpec* group = nullptr;
  std::shared_ptr<const std::set<std::string, std::less<>>> kept;
};

class Axis {
 public:
  /// The axis over a segment; null where the segment has no such column. Throws TooManyGroups later on.
  static std::unique_ptr<Axis> over(const AxisSpec&, const SegmentView&, const KindSet&);
  virtual ~Axis() = default;

  /// Whether a row may have more keys than one.
  bool several() const { return column_->list() || overlapping_; }
  const Column& column() const { return *column_; }

  /// The keys of these rows, kNoKey where there is none; only where there are not several.
  virtual void fill(const std::vector<std::uint32_t>& rows, std::vector<LocalKey>& keys) = 0;
  /// Adds the keys of the value at `at` of a row.
  virtual void add_keys(std::uint32_t row, std::uint64_t at, std::vector<LocalKey>& keys) = 0;

  const Key& key(LocalKey local) const { return keys_[local]; }

 protected:
  explicit Axis(const Column& column) : column_(&column) {}
  /// The local id of a key that was not met before.
  LocalKey next(Key);

  const Column* column_;
  bool overlapping_ = false;

 private:
  std::vector<Key> keys_;
};

}  // namespace leian::query
