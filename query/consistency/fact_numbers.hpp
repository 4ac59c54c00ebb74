/// The numbers of a fact that bear on an outcome: sums of money, weights of drugs, alcohol in blood, how
/// often, how many people. Read from folded text. Threads: pure functions; immutable patterns inside.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leian::query {

struct FactNumbers {
  std::vector<double> money;   ///< yuan, in the order of the text
  std::vector<double> values;  ///< those of them that are said to be a value or a total
  std::vector<double> grams;
  std::vector<double> alcohol;  ///< mg in 100 ml of blood
  std::vector<double> times;    ///< 三次, 5起
};

/// Numbers out of reason (no yuan, tons of drugs) are left out.
FactNumbers numbers_in_fact(std::u16string_view folded);

/// How many different ones the text holds.
std::size_t distinct_items(std::u16string_view folded);       ///< numbered items: 1、 （二）
std::size_t distinct_days(std::u16string_view folded);        ///< 3月5日, 次日
std::size_t distinct_defendants(std::u16string_view folded);  ///< 被告人某某
std::size_t distinct_victims(std::u16string_view folded);     ///< 被害人某某
/// The latest year named, or 0.
int latest_year(std::u16string_view folded);

}  // namespace leian::query
