#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "tests/bench/bench.hpp"

namespace leian::bench {
namespace {

/// Finding -> number, as "a_top20 p99" or "rss_anon_kb".
using Findings = std::map<std::string, double>;

std::vector<std::string_view> parts_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = text.find_first_not_of(separators); begin != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(separators, end);
  }
  return parts;
}

void add(Findings& findings, std::string_view scope, std::string_view name, double value) {
  findings[scope.empty() ? std::string(name) : fmt::format("{} {}", scope, name)] = value;
}

Findings ours_in(std::string_view text) {
  Findings findings;
  for (const std::string_view line : parts_of(text, "\n")) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    const std::string scope = json.value("class", "");
    for (const auto& [name, value] : json.items())
      if (value.is_number()) add(findings, scope, name, value.get<double>());
  }
  return findings;
}

/// The peer's lines: a letter, names, then name=number, parted by tabs or blanks; the fourth cell of a Q line
/// is its class.
Findings peers_in(std::string_view text) {
  Findings findings;
  for (const std::string_view line : parts_of(text, "\n")) {
    const auto cells = parts_of(line, "\t ");
    const std::string_view scope = cells[0] == "Q" && cells.size() > 3 ? cells[3] : "";
    for (const std::string_view cell : cells) {
      const std::size_t equals = cell.find('=');
      double value = 0;
      if (equals == cell.npos ||
          std::from_chars(cell.data() + equals + 1, cell.data() + cell.size(), value).ec != std::errc())
        continue;
      add(findings, scope, cell.substr(0, equals), value);
    }
  }
  if (findings["index_s"] > 0) findings["records_per_s"] = findings["docs"] / findings["index_s"];
  return findings;
}

struct Pairing {
  const char* ours;
  const char* peers;
};

/// Smaller is better but for rates (qps2, records_per_s).
constexpr Pairing kPairings[] = {
    {"records_per_s", "records_per_s"},
    {"index_bytes", "bytes"},
    {"open_first_query_ms", "open_first_query_ms"},
    {"a_top20 p50", "a_top20 p50"},
    {"a_top20 p99", "a_top20 p99"},
    {"a_top20 qps2", "a_top20 qps2"},
    {"a_count p50", "a_count p50"},
    {"a_count p99", "a_count p99"},
    {"b_phrase p50", "b_phrase p50"},
    {"b_phrase p99", "b_phrase p99"},
    {"c_filter p50", "c_filter p50"},
    {"c_filter p99", "c_filter p99"},
    {"d_facets p50", "d_facets p50"},
    {"d_facets p99", "d_facets p99"},
    {"d_facets qps2", "d_facets qps2"},
    {"e_similar p50", "e_similar25 p50"},
    {"e_similar p99", "e_similar25 p99"},
    {"e_similar qps2", "e_similar25 qps2"},
    {"rss_anon_kb", "rss_anon_kb"},
};

}  // namespace

Result<void> compare_with_peer(const std::filesystem::path& ours, const std::filesystem::path& peer) {
  LEIAN_TRY(const std::string our_text, read_file(ours));
  LEIAN_TRY(const std::string peer_text, read_file(peer));
  const Findings our_findings = ours_in(our_text);
  const Findings peer_findings = peers_in(peer_text);
  for (const auto& [our_name, peer_name] : kPairings) {
    const auto our = our_findings.find(our_name);
    const auto theirs = peer_findings.find(peer_name);
    if (our == our_findings.end() || theirs == peer_findings.end() || theirs->second <= 0) continue;
    fmt::print("{}\n", nlohmann::ordered_json{{"bench", "ratio"},
                                              {"what", our_name},
                                              {"ours", our->second},
                                              {"peer", theirs->second},
                                              {"ratio", our->second / theirs->second}}
                           .dump());
  }
  return {};
}

}  // namespace leian::bench
