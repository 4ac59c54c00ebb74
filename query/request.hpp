/// What is asked of an index, and what it answers: plain structs, the same for command line, HTTP and tests.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpora/record/record.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxQueryBytes = 64u << 10;  ///< of a search; a longer one is TooLarge
inline constexpr std::size_t kMaxTextBytes = 4u << 20;    ///< of a text to find similar cases for
inline constexpr std::uint32_t kMaxHits = 1000;           ///< of one answer
inline constexpr std::uint32_t kMaxOffset = 1'000'000;    ///< beyond it, page by cursor or export
inline constexpr std::uint32_t kMaxGroupHits = 100;       ///< shown of one group
inline constexpr std::size_t kMaxSuggestBytes = 400;      ///< of what suggestions are asked for
inline constexpr std::uint32_t kMaxSuggestions = 50;
inline constexpr std::size_t kMaxFilters = 100;
inline constexpr std::size_t kMaxFacets = 32;
inline constexpr std::size_t kMaxAmong = 100'000;  ///< ids that a question may be narrowed to

/// F=V as given. The same field again widens (any of them), different fields narrow (all of them).
struct Filter {
  std::string field;  ///< name, label, alias or `kind`
  std::string
      value;  ///< a value or code or label; `a..b` for dates and numbers; a period (2017, 2017-03) for dates
};

class AnsweredQuestions;

/// Questions with known answers that take the place of the index's own, for an evaluation.
struct Learned {
  std::shared_ptr<const AnsweredQuestions> questions;  ///< null: the index's own
  std::optional<std::size_t> but;                      ///< the question that is being asked
};

struct SearchRequest {
  std::string text;  ///< in the query language; empty or `*`: every record
  std::string kind;  ///< empty: all kinds
  std::vector<Filter> filters;
  std::vector<std::string> among;   ///< only records with one of these ids; empty: all records
  std::vector<std::string> facets;  ///< what to count over all matches (facets/facet_spec.hpp)
  std::uint32_t facet_limit = 50;   ///< buckets of a facet; `distinct` tells how many there are
  /// Empty: by relevance; `opened` ascending, `-amount` descending; several keys with commas, `relevance`
  /// among them. Records without a value last.
  std::string sort;
  std::uint32_t limit = 20;      ///< hits, or groups; 0 to kMaxHits
  std::uint32_t offset = 0;      ///< 0 to kMaxOffset
  std::string cursor = {};       ///< empty; `*` for the first page; then `next_cursor` of the page before
  std::string group = {};        ///< a facet field: the best hits of each of its values instead of one list
  std::uint32_t group_hits = 3;  ///< of each group; 1 to kMaxGroupHits
  std::chrono::milliseconds budget{10'000};
  Learned learned{};
};

/// A passage of the original text, and the bytes of it that matched.
struct Snippet {
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      marks;  ///< begin, end (not included), ascending, apart
};

struct Hit {
  Record record;  ///< what the caller may see of it; long texts left out
  double score = 0;
  std::string title;
  Snippet snippet;
};

struct Bucket {
  std::string value;  ///< code where the field has codes
  std::string label;
  std::uint64_t count = 0;            ///< what narrowing by the value finds
  std::vector<Bucket> children = {};  ///< of a tree
};

/// Exact counts over all matches. Records without a value are in no bucket.
struct FacetCounts {
  std::string field;            ///< the spec's key
  std::vector<Bucket> buckets;  ///< most frequent first, ties by value, unless asked otherwise
  std::uint64_t distinct = 0;
};

/// The best hits of those that share a value.
struct HitGroup {
  std::string value;  ///< empty: records without a value
  std::string label;
  std::uint64_t count = 0;
  std::vector<Hit> hits;
};

/// An expression of the query that the lexicon knows other words for.
struct Expansion {
  std::string word;
  std::vector<std::string> also;  ///< looked for as well
};

/// Another query that finds something, for one that finds nothing. Never asked unless the asker chooses it.
struct Offer {
  std::string query;
  std::uint64_t total = 0;  ///< exact, under the same kind and filters
  Text why;
};

struct SearchAnswer {
  std::uint64_t total = 0;  ///< exact
  std::vector<Hit> hits;
  std::string next_cursor = {};       ///< where a cursor was given and more follows
  std::vector<HitGroup> groups = {};  ///< where they were asked for; in the order of their best hits
  std::uint64_t groups_distinct = 0;
  std::vector<FacetCounts> facets;
  std::vector<Expansion> expanded;
  std::vector<Text> notes;          ///< what the asker may have meant otherwise
  std::vector<Offer> did_you_mean;  ///< only where total is 0; best first
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

struct SuggestRequest {
  std::string text;  ///< what has been typed so far: characters, pinyin, initials; at most kMaxSuggestBytes
  std::string kind;  ///< empty: all kinds
  std::vector<Filter> filters;
  std::uint32_t limit = 10;  ///< 1 to kMaxSuggestions
  std::chrono::milliseconds budget{2'000};
};

/// What may be meant by what has been typed.
struct Suggestion {
  enum class Type {
    Value,    ///< of a facet field
    Statute,  ///< a statute that records cite
    Word,     ///< one of the users' own words
    Title,    ///< of a record
  };
  Type type = Type::Value;
  std::string text;         ///< as people read it: the label, the name, the title
  std::string field = {};   ///< of a Value: the column's name
  std::string value = {};   ///< of a Value: what narrowing by it takes, the code where it has one
  std::string alias = {};   ///< what was typed begins this other name of it; empty: `text` itself
  std::uint64_t count = 0;  ///< records that it finds, exact; of a Title those with this very title
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks =
      {};  ///< bytes of `text` that were typed, as in Snippet
};

struct SuggestAnswer {
  std::vector<Suggestion> suggestions;  ///< best first
  std::uint64_t generation = 0;         ///< may be the one before the newest for a moment
  double milliseconds = 0;
};

/// The state of an index, for readyz, kinds and metrics.
struct IndexInfo {
  std::uint64_t generation = 0;
  std::uint64_t records = 0;
  std::size_t segments = 0;
  std::string analyzer;
};

/// The synonyms and words in force.
struct LexiconState {
  std::size_t rules = 0;
  std::size_t words = 0;
  std::optional<Error> fault;  ///< why the newest files are not in force
};

/// How many records each kind holds.
struct KindCount {
  std::shared_ptr<const Kind> kind;
  std::uint64_t records = 0;
};

}  // namespace leian::query
