// leian suggest: what may be meant by what has been typed so far.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/answer.hpp"
#include "api/json/parameters.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::vector<std::string> words;
  std::string kind;
  std::vector<std::string> filters;
  std::int64_t limit = query::SuggestRequest{}.limit;
  bool json = false;
};

Result<query::SuggestRequest> request_of(const Options& options) {
  query::SuggestRequest request;
  request.text = fmt::format("{}", fmt::join(options.words, " "));
  if (!valid_utf8(request.text)) return err(ErrorCode::BadUsage, Msg::NotUtf8, "TEXT");
  request.kind = options.kind;
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  LEIAN_TRY(request.limit, bounded(kSuggestLimitParameter, options.limit));
  return request;
}

/// What sort of thing it is: the field's label, or title, statute, own word.
std::string sort_of(const query::Suggestion& suggestion, const KindSet& kinds) {
  switch (suggestion.type) {
    case query::Suggestion::Type::Title:
      return say(Msg::SuggestsTitle).zh;
    case query::Suggestion::Type::Statute:
      return say(Msg::SuggestsStatute).zh;
    case query::Suggestion::Type::Word:
      return say(Msg::SuggestsWord).zh;
    case query::Suggestion::Type::Value:
      break;
  }
  std::string label;
  for (const auto& kind : kinds.kinds())
    if (const auto position = kind->find(suggestion.field)) {
      const FieldSpec& field = kind->fields()[*position];
      // What kinds call differently goes by its role.
      label = label.empty() || label == field.label.zh ? field.label.zh : row_of(field.role).label.zh;
    }
  return label.empty() ? suggestion.field : label;
}

void print(Console& console, const query::SuggestAnswer& answer, const KindSet& kinds) {
  constexpr std::size_t kTextColumns = 60;
  std::vector<std::vector<std::string>> rows;
  for (const query::Suggestion& suggestion : answer.suggestions) {
    std::string text = shortened(suggestion.text, kTextColumns);
    if (!suggestion.alias.empty()) text += "（" + suggestion.alias + "）";
    rows.push_back({std::move(text), sort_of(suggestion, kinds), grouped(suggestion.count)});
  }
  console.out << aligned(rows, {2}, "");
}

Result<int> run_suggest(const Options& options, Console& console) {
  LEIAN_TRY(const query::SuggestRequest request, request_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::SuggestAnswer answer, gate->suggest(query::Principal{}, request));
  if (options.json)
    console.out << one_line(answer_json(answer)) << '\n';
  else
    print(console, answer, *gate->schema());
  return kExitDone;
}

}  // namespace

Action declare_suggest(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->kind);
  add_filters(app, options->filters);
  add_limit(app, options->limit);
  add_json(app, options->json);
  app.add_option("TEXT", options->words, both(Msg::FlagSuggestText))->type_name("")->required();
  return [options](Console& console) { return run_suggest(*options, console); };
}

}  // namespace leian::api
