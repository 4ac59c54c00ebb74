// leian similar: cases like a record of the index, or like a text.
#include <fmt/format.h>

#include <iostream>

#include "api/cli/beside_text.hpp"
#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/hits.hpp"
#include "api/http/status.hpp"
#include "api/json/answer.hpp"
#include "api/json/given_case.hpp"
#include "api/json/parameters.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/strict_json.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownReasons = 6;
constexpr std::size_t kShownTerms = 20;
constexpr std::string_view kStandardInput = "-";

struct Options {
  std::filesystem::path db;
  std::string id;
  std::string file;   ///< `-`: standard input
  std::string given;  ///< a form
  std::string kind;
  std::string sense;
  std::vector<std::string> causes;
  std::vector<std::string> filters;
  std::int64_t limit = query::SimilarRequest{}.limit;
  bool json = false;
  TierFlags tiers;
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

/// The text of standard input, the record or text that a document is.
Result<void> read_case_file(const std::string& name, const KindSet& kinds, query::SimilarRequest& request) {
  if (name != kStandardInput) return read_case(SourceFile(name), kinds, request);
  LEIAN_TRY(request.text, read_all(std::cin, name));
  if (!valid_utf8(request.text)) return err(ErrorCode::BadInput, Msg::NotUtf8, name);
  if (request.text.empty()) return err(ErrorCode::BadUsage, Msg::SimilarNoWords);
  return {};
}

Result<void> read_form_file(const std::string& name, const KindSet& kinds, query::SimilarRequest& request) {
  LEIAN_TRY(const std::string text, read_small_file(name));
  auto form = parse_strict_json(text);
  if (!form)
    return Unexpected(Error{ErrorCode::BadInput, say_because(Msg::FormNotJson, form.error(), name),
                            hint_for(Msg::FormNotJson)});
  LEIAN_TRY(request.given, given_record(std::move(*form), request.kind, kinds));
  return {};
}

Result<query::SimilarRequest> request_of(const Options& options, const KindSet& kinds) {
  query::SimilarRequest request;
  request.kind = options.kind;
  if (!options.id.empty())
    request.id = options.id;
  else if (!options.given.empty())
    LEIAN_CHECK(read_form_file(options.given, kinds, request));
  else
    LEIAN_CHECK(read_case_file(options.file, kinds, request));
  if (!options.sense.empty()) {
    LEIAN_TRY(request.sense, sense_named(options.sense));
  }
  request.causes = options.causes;
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  LEIAN_CHECK(read_tiers(options.tiers, request));
  return request;
}

std::string_view channel_label(const std::string& name) {
  for (const LikenessRow& row : all_likeness())
    if (row.name == name) return row.label.zh;
  return name;
}

/// The heaviest reasons with the passages of both sides, the others by name.
std::string reasons_text(const std::vector<query::Reason>& reasons, bool terminal) {
  std::string text;
  for (std::size_t i = 0; i < reasons.size() && i < kShownReasons; ++i) {
    const query::Reason& reason = reasons[i];
    text += fmt::format("     {:.3f} {}「{}」\n", reason.weight, channel_label(reason.channel), reason.term);
    text += fmt::format("           本案：{}\n           该案：{}\n", marked(reason.here, terminal),
                        marked(reason.there, terminal));
  }
  if (reasons.size() <= kShownReasons) return text;
  text += "     另有：";
  for (std::size_t i = kShownReasons; i < reasons.size(); ++i)
    text += fmt::format("{}{} {:.3f}", i == kShownReasons ? "" : "、", reasons[i].term, reasons[i].weight);
  return text + '\n';
}

std::string differences_text(const std::vector<query::Difference>& differences) {
  const auto side = [](const std::vector<std::string>& values) {
    return values.empty() ? std::string("无") : fmt::format("{}", fmt::join(values, "、"));
  };
  std::string text;
  for (const query::Difference& one : differences)
    text += fmt::format("     不同：{}　本案 {}；该案 {}\n", one.label, side(one.here), side(one.there));
  return text;
}

std::string asked_text(const query::SimilarAnswer& answer) {
  const auto shown = std::min(kShownTerms, answer.terms.size());
  std::string text =
      fmt::format("共 {} 条有相通之处（{:.0f} 毫秒）\n", grouped(answer.total), answer.milliseconds);
  text += fmt::format(
      "所查：{}\n",
      fmt::join(answer.terms.begin(), answer.terms.begin() + static_cast<std::ptrdiff_t>(shown), "、"));
  for (std::size_t i = 0; i < answer.predicted.size(); ++i)
    text += fmt::format("{}{}（{:.0f}%）", i == 0 ? "预测案由：" : "，或 ", answer.predicted[i].label,
                        100 * answer.predicted[i].confidence);
  return answer.predicted.empty() ? text : text + '\n';
}

void print(Console& console, const query::SimilarAnswer& answer, const KindSet& kinds) {
  console.out << asked_text(answer);
  std::uint64_t number = 0;
  for (const query::SimilarHit& similar : answer.hits)
    console.out << '\n'
                << hit_text(similar.hit, ++number, kinds, console.out_terminal)
                << fmt::format("     相通：合计 {:.3f}\n", similar.hit.score)
                << reasons_text(similar.reasons, console.out_terminal)
                << differences_text(similar.differences);
}

Result<int> run_similar(const Options& options, Console& console) {
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::SimilarRequest request, request_of(options, *gate->schema()));
  LEIAN_TRY(const query::SimilarAnswer answer, gate->similar(query::Principal{}, request));
  const auto kinds = gate->schema();
  if (options.json)
    console.out << one_line(answer_json(answer, *kinds)) << '\n';
  else {
    print(console, answer, *kinds);
    console.out << beside_text(answer);
  }
  return kExitDone;
}

}  // namespace

Action declare_similar(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  CLI::Option_group* subject = app.add_option_group("subject");
  subject->add_option("--id", options->id, both(Msg::FlagId))->type_name("ID");
  subject->add_option("--text", options->file, both(Msg::FlagSimilarText))->type_name("FILE|-");
  subject->add_option("--given", options->given, both(Msg::FlagGiven))->type_name("FILE.json");
  subject->require_option(1);
  app.add_option("--kind", options->kind, both(Msg::FlagSimilarKind))->type_name("KIND|*");
  add_repeatable(app, "--cause", options->causes, Msg::FlagCauses)->type_name("C");
  app.add_option("--sense", options->sense, both(Msg::FlagSense))->type_name("SENSE");
  add_filters(app, options->filters);
  add_limit(app, options->limit);
  add_json(app, options->json);
  add_tiers(app, options->tiers);
  return [options](Console& console) { return run_similar(*options, console); };
}

}  // namespace leian::api
