#include "query/similar/relations.hpp"

#include "corpora/core/messages.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian::query {
namespace {

constexpr std::size_t kFewestUnits = 2;

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const auto end = text.find(sign, begin);
    parts.push_back(trim(text.substr(begin, end - begin)));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

}  // namespace

Result<std::vector<Relation>> load_relations(const std::filesystem::path& path, const Analyzer& analyzer) {
  LEIAN_TRY(const std::string text, read_small_file(path.string()));
  return parse_relations(text, path.string(), analyzer);
}

Result<std::vector<Relation>> parse_relations(std::string_view text, std::string_view origin,
                                              const Analyzer& analyzer) {
  std::vector<Relation> relations;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const Unexpected fault = err(ErrorCode::BadInput, Msg::CueLine, origin, number, line);
    const auto cells = split(line, '\t');
    if (cells.size() != 2 || cells[0].empty()) return fault;
    Relation relation{std::string(cells[0]), {}};
    for (const std::string_view word : split(cells[1], '|')) {
      relation.cues.push_back(analyzer.fold(word).units);
      if (relation.cues.back().size() < kFewestUnits) return fault;
    }
    relations.push_back(std::move(relation));
  }
  return relations;
}

}  // namespace leian::query
