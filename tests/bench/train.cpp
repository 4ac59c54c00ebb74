#include <fmt/format.h>
#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "indexer/learn/learn_causes.hpp"
#include "tests/bench/bench.hpp"

namespace leian::bench {

Result<void> bench_train(const std::filesystem::path& db) {
  LEIAN_CHECK(read_manifest(db));
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const KindSet as_they_are, KindSet::from_sources({}));
  LEIAN_TRY(const auto writer, IndexWriter::open(db, as_they_are, analyzer));
  LEIAN_TRY(const auto learned, learn_causes(*writer));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  for (const LearnedKind& one : learned)
    fmt::print("{}\n", nlohmann::ordered_json{{"bench", "train"},
                                              {"kind", one.kind},
                                              {"learned", one.learned},
                                              {"labelled", one.labelled},
                                              {"learned_from", one.learned_from},
                                              {"causes", one.causes},
                                              {"features", one.features},
                                              {"top1", one.accuracy.first},
                                              {"top3", one.accuracy.first_three},
                                              {"seconds", one.seconds},
                                              {"peak_rss_kb", usage.ru_maxrss}}
                           .dump());
  return {};
}

}  // namespace leian::bench
