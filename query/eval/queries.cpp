#include "query/eval/queries.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/readers/reader.hpp"

namespace leian::query {
namespace {

using nlohmann::json;

bool names_cause(std::string_view key, const KindSet& kinds) {
  const auto& all = kinds.kinds();
  return std::any_of(all.begin(), all.end(), [&](const auto& kind) {
    const auto at = kind->find(key);
    return at && kind->fields()[*at].role == Role::Cause;
  });
}

RowError fault(std::string_view field, Text reason) {
  return {"", 0, std::string(field), "", std::move(reason)};
}

std::optional<RowError> add_causes(std::string_view key, const json& value, EvalQuery& query) {
  for (const json& one : value.is_array() ? value : json::array({value})) {
    if (!one.is_string()) return fault(key, say(Msg::NeedsText));
    query.causes.push_back(one);
  }
  return std::nullopt;
}

RowResult<EvalQuery> query_of(const json& row, const KindSet& kinds) {
  EvalQuery query;
  if (!row.contains("qid")) return tl::unexpected(fault("qid", say(Msg::MissingKey, "qid")));
  auto qid = read_id(row["qid"]);
  if (!qid) return tl::unexpected(std::move(qid).error());
  query.qid = std::move(*qid);
  if (!row.contains("text")) return tl::unexpected(fault("text", say(Msg::MissingKey, "text")));
  if (!row["text"].is_string()) return tl::unexpected(fault("text", say(Msg::NeedsText)));
  query.text = row["text"];
  for (const auto& [key, value] : row.items())
    if (names_cause(key, kinds))
      if (auto wrong = add_causes(key, value, query)) return tl::unexpected(std::move(*wrong));
  return query;
}

RowResult<EvalQuery> query_of(const ReadItem& item, const KindSet& kinds) {
  if (const auto* error = std::get_if<RowError>(&item)) return tl::unexpected(*error);
  const auto& row = std::get<SourceRow>(item);
  return row.object()
      .and_then([&](const json& object) { return query_of(object, kinds); })
      .map_error([&](RowError error) {
        error.line = row.line;
        return error;
      });
}

}  // namespace

Result<std::vector<EvalQuery>> read_queries(const std::filesystem::path& path, const KindSet& kinds) {
  LEIAN_TRY(const auto rows, open_rows(path));
  std::vector<EvalQuery> queries;
  std::set<std::string, std::less<>> seen;
  while (const auto item = rows->next()) {
    auto query = query_of(*item, kinds);
    if (query && !seen.insert(query->qid).second) {
      const auto line = std::get<SourceRow>(*item).line;
      query = tl::unexpected(RowError{"", line, "qid", query->qid, say(Msg::QidTwice, query->qid)});
    }
    if (!query) {
      const RowError& error = query.error();
      return Unexpected(Error{ErrorCode::BadInput,
                              say_because(Msg::QueryRow, error.reason, path.string(), error.line),
                              hint_for(Msg::QueryRow)});
    }
    queries.push_back(std::move(*query));
  }
  return queries;
}

}  // namespace leian::query
