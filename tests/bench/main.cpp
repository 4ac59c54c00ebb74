// leian-bench: how fast, how large, how lean. See docs/benchmarks.md.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "tests/bench/bench.hpp"

namespace {

using leian::Result;
using Path = std::filesystem::path;

struct Options {
  Path corpus, db, out, queries, ours, peer;
  std::string only;
  unsigned jobs = 0;
  std::size_t writes = 100'000;
};

}  // namespace

int main(int argc, char** argv) {
  namespace bench = leian::bench;
  Options options;
  std::function<Result<void>()> work;
  CLI::App app("Speed of Leian on a generated corpus", "leian-bench");
  app.require_subcommand(1);

  CLI::App* rows = app.add_subcommand("rows", "Rows and queries for this bench and its peers");
  rows->add_option("--corpus", options.corpus, "folder of leian corpus generate")->required();
  rows->add_option("--out", options.out, "folder to write to")->required();
  rows->callback([&] { work = [&] { return bench::write_rows(options.corpus, options.out); }; });

  CLI::App* index = app.add_subcommand("index", "Indexing");
  index->add_option("--corpus", options.corpus, "folder of leian corpus generate")->required();
  index->add_option("--db", options.db, "index to make")->required();
  index->add_option("--jobs", options.jobs, "workers; 0: one per core");
  index->callback(
      [&] { work = [&] { return bench::bench_index(options.corpus, options.db, options.jobs); }; });

  CLI::App* query = app.add_subcommand("query", "Answering");
  query->add_option("--db", options.db, "index")->required();
  query->add_option("--queries", options.queries, "folder of q_a.tsv to q_e.tsv")->required();
  query->add_option("--only", options.only, "classes by their letters: bdj");
  query->callback(
      [&] { work = [&] { return bench::bench_queries(options.db, options.queries, options.only); }; });

  CLI::App* train = app.add_subcommand("train", "Learning causes");
  train->add_option("--db", options.db, "index")->required();
  train->callback([&] { work = [&] { return bench::bench_train(options.db); }; });

  CLI::App* live = app.add_subcommand("live", "Writing and searching at once, over HTTP");
  live->add_option("--corpus", options.corpus, "folder of leian corpus generate")->required();
  live->add_option("--db", options.db, "index to write to")->required();
  live->add_option("--writes", options.writes, "records to write")->capture_default_str();
  live->callback(
      [&] { work = [&] { return bench::bench_live(options.corpus, options.db, options.writes); }; });

  CLI::App* compare = app.add_subcommand("compare", "Our findings over a peer's");
  compare->add_option("OURS", options.ours, "output of index and query")->required();
  compare->add_option("PEER", options.peer, "output of lucene.sh")->required();
  compare->callback([&] { work = [&] { return bench::compare_with_peer(options.ours, options.peer); }; });

  CLI11_PARSE(app, argc, argv);
  const Result<void> done = work();
  if (!done) std::cerr << "leian-bench: " << done.error().what.en << '\n';
  return done ? 0 : 2;
}
