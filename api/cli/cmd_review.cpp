// leian review list: extracted values of which the program is not sure. leian review correct: a person's word
// about one, which holds from then on, whatever is indexed again.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/speaker.hpp"
#include "api/http/status.hpp"
#include "api/json/answer.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/pipeline/correct_record.hpp"

namespace leian::api {
namespace {

struct ListOptions {
  std::filesystem::path db;
  std::string field;
  std::uint32_t limit = 50;
  bool json = false;
};

std::string plain(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void print_list(const query::ReviewAnswer& answer, Console& console) {
  if (answer.total == 0) console.out << "没有待复核的抽取值\n";
  for (const query::ReviewItem& item : answer.items) {
    const Extracted& value = item.extracted;
    console.out << fmt::format("{}  {}  {} = {}  把握 {:.2f}\n    {}\n", item.id, item.title, item.label.zh,
                               plain(value.value), value.confidence, shortened(value.sentence, 160));
  }
  if (answer.total > answer.items.size())
    console.out << fmt::format("共 {} 项，列出前 {} 项\n", grouped(answer.total), answer.items.size());
}

Result<int> run_list(const ListOptions& options, Console& console) {
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const auto answer, gate->review(query::Principal{}, {options.field, options.limit}));
  if (options.json)
    console.out << one_line(answer_json(answer)) << '\n';
  else
    print_list(answer, console);
  return kExitDone;
}

struct CorrectOptions {
  CorrectionRequest request;
  bool accept = false;
  bool clear = false;
  bool json = false;
};

Result<int> run_correct(const CorrectOptions& options, Console& console) {
  CorrectionRequest request = options.request;
  if (options.accept + options.clear + !request.values.empty() != 1)
    return err(ErrorCode::BadUsage, Msg::ReviewOneOf);
  if (options.accept) request.word = CorrectionRequest::Word::Accept;
  if (options.clear) request.word = CorrectionRequest::Word::Clear;
  if (request.by.empty()) request.by = system_user();
  request.when = moment_now();
  LEIAN_TRY(const Record record, correct_record(request));
  const std::size_t field = record.kind->find(request.field).value();
  const FieldSpec& spec = record.kind->fields()[field];
  const auto value = to_json(spec, record.values[field]);
  if (options.json)
    console.out << one_line({{"id", record.id}, {"field", spec.name}, {"value", value}, {"by", request.by}})
                << '\n';
  else
    console.out << fmt::format("{} 的 {} 已{}：{}\n", record.id, spec.label.zh,
                               options.accept ? "认可" : "更正", value.is_null() ? "（空）" : plain(value));
  return kExitDone;
}

Action declare_list(CLI::App& app) {
  const auto options = std::make_shared<ListOptions>();
  add_db(app, options->db);
  app.add_option("--field", options->field, both(Msg::FlagReviewField))->type_name("F");
  app.add_option("-n,--limit", options->limit, both(Msg::FlagReviewLimit))->type_name("N");
  add_json(app, options->json);
  return [options](Console& console) { return run_list(*options, console); };
}

Action declare_correct(CLI::App& app) {
  const auto options = std::make_shared<CorrectOptions>();
  add_db(app, options->request.db);
  app.add_option("--id", options->request.id, both(Msg::FlagReviewId))->required()->type_name("ID");
  app.add_option("--field", options->request.field, both(Msg::FlagReviewField))->required()->type_name("F");
  add_repeatable(app, "--value", options->request.values, Msg::FlagReviewValue)->type_name("V");
  app.add_flag("--accept", options->accept, both(Msg::FlagReviewAccept));
  app.add_flag("--clear", options->clear, both(Msg::FlagReviewClear));
  app.add_option("--by", options->request.by, both(Msg::FlagReviewBy))->type_name("NAME");
  add_json(app, options->json);
  return [options](Console& console) { return run_correct(*options, console); };
}

}  // namespace

Action declare_review(CLI::App& app) {
  return declare_parts(app, {{"list", Msg::AboutReviewList, declare_list},
                             {"correct", Msg::AboutReviewCorrect, declare_correct}});
}

}  // namespace leian::api
