#include "indexer/extract/cues.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian::extract {
namespace {

constexpr std::size_t kFewest = 3;
constexpr std::size_t kColumns = 5;

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const auto end = text.find(sign, begin);
    parts.push_back(trim(text.substr(begin, end - begin)));
    if (end == text.npos) return parts;
    begin = end + 1;
  }
}

std::vector<Cue> read_phrases(std::string_view cell, std::size_t row, const Analyzer& analyzer) {
  std::vector<Cue> cues;
  for (const std::string_view phrase : split(cell, '|')) {
    const auto both = split(phrase, '&');
    Cue cue{analyzer.fold(both.front()).units, both.size() > 1 ? analyzer.fold(both[1]).units : u"", row};
    if (!cue.phrase.empty()) cues.push_back(std::move(cue));
  }
  std::stable_sort(cues.begin(), cues.end(),
                   [](const Cue& a, const Cue& b) { return a.phrase.size() > b.phrase.size(); });
  return cues;
}

Result<void> add_line(CueTable& table, std::string_view line, const Unexpected& fault,
                      const Analyzer& analyzer) {
  auto cells = split(line, '\t');
  if (cells.size() < kFewest || cells.size() > kColumns || cells[0].empty()) return fault;
  cells.resize(kColumns);
  if (!cells[4].empty() && cells[4] != "any") return fault;
  const auto confidence = parse_number(cells[2]);
  if (!confidence || *confidence <= 0 || *confidence > 1) return fault;
  CueRow row{std::string(cells[0]), *confidence, {}, !cells[4].empty()};
  for (const std::string_view word : split(cells[3], '|'))
    if (!word.empty()) row.unless.push_back(analyzer.fold(word).units);
  auto cues = read_phrases(cells[1], table.rows.size(), analyzer);
  if (cues.empty()) return fault;
  table.rows.push_back(std::move(row));
  for (Cue& cue : cues) table.cues.push_back(std::move(cue));
  return {};
}

}  // namespace

Result<CueTable> CueTable::load(const std::filesystem::path& path, const Analyzer& analyzer) {
  LEIAN_TRY(const std::string text, read_small_file(path.string()));
  return parse(text, path.string(), analyzer);
}

Result<CueTable> CueTable::parse(std::string_view text, std::string_view origin, const Analyzer& analyzer) {
  CueTable table;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const Unexpected fault = err(ErrorCode::BadInput, Msg::CueLine, origin, number, line);
    LEIAN_CHECK(add_line(table, line, fault, analyzer));
  }
  return table;
}

}  // namespace leian::extract
