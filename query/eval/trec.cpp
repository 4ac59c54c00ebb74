#include "query/eval/trec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";
constexpr std::size_t kShownCharacters = 60;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

using Cells = std::vector<std::string_view>;

Cells cells_of(std::string_view line) {
  Cells cells;
  for (std::size_t begin = line.find_first_not_of(kBlanks); begin != line.npos;) {
    const std::size_t end = std::min(line.find_first_of(kBlanks, begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(kBlanks, end);
  }
  return cells;
}

template <class Number>
std::optional<Number> number_of(std::string_view cell) {
  Number number{};
  const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (failure != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return number;
}

/// Calls take(cells) for every line that has `columns` cells; what it returns is the reason why the line will
/// not do.
template <class Take>
Result<void> each_line(std::string_view text, std::string_view origin, std::size_t columns,
                       const Take& take) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Cells cells = cells_of(text.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (cells.empty()) continue;
    const std::optional<Text> fault =
        cells.size() == columns ? take(cells) : say(Msg::TrecColumns, columns, cells.size());
    if (fault)
      return Unexpected(Error{ErrorCode::BadInput, say_because(Msg::TrecLine, *fault, origin, number),
                              hint_for(Msg::TrecLine)});
  }
  return {};
}

Text not_a_number(std::string_view cell) { return say(Msg::TrecNumber, excerpt(cell, kShownCharacters)); }
Text twice(std::string_view document) { return say(Msg::TrecTwice, excerpt(document, kShownCharacters)); }

struct RunLine {
  RankedDocument document;
  std::int64_t rank = 0;
};

bool better(const RunLine& a, const RunLine& b) {
  return a.document.score != b.document.score ? a.document.score > b.document.score : a.rank < b.rank;
}

bool fits_a_cell(std::string_view id) {
  return !id.empty() && id.find('\n') == id.npos && id.find_first_of(kBlanks) == id.npos;
}

}  // namespace

Result<Qrels> parse_qrels(std::string_view text, std::string_view origin) {
  Qrels qrels;
  LEIAN_CHECK(each_line(text, origin, 4, [&](const Cells& cells) -> std::optional<Text> {
    const auto grade = number_of<int>(cells[3]);
    if (!grade) return not_a_number(cells[3]);
    if (!qrels[std::string(cells[0])].emplace(cells[2], *grade).second) return twice(cells[2]);
    return std::nullopt;
  }));
  return qrels;
}

Result<Run> parse_run(std::string_view text, std::string_view origin) {
  std::map<std::string, std::vector<RunLine>, std::less<>> lines;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  LEIAN_CHECK(each_line(text, origin, 6, [&](const Cells& cells) -> std::optional<Text> {
    const auto rank = number_of<std::int64_t>(cells[3]);
    if (!rank) return not_a_number(cells[3]);
    const auto score = number_of<double>(cells[4]);
    if (!score || !std::isfinite(*score)) return not_a_number(cells[4]);
    if (!seen.emplace(cells[0], cells[2]).second) return twice(cells[2]);
    lines[std::string(cells[0])].push_back({{std::string(cells[2]), *score}, *rank});
    return std::nullopt;
  }));
  Run run;
  for (auto& [qid, ranking] : lines) {
    std::stable_sort(ranking.begin(), ranking.end(), better);
    for (RunLine& line : ranking) run[qid].push_back(std::move(line.document));
  }
  return run;
}

Result<std::string> format_run(const Run& run, std::string_view tag) {
  std::string text;
  for (const auto& [qid, ranking] : run) {
    if (!fits_a_cell(qid)) return err(ErrorCode::BadInput, Msg::TrecId, excerpt(qid, kShownCharacters));
    std::size_t rank = 0;
    for (const RankedDocument& document : ranking) {
      if (!fits_a_cell(document.id))
        return err(ErrorCode::BadInput, Msg::TrecId, excerpt(document.id, kShownCharacters));
      text += fmt::format("{} Q0 {} {} {} {}\n", qid, document.id, ++rank, document.score, tag);
    }
  }
  return text;
}

Result<Qrels> read_qrels(const std::filesystem::path& path) {
  LEIAN_TRY(const std::string text, read_file(path));
  return parse_qrels(text, path.string());
}

Result<Run> read_run(const std::filesystem::path& path) {
  LEIAN_TRY(const std::string text, read_file(path));
  return parse_run(text, path.string());
}

Result<void> write_run(const std::filesystem::path& path, const Run& run, std::string_view tag) {
  LEIAN_TRY(const std::string text, format_run(run, tag));
  return replace_file(path, text);
}

}  // namespace leian::query
