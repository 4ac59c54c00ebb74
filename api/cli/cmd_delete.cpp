// leian delete: records out of an index, by their ids. Beside a server that is not writing just now.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "query/access/write_gate.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::vector<std::string> ids;
  bool json = false;
};

Result<void> check_ids(const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (id.empty() || id.size() > kMaxIdBytes) return err(ErrorCode::BadUsage, Msg::IdLength, kMaxIdBytes);
  return {};
}

/// All of them as one batch: deleted together, or, where that fails, none.
Result<WriteAnswer> delete_all(const Options& options) {
  LEIAN_CHECK(check_ids(options.ids));
  LEIAN_CHECK(read_manifest(options.db));  // nobody means to start an index by deleting from it
  query::WriteGate gate(options.db);
  WriteRequest request;
  for (const std::string& id : options.ids) request.rows.push_back({request.rows.size() + 1, "", id, {}});
  LEIAN_TRY(WriteAnswer answer, gate.write({}, request));
  LEIAN_CHECK(gate.live().close());
  return answer;
}

Result<int> run_delete(const Options& options, Console& console) {
  LEIAN_TRY(const WriteAnswer answer, delete_all(options));
  std::vector<std::string> missing;
  for (const WriteOutcome& row : answer.rows)
    if (row.status == WriteStatus::Missing) missing.push_back(row.id);
  const std::size_t deleted = answer.rows.size() - missing.size();
  if (options.json)
    console.out << one_line({{"deleted", deleted}, {"missing", missing}}) << '\n';
  else
    console.out << fmt::format("删除 {} 条\n", grouped(deleted));
  if (missing.empty()) return kExitDone;
  const Error error =
      err(ErrorCode::NotFound, Msg::IdsMissing, fmt::format("{}", fmt::join(missing, "、"))).value();
  console.err << error_line(error) << '\n';
  return kExitSomeRejected;
}

}  // namespace

Action declare_delete(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("ID", options->ids, both(Msg::FlagIds))->required()->type_name("");
  add_json(app, options->json);
  return [options](Console& console) { return run_delete(*options, console); };
}

}  // namespace leian::api
