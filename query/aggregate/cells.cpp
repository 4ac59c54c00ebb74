#include "query/aggregate/cells.hpp"

#include <algorithm>

#include "corpora/record/nested.hpp"

namespace leian::query {
namespace {

constexpr std::size_t kBlockRows = 4096;
constexpr std::uint32_t kNoCell = std::numeric_limits<std::uint32_t>::max();
constexpr int kKeyBits = 21;  // of kMaxLocalKeys: three keys make a number of 63 bits

}  // namespace

CellFinder::CellFinder(const std::vector<AxisSpec>& specs, const SegmentView& view, const KindSet& kinds,
                       std::size_t most_cells)
    : most_(most_cells) {
  for (std::size_t i = 0; i < specs.size(); ++i) {
    auto axis = Axis::over(specs[i], view, kinds);
    absent_ |= axis == nullptr;
    if (axis != nullptr) several_ |= axis->several();
    axes_.push_back(std::move(axis));
    const std::string_view rows = rows_of_nested(specs[i].group->column->name);
    const auto same = std::find_if(bundles_.begin(), bundles_.end(),
                                   [&](const Bundle& b) { return !rows.empty() && b.rows == rows; });
    if (same == bundles_.end())
      bundles_.push_back({rows, {i}, {}, {}});
    else
      same->axes.push_back(i);
  }
  keys_.resize(axes_.size());
  scratch_.resize(axes_.size());
  chosen_.resize(bundles_.size());
}

CellKey CellFinder::key(std::uint32_t cell) const {
  CellKey key;
  for (std::size_t i = 0; i < axes_.size(); ++i) key[i] = axes_[i]->key(cells_[cell][i]);
  return key;
}

std::uint32_t CellFinder::cell_of(const LocalCell& local) {
  std::uint32_t* known = nullptr;
  if (axes_.size() <= 1) {
    const std::size_t at = axes_.empty() ? 0 : local[0];
    if (at >= by_key_.size()) by_key_.resize(at + 1, kNoCell);
    known = &by_key_[at];
  } else {
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < axes_.size(); ++i) packed = packed << kKeyBits | local[i];
    known = &by_keys_.try_emplace(packed, kNoCell).first->second;
  }
  if (*known == kNoCell) {
    if (cells_.size() >= most_) throw TooManyGroups{};
    *known = static_cast<std::uint32_t>(cells_.size());
    cells_.push_back(local);
  }
  return *known;
}

void CellFinder::for_each_block(const RowSet& rows, const Deadline& deadline,
                                const std::function<void(const CellBlock&)>& visit) {
  if (absent_) return;
  CellBlock block;
  for (const Bundle& bundle : bundles_)
    if (!bundle.rows.empty()) block.nested.push_back({bundle.rows, {}, {}});
  std::vector<std::uint32_t> taken;
  taken.reserve(kBlockRows);
  const auto flush = [&] {
    deadline.check();
    if (several_) {
      find_several(taken, block);
    } else {
      block.rows = taken;
      find_single(block);
    }
    visit(block);
    taken.clear();
  };
  rows.for_each([&](std::uint32_t row) {
    taken.push_back(row);
    if (taken.size() == kBlockRows) flush();
  });
  if (!taken.empty()) flush();
}

/// Every row has one key of each group or none.
void CellFinder::find_single(CellBlock& block) {
  for (std::size_t i = 0; i < axes_.size(); ++i) axes_[i]->fill(block.rows, keys_[i]);
  block.cells.resize(block.rows.size());
  std::size_t kept = 0;
  LocalCell local{};
  for (std::size_t at = 0; at < block.rows.size(); ++at) {
    bool whole = true;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      local[i] = keys_[i][at];
      whole &= local[i] != kNoKey;
    }
    if (!whole) continue;
    block.rows[kept] = block.rows[at];
    block.cells[kept++] = cell_of(local);
  }
  block.rows.resize(kept);
  block.cells.resize(kept);
  placed_ += kept;
}

void CellFinder::find_several(const std::vector<std::uint32_t>& rows, CellBlock& block) {
  block.rows.clear();
  block.cells.clear();
  for (NestedPart& part : block.nested) {
    part.starts.assign(1, 0);
    part.positions.clear();
  }
  for (const std::uint32_t row : rows) {
    bool whole = true;
    for (Bundle& bundle : bundles_) {
      read_bundle(row, bundle);
      whole &= !bundle.tuples.empty();
    }
    if (!whole) continue;
    ++placed_;
    LocalCell local{};
    add_combinations(row, 0, local, block);
  }
}

void CellFinder::Bundle::take(const LocalCell& tuple, std::uint32_t position) {
  const auto known = std::find(tuples.begin(), tuples.end(), tuple);
  const auto at = static_cast<std::size_t>(known - tuples.begin());
  if (known == tuples.end()) {
    tuples.push_back(tuple);
    if (positions.size() < tuples.size()) positions.emplace_back();
    positions[at].clear();
  }
  if (positions[at].empty() || positions[at].back() != position) positions[at].push_back(position);
}

void CellFinder::read_bundle(std::uint32_t row, Bundle& bundle) {
  bundle.tuples.clear();
  if (!bundle.rows.empty()) return read_nested(row, bundle);
  Axis& axis = *axes_[bundle.axes.front()];
  auto& keys = scratch_.front();
  keys.clear();
  for (std::uint64_t at = axis.column().begin(row); at < axis.column().begin(row + 1); ++at)
    axis.add_keys(row, at, keys);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const LocalKey key : keys) {
    bundle.tuples.emplace_back();
    bundle.tuples.back()[bundle.axes.front()] = key;
  }
}

/// Each nested row makes the tuples of its own values.
void CellFinder::read_nested(std::uint32_t row, Bundle& bundle) {
  const Column& first = axes_[bundle.axes.front()]->column();
  const std::uint64_t count = first.begin(row + 1) - first.begin(row);
  for (const std::size_t axis : bundle.axes) {
    const Column& column = axes_[axis]->column();
    if (column.begin(row + 1) - column.begin(row) != count) return;  // one was added to the kind later
  }
  for (std::uint32_t position = 0; position < count; ++position) {
    std::vector<LocalCell> tuples(1);
    for (const std::size_t axis : bundle.axes) {
      auto& keys = scratch_[axis];
      keys.clear();
      axes_[axis]->add_keys(row, axes_[axis]->column().begin(row) + position, keys);
      std::vector<LocalCell> longer;
      for (const LocalCell& tuple : tuples)
        for (const LocalKey key : keys) {
          longer.push_back(tuple);
          longer.back()[axis] = key;
        }
      tuples = std::move(longer);
    }
    for (const LocalCell& tuple : tuples) bundle.take(tuple, position);
  }
}

void CellFinder::add_combinations(std::uint32_t row, std::size_t bundle, LocalCell& local, CellBlock& block) {
  if (bundle == bundles_.size()) {
    block.rows.push_back(row);
    block.cells.push_back(cell_of(local));
    std::size_t part = 0;
    for (std::size_t b = 0; b < bundles_.size(); ++b) {
      if (bundles_[b].rows.empty()) continue;
      NestedPart& nested = block.nested[part++];
      const auto& positions = bundles_[b].positions[chosen_[b]];
      nested.positions.insert(nested.positions.end(), positions.begin(), positions.end());
      nested.starts.push_back(static_cast<std::uint32_t>(nested.positions.size()));
    }
    return;
  }
  for (std::size_t t = 0; t < bundles_[bundle].tuples.size(); ++t) {
    chosen_[bundle] = t;
    for (const std::size_t axis : bundles_[bundle].axes) local[axis] = bundles_[bundle].tuples[t][axis];
    add_combinations(row, bundle + 1, local, block);
  }
}

}  // namespace leian::query
