#include <fmt/format.h>
#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "corpora/core/messages.hpp"
#include "indexer/pipeline/index_files.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/corpus.hpp"

namespace leian::bench {
namespace {

std::uint64_t bytes_below(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
  return bytes;
}

std::uint64_t peak_rss_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss);
}

/// UTF-8 bytes of the titles and long texts: what index sizes are held against.
Result<std::uint64_t> text_bytes_of(const std::filesystem::path& corpus) {
  LEIAN_TRY(const KindSet kinds, KindSet::load());
  std::uint64_t bytes = 0;
  LEIAN_CHECK(each_record(corpus, kinds, [&](const Record& record) {
    bytes += text_of(record, kinds.codes()).size() + title_of(record, kinds.codes()).size();
  }));
  return bytes;
}

}  // namespace

Result<void> bench_index(const std::filesystem::path& corpus, const std::filesystem::path& db,
                         unsigned jobs) {
  constexpr double kMegabyte = 1e6;
  std::error_code ignored;
  if (std::filesystem::exists(db, ignored))
    return err(ErrorCode::Conflict, Msg::FolderNotEmpty, db.string(), "");
  IndexOptions options;
  options.db = db;
  options.inputs = {corpus};
  options.jobs = jobs;
  options.learn = false;  // a peer learns nothing; bench_train measures it by itself
  LEIAN_TRY(const IndexSummary summary, index_files(options));
  const std::uint64_t peak_kb = peak_rss_kb();
  const std::uint64_t index_bytes = bytes_below(db);
  LEIAN_TRY(const std::uint64_t text_bytes, text_bytes_of(corpus));
  const auto records = static_cast<double>(summary.indexed);
  const auto text = static_cast<double>(text_bytes);
  fmt::print("{}\n", nlohmann::ordered_json{{"bench", "index"},
                                            {"records", summary.indexed},
                                            {"rejected", summary.rejected},
                                            {"seconds", summary.seconds},
                                            {"records_per_s", records / summary.seconds},
                                            {"text_mb_per_s", text / kMegabyte / summary.seconds},
                                            {"index_bytes", index_bytes},
                                            {"text_bytes", text_bytes},
                                            {"bytes_per_text_byte", static_cast<double>(index_bytes) / text},
                                            {"peak_rss_kb", peak_kb}}
                         .dump());
  return {};
}

}  // namespace leian::bench
