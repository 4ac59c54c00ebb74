/// Answers as JSON, the same over HTTP and on the command line. Shapes: components/schemas of
/// api/http/openapi.json. Codes stand as codes, their names beside them under `labels`. Threads: pure
/// functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "query/repeats/repeats.hpp"
#include "query/review/review_list.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::api {

nlohmann::ordered_json answer_json(const query::SearchAnswer&, const KindSet&);
nlohmann::ordered_json answer_json(const query::SimilarAnswer&, const KindSet&);
nlohmann::ordered_json answer_json(const query::SuggestAnswer&);
nlohmann::ordered_json answer_json(const query::ReviewAnswer&);
nlohmann::ordered_json record_json(const Record&, const KindSet&);
nlohmann::ordered_json kinds_json(const std::vector<query::KindCount>&, const KindSet&);

/// What a suggestion is, as its `type` says: value, statute, word, title.
std::string_view name_of(query::Suggestion::Type);

/// The passage HTML-escaped, with <mark> around what matched.
std::string marked_html(const query::Snippet&);

/// What people read for a code of `field`; the value itself where the list does not hold it.
std::string label_of(const FieldSpec& field, std::string_view code, const KindSet&);

}  // namespace leian::api
