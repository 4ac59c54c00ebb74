/// What `leian-bench` can do, one file each. Every finding is printed as one JSON object on a line.
#pragma once
#include <filesystem>
#include <string>

#include "corpora/core/result.hpp"

namespace leian::bench {

/// Writes rows.jsonl as a peer reads them and the query files q_a.tsv to q_e.tsv into `out`, from a generated
/// corpus.
Result<void> write_rows(const std::filesystem::path& corpus, const std::filesystem::path& out);

/// Indexes a corpus into `db`, which must not exist yet: records and megabytes a second, bytes, peak memory.
Result<void> bench_index(const std::filesystem::path& corpus, const std::filesystem::path& db, unsigned jobs);

/// Learns the causes of every kind of an index that is there: seconds, and how often the model is right.
Result<void> bench_train(const std::filesystem::path& db);

/// Asks `db` the query files of `queries`: opening, every class of question (or those whose letters are in
/// `only`), memory.
Result<void> bench_queries(const std::filesystem::path& db, const std::filesystem::path& queries,
                           const std::string& only);

/// Puts `writes` records of a corpus into `db` over HTTP, four clients at a time, while four others search
/// and one looks how soon what was written is found: requests a second and milliseconds of each, and how many
/// records were lost.
Result<void> bench_live(const std::filesystem::path& corpus, const std::filesystem::path& db,
                        std::size_t writes);

/// Prints our findings over a peer's, from the two outputs kept in files.
Result<void> compare_with_peer(const std::filesystem::path& ours, const std::filesystem::path& peer);

}  // namespace leian::bench
