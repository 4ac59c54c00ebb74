#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "query/access/gate.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/measure.hpp"

namespace leian::bench {
namespace {

using query::SearchRequest;
using query::SimilarRequest;
using Cells = std::vector<std::string>;

/// Eight that the kinds have, to stand against the peer's eight.
const std::vector<std::string> kFacets{"cause",   "region", "organ", "outcome",
                                       "handler", "level",  "kind",  "programme"};
/// A facet may have any number of values; peers count all of them and list as many.
constexpr std::uint32_t kFacetLimit = 2000;

Cells split(std::string_view text, char at) {
  Cells cells;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    cells.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

Result<std::vector<Cells>> read_tsv(const std::filesystem::path& path) {
  LEIAN_TRY(const std::string text, read_file(path));
  std::vector<Cells> rows;
  for (const std::string& line : split(text, '\n'))
    if (!line.empty()) rows.push_back(split(line, '\t'));
  if (rows.empty()) return err(ErrorCode::BadInput, Msg::FileEmpty, path.string());
  return rows;
}

SearchRequest words(const Cells& cells) {
  SearchRequest request;
  request.text = cells[0];
  return request;
}

SearchRequest count(const Cells& cells) {
  SearchRequest request = words(cells);
  request.limit = 0;
  return request;
}

SearchRequest phrase(const Cells& cells) {
  SearchRequest request;
  request.text = '"' + cells[0] + '"';
  return request;
}

SearchRequest filtered(const Cells& cells) {
  SearchRequest request = words(cells);
  for (const std::size_t at : {std::size_t{1}, std::size_t{3}})
    request.filters.push_back({cells.at(at) == "county" ? "region" : cells[at], cells.at(at + 1)});
  request.filters.push_back({"opened", cells.at(5) + ".." + cells.at(6)});
  return request;
}

SearchRequest faceted(const Cells& cells) {
  SearchRequest request = words(cells);
  request.facets = kFacets;
  request.facet_limit = kFacetLimit;
  return request;
}

/// Two of a record's words joined by each operator in turn; where there is but one, that word and its end.
SearchRequest joined(const Cells& cells) {
  constexpr const char* kJoints[] = {" NEAR/10 ", " /s ", " /p ", " OR ", " NOT ", " AND "};
  const Cells parts = split(cells[0], ' ');
  const std::string& last = parts.back();
  SearchRequest request;
  request.text = parts.front() + kJoints[cells[0].size() / 3 % std::size(kJoints)] +
                 (parts.size() > 1 ? last : '"' + last.substr(last.size() - 3) + '"');
  return request;
}

/// A tree, a histogram, ranges and a search within a facet over all matches, and a filter whose siblings are
/// counted.
SearchRequest faceted_otherwise(const Cells& cells) {
  SearchRequest request = words(cells);
  request.facets = {"cause:tree", "region:tree", "opened:month", "amount:ranges=..1万|1万..10万|>10万",
                    "organ:match=人民"};
  request.filters = {{"region", "210000"}};
  return request;
}

/// Groups over all records or those that a word finds: in turn one of the eight fields that facets count,
/// with an amount's sum and median; months by level; and days taken.
query::AggregateRequest aggregated(const Cells& cells) {
  query::AggregateRequest request;
  request.text = cells[0];
  const std::size_t turn = cells[0].size() / 3 % (kFacets.size() + 2);
  if (turn < kFacets.size()) {
    request.groups = {kFacets[turn]};
    request.measures = {"sum:amount", "share"};
  } else if (turn == kFacets.size()) {
    request.groups = {"level", "opened:month"};
    request.measures = {"change:count"};
  } else {
    request.groups = {"case_type"};
    request.measures = {"median:days:opened..closed", "p90:amount"};
  }
  return request;
}

/// The eight groups that facets count, one after the other, over all records.
std::vector<query::AggregateRequest> eight_groups() {
  std::vector<query::AggregateRequest> requests;
  for (const std::string& facet : kFacets) {
    requests.emplace_back();
    requests.back().groups = {facet};
  }
  return requests;
}

SearchRequest sorted(const Cells& cells) {
  SearchRequest request = words(cells);
  request.sort = "-opened,amount";
  return request;
}

SearchRequest grouped(const Cells& cells) {
  SearchRequest request = words(cells);
  request.group = "region";
  request.limit = 10;
  return request;
}

SimilarRequest similar(const Cells& cells) {
  SimilarRequest request;
  request.text = cells[0];
  return request;
}

Result<std::uint64_t> hits_of(const query::Gate& gate, const SearchRequest& request) {
  LEIAN_TRY(const auto answer, gate.search({}, request));
  return answer.total;
}

/// What has been typed after one, two or more characters of a word.
query::SuggestRequest typed(const Cells& cells) {
  constexpr std::size_t kMostTyped = 4;
  const std::u32string word = decode_utf8(split(cells[0], ' ').front());
  query::SuggestRequest request;
  request.text = encode_utf8(word.substr(0, 1 + cells[0].size() / 3 % kMostTyped));
  return request;
}

Result<std::uint64_t> hits_of(const query::Gate& gate, const query::SuggestRequest& request) {
  LEIAN_TRY(const auto answer, gate.suggest({}, request));
  return answer.suggestions.size();
}

Result<std::uint64_t> hits_of(const query::Gate& gate, const query::AggregateRequest& request) {
  LEIAN_TRY(const auto answer, gate.aggregate({}, request));
  return answer.rows.size();
}

Result<std::uint64_t> hits_of(const query::Gate& gate, const std::vector<query::AggregateRequest>& requests) {
  std::uint64_t rows = 0;
  for (const auto& request : requests) {
    LEIAN_TRY(const std::uint64_t more, hits_of(gate, request));
    rows += more;
  }
  return rows;
}

Result<std::uint64_t> hits_of(const query::Gate& gate, const SimilarRequest& request) {
  LEIAN_TRY(const auto answer, gate.similar({}, request));
  return answer.hits.size();
}

void print(const char* name, const Timing& timing) {
  fmt::print("{}\n", nlohmann::ordered_json{{"bench", "query"},
                                            {"class", name},
                                            {"queries", timing.queries},
                                            {"passes", timing.passes},
                                            {"hits", timing.hits},
                                            {"p50", timing.p50},
                                            {"p95", timing.p95},
                                            {"p99", timing.p99},
                                            {"mean", timing.mean},
                                            {"qps2", timing.qps2}}
                         .dump());
  std::fflush(stdout);
}

/// One class of question: every line of a query file made a request, asked and timed.
template <class Request>
Result<void> bench_class(const query::Gate& gate, const char* name, const std::filesystem::path& file,
                         Request (*make)(const Cells&)) {
  LEIAN_TRY(const auto rows, read_tsv(file));
  std::vector<Request> requests;
  for (const Cells& cells : rows) requests.push_back(make(cells));
  for (const Request& request : requests) LEIAN_CHECK(hits_of(gate, request));  // from here on none fails
  print(name,
        measure(requests.size(), [&](std::size_t i) { return hits_of(gate, requests[i]).value_or(0); }));
  return {};
}

/// Statistics: of single groups over all records, of the eight that facets count, and with measures.
Result<void> bench_aggregates(const query::Gate& gate, const std::filesystem::path& queries) {
  const auto requests = eight_groups();
  LEIAN_CHECK(hits_of(gate, requests));
  print("k_aggregate_8", measure(20, [&](std::size_t) { return hits_of(gate, requests).value_or(0); }));
  query::AggregateRequest eight;  // about eight rows, with what a supervisor looks at
  eight.groups = {"kind", "outcome"};
  eight.measures = {"share", "sum:amount", "median:days:opened..closed"};
  LEIAN_CHECK(hits_of(gate, eight));
  print("k_aggregate_measures", measure(20, [&](std::size_t) { return hits_of(gate, eight).value_or(0); }));
  return bench_class(gate, "k_aggregate", queries / "q_d.tsv", aggregated);
}

/// The dictionary mapped, the index opened and one question answered: what a new process costs.
Result<std::unique_ptr<query::Gate>> open_and_ask(const std::filesystem::path& db,
                                                  const SearchRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const auto index, Index::open(db, analyzer));
  auto gate = std::make_unique<query::Gate>(index);
  LEIAN_CHECK(gate->search({}, request));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  LEIAN_TRY(const auto info, gate->info());
  fmt::print("{}\n", nlohmann::ordered_json{{"bench", "open"},
                                            {"open_first_query_ms", took.count()},
                                            {"records", info.records},
                                            {"segments", info.segments}}
                         .dump());
  return gate;
}

/// The first suggestion of a process that has just opened the index.
Result<void> first_suggestion(const std::filesystem::path& db, const query::SuggestRequest& request) {
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const auto index, Index::open(db, analyzer));
  const query::Gate gate(index);
  const auto ask = [&]() -> Result<double> {
    const auto start = std::chrono::steady_clock::now();
    LEIAN_CHECK(gate.suggest({}, request));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  };
  LEIAN_TRY(const double first, ask());
  LEIAN_TRY(const double second, ask());
  fmt::print("{}\n",
             nlohmann::ordered_json{{"bench", "suggest"}, {"first_ms", first}, {"second_ms", second}}.dump());
  return {};
}

}  // namespace

Result<void> bench_queries(const std::filesystem::path& db, const std::filesystem::path& queries,
                           const std::string& only) {
  LEIAN_TRY(const auto first, read_tsv(queries / "q_a.tsv"));
  LEIAN_TRY(const auto gate, open_and_ask(db, words(first.front())));
  const auto bench = [&](const char* name, const char* file, auto make) -> Result<void> {
    if (!only.empty() && only.find(name[0]) == only.npos) return {};
    return bench_class(*gate, name, queries / file, make);
  };
  LEIAN_CHECK(bench("a_count", "q_a.tsv", count));
  LEIAN_CHECK(bench("a_top20", "q_a.tsv", words));
  LEIAN_CHECK(bench("b_phrase", "q_b.tsv", phrase));
  LEIAN_CHECK(bench("c_filter", "q_c.tsv", filtered));
  LEIAN_CHECK(bench("d_facets", "q_d.tsv", faceted));
  LEIAN_CHECK(bench("e_similar", "q_e.tsv", similar));
  LEIAN_CHECK(bench("f_operators", "q_a.tsv", joined));
  LEIAN_CHECK(bench("g_facet_modes", "q_d.tsv", faceted_otherwise));
  LEIAN_CHECK(bench("h_sorted", "q_d.tsv", sorted));
  LEIAN_CHECK(bench("i_grouped", "q_d.tsv", grouped));
  if (only.empty() || only.find('j') != only.npos) LEIAN_CHECK(first_suggestion(db, typed(first.front())));
  LEIAN_CHECK(bench("j_suggest", "q_a.tsv", typed));
  if (only.empty() || only.find('k') != only.npos) LEIAN_CHECK(bench_aggregates(*gate, queries));
  fmt::print("{}\n", nlohmann::ordered_json{{"bench", "memory"},
                                            {"rss_anon_kb", status_kb("RssAnon")},
                                            {"rss_peak_kb", status_kb("VmHWM")}}
                         .dump());
  return {};
}

}  // namespace leian::bench
