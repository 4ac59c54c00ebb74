// leian similar: cases like a record of the index, or like a text.
#include <fmt/format.h>

#include "api/cli/asked_flags.hpp"
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
#include "corpora/record/likeness.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownReasons = 6;
constexpr std::size_t kShownTerms = 20;

struct Options {
  std::filesystem::path db;
  AskedFlags asked;
  std::string sense;
  std::int64_t limit = query::SimilarRequest{}.limit;
  bool beside = false;
  bool json = false;
};

Result<query::SimilarRequest> request_of(const Options& options, const KindSet& kinds) {
  LEIAN_TRY(query::SimilarRequest request, look_up_of(options.asked, kinds));
  if (!options.sense.empty()) {
    LEIAN_TRY(request.sense, sense_named(options.sense));
  }
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  request.beside = options.beside;
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
  add_asked(app, options->asked, true);
  app.add_option("--sense", options->sense, both(Msg::FlagSense))->type_name("SENSE");
  add_limit(app, options->limit);
  app.add_flag("--beside", options->beside, both(Msg::FlagBeside));
  add_json(app, options->json);
  return [options](Console& console) { return run_similar(*options, console); };
}

}  // namespace leian::api
