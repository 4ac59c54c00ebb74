/// What search and similar may be asked: one table each of parameters, read from a URL's query or from a JSON
/// body alike. A parameter the table lacks, one given twice that is single, or a number out of bounds is an
/// error, never ignored. Threads: pure functions. Source: components/parameters and the request schemas of
/// api/http/openapi.json
#pragma once
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/compare/comparison.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::api {

enum class Shape {
  Text,
  Number,
  List,
  Texts,   ///< one text or several; in JSON a string or an array
  Object,  ///< in JSON alone
  Flag,    ///< true or false
};

struct ParameterSpec {
  std::string_view name;
  Shape shape = Shape::Text;
  std::int64_t min = 0;  ///< of a Number, included
  std::int64_t max = 0;  ///< included
};

inline constexpr std::int64_t kMaxFacetLimit = 1000;

inline constexpr ParameterSpec kFacetLimitParameter{"facet_limit", Shape::Number, 1, kMaxFacetLimit};
inline constexpr ParameterSpec kLimitParameter{"limit", Shape::Number, 0, query::kMaxHits};
inline constexpr ParameterSpec kGroupHitsParameter{"group_hits", Shape::Number, 1, query::kMaxGroupHits};
inline constexpr ParameterSpec kOffsetParameter{"offset", Shape::Number, 0, query::kMaxOffset};

inline constexpr std::array kSearchParameters{
    ParameterSpec{"q"},
    ParameterSpec{"kind"},
    ParameterSpec{"filter", Shape::List},
    ParameterSpec{"facet", Shape::List},
    kFacetLimitParameter,
    ParameterSpec{"sort"},
    kLimitParameter,
    kOffsetParameter,
    ParameterSpec{"cursor"},
    ParameterSpec{"group"},
    kGroupHitsParameter,
};

inline constexpr std::array kExportParameters{
    ParameterSpec{"q"},    ParameterSpec{"kind"},   ParameterSpec{"filter", Shape::List},
    ParameterSpec{"sort"}, ParameterSpec{"format"},
};

inline constexpr ParameterSpec kLeastParameter{"least", Shape::Number, 2, 1'000'000};

inline constexpr std::array kRepeatsParameters{
    ParameterSpec{"kind"},     ParameterSpec{"id"}, ParameterSpec{"filter", Shape::List},
    ParameterSpec{"standing"}, kLeastParameter,     kLimitParameter,
    kOffsetParameter,
};

inline constexpr std::array kSimilarParameters{
    ParameterSpec{"id"},
    ParameterSpec{"text"},
    ParameterSpec{"given", Shape::Object},
    ParameterSpec{"kind"},
    ParameterSpec{"sense"},
    ParameterSpec{"cause", Shape::Texts},
    ParameterSpec{"filter", Shape::List},
    kLimitParameter,
    ParameterSpec{"walk", Shape::Flag},
    ParameterSpec{"stop", Shape::Flag},
    ParameterSpec{"recent", Shape::Flag},
    ParameterSpec{"day"},
    ParameterSpec{"beside", Shape::Flag},
};

inline constexpr std::array kCompareParameters{
    ParameterSpec{"id", Shape::List},
    ParameterSpec{"text"},
};

inline constexpr ParameterSpec kSuggestLimitParameter{"limit", Shape::Number, 1, query::kMaxSuggestions};

inline constexpr std::array kSuggestParameters{
    ParameterSpec{"q"},
    ParameterSpec{"kind"},
    ParameterSpec{"filter", Shape::List},
    kSuggestLimitParameter,
};

/// Decoded name and value of each parameter, in the order given.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// A checked request: an object whose members are those of the table, each of its shape and within its
/// bounds. Errors: BadUsage naming the parameter (and the nearest one there is); body: BadInput where it is
/// no JSON object, TooLarge where it is too deep.
Result<nlohmann::json> from_parameters(std::span<const ParameterSpec>, const Parameters&);
Result<nlohmann::json> from_body(std::span<const ParameterSpec>, std::string_view body);

/// The question a checked request asks; `given` is left to those who know the kinds (given_case.hpp). Errors:
/// BadUsage where a filter is not F=V, or for an unknown sense.
Result<query::SearchRequest> search_request(const nlohmann::json&);
Result<query::SimilarRequest> similar_request(const nlohmann::json&);
Result<query::SuggestRequest> suggest_request(const nlohmann::json&);
query::CompareRequest compare_request(const nlohmann::json&);

/// A day as people write it. Errors: BadUsage.
Result<Date> parse_day(std::string_view);

/// F=V. Errors: BadUsage.
Result<query::Filter> parse_filter(std::string_view);
Result<std::vector<query::Filter>> parse_filters(const std::vector<std::string>&);

/// A number within the bounds of its parameter. Errors: BadUsage saying the bounds.
Result<std::uint32_t> bounded(const ParameterSpec&, std::int64_t value);

/// The candidate closest to a misspelt name; empty where none is near.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace leian::api
