#include "query/aggregate/partial.hpp"

#include <algorithm>

#include "corpora/record/nested.hpp"
#include "query/match/matcher.hpp"

namespace leian::query {
namespace {

/// The rows of a segment that meet each condition.
std::vector<RowSet> meeting(const TallyPlan& plan, const PassContext& context, std::size_t segment) {
  const Matcher matcher(context.asking.lease, segment, context.asking.analyzer, context.asking.deadline);
  std::vector<RowSet> rows;
  for (const Plan& condition : plan.conditions)
    rows.push_back(matcher.match(condition, context.matches[segment]));
  return rows;
}

/// Some column of these nested rows that the segment has, by which they are counted.
const Column* column_of_rows(const std::string& rows, const Layout& layout, const Segment& segment) {
  for (const ColumnSpec& column : layout.columns())
    if (rows_of_nested(column.name) == rows)
      if (const Column* found = segment.column(column.name)) return found;
  return nullptr;
}

/// Counts one segment, block by block.
class SegmentTally {
 public:
  SegmentTally(const TallyPlan& plan, const PassContext& context, std::size_t segment,
               std::vector<ValueIds>& ids)
      : plan_(plan),
        view_(context.asking.snapshot().segments()[segment]),
        context_(context),
        segment_(segment),
        ids_(ids),
        finder_(plan.axes, view_, *context.asking.snapshot().kinds(), plan.most_cells),
        meeting_(meeting(plan, context, segment)) {
    for (const QuantityPlan& quantity : plan.quantities)
      quantities_.emplace_back(quantity.quantity, *view_.segment, context.holidays);
    for (const Quantity& quantity : plan.distincts)
      distincts_.emplace_back(quantity, *view_.segment, context.holidays);
    id_of_ordinal_.resize(plan.distincts.size());
    for (const std::string& rows : plan.nested)
      nested_.push_back(column_of_rows(rows, context.asking.snapshot().layout(), *view_.segment));
    partial_.tally.resize(plan, 0);
  }

  Partial run() {
    finder_.for_each_block(context_.matches[segment_], context_.asking.deadline,
                           [this](const CellBlock& block) { take(block); });
    for (std::uint32_t cell = 0; cell < finder_.cells(); ++cell) partial_.keys.push_back(finder_.key(cell));
    partial_.placed = finder_.placed();
    for (const Values& values : quantities_) {
      partial_.first_year = std::min(partial_.first_year, values.first_year());
      partial_.last_year = std::max(partial_.last_year, values.last_year());
    }
    return std::move(partial_);
  }

 private:
  void take(const CellBlock& block) {
    Tally& tally = partial_.tally;
    if (tally.counts.size() < finder_.cells()) tally.resize(plan_, finder_.cells());
    for (const std::uint32_t cell : block.cells) ++tally.counts[cell];
    for (std::size_t i = 0; i < meeting_.size(); ++i)
      for (std::size_t at = 0; at < block.rows.size(); ++at)
        tally.met[i][block.cells[at]] += meeting_[i].has(block.rows[at]) ? 1 : 0;
    for (std::size_t i = 0; i < quantities_.size(); ++i) gather(i, block);
    for (std::size_t i = 0; i < distincts_.size(); ++i) gather_distinct(i, block);
    for (std::size_t i = 0; i < nested_.size(); ++i) count_nested(i, block);
  }

  void gather(std::size_t i, const CellBlock& block) {
    const bool ranked = plan_.quantities[i].ranked;
    if (plan_.quantities[i].quantity.real()) {
      quantities_[i].gather(block, reals_);
      for (const auto& one : reals_) partial_.tally.real[i][one.cell].add(one.value, ranked);
    } else {
      quantities_[i].gather(block, wholes_);
      for (const auto& one : wholes_) partial_.tally.whole[i][one.cell].add(one.value, ranked);
    }
  }

  void gather_distinct(std::size_t i, const CellBlock& block) {
    auto& cells = partial_.tally.distinct[i];
    if (plan_.distincts[i].real()) {
      distincts_[i].gather(block, reals_);
      for (const auto& one : reals_) cells[one.cell].add(ids_[i].of(one.value));
      return;
    }
    distincts_[i].gather(block, wholes_);
    const Column* column = distincts_[i].column();
    const bool strings = column != nullptr && column->shape() == ColumnShape::Dictionary;
    for (const auto& one : wholes_)
      cells[one.cell].add(strings ? id_of_string(i, static_cast<std::uint32_t>(one.value))
                                  : ids_[i].of(one.value));
  }

  std::uint32_t id_of_string(std::size_t i, std::uint32_t ordinal) {
    auto& known = id_of_ordinal_[i];
    const Column& column = *distincts_[i].column();
    if (known.empty()) known.assign(column.entries(), kNoKey);
    if (known[ordinal] == kNoKey) known[ordinal] = ids_[i].of(column.entry(ordinal));
    return known[ordinal];
  }

  void count_nested(std::size_t i, const CellBlock& block) {
    if (nested_[i] == nullptr) return;
    const NestedPart* part = block.part(plan_.nested[i]);
    for (std::size_t at = 0; at < block.rows.size(); ++at)
      partial_.tally.nested[i][block.cells[at]] +=
          part != nullptr ? part->starts[at + 1] - part->starts[at]
                          : nested_[i]->begin(block.rows[at] + 1) - nested_[i]->begin(block.rows[at]);
  }

  const TallyPlan& plan_;
  const SegmentView& view_;
  const PassContext& context_;
  const std::size_t segment_;
  std::vector<ValueIds>& ids_;
  CellFinder finder_;
  std::vector<RowSet> meeting_;
  std::vector<Values> quantities_;
  std::vector<Values> distincts_;
  std::vector<std::vector<std::uint32_t>> id_of_ordinal_;
  std::vector<const Column*> nested_;
  std::vector<CellValue<std::int64_t>> wholes_;
  std::vector<CellValue<double>> reals_;
  Partial partial_;
};

}  // namespace

std::size_t CellKeyHash::operator()(const CellKey& key) const {
  std::size_t sum = 0;
  for (const Key& one : key) sum = sum * 1'000'003 + std::hash<Key>()(one);
  return sum;
}

Partial tally_segment(const TallyPlan& plan, const PassContext& context, std::size_t segment,
                      std::vector<ValueIds>& ids) {
  return SegmentTally(plan, context, segment, ids).run();
}

void Merger::add(Partial part) {
  all_.placed += part.placed;
  all_.first_year = std::min(all_.first_year, part.first_year);
  all_.last_year = std::max(all_.last_year, part.last_year);
  std::vector<std::size_t> to;
  for (const CellKey& key : part.keys) {
    const auto [at, fresh] = cells_.try_emplace(key, all_.keys.size());
    if (fresh) all_.keys.push_back(key);
    to.push_back(at->second);
  }
  if (all_.keys.size() > plan_.most_cells) throw TooManyGroups{};
  all_.tally.resize(plan_, all_.keys.size());
  for (std::size_t cell = 0; cell < to.size(); ++cell) all_.tally.merge_cell(part.tally, cell, to[cell]);
}

Partial tally_all(const TallyPlan& plan, const PassContext& context) {
  std::vector<ValueIds> ids(plan.distincts.size());
  Merger merger(plan);
  for (std::size_t s = 0; s < context.matches.size(); ++s) merger.add(tally_segment(plan, context, s, ids));
  return merger.take();
}

}  // namespace leian::query
