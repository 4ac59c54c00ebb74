// leian search: a query, its hits, exact total and facets.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/hits.hpp"
#include "api/http/status.hpp"
#include "api/json/answer.hpp"
#include "api/json/parameters.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::vector<std::string> words;
  std::string kind;
  std::vector<std::string> filters;
  std::vector<std::string> facets;
  std::int64_t facet_limit = query::SearchRequest{}.facet_limit;
  std::string sort;
  std::int64_t limit = query::SearchRequest{}.limit;
  std::int64_t offset = 0;
  std::string cursor;
  std::string group;
  std::int64_t group_hits = query::SearchRequest{}.group_hits;
  bool json = false;
};

Result<query::SearchRequest> request_of(const Options& options) {
  query::SearchRequest request;
  request.text = fmt::format("{}", fmt::join(options.words, " "));
  if (!valid_utf8(request.text)) return err(ErrorCode::BadUsage, Msg::NotUtf8, "QUERY");
  request.kind = options.kind;
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  request.facets = options.facets;
  LEIAN_TRY(request.facet_limit, bounded(kFacetLimitParameter, options.facet_limit));
  request.sort = options.sort;
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  LEIAN_TRY(request.offset, bounded(kOffsetParameter, options.offset));
  request.cursor = options.cursor;
  request.group = options.group;
  LEIAN_TRY(request.group_hits, bounded(kGroupHitsParameter, options.group_hits));
  return request;
}

/// The label of a field in whichever kind has it.
std::string field_label(std::string_view name, const KindSet& kinds) {
  for (const auto& kind : kinds.kinds())
    if (const auto position = kind->find(name)) return kind->fields()[*position].label.zh;
  return std::string(name);
}

/// The buckets as rows, what lies below a bucket set in under it.
void add_rows(const std::vector<query::Bucket>& buckets, const std::string& indent,
              std::vector<std::vector<std::string>>& rows) {
  for (const query::Bucket& bucket : buckets) {
    rows.push_back(
        {indent + bucket.label, bucket.label == bucket.value ? "" : bucket.value, grouped(bucket.count)});
    add_rows(bucket.children, indent + "  ", rows);
  }
}

void print_facet(Console& console, const query::FacetCounts& facet, const KindSet& kinds) {
  const std::string field = facet.field.substr(0, facet.field.find(':'));
  console.out << fmt::format("\n{} {}（{} 个值", field_label(field, kinds), facet.field,
                             grouped(facet.distinct));
  if (facet.buckets.size() < facet.distinct)
    console.out << fmt::format("，列出前 {} 个", facet.buckets.size());
  console.out << "）\n";
  std::vector<std::vector<std::string>> rows;
  add_rows(facet.buckets, "", rows);
  console.out << aligned(rows, {2});
}

void print_groups(Console& console, const query::SearchAnswer& answer, const Options& options,
                  const KindSet& kinds) {
  console.out << fmt::format("\n按 {} 分组，共 {} 组\n", field_label(options.group, kinds),
                             grouped(answer.groups_distinct));
  for (const query::HitGroup& group : answer.groups) {
    console.out << fmt::format("\n── {}（{} 条）\n", group.value.empty() ? "无" : group.label,
                               grouped(group.count));
    std::uint64_t number = 0;
    for (const query::Hit& hit : group.hits)
      console.out << hit_text(hit, ++number, kinds, console.out_terminal);
  }
}

void print(Console& console, const query::SearchAnswer& answer, const Options& options,
           const KindSet& kinds) {
  console.out << fmt::format("共 {} 条", grouped(answer.total));
  if (!answer.hits.empty())
    console.out << fmt::format("，第 {}–{} 条", options.offset + 1,
                               static_cast<std::uint64_t>(options.offset) + answer.hits.size());
  console.out << fmt::format("（{:.0f} 毫秒）\n", answer.milliseconds);
  for (const query::Expansion& expansion : answer.expanded)
    console.out
        << say(Msg::AlsoLookedFor, expansion.word, fmt::format("{}", fmt::join(expansion.also, "、"))).zh
        << '\n';
  for (const Text& note : answer.notes) console.out << note.zh << '\n';
  for (const query::Offer& offer : answer.did_you_mean)
    console.out << say(Msg::DidYouMean, offer.query, grouped(offer.total)).zh << "  " << offer.why.zh << '\n';
  auto number = static_cast<std::uint64_t>(options.offset);
  for (const query::Hit& hit : answer.hits)
    console.out << '\n' << hit_text(hit, ++number, kinds, console.out_terminal);
  if (!options.group.empty()) print_groups(console, answer, options, kinds);
  if (!answer.next_cursor.empty()) console.out << '\n' << say(Msg::NextCursor, answer.next_cursor).zh << '\n';
  for (const query::FacetCounts& facet : answer.facets) print_facet(console, facet, kinds);
}

Result<int> run_search(const Options& options, Console& console) {
  LEIAN_TRY(const query::SearchRequest request, request_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::SearchAnswer answer, gate->search(query::Principal{}, request));
  const auto kinds = gate->schema();
  if (options.json)
    console.out << one_line(answer_json(answer, *kinds)) << '\n';
  else
    print(console, answer, options, *kinds);
  return kExitDone;
}

}  // namespace

Action declare_search(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->kind);
  add_filters(app, options->filters);
  add_repeatable(app, "--facet", options->facets, Msg::FlagFacet)->type_name("F");
  app.add_option("--facet-limit", options->facet_limit, both(Msg::FlagFacetLimit))->type_name("N");
  app.add_option("--sort", options->sort, both(Msg::FlagSort))->type_name("F");
  add_limit(app, options->limit);
  app.add_option("--offset", options->offset, both(Msg::FlagOffset))->type_name("K");
  app.add_option("--cursor", options->cursor, both(Msg::FlagCursor))->type_name("C");
  app.add_option("--group", options->group, both(Msg::FlagGroup))->type_name("F");
  app.add_option("--group-hits", options->group_hits, both(Msg::FlagGroupHits))->type_name("N");
  add_json(app, options->json);
  app.add_option("QUERY", options->words, both(Msg::FlagQuery))->type_name("");
  return [options](Console& console) { return run_search(*options, console); };
}

}  // namespace leian::api
