#include "corpora/calendar/rule_files.hpp"

#include <map>

#include "corpora/core/messages.hpp"

namespace leian {

Result<std::vector<std::filesystem::path>> rule_files(const std::vector<std::filesystem::path>& folders) {
  std::map<std::string, std::filesystem::path> by_name;
  for (const auto& folder : folders) {
    std::error_code failure;
    if (!std::filesystem::exists(folder, failure)) continue;
    for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure))
      if (at->path().extension() == ".json") by_name[at->path().filename().string()] = at->path();
    if (failure) return err(ErrorCode::Io, Msg::FileUnreadable, folder.string(), failure.message());
  }
  std::vector<std::filesystem::path> files;
  for (auto& [name, path] : by_name) files.push_back(std::move(path));
  return files;
}

Result<Document> read_rule(std::string_view json, std::string_view origin) {
  return Document::parse(json, origin, ErrorCode::BadInput, Msg::RuleFault);
}

Unexpected unknown_rule(Msg what, std::string_view name, std::string_view known) {
  const Text sort = say(what);
  return Unexpected(
      Error{ErrorCode::NotFound,
            {say(Msg::RuleUnknown, name, sort.zh, known).zh, say(Msg::RuleUnknown, name, sort.en, known).en},
            hint_for(Msg::RuleUnknown)});
}

Result<Date> read_rule_date(const Node& node) {
  LEIAN_TRY(const std::string text, node.text());
  const auto date = parse_date(text);
  if (!date) return node.fault(say(Msg::RuleDate, text));
  return *date;
}

Result<std::optional<Date>> read_rule_date_at(const Node& node, std::string_view key) {
  if (!node.has(key)) return std::nullopt;
  LEIAN_TRY(const Date date, read_rule_date(node.member(key)));
  return date;
}

}  // namespace leian
