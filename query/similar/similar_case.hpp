/// A look-up of similar cases: what is asked, and the answer that explains itself. Plain structs, the same
/// for command line, HTTP, reports and tests. Source: 《关于统一法律适用加强类案检索的指导意见（试行）》
/// (2020-07-31) art. 1, 4, 5, 8; docs/adr/0022-channels-of-likeness.md
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/request.hpp"

namespace leian::query {

/// In what two cases are to be alike: the guiding opinion's basic facts, disputed issues, applicable law, or
/// all of them.
enum class Sense { All, Facts, Disputes, Law };

/// How the tiers of authority are walked.
struct TierRules {
  bool walk = false;          ///< hits tier by tier instead of by likeness alone
  bool stop = true;           ///< tiers below one that holds a similar case are not searched
  bool prefer_recent = true;  ///< but for the tier that binds for good, the last years come first
  /// The day from which the years are counted and tiers are in force; nothing: the day on which the case
  /// asked about was closed, else today.
  std::optional<Date> day = {};
};

/// The case asked about is exactly one of: a record of the index, a text, a record that is not in the index.
struct SimilarRequest {
  std::optional<std::string> id;
  std::string text;
  std::optional<Record> given;  ///< a form that was filled in, or an uploaded file, as its kind reads it
  std::string kind;             ///< of the answers; empty: that of the case asked about; `*`: all kinds
  Sense sense = Sense::All;
  std::vector<std::string>
      causes;  ///< the causes or charges, where known; a record with any of them shares the cause
  std::vector<Filter> filters;
  std::vector<std::string> among;    ///< only records with one of these ids; empty: all records
  std::vector<std::string> without;  ///< channels that are left out, by name: to see what each adds
  TierRules tiers{};
  bool beside = false;  ///< how the similar cases ended, and who handled them
  std::uint32_t limit = 20;
  std::chrono::milliseconds budget{10'000};
};

/// Something both cases have, and its part of the score.
struct Reason {
  std::string channel;  ///< "cause", "terms", "articles", "circumstances" …: the names of the kind file
  std::string term;     ///< as people read it
  double weight = 0;
  Snippet here = {};   ///< where it stands in the case asked about; empty text: in no text of it
  Snippet there = {};  ///< where it stands in the hit
};

/// A field in which the two cases part, where that matters: outcome, amount, months, circumstances.
struct Difference {
  std::string field;              ///< name
  std::string label;              ///< Chinese
  std::vector<std::string> here;  ///< as people read them; empty: none
  std::vector<std::string> there;
};

struct SimilarHit {
  Hit hit;
  std::vector<Reason> reasons;  ///< heaviest first; all weights of a hit add up to its score
  std::vector<Difference> differences = {};
  std::string tier = {};  ///< value of the authority field; empty: none
  bool recent = true;     ///< within the years that the rules prefer
};

/// A cause that the text was taken for, where none was given.
struct PredictedCause {
  std::string cause;  ///< the code, or the value where the field has no codes
  std::string label;
  double confidence = 0;  ///< 0 to 1: how often records with such a score had that cause
};

/// What a tier held.
struct TierCount {
  std::string tier;
  std::string label;
  std::uint64_t alike = 0;   ///< records of the tier that count as similar
  std::uint64_t recent = 0;  ///< of these, within the preferred years
  bool searched = true;      ///< false: a higher tier had what was looked for
};

/// Hits of one tier that ended differently. `hits` are positions in SimilarAnswer::hits.
struct Conflict {
  std::string tier;
  struct Side {
    std::string outcome;
    std::vector<std::size_t> hits;
  };
  std::vector<Side> sides;
};

/// A number's distribution over the similar cases, and the present case's place in it.
struct Spread {
  std::string field;
  std::string label;
  std::uint64_t count = 0;  ///< of the similar cases that have one
  double min = 0, p25 = 0, median = 0, p75 = 0, max = 0;
  std::optional<double> here;   ///< the present case's own
  std::optional<double> below;  ///< share of the similar cases under it, 0 to 1; ties half
};

/// A handler, expert or unit among the similar cases.
struct Handler {
  std::string field;
  std::string field_label;  ///< Chinese
  std::string value;
  std::string label;
  std::uint64_t cases = 0;
  std::uint64_t ended = 0;               ///< with an outcome that counts as settled or as not settled
  std::uint64_t settled = 0;             ///< with an outcome that counts as settled
  std::optional<double> median_days;     ///< from opened to closed
  std::optional<double> came_back_rate;  ///< share that came back, 0 to 1
};

/// How the values of a field that tells an outcome are spread.
struct Outcomes {
  std::string label;                   ///< of the field, Chinese
  FacetCounts counts;                  ///< most frequent first, ties by value
  std::vector<std::string> here = {};  ///< the present case's own
};

/// How the most similar cases ended. Over the `cases` best hits, whatever the page shows. Rates are 0 to 1;
/// nothing where no case says.
struct Beside {
  std::uint64_t cases = 0;
  std::vector<Outcomes> outcomes;             ///< of every field with the role of outcome or grade
  std::vector<Spread> spreads;                ///< amount, months, days
  std::vector<Handler> handlers;              ///< field by field; most cases first
  std::optional<double> settled_rate = {};    ///< of those whose outcome counts as settled or not
  std::optional<double> agreed_rate = {};     ///< the same of those kinds that write down what was agreed
  std::optional<double> fulfilled_rate = {};  ///< of agreements that say whether they were kept
  std::optional<double> came_back_rate = {};  ///< of matters that can come back
  std::vector<std::pair<std::string, Snippet>> terms;  ///< id of a hit, and the terms that it settled on
};

struct SimilarAnswer {
  std::uint64_t total = 0;  ///< records that share anything that was looked for
  std::vector<SimilarHit> hits;
  std::vector<std::string> terms;  ///< what was looked for, heaviest first
  std::vector<PredictedCause> predicted = {};
  std::vector<std::string> channels = {};  ///< that took part
  std::vector<TierCount> tiers = {};       ///< where they were walked
  std::vector<Conflict> conflicts = {};
  std::optional<Beside> beside = {};
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

}  // namespace leian::query
