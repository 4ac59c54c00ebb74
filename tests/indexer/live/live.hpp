/// Rows to write live, and what an index holds, for the tests of live writing.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/live/live_writer.hpp"
#include "indexer/store/index.hpp"
#include "tests/support/analyzer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace leian::test {

inline std::string petition(const std::string& id, const std::string& body) {
  return nlohmann::json{{"id", id}, {"kind", "petition"}, {"title", "标题"}, {"body", body}}.dump();
}

inline WriteRow put(const std::string& id, const std::string& body, WriteCondition condition = {}) {
  return {1, petition(id, body), "", std::move(condition)};
}
inline WriteRow erase(const std::string& id, WriteCondition condition = {}) {
  return {1, "", id, std::move(condition)};
}

inline WriteRequest request(std::vector<WriteRow> rows) {
  WriteRequest request;
  request.rows = std::move(rows);
  return request;
}

/// The outcome of a request of one row.
template <class Writer>
WriteOutcome write(Writer& writer, WriteRow row) {
  const auto answer = writer.write(request({std::move(row)}));
  if (!answer) FAIL(answer.error().what.en);
  return answer->rows.at(0);
}

/// Every live record's body by its id; fails where an id stands twice.
inline std::map<std::string, std::string> bodies_in(Index& index) {
  const auto lease = index.lease();
  if (!lease) FAIL(lease.error().what.en);
  std::map<std::string, std::string> bodies;
  for (std::size_t s = 0; s < lease->snapshot().segments().size(); ++s) {
    const SegmentView& view = lease->snapshot().segments()[s];
    for (std::uint32_t row = 0; row < view.rows(); ++row) {
      if (!view.is_live(row)) continue;
      const auto json = nlohmann::json::parse(view.segment->records().json(row).value());
      const bool first = bodies.emplace(json["id"], json["body"]).second;
      if (!first) FAIL("twice: " << json["id"]);
    }
  }
  return bodies;
}

inline std::map<std::string, std::string> bodies_in(const std::filesystem::path& db) {
  const auto index = Index::open(db, analyzer());
  if (!index) FAIL(index.error().what.en);
  return bodies_in(**index);
}

}  // namespace leian::test
