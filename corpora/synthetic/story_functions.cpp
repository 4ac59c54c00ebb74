#include "corpora/synthetic/story_functions.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <unordered_set>

namespace leian {
namespace {

using Arguments = std::vector<StoryValue>;

std::int64_t number(const StoryValue& value) {
  const auto* found = std::get_if<std::int64_t>(&value);
  return found != nullptr ? *found : 0;
}

Date day(const StoryValue& value) {
  if (const auto* date = std::get_if<Date>(&value)) return *date;
  if (const auto* moment = std::get_if<DateTime>(&value)) return moment->date();
  return {};
}

/// An amount in fen; a plain number counts yuan.
std::int64_t fen(const StoryValue& value) {
  if (const auto* amount = std::get_if<Fen>(&value)) return amount->fen;
  return number(value) * 100;
}

/// Numbers stay numbers, everything else is money.
StoryValue sum(const StoryValue& a, const StoryValue& b, std::int64_t sign) {
  const bool plain = std::holds_alternative<std::int64_t>(a) && std::holds_alternative<std::int64_t>(b);
  if (plain) return number(a) + sign * number(b);
  return Fen{fen(a) + sign * fen(b)};
}

StoryValue even(const Arguments& a, Random& random, const StoryContext&) {
  return random.between(number(a[0]), number(a[1]));
}

StoryValue skew(const Arguments& a, Random& random, const StoryContext&) {
  return random.skewed(number(a[0]), number(a[1]));
}

/// Every halving of the range is drawn about as often, as amounts in life are. People name round ones: tens
/// below a thousand, then hundreds, thousands and ten thousands; one in four is to the yuan, a few to the
/// fen.
StoryValue money(const Arguments& a, Random& random, const StoryContext&) {
  const std::int64_t least = number(a[0]);
  std::int64_t most = number(a[1]);
  while (most / 2 > least && random.chance(50)) most /= 2;
  std::int64_t yuan = random.between(least, most);
  const std::uint64_t habit = random.below(16);
  if (habit >= 4) {
    const std::int64_t step = yuan < 1'000 ? 10 : yuan < 20'000 ? 100 : yuan < 200'000 ? 1'000 : 10'000;
    yuan = std::max(yuan / step * step, least);
  }
  return Fen{yuan * 100 + (habit == 0 ? random.between(1, 99) : 0)};
}

StoryValue percent(const Arguments& a, Random&, const StoryContext&) {
  return Fen{fen(a[0]) * number(a[1]) / 10'000 * 100};
}

StoryValue plus(const Arguments& a, Random&, const StoryContext&) { return sum(a[0], a[1], 1); }
StoryValue minus(const Arguments& a, Random&, const StoryContext&) { return sum(a[0], a[1], -1); }

StoryValue times(const Arguments& a, Random&, const StoryContext&) {
  if (std::holds_alternative<std::int64_t>(a[0])) return number(a[0]) * number(a[1]);
  return Fen{fen(a[0]) * number(a[1])};
}

StoryValue day_between(const Arguments& a, Random& random, const StoryContext&) {
  return Date{static_cast<std::int32_t>(random.between(day(a[0]).days, day(a[1]).days))};
}

StoryValue after(const Arguments& a, Random& random, const StoryContext&) {
  return Date{day(a[0]).days + static_cast<std::int32_t>(random.between(number(a[1]), number(a[2])))};
}

/// Counts away from `a`, so that -10 -300 is mostly shortly before.
StoryValue later(const Arguments& a, Random& random, const StoryContext&) {
  const std::int64_t near = number(a[1]);
  const std::int64_t span = number(a[2]) - near;
  const std::int64_t step = random.skewed(0, std::abs(span));
  return Date{day(a[0]).days + static_cast<std::int32_t>(near + (span < 0 ? -step : step))};
}

StoryValue time_of_day(const Arguments& a, Random& random, const StoryContext&) {
  const auto hour = static_cast<int>(random.between(number(a[1]), number(a[2])));
  const auto minute = static_cast<int>(random.below(60));
  return DateTime::at(day(a[0]), hour, minute, static_cast<int>(random.below(60)));
}

StoryValue month(const Arguments& a, Random&, const StoryContext&) { return std::int64_t{day(a[0]).month()}; }

StoryValue up(const Arguments& a, Random&, const StoryContext&) {
  const auto* code = std::get_if<ListedCode>(&a[0]);
  if (code == nullptr) return a[0];
  const auto path = code->list->path_to(code->entry->code);
  const auto level = static_cast<std::size_t>(std::max<std::int64_t>(number(a[1]), 1));
  return ListedCode{code->list, path[std::min(level, path.size()) - 1]};
}

StoryValue serial(const Arguments&, Random&, const StoryContext& context) {
  return static_cast<std::int64_t>(context.serial);
}

StoryValue seed(const Arguments&, Random&, const StoryContext& context) {
  return std::to_string(context.seed);
}

struct FunctionRow {
  std::string_view name;
  std::size_t arguments;
  StoryFunction function;
};
constexpr std::array kFunctions{
    FunctionRow{"int", 2, even},        FunctionRow{"skew", 2, skew},        FunctionRow{"money", 2, money},
    FunctionRow{"percent", 2, percent}, FunctionRow{"plus", 2, plus},        FunctionRow{"minus", 2, minus},
    FunctionRow{"times", 2, times},     FunctionRow{"day", 2, day_between},  FunctionRow{"after", 3, after},
    FunctionRow{"later", 3, later},     FunctionRow{"time", 3, time_of_day}, FunctionRow{"month", 1, month},
    FunctionRow{"up", 2, up},           FunctionRow{"serial", 0, serial},    FunctionRow{"seed", 0, seed},
};

}  // namespace

StoryFunction story_function(std::string_view name, std::size_t arguments) {
  for (const FunctionRow& row : kFunctions)
    if (row.name == name && row.arguments == arguments) return row.function;
  return nullptr;
}

std::vector<ListedCode> pickable(const std::vector<std::string>& words, const CodeLists& lists) {
  if (words.empty()) return {};
  const auto found = lists.find(words[0]);
  if (found == lists.end()) return {};
  const CodeList& list = found->second;

  int level = 0;
  bool leaf = false;
  std::string under;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool follows = i + 1 < words.size();
    if (words[i] == "leaf")
      leaf = true;
    else if (words[i] == "level" && follows)
      level = std::atoi(words[++i].c_str());
    else if (words[i] == "under" && follows)
      under = words[++i];
    else
      return {};
  }

  std::unordered_set<std::string> parents;
  for (const CodeEntry& entry : list.entries()) parents.insert(entry.parent);
  std::vector<std::string> below;
  if (!under.empty()) below = list.with_descendants(under);
  const std::unordered_set<std::string> inside(below.begin(), below.end());

  std::vector<ListedCode> entries;
  for (const CodeEntry& entry : list.entries()) {
    const bool fits = (level == 0 || entry.level == level) && (!leaf || !parents.contains(entry.code)) &&
                      (under.empty() || inside.contains(entry.code));
    if (fits) entries.push_back({&list, &entry});
  }
  return entries;
}

}  // namespace leian
