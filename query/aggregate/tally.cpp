#include "query/aggregate/tally.hpp"

namespace leian::query {
namespace {

template <class T>
void resize_all(std::vector<std::vector<T>>& measures, std::size_t count, std::size_t cells) {
  measures.resize(count);
  for (auto& measure : measures) measure.resize(cells);
}

template <class T>
void merge_gathered(std::vector<std::vector<Gathered<T>>>& into,
                    const std::vector<std::vector<Gathered<T>>>& from, std::size_t cell_from,
                    std::size_t cell_to) {
  for (std::size_t i = 0; i < into.size(); ++i)
    if (!into[i].empty()) into[i][cell_to].merge(from[i][cell_from]);
}

void add_counts(std::vector<std::vector<std::uint64_t>>& into,
                const std::vector<std::vector<std::uint64_t>>& from, std::size_t cell_from,
                std::size_t cell_to) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i][cell_to] += from[i][cell_from];
}

}  // namespace

void Tally::resize(const TallyPlan& plan, std::size_t cells) {
  counts.resize(cells);
  whole.resize(plan.quantities.size());
  real.resize(plan.quantities.size());
  for (std::size_t i = 0; i < plan.quantities.size(); ++i) {
    if (plan.quantities[i].quantity.real())
      real[i].resize(cells);
    else
      whole[i].resize(cells);
  }
  resize_all(distinct, plan.distincts.size(), cells);
  resize_all(met, plan.conditions.size(), cells);
  resize_all(nested, plan.nested.size(), cells);
}

void Tally::merge_cell(const Tally& other, std::size_t from, std::size_t to) {
  counts[to] += other.counts[from];
  merge_gathered(whole, other.whole, from, to);
  merge_gathered(real, other.real, from, to);
  for (std::size_t i = 0; i < distinct.size(); ++i) distinct[i][to].add(other.distinct[i][from]);
  add_counts(met, other.met, from, to);
  add_counts(nested, other.nested, from, to);
}

}  // namespace leian::query
