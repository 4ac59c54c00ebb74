#include "query/similar/endings.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian::query {
namespace {

constexpr std::array<std::pair<std::string_view, Ending>, 3> kNames{
    {{"agreed", Ending::Agreed}, {"settled", Ending::Settled}, {"unsettled", Ending::Unsettled}}};

/// The parts of `text` between `sign`s, trimmed.
std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(sign, begin), text.size());
    parts.push_back(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

Result<Endings> Endings::load() {
  const std::string path = (data_folder() / "cues" / "endings.tsv").string();
  LEIAN_TRY(const std::string text, read_small_file(path));
  return parse(text, path);
}

Result<Endings> Endings::parse(std::string_view text, std::string_view origin) {
  Endings endings;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto fault = [&] { return err(ErrorCode::BadInput, Msg::CueLine, origin, number, line); };
    const auto cells = split(line, '\t');
    if (cells.size() != 2) return fault();
    const auto name = std::find_if(kNames.begin(), kNames.end(), [&](auto n) { return n.first == cells[0]; });
    if (name == kNames.end()) return fault();
    for (const std::string_view outcome : split(cells[1], '|'))
      if (outcome.empty() || !endings.by_outcome_.emplace(outcome, name->second).second) return fault();
  }
  return endings;
}

std::optional<Ending> Endings::of(std::string_view outcome) const {
  const auto at = by_outcome_.find(outcome);
  return at == by_outcome_.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace leian::query
