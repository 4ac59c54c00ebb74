// leian similar: cases like a record of the index, or like a text.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/hits.hpp"
#include "api/http/status.hpp"
#include "api/json/answer.hpp"
#include "api/json/parameters.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownReasons = 8;
constexpr std::size_t kShownTerms = 20;

struct Options {
  std::filesystem::path db;
  std::string id;
  std::string file;  ///< `-`: standard input
  std::string kind;
  std::string cause;
  std::vector<std::string> filters;
  std::int64_t limit = query::SimilarRequest{}.limit;
  bool json = false;
};

Result<std::string> read_all(std::istream& in, const std::string& name) {
  std::string text;
  char block[1 << 16];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
    if (text.size() > query::kMaxTextBytes)
      return err(ErrorCode::TooLarge, Msg::FileTextTooLong, name, query::kMaxTextBytes);
  }
  if (in.bad()) return err(ErrorCode::Io, Msg::FileUnreadable, name, "I/O");
  return text;
}

Result<std::string> read_text(const std::string& name) {
  if (name == "-") return read_all(std::cin, name);
  std::error_code failure;
  const auto status = std::filesystem::status(name, failure);
  if (!std::filesystem::exists(status)) return err(ErrorCode::NotFound, Msg::FileMissing, name);
  std::ifstream in(name, std::ios::binary);
  if (!in || std::filesystem::is_directory(status))
    return err(ErrorCode::Io, Msg::FileUnreadable, name, std::generic_category().message(errno));
  return read_all(in, name);
}

Result<query::SimilarRequest> request_of(const Options& options) {
  query::SimilarRequest request;
  if (options.id.empty()) {
    LEIAN_TRY(request.text, read_text(options.file));
    if (!valid_utf8(request.text)) return err(ErrorCode::BadInput, Msg::NotUtf8, options.file);
  } else {
    request.id = options.id;
  }
  request.kind = options.kind;
  if (!options.cause.empty()) request.causes = {options.cause};
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  return request;
}

std::string reasons_text(const std::vector<query::Reason>& reasons) {
  std::string text;
  for (std::size_t i = 0; i < reasons.size() && i < kShownReasons; ++i)
    text += fmt::format("{}{} {:.2f}", i == 0 ? "" : "、", reasons[i].term, reasons[i].weight);
  return reasons.size() > kShownReasons ? text + " …" : text;
}

void print(Console& console, const query::SimilarAnswer& answer, const KindSet& kinds) {
  console.out << fmt::format("共 {} 条有相通之处（{:.0f} 毫秒）\n", grouped(answer.total),
                             answer.milliseconds);
  const auto shown = std::min(kShownTerms, answer.terms.size());
  console.out << fmt::format(
      "所查：{}\n",
      fmt::join(answer.terms.begin(), answer.terms.begin() + static_cast<std::ptrdiff_t>(shown), "、"));
  std::uint64_t number = 0;
  for (const query::SimilarHit& similar : answer.hits)
    console.out << '\n'
                << hit_text(similar.hit, ++number, kinds, console.out_terminal)
                << fmt::format("     相通：{}\n", reasons_text(similar.reasons));
}

Result<int> run_similar(const Options& options, Console& console) {
  LEIAN_TRY(const query::SimilarRequest request, request_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::SimilarAnswer answer, gate->similar(query::Principal{}, request));
  const auto kinds = gate->schema();
  if (options.json)
    console.out << one_line(answer_json(answer, *kinds)) << '\n';
  else
    print(console, answer, *kinds);
  return kExitDone;
}

}  // namespace

Action declare_similar(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  CLI::Option_group* subject = app.add_option_group("subject");
  subject->add_option("--id", options->id, both(Msg::FlagId))->type_name("ID");
  subject->add_option("--text", options->file, both(Msg::FlagText))->type_name("FILE|-");
  subject->require_option(1);
  add_kind(app, options->kind);
  app.add_option("--cause", options->cause, both(Msg::FlagCause))->type_name("C");
  add_filters(app, options->filters);
  add_limit(app, options->limit);
  add_json(app, options->json);
  return [options](Console& console) { return run_similar(*options, console); };
}

}  // namespace leian::api
