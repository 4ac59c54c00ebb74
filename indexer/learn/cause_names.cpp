#include "indexer/learn/cause_names.hpp"

#include <algorithm>
#include <map>

namespace leian::learn {
namespace {

constexpr std::size_t kShortestName = 2;     // units
constexpr std::size_t kShortestWithout = 3;  // units: 盗窃, 抢劫 are everyday words
constexpr std::size_t kLongestEnding = 3;    // units
constexpr std::size_t kShareOfNames = 5;     // an ending is one that a fifth of all names have
constexpr char16_t kBetween = u'|';

const CodeList* list_of(const Kind& kind, const CodeLists& codes) {
  const auto field = kind.with_role(Role::Cause);
  if (!field) return nullptr;
  const auto list = codes.find(kind.fields()[*field].codes);
  return list == codes.end() ? nullptr : &list->second;
}

std::size_t count_ending(const std::vector<std::u16string>& names, std::u16string_view ending) {
  return static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [&](const std::u16string& name) {
    return name.size() > ending.size() && name.ends_with(ending);
  }));
}

/// The longest ending that most of those have that end in `unit`.
std::u16string lengthen(const std::vector<std::u16string>& names, std::u16string ending) {
  while (ending.size() < kLongestEnding) {
    std::map<char16_t, std::size_t> before;
    for (const std::u16string& name : names)
      if (name.size() > ending.size() && name.ends_with(ending))
        ++before[name[name.size() - ending.size() - 1]];
    const auto most = std::max_element(before.begin(), before.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == before.end() || most->second * 4 < count_ending(names, ending) * 3) break;
    ending.insert(ending.begin(), most->first);
  }
  return ending;
}

std::u16string find_endings(const std::vector<std::u16string>& names) {
  std::map<char16_t, std::size_t> last;
  for (const std::u16string& name : names)
    if (name.size() > 1) ++last[name.back()];
  std::u16string endings;
  for (const auto& [unit, count] : last) {
    if (count < 2 || count * kShareOfNames < names.size()) continue;
    const std::u16string ending = lengthen(names, std::u16string(1, unit));
    if (endings.size() + ending.size() + 1 > CauseNames::kMaxEndings) break;
    if (!endings.empty()) endings += kBetween;
    endings += ending;
  }
  return endings;
}

/// What lies between the places where `name` stands.
void cut_one(std::u16string_view text, std::u16string_view name, std::vector<std::u16string_view>& pieces) {
  for (std::size_t at = text.find(name); at != std::u16string_view::npos; at = text.find(name)) {
    if (at > 0) pieces.push_back(text.substr(0, at));
    text.remove_prefix(at + name.size());
  }
  if (!text.empty()) pieces.push_back(text);
}

}  // namespace

CauseNames::CauseNames(const Kind& kind, const CodeLists& codes, const Analyzer& analyzer,
                       std::span<const std::string> causes)
    : list_(list_of(kind, codes)), analyzer_(analyzer) {
  std::vector<std::u16string> names;
  for (const std::string& cause : causes) names.push_back(name_of(cause));
  endings_ = find_endings(names);
}

CauseNames::CauseNames(const Kind& kind, const CodeLists& codes, const Analyzer& analyzer,
                       std::u16string_view endings)
    : list_(list_of(kind, codes)), analyzer_(analyzer), endings_(endings) {}

std::u16string CauseNames::name_of(std::string_view cause) const {
  const CodeEntry* entry = list_ == nullptr ? nullptr : list_->by_code(cause);
  return analyzer_.fold(entry == nullptr ? cause : std::string_view(entry->label)).units;
}

std::u16string_view CauseNames::without_ending(std::u16string_view name) const {
  for (std::u16string_view left = endings_; !left.empty();) {
    const std::u16string_view ending = left.substr(0, left.find(kBetween));
    left.remove_prefix(std::min(left.size(), ending.size() + 1));
    if (name.size() > ending.size() && name.ends_with(ending))
      return name.substr(0, name.size() - ending.size());
  }
  return {};
}

std::vector<std::u16string_view> CauseNames::cut(std::vector<std::u16string_view> texts,
                                                 std::span<const std::string_view> causes) const {
  std::vector<std::u16string> names;
  for (const std::string_view cause : causes) {
    std::u16string name = name_of(cause);
    if (const auto without = without_ending(name); without.size() >= kShortestWithout)
      names.emplace_back(without);
    if (name.size() >= kShortestName) names.push_back(std::move(name));
  }
  // The longest first, so that no part of a name is left standing.
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const std::u16string& name : names) {
    std::vector<std::u16string_view> pieces;
    for (const std::u16string_view text : texts) cut_one(text, name, pieces);
    texts = std::move(pieces);
  }
  return texts;
}

}  // namespace leian::learn
