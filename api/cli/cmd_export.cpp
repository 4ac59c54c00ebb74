// leian export: every record that a query finds, into a file.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/export/record_writer.hpp"
#include "api/http/status.hpp"
#include "api/json/parameters.hpp"
#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr const char* kStandardOutput = "-";

struct Options {
  std::filesystem::path db;
  std::vector<std::string> words;
  std::string kind;
  std::vector<std::string> filters;
  std::string sort;
  std::string format;
  std::string out = kStandardOutput;
};

Result<query::SearchRequest> request_of(const Options& options) {
  query::SearchRequest request;
  request.text = fmt::format("{}", fmt::join(options.words, " "));
  if (!valid_utf8(request.text)) return err(ErrorCode::BadUsage, Msg::NotUtf8, "QUERY");
  request.kind = options.kind;
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  request.sort = options.sort;
  return request;
}

/// As asked for, else as the file's ending says, else NDJSON.
Result<ExportFormatRow> format_of(const Options& options) {
  if (!options.format.empty()) return export_format(options.format);
  const std::string ending = std::filesystem::path(options.out).extension().string();
  return ending.empty() || options.out == kStandardOutput ? kExportFormats[0]
                                                          : export_format(ending.substr(1));
}

/// A file is written beside its name and renamed when it is whole.
Result<void> write_file(query::Export& records, ExportFormat format, const std::filesystem::path& out) {
  const std::filesystem::path unfinished = out.string() + ".part";
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  const auto written = [&]() -> Result<void> {
    LEIAN_TRY(NewFile file, NewFile::create(unfinished));
    LEIAN_CHECK(
        write_all(records, format, [&](std::string_view bytes) { return file.write(bytes).has_value(); }));
    LEIAN_CHECK(file.close_flushed());
    std::error_code failure;
    std::filesystem::rename(unfinished, out, failure);
    if (failure) return err(ErrorCode::Io, Msg::FileUnwritable, out.string(), failure.message());
    return {};
  }();
  if (!written) std::filesystem::remove(unfinished, ignored);
  return written;
}

Result<int> run_export(const Options& options, Console& console) {
  LEIAN_TRY(const query::SearchRequest request, request_of(options));
  LEIAN_TRY(const ExportFormatRow format, format_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const auto records, gate->begin_export(query::Principal{}, request));
  if (options.out == kStandardOutput) {
    LEIAN_CHECK(write_all(*records, format.format, [&](std::string_view bytes) {
      return static_cast<bool>(console.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())));
    }));
  } else {
    LEIAN_CHECK(write_file(*records, format.format, options.out));
    console.err << say(Msg::Exported, records->total(), options.out).zh << '\n';
  }
  return kExitDone;
}

}  // namespace

Action declare_export(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->kind);
  add_filters(app, options->filters);
  app.add_option("--sort", options->sort, both(Msg::FlagSort))->type_name("F");
  app.add_option("--format", options->format, both(Msg::FlagExportFormat))->type_name("FORMAT");
  app.add_option("--out", options->out, both(Msg::FlagExportOut))->type_name("FILE|-");
  app.add_option("QUERY", options->words, both(Msg::FlagQuery))->type_name("");
  return [options](Console& console) { return run_export(*options, console); };
}

}  // namespace leian::api
