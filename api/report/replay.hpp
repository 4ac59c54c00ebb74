/// The log of a report, run again: on the same revision of the index it gives the same hits and reasons, byte
/// for byte. Source: docs/adr/0026-report.md
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "query/access/gate.hpp"

namespace leian::api {

inline constexpr std::size_t kMaxReplayBytes = 64u << 20;  ///< of a report's JSON

/// A report's JSON, checked: its log is as it was written.
struct RecordedLog {
  query::Revision revision;
  std::vector<query::SimilarRequest> requests;
  std::vector<nlohmann::json> results;  ///< parallel to the requests
};

/// `origin` names the file in errors. Errors: BadInput (no report, another form, a log that was changed),
/// TooLarge.
Result<RecordedLog> read_log(std::string_view json, std::string_view origin, const KindSet&);

/// What became of one look-up.
struct ReplayedLookUp {
  std::size_t hits = 0;  ///< now
  bool same = false;
  std::vector<std::string> gone, added;  ///< ids
  std::vector<std::string> changed;      ///< ids whose place, score, reasons or the like are others
};

struct ReplayOutcome {
  query::Revision then, now;
  bool same_revision = false;
  std::vector<ReplayedLookUp> lookups;

  bool same() const;
};

/// Errors: those of Gate::report.
Result<ReplayOutcome> replay(const query::Gate&, const query::Principal&, const RecordedLog&);

nlohmann::ordered_json replay_json(const ReplayOutcome&);

/// What differs, in words: 不再列出 a、b；新列出 c …
std::string differences_text(const ReplayedLookUp&);

}  // namespace leian::api
