/// The functions a story may call, `{=name argument …}`. Arguments: numbers, days (2017-03-05), words, and
/// variables ($opened).
///
///   int a b          a number, evenly            skew a b      … more often small
///   money a b        yuan, more often small, rounded as people round
///   percent x n      n hundredths of an amount, to the yuan
///   plus x y, minus x y, times x n
///   day a b          a day, evenly               after x a b   a to b days behind a day, evenly
///   later x a b      … more often near a         time x a b    a moment of that day between the hours a and
///   b month x          its month (1 to 12) pick LIST [level N] [leaf] [under CODE]      an entry of a code
///   list, more often from its start up x N           the entry above at level N  serial        the record's
///   position, from 1 seed             the run's seed
///
/// Threads: pure functions.
#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "corpora/record/code_list.hpp"
#include "corpora/synthetic/random.hpp"
#include "corpora/synthetic/story_value.hpp"

namespace leian {

/// What is the same throughout a record.
struct StoryContext {
  std::uint64_t seed = 0;
  std::uint64_t serial = 0;
};

using StoryFunction = StoryValue (*)(const std::vector<StoryValue>& arguments, Random&, const StoryContext&);

struct VariableNumber {
  std::size_t number;
};

/// A call as a story file has it, checked: the function exists and takes that many arguments.
struct StoryCall {
  StoryFunction function = nullptr;
  std::vector<std::variant<StoryValue, VariableNumber>> arguments;
  std::vector<ListedCode> entries;  ///< what `pick` picks from; then there is no function
};

/// The function of that name that takes so many arguments, or nullptr.
StoryFunction story_function(std::string_view name, std::size_t arguments);

/// The entries `pick` picks from; none where its words make no sense.
std::vector<ListedCode> pickable(const std::vector<std::string>& words, const CodeLists&);

}  // namespace leian
