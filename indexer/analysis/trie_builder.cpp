#include "indexer/analysis/trie_builder.hpp"

#include <algorithm>
#include <limits>

namespace leian {
namespace {

constexpr std::int32_t kFree = -1;
constexpr std::int32_t kRootParent = -2;
constexpr std::size_t kLookBack = 1024;

}  // namespace

TrieBuilder::TrieBuilder(std::vector<TrieEntry> entries) {
  number_units(entries);
  reserve(1024);
  check[0] = kRootParent;
  // Words in code order make every node's children a run of neighbours.
  std::sort(entries.begin(), entries.end(), [&](const TrieEntry& a, const TrieEntry& b) {
    return std::lexicographical_compare(a.word.begin(), a.word.end(), b.word.begin(), b.word.end(),
                                        [&](char16_t x, char16_t y) { return code[x] < code[y]; });
  });
  place(entries, 0, entries.size(), 0, Trie::kRoot);
  const auto used = std::find_if(check.rbegin(), check.rend(), [](auto c) { return c != kFree; });
  resize(static_cast<std::size_t>(check.rend() - used));
}

/// Frequent units get small codes, which keeps the array dense. Code 0 stands for units that no word has.
void TrieBuilder::number_units(const std::vector<TrieEntry>& entries) {
  std::vector<std::uint32_t> seen(kUnits, 0);
  for (const TrieEntry& entry : entries)
    for (const char16_t unit : entry.word) ++seen[unit];
  std::vector<char16_t> order;
  for (std::size_t unit = 0; unit < kUnits; ++unit)
    if (seen[unit] > 0) order.push_back(static_cast<char16_t>(unit));
  std::stable_sort(order.begin(), order.end(), [&](char16_t a, char16_t b) { return seen[a] > seen[b]; });
  for (std::size_t i = 0; i < order.size(); ++i) code[order[i]] = static_cast<std::uint16_t>(i + 1);
}

void TrieBuilder::resize(std::size_t nodes) {
  base.resize(nodes, 0);
  check.resize(nodes, kFree);
  value.resize(nodes, std::numeric_limits<float>::quiet_NaN());
}

void TrieBuilder::reserve(std::size_t nodes) {
  if (nodes > check.size()) resize(std::max(nodes, check.size() * 2));
}

/// Lays out the words [begin, end), which share their first `depth` units, below `node`.
void TrieBuilder::place(const std::vector<TrieEntry>& entries, std::size_t begin, std::size_t end,
                        std::size_t depth, Trie::Node node) {
  if (entries[begin].word.size() == depth) {
    value[static_cast<std::size_t>(node)] = entries[begin].value;
    if (++begin == end) return;
  }
  Children children;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint16_t unit_code = code[entries[i].word[depth]];
    if (children.empty() || children.back().first != unit_code) children.emplace_back(unit_code, i);
  }
  const Trie::Node at = free_base(children);
  base[static_cast<std::size_t>(node)] = at;
  for (const auto& [unit_code, first] : children) check[static_cast<std::size_t>(at + unit_code)] = node;
  for (std::size_t i = 0; i < children.size(); ++i)
    place(entries, children[i].second, i + 1 < children.size() ? children[i + 1].second : end, depth + 1,
          at + children[i].first);
}

/// A low base at which all children find a free place. Places far behind the last find are given up: looking
/// through crowded stretches again for every node would make the build quadratic. Nodes with one child fit
/// any hole and look further down.
Trie::Node TrieBuilder::free_base(const Children& children) {
  std::size_t& from = children.size() == 1 ? first_free_ : first_roomy_;
  while (from < check.size() && check[from] != kFree) ++from;
  const std::size_t lowest = children.front().first;
  for (std::size_t place = std::max(from, lowest + 1);; ++place) {
    const std::size_t at = place - lowest;
    reserve(at + children.back().first + 1);
    if (check[place] != kFree) continue;
    const bool fits = std::all_of(children.begin(), children.end(),
                                  [&](const auto& child) { return check[at + child.first] == kFree; });
    if (!fits) continue;
    if (place > from + kLookBack) from = place - kLookBack;
    return static_cast<Trie::Node>(at);
  }
}

}  // namespace leian
