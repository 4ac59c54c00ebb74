// What fields take of a verdict: months, probation, and the sentences one by one.
#include <algorithm>

#include "corpora/record/extractor.hpp"
#include "indexer/extract/convictions.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

constexpr double kSure = 0.97;
constexpr double kFair = 0.85;
constexpr double kWeak = 0.6;

/// What each person is to serve: the joined penalty where there is one, else the longest of the single ones.
std::vector<const Penalty*> to_serve(const Verdict& verdict) {
  std::vector<const Penalty*> penalties;
  const auto at = [&](std::size_t defendant) -> const Penalty*& {
    if (penalties.size() <= defendant) penalties.resize(defendant + 1);
    return penalties[defendant];
  };
  for (const Conviction& conviction : verdict.convictions) {
    const Penalty*& now = at(conviction.defendant);
    if (conviction.penalty && (now == nullptr || conviction.penalty->months > now->months))
      now = &*conviction.penalty;
  }
  for (const Joined& joined : verdict.joined) at(joined.defendant) = &joined.penalty;
  std::erase(penalties, nullptr);
  return penalties;
}

/// Where no charge was read, the penalty that stands in the result all the same.
std::optional<Penalty> bare_penalty(const Text& text) {
  const Span zone = text.zone(Zone::Result);
  const auto found = text.units_of(Zone::Result).find(u"判处");
  if (found == npos) return std::nullopt;
  const auto begin = zone.begin + static_cast<std::uint32_t>(found);
  return read_penalty(text.units(), {begin, std::min(zone.end, text.clause({begin, begin}).end)});
}

struct Longest {
  std::optional<int> months;
  Span words;
  double confidence = 0;
};

/// The longest of what `of` takes of the penalties to serve.
template <class Of>
Findings longest(const Text& text, const Of& of) {
  static const Names kNoNames;
  const Verdict verdict = read_verdict(text, kNoNames);
  Longest most;
  const auto take = [&](const Penalty& penalty, double confidence) {
    const auto [months, words] = of(penalty);
    if (months && (!most.months || *months > *most.months)) most = {months, words, confidence};
  };
  const auto penalties = to_serve(verdict);
  for (const Penalty* penalty : penalties) take(*penalty, penalties.size() == 1 ? kSure : kFair);
  if (penalties.empty())
    if (const auto bare = bare_penalty(text)) take(*bare, kWeak);
  if (!most.months) return {};
  return {{static_cast<double>(*most.months), std::nullopt, most.confidence, most.words}};
}

/// The cell that a column takes; nothing where the sentence does not say.
std::optional<Scalar> cell(const Text& text, const FieldSpec& column, const Charge& charge,
                           const std::optional<Penalty>& penalty) {
  if (!column.part) return std::nullopt;
  if (*column.part == SentencePart::Charge) return charge.name;
  if (!penalty) return std::nullopt;
  switch (*column.part) {
    case SentencePart::Penalty:
      return text.plain(penalty->words);
    case SentencePart::Type:
      return std::string(penalty->type);
    case SentencePart::Months:
      return penalty->months ? std::optional<Scalar>(static_cast<double>(*penalty->months)) : std::nullopt;
    case SentencePart::Probation:
      return penalty->probation;
    case SentencePart::Fine:
      return penalty->fine ? std::optional<Scalar>(*penalty->fine) : std::nullopt;
    case SentencePart::Charge:
      break;
  }
  return std::nullopt;
}

double confidence_of(const Charge& charge, const std::optional<Penalty>& penalty) {
  if (!charge.known) return kWeak;
  return penalty ? kSure : kFair;
}

}  // namespace

Findings find_months(const Text& text, const Wanted&) {
  return longest(text, [](const Penalty& penalty) { return std::pair(penalty.months, penalty.term); });
}

Findings find_probation(const Text& text, const Wanted&) {
  return longest(text, [](const Penalty& penalty) {
    return std::pair(penalty.probation_months, penalty.probation_words);
  });
}

Findings find_sentences(const Text& text, const Wanted& wanted) {
  if (wanted.names == nullptr) return {};
  Findings findings;
  for (const Conviction& conviction : read_verdict(text, *wanted.names).convictions)
    for (const Charge& charge : conviction.charges) {
      // Of several charges with one penalty, the first carries it: sums stay right.
      const bool first = &charge == &conviction.charges.front();
      const auto& penalty = first ? conviction.penalty : std::nullopt;
      Row row;
      for (const FieldSpec& column : wanted.field->columns)
        row.push_back(cell(text, column, charge, penalty));
      findings.push_back({{}, std::move(row), confidence_of(charge, conviction.penalty), conviction.words});
    }
  return findings;
}

}  // namespace leian::extract
