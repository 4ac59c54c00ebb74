#include "indexer/pipeline/watched_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/readers/reader.hpp"

namespace leian {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// Rejected rows that a report shows; the file of rejects has them all.
constexpr std::size_t kReportedRejects = 1000;

std::uint64_t signature_of(const fs::path& entry) {
  std::vector<std::string> parts;
  const auto add = [&](const fs::path& file) {
    std::error_code gone;
    const auto size = fs::file_size(file, gone);
    const auto time = fs::last_write_time(file, gone).time_since_epoch().count();
    parts.push_back(fmt::format("{}\n{}\n{}\n", file.string(), size, time));
  };
  std::error_code failed;
  if (!fs::is_directory(entry, failed)) add(entry);
  for (fs::recursive_directory_iterator at(entry, failed), end; !failed && at != end; at.increment(failed))
    add(at->path());
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (const std::string& part : parts) all += part;
  return XXH3_64bits(all.data(), all.size());
}

/// Whether it lies with the file that it could not be imported; else another attempt may succeed.
bool is_fault_of_file(ErrorCode code) {
  constexpr ErrorCode kOthers[] = {ErrorCode::Io,           ErrorCode::IndexMissing, ErrorCode::IndexFormat,
                                   ErrorCode::IndexDamaged, ErrorCode::IndexLocked,  ErrorCode::Internal};
  return std::find(std::begin(kOthers), std::end(kOthers), code) == std::end(kOthers);
}

/// `name`, or `stem-2.ext` and so on where that is taken.
fs::path free_path(const fs::path& folder, const fs::path& name) {
  std::error_code failed;
  fs::path path = folder / name;
  for (int number = 2; fs::exists(fs::symlink_status(path, failed)); ++number)
    path = folder / fmt::format("{}-{}{}", name.stem().string(), number, name.extension().string());
  return path;
}

ordered_json error_json(const Error& error) {
  return {{"detail", error.what.zh},
          {"detail_en", error.what.en},
          {"hint", error.hint.zh},
          {"hint_en", error.hint.en}};
}

ordered_json report_json(const fs::path& entry, const WatchedImport& import) {
  const IndexSummary& summary = import.summary;
  ordered_json report = {{"name", entry.filename().string()},
                         {"status", import.done ? "done" : "failed"},
                         {"read", summary.read},
                         {"indexed", summary.indexed},
                         {"updated", summary.updated},
                         {"unchanged", summary.unchanged},
                         {"rejected", summary.rejected},
                         {"seconds", summary.seconds},
                         {"rejects", ordered_json::array()},
                         {"errors", ordered_json::array()}};
  std::ifstream rejects(summary.rejects);
  for (std::string line; report["rejects"].size() < kReportedRejects && std::getline(rejects, line);)
    if (auto row = ordered_json::parse(line, nullptr, false); row.is_object())
      report["rejects"].push_back(std::move(row));
  if (import.error) report["errors"].push_back(error_json(*import.error));
  for (const Error& error : summary.file_errors) report["errors"].push_back(error_json(error));
  return report;
}

}  // namespace

Result<WatchedFolder> WatchedFolder::open(WatchOptions options) {
  const auto bad = [&](const std::string& why) {
    return err(ErrorCode::Io, Msg::WatchFolderBad, options.folder.string(), why);
  };
  std::error_code failed;
  if (!fs::is_directory(options.folder, failed))
    return bad(std::make_error_code(std::errc::not_a_directory).message());
  for (const char* part : {"done", "failed"}) {
    fs::create_directory(options.folder / part, failed);
    if (!failed && ::access((options.folder / part).c_str(), R_OK | W_OK | X_OK) != 0)
      failed = std::make_error_code(std::errc::permission_denied);
    if (failed) return bad(failed.message());
  }
  return WatchedFolder(std::move(options));
}

std::vector<fs::path> WatchedFolder::entries() const {
  std::vector<fs::path> found;
  std::error_code failed;
  for (fs::directory_iterator at(options_.folder, failed), end; !failed && at != end; at.increment(failed)) {
    const auto name = at->path().filename();
    const auto type = at->symlink_status(failed).type();
    if (name == "done" || name == "failed" || is_temporary(name)) continue;
    if (type == fs::file_type::regular || type == fs::file_type::directory) found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<WatchedImport> WatchedFolder::look(Clock::time_point now, const Import& by) {
  std::vector<WatchedImport> imports;
  const auto found = entries();
  std::erase_if(
      seen_, [&](const auto& seen) { return !std::binary_search(found.begin(), found.end(), seen.first); });
  for (const fs::path& entry : found) {
    const std::uint64_t signature = signature_of(entry);
    Seen& seen = seen_.try_emplace(entry, Seen{signature, now, now}).first->second;
    if (seen.signature != signature) seen = {signature, now, now};
    if (now - seen.since < options_.settle || now < seen.not_before) continue;
    WatchedImport outcome = import(entry, by);
    // What was written to while it was read is read again, once it is whole.
    const bool settled = signature_of(entry) == signature;
    const bool stays = outcome.summary.stopped || (outcome.error && !is_fault_of_file(outcome.error->code));
    if (!settled || stays || !move_aside(entry, outcome)) seen.not_before = now + options_.retry;
    imports.push_back(std::move(outcome));
  }
  return imports;
}

WatchedImport WatchedFolder::import(const fs::path& entry, const Import& by) const {
  WatchedImport outcome;
  IndexOptions options = options_.import;
  options.learn = false;  // writes wait meanwhile; `leian train` does it at a quiet hour
  options.inputs = {entry};
  auto done = by(options);
  if (done)
    outcome.summary = *std::move(done);
  else
    outcome.error = done.error();
  const RunCounts& counts = outcome.summary;
  const bool some = counts.indexed + counts.updated + counts.unchanged > 0;
  outcome.done = !outcome.error && outcome.summary.file_errors.empty() && some;
  return outcome;
}

bool WatchedFolder::move_aside(const fs::path& entry, WatchedImport& outcome) const {
  const fs::path to = free_path(options_.folder / (outcome.done ? "done" : "failed"), entry.filename());
  fs::path report = to;
  report += ".report.json";
  const std::string text =
      report_json(entry, outcome).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  std::error_code failed;
  // The report first: a crash in between leaves the file to be imported once more, never one without a
  // report.
  if (auto kept = replace_file(report, text); !kept)
    outcome.error = kept.error();
  else if (fs::rename(entry, to, failed); failed)
    outcome.error = err(ErrorCode::Io, Msg::FileUnwritable, to.string(), failed.message()).value();
  else
    outcome.moved_to = to;
  return !outcome.moved_to.empty();
}

}  // namespace leian
