// leian stats: exact counts and measures over all that a query finds.
#include <fmt/format.h>

#include <filesystem>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/export/stats_table.hpp"
#include "api/http/status.hpp"
#include "api/json/aggregate_json.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr const char* kStandardOutput = "-";

struct Options {
  std::filesystem::path db;
  std::string text;
  std::string kind;
  std::vector<std::string> filters;
  std::vector<std::string> groups;
  std::vector<std::string> measures;
  std::int64_t top = 0;
  bool pivot = false;
  std::vector<std::string> funnel;
  bool json = false;
  std::string csv;
  std::string xlsx;
};

Result<query::AggregateRequest> request_of(const Options& options) {
  if (int(options.json) + int(!options.csv.empty()) + int(!options.xlsx.empty()) > 1)
    return err(ErrorCode::BadUsage, Msg::StatsOneOutput);
  query::AggregateRequest request;
  request.text = options.text;
  if (!valid_utf8(request.text)) return err(ErrorCode::BadUsage, Msg::NotUtf8, "--query");
  request.kind = options.kind;
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  request.groups = split_commas(options.groups);
  request.measures = split_measures(options.measures);
  LEIAN_TRY(request.top, bounded(kTopParameter, options.top));
  request.pivot = options.pivot;
  request.funnel = split_commas(options.funnel);
  return request;
}

Result<void> write_file(const StatsTable& table, StatsFormat format, const std::filesystem::path& out) {
  std::string bytes;
  LEIAN_CHECK(write_stats(table, format, [&](std::string_view more) {
    bytes += more;
    return true;
  }));
  return replace_file(out, bytes);
}

void print(Console& console, const query::AggregateAnswer& answer, const StatsTable& table) {
  console.out << fmt::format("共 {} 条（{:.0f} 毫秒）\n", grouped(answer.total), answer.milliseconds);
  if (answer.missing > 0)
    console.out << fmt::format("其中 {} 条缺少分组所需的值，不在任何一组\n", grouped(answer.missing));
  std::vector<std::vector<std::string>> rows{table.header};
  for (std::size_t i = 0; i < table.figures.size(); ++i) {
    rows.push_back(table.labels[i]);
    for (const query::Figure& figure : table.figures[i]) rows.back().push_back(figure_text(figure));
  }
  std::vector<std::size_t> right;
  for (std::size_t at = table.labels.empty() ? 0 : table.labels.front().size(); at < table.header.size();
       ++at)
    right.push_back(at);
  console.out << '\n' << aligned(rows, right);
  for (const Text& note : answer.notes) console.out << '\n' << note.zh << '\n';
}

Result<int> run_stats(const Options& options, Console& console) {
  LEIAN_TRY(const query::AggregateRequest request, request_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::AggregateAnswer answer, gate->aggregate(query::Principal{}, request));
  if (options.json) {
    console.out << one_line(answer_json(answer)) << '\n';
    return kExitDone;
  }
  LEIAN_TRY(const StatsTable table, stats_table(answer));
  if (options.csv == kStandardOutput) {
    LEIAN_CHECK(write_stats(table, StatsFormat::Csv, [&](std::string_view bytes) {
      return static_cast<bool>(console.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())));
    }));
  } else if (!options.csv.empty() || !options.xlsx.empty()) {
    const bool csv = !options.csv.empty();
    const std::string& out = csv ? options.csv : options.xlsx;
    LEIAN_CHECK(write_file(table, csv ? StatsFormat::Csv : StatsFormat::Xlsx, out));
    console.err << say(Msg::StatsWritten, table.figures.size(), out).zh << '\n';
  } else {
    print(console, answer, table);
  }
  return kExitDone;
}

}  // namespace

Action declare_stats(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("--query", options->text, both(Msg::FlagStatsQuery))->type_name("QUERY");
  add_kind(app, options->kind);
  add_filters(app, options->filters);
  app.add_option("--group", options->groups, both(Msg::FlagStatsGroup))->type_name("F[,F...]");
  app.add_option("--measure", options->measures, both(Msg::FlagStatsMeasure))->type_name("M...");
  app.add_option("--top", options->top, both(Msg::FlagStatsTop))->type_name("N");
  app.add_flag("--pivot", options->pivot, both(Msg::FlagStatsPivot));
  app.add_option("--funnel", options->funnel, both(Msg::FlagStatsFunnel))->type_name("F,F...");
  add_json(app, options->json);
  app.add_option("--csv", options->csv, both(Msg::FlagStatsCsv))->type_name("FILE|-");
  app.add_option("--xlsx", options->xlsx, both(Msg::FlagStatsXlsx))->type_name("FILE");
  return [options](Console& console) { return run_stats(*options, console); };
}

}  // namespace leian::api
