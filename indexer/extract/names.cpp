#include "indexer/extract/names.hpp"

#include <algorithm>

namespace leian::extract {
namespace {

std::uint32_t start_of(std::u16string_view units) {
  return (static_cast<std::uint32_t>(units[0]) << 16) | units[1];
}

}  // namespace

Names::Names(const Analyzer& analyzer, const CodeList& list) {
  for (const CodeEntry& entry : list.entries()) {
    if (entry.parent.empty() && list.with_descendants(entry.code).size() > 1) continue;
    add(analyzer, entry.label, entry.code);
    for (const std::string& alias : entry.aliases) add(analyzer, alias, entry.code);
  }
  // The first of two with one name stays in front.
  for (auto& [start, names] : by_start_)
    std::stable_sort(names.begin(), names.end(),
                     [](const Name& a, const Name& b) { return a.units.size() > b.units.size(); });
}

void Names::add(const Analyzer& analyzer, const std::string& name, const std::string& code) {
  std::u16string units = analyzer.fold(name).units;
  if (units.size() < 2) return;
  const std::uint32_t start = start_of(units);
  by_start_[start].push_back({std::move(units), code});
}

std::optional<Names::Found> Names::at(std::u16string_view text, std::uint32_t at) const {
  if (at + 2 > text.size()) return std::nullopt;
  const auto names = by_start_.find(start_of(text.substr(at, 2)));
  if (names == by_start_.end()) return std::nullopt;
  for (const Name& name : names->second)
    if (text.substr(at, name.units.size()) == name.units)
      return Found{name.code, at + static_cast<std::uint32_t>(name.units.size())};
  return std::nullopt;
}

std::optional<Span> Names::ending_at(std::u16string_view text, std::uint32_t end, std::uint32_t most) const {
  for (std::uint32_t begin = end > most ? end - most : 0; begin + 2 <= end; ++begin)
    if (const auto found = at(text.substr(0, end), begin); found && found->end == end)
      return Span{begin, end};
  return std::nullopt;
}

}  // namespace leian::extract
