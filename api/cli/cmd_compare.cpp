// leian compare: two to five cases side by side.
#include <fmt/format.h>

#include <array>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/beside.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::vector<std::string> ids;
  bool json = false;
};

/// Case 1, 2 … as ①, ②, what marks a passage's end with the cases that share it.
std::string number_sign(std::size_t number) {
  constexpr std::array<std::string_view, 5> kSigns{"①", "②", "③", "④", "⑤"};
  return std::string(kSigns[number]);
}

std::string cases_of(const query::SharedPassage& passage) {
  std::string signs;
  for (const std::size_t one : passage.cases) signs += number_sign(one);
  return signs;
}

/// A text with its shared passages in brackets, and who shares them.
std::string text_of(const std::vector<query::Part>& parts, const query::ComparedCases& answer) {
  std::string text;
  for (const query::Part& part : parts)
    text += part.passage ? fmt::format("【{}】{}", part.text, cases_of(answer.passages[*part.passage]))
                         : part.text;
  return text;
}

void print(Console& console, const query::ComparedCases& answer) {
  for (std::size_t i = 0; i < answer.cases.size(); ++i)
    console.out << fmt::format("{} {}  {}\n", number_sign(i), answer.cases[i].id, answer.cases[i].title);
  for (const query::ComparedField& field : answer.fields) {
    console.out << fmt::format("\n{}{}\n", field.label, field.same ? "（相同）" : "");
    for (std::size_t i = 0; i < field.values.size(); ++i)
      console.out << fmt::format("  {} {}\n", number_sign(i), fmt::join(field.values[i], "、"));
  }
  for (const query::ComparedSection& section : answer.sections) {
    console.out << fmt::format("\n━━ {} ━━\n", section.label);
    for (std::size_t i = 0; i < section.texts.size(); ++i)
      if (!section.texts[i].empty())
        console.out << fmt::format("{} {}\n", number_sign(i), text_of(section.texts[i], answer));
  }
  console.out << fmt::format("\n共 {} 段相同（【】内，其后为相同的各件）\n", answer.passages.size());
}

Result<int> run_compare(const Options& options, Console& console) {
  query::CompareRequest request;
  request.ids = options.ids;
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::ComparedCases answer, gate->compare(query::Principal{}, request));
  if (options.json)
    console.out << one_line(comparison_json(answer)) << '\n';
  else
    print(console, answer);
  return kExitDone;
}

}  // namespace

Action declare_compare(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("ids", options->ids, both(Msg::FlagCompareIds))->type_name("ID");
  add_json(app, options->json);
  return [options](Console& console) { return run_compare(*options, console); };
}

}  // namespace leian::api
