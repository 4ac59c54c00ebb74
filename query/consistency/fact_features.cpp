#include "query/consistency/fact_features.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "query/consistency/fact_numbers.hpp"
#include "query/consistency/penalty_talk.hpp"

namespace leian::query {
namespace {

/// Where statutes and interpretations change the measure: grams of drugs, yuan.
constexpr std::array kGramSteps{1.0, 7.0, 10.0, 50.0};
constexpr std::array kMoneySteps{3e3, 1e4, 5e4, 2e5, 1e6};

constexpr double kNoGrams = 0.05;       ///< added before the logarithm, so that none is a small amount
constexpr double kDrunk = 80;           ///< mg in 100 ml, where drunken driving begins
constexpr double kUntoldAlcohol = 0.6;  ///< where blood and alcohol are named without a number

constexpr std::array kNumberNames{"money",        "has_money", "money_sum", "value",    "last_value",
                                  "median_money", "gram",      "gram_sum",  "has_gram", "alcohol",
                                  "has_alcohol",  "times",     "items",     "days",     "defendants",
                                  "victims",      "length",    "year"};

/// Expected months of a band: a fifth above its lower end, or where it has none well below its upper.
double middle_of(const OutcomeBands::Band& band) { return band.low > 0 ? 1.2 * band.low : band.high / 3.5; }
/// Of charges that no band is known for.
constexpr OutcomeBands::Band kUsualBand{0, 0, 36};

double greatest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}
double sum_of_distinct(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : std::set<double>(values.begin(), values.end())) sum += value;
  return sum;
}
double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}
double above(double value, double step) { return std::max(0.0, std::log(std::max(value, 1e-3) / step)); }

/// Mentions that deny taken out.
std::u16string without_denied(std::u16string_view text) {
  static const leian::Pattern denied =
      leian::Pattern::made_of(u"(?:不构成|没有|不属于|无|非|不是|未)(自首|累犯|前科|立功|从犯|谅解)");
  std::u16string kept;
  std::size_t from = 0;
  while (const auto match = denied.find(text, from)) {
    kept += text.substr(from, match->begin - from);
    from = match->end;
  }
  return kept += text.substr(from);
}

void add_money(const FactNumbers& numbers, std::vector<double>& out) {
  const double most = greatest(numbers.money);
  const std::vector<double>& values = numbers.values.empty() ? numbers.money : numbers.values;
  out.insert(out.end(),
             {std::log1p(most), numbers.money.empty() ? 0.0 : 1.0, std::log1p(sum_of_distinct(numbers.money)),
              std::log1p(numbers.values.empty() ? most : greatest(numbers.values)),
              values.empty() ? 0.0 : std::log1p(values.back()), std::log1p(median(numbers.money))});
}

void add_quantities(const FactNumbers& numbers, std::u16string_view text, std::vector<double>& out) {
  const bool grams = !numbers.grams.empty(), alcohol = !numbers.alcohol.empty();
  const bool untold = text.find(u"血") != text.npos && text.find(u"酒精") != text.npos;
  out.insert(out.end(),
             {grams ? std::log(greatest(numbers.grams) + kNoGrams) : 0.0,
              grams ? std::log(sum_of_distinct(numbers.grams) + kNoGrams) : 0.0, grams ? 1.0 : 0.0,
              alcohol ? (greatest(numbers.alcohol) - kDrunk) / 100 : (untold ? kUntoldAlcohol : 0.0),
              alcohol ? 1.0 : 0.0, std::log1p(greatest(numbers.times))});
}

void add_counts(std::u16string_view text, std::vector<double>& out) {
  constexpr double kMiddleYear = 2015;
  const int year = latest_year(text);
  const auto log_of = [](std::size_t count) { return std::log1p(static_cast<double>(count)); };
  out.insert(out.end(), {log_of(distinct_items(text)), log_of(distinct_days(text)),
                         log_of(distinct_defendants(text)), log_of(distinct_victims(text)),
                         log_of(text.size()), year == 0 ? 0.0 : (year - kMiddleYear) / 3});
}

void add_steps(const FactNumbers& numbers, std::vector<double>& out) {
  const double grams = std::max(greatest(numbers.grams), 0.9 * sum_of_distinct(numbers.grams));
  for (const double step : kGramSteps) out.push_back(above(grams, step));
  for (const double step : kMoneySteps) out.push_back(above(std::max(greatest(numbers.money), 1.0), step));
}

double prior_of(const FactNumbers& numbers, std::u16string_view text, std::string_view charge,
                const HandlingTables& tables) {
  const OutcomeBands* bands = tables.bands_of(charge);
  if (bands == nullptr) return std::log(middle_of(kUsualBand));
  double measure = 0;
  if (bands->by == OutcomeBands::By::Money) measure = greatest(numbers.money);
  if (bands->by == OutcomeBands::By::Grams) measure = greatest(numbers.grams);
  if (bands->by == OutcomeBands::By::Words) measure = bands->words->find(text) ? 1 : 0;
  return std::log(middle_of(bands->band(measure)));
}

}  // namespace

std::vector<std::string> feature_names(const HandlingTables& tables) {
  std::vector<std::string> names(kNumberNames.begin(), kNumberNames.end());
  for (const double step : kGramSteps) names.push_back("gram>" + std::to_string(static_cast<int>(step)));
  for (const double step : kMoneySteps) names.push_back("money>" + std::to_string(static_cast<int>(step)));
  for (const HandlingCue& cue : tables.cues) names.push_back(cue.name);
  return names;
}

FactFeatures features_of(std::u16string_view folded, std::string_view charge, const HandlingTables& tables) {
  const std::u16string text = without_penalty_talk(folded);
  const FactNumbers numbers = numbers_in_fact(text);
  FactFeatures features;
  add_money(numbers, features.values);
  add_quantities(numbers, text, features.values);
  add_counts(text, features.values);
  add_steps(numbers, features.values);
  const std::u16string affirmed = without_denied(text);
  for (const HandlingCue& cue : tables.cues) features.values.push_back(cue.pattern.find(affirmed) ? 1 : 0);
  features.prior = prior_of(numbers, text, charge, tables);
  return features;
}

}  // namespace leian::query
