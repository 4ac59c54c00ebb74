#include "query/repeats/decisions.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "corpora/core/line_log.hpp"
#include "corpora/core/messages.hpp"

namespace leian::query {
namespace {

using nlohmann::json;
using Word = ChainDecision::Word;

constexpr std::array<std::pair<Word, const char*>, 3> kWords{
    {{Word::Merge, "merge"}, {Word::Split, "split"}, {Word::Undo, "undo"}}};

std::size_t least_ids(Word word) { return word == Word::Merge ? 2 : word == Word::Split ? 1 : 0; }

std::optional<ChainDecision> read_line(const std::string& line, std::size_t number) {
  const json told = json::parse(line, nullptr, false);
  ChainDecision decision;
  try {
    const auto word = std::find_if(kWords.begin(), kWords.end(), [&](const auto& row) {
      return told.at("word").get<std::string>() == row.second;
    });
    if (word == kWords.end()) return std::nullopt;
    decision.word = word->first;
    decision.ids = told.value("ids", std::vector<std::string>{});
    decision.line = decision.word == Word::Undo ? told.at("line").get<std::size_t>() : number;
    decision.by = told.at("by").get<std::string>();
    decision.when = told.at("when").get<std::string>();
  } catch (const json::exception&) {
    return std::nullopt;
  }
  if (decision.ids.size() < least_ids(decision.word)) return std::nullopt;
  return decision;
}

std::string line_of(const ChainDecision& decision) {
  nlohmann::ordered_json told;
  for (const auto& [word, name] : kWords)
    if (word == decision.word) told["word"] = name;
  if (decision.word == Word::Undo)
    told["line"] = decision.line;
  else
    told["ids"] = decision.ids;
  told["by"] = decision.by;
  told["when"] = decision.when;
  return told.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool is_line(const ChainDecision& decision, std::size_t line) { return decision.line == line; }

}  // namespace

std::filesystem::path decisions_file(const std::filesystem::path& db) { return db / "repeats.jsonl"; }

Result<std::vector<ChainDecision>> read_decisions(const std::filesystem::path& db) {
  const auto path = decisions_file(db);
  LEIAN_TRY(const std::vector<std::string> lines, read_lines(path));
  std::vector<ChainDecision> decisions;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto decision = read_line(lines[i], i + 1);
    if (!decision) return err(ErrorCode::BadInput, Msg::RepeatsLine, path.string(), i + 1);
    if (decision->word == Word::Undo)
      std::erase_if(decisions, [&](const ChainDecision& said) { return is_line(said, decision->line); });
    else
      decisions.push_back(std::move(*decision));
  }
  return decisions;
}

Result<std::size_t> add_decision(const std::filesystem::path& db, const ChainDecision& decision) {
  if (decision.ids.size() < least_ids(decision.word)) return err(ErrorCode::BadUsage, Msg::RepeatsNeedIds);
  if (decision.word == Word::Undo) {
    LEIAN_TRY(const std::vector<ChainDecision> in_force, read_decisions(db));
    const bool holds = std::any_of(in_force.begin(), in_force.end(),
                                   [&](const ChainDecision& said) { return is_line(said, decision.line); });
    if (!holds) return err(ErrorCode::BadUsage, Msg::RepeatsNothingToUndo, decision.line);
  }
  const auto path = decisions_file(db);
  LEIAN_CHECK(append_line(path, line_of(decision)));
  LEIAN_TRY(const std::vector<std::string> lines, read_lines(path));
  return lines.size();
}

}  // namespace leian::query
