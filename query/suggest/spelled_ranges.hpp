/// Finds, in texts that are in order, those that begin as typed: the order is walked like a tree, one unit
/// deeper at a step, and whole ranges that go on otherwise are leapt over. Nothing is built for it; the texts
/// may lie in a mapped file. Threads: pure functions.
#pragma once
#include <cstddef>

#include "corpora/text/pinyin.hpp"

namespace leian::query {

/// Texts [first, last) that share their first `units` units, which `state` has read.
struct SpelledRange {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t units = 0;
  Speller::State state = Speller::start();
};

/// The first text at `from` or behind for which `holds` no longer; it must hold for none behind the first
/// that fails. Cost: O(log of the distance).
template <class Holds>
std::size_t leap(std::size_t from, std::size_t last, const Holds& holds) {
  std::size_t stride = 1;
  std::size_t low = from;  // all before it hold
  while (low + stride <= last && holds(low + stride - 1)) {
    low += stride;
    stride *= 2;
  }
  std::size_t high = low + stride <= last ? low + stride - 1 : last;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (holds(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/// Calls visit(range) for every range that begins as typed, in order, until it gives back false or `steps`
/// are used up. Texts: `size()`, and `text(i)` as folded units, ascending. Gives back false where it was
/// stopped.
template <class Texts, class Visit>
bool for_spelled(const Texts& texts, const Speller& speller, SpelledRange range, std::size_t& steps,
                 const Visit& visit) {
  if (speller.done(range.state)) return visit(range);
  const auto ends_here = [&](std::size_t at) { return texts.text(at).size() == range.units; };
  std::size_t at = leap(range.first, range.last, ends_here);
  if (const auto unit = speller.only_next(range.state)) {
    const auto below = [&](std::size_t i) { return texts.text(i)[range.units] < *unit; };
    const auto up_to = [&](std::size_t i) { return texts.text(i)[range.units] <= *unit; };
    at = leap(at, range.last, below);
    range.last = leap(at, range.last, up_to);
  }
  while (at < range.last) {
    if (steps == 0) return false;
    --steps;
    const char16_t unit = texts.text(at)[range.units];
    const std::size_t end =
        leap(at, range.last, [&](std::size_t i) { return texts.text(i)[range.units] == unit; });
    const Speller::State state = speller.step(range.state, unit);
    if (state != 0 && !for_spelled(texts, speller, {at, end, range.units + 1, state}, steps, visit))
      return false;
    at = end;
  }
  return true;
}

template <class Texts, class Visit>
bool for_spelled(const Texts& texts, const Speller& speller, std::size_t& steps, const Visit& visit) {
  if (!speller.usable()) return true;
  return for_spelled(texts, speller, SpelledRange{0, texts.size(), 0, Speller::start()}, steps, visit);
}

}  // namespace leian::query
