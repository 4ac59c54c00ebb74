// The organ that decided: the court whose name stands over the title, or the committee that mediated.
#include <algorithm>
#include <array>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using forms::is_one_of;
using View = std::u16string_view;

constexpr double kOverTitle = 0.98;
constexpr double kAtHead = 0.85;
constexpr double kNamed = 0.6;
constexpr std::uint32_t kLongestName = 40;
constexpr std::uint32_t kHeadUnits = 400;
constexpr std::array kCourts{
    View(u"人民法院"),   View(u"运输法院"), View(u"海事法院"),     View(u"知识产权法院"), View(u"金融法院"),
    View(u"互联网法院"), View(u"军事法院"), View(u"运输中级法院"), View(u"林区基层法院"), View(u"垦区法院")};
constexpr std::array kCommittees{View(u"调解委员会"), View(u"调解中心"), View(u"调解室")};
constexpr std::array kTitleBegins{View(u"刑事"),     View(u"民事"),    View(u"行政"),   View(u"执行"),
                                  View(u"国家赔偿"), View(u"判决书"),  View(u"裁定书"), View(u"调解书"),
                                  View(u"决定书"),   View(u"通知书"),  View(u"("),      View(u"〔"),
                                  View(u"["),        View(u"附带民事")};
/// Where a name cannot go on to the left.
constexpr View kStops = u"。,;:!?、()《》“”[]<>书院〔〕号";
constexpr std::array kNotNames{View(u"移送"), View(u"上诉"), View(u"提起"), View(u"向"), View(u"由"),
                               View(u"经"),   View(u"被"),   View(u"于"),   View(u"在"), View(u"为"),
                               View(u"及"),   View(u"和"),   View(u"的"),   View(u"日")};

/// The beginning of the name that ends at `end`.
std::uint32_t begin_of_name(const Text& text, std::uint32_t at) {
  const View units = text.units();
  const std::uint32_t least = at > kLongestName ? at - kLongestName : 0;
  std::uint32_t begin = at;
  while (begin > least && is_ideograph(units[begin - 1]) && !is_one_of(units[begin - 1], kStops)) {
    --begin;
    if (text.after_gap(begin)) break;
  }
  if (begin == 0 || text.after_gap(begin)) return begin;
  // 因犯盗窃罪被沈阳市…: what leads to a name in running text is not part of it.
  for (std::uint32_t from = begin; from < at; ++from)
    for (const View word : kNotNames)
      if (units.substr(from, word.size()) == word && from + word.size() < at)
        begin = std::max(begin, from + static_cast<std::uint32_t>(word.size()));
  return begin;
}

std::optional<Finding> name_at(const Text& text, const Wanted& wanted, std::size_t at, View suffix) {
  const auto end = static_cast<std::uint32_t>(at + suffix.size());
  const std::uint32_t begin = begin_of_name(text, static_cast<std::uint32_t>(at));
  if (begin >= at || end - begin < 6) return std::nullopt;
  Finding finding{{}, std::nullopt, kNamed, {begin, end}};
  if (wanted.names != nullptr)
    if (const auto known = wanted.names->at(text.units().substr(0, end), begin); known && known->end == end)
      finding.value = std::string(known->code);
  if (std::get<std::string>(finding.value).empty()) finding.value = text.plain(finding.words);
  const View behind = text.units().substr(end, 8);
  const bool titled =
      std::any_of(kTitleBegins.begin(), kTitleBegins.end(), [&](View t) { return behind.starts_with(t); });
  if (titled && text.after_gap(begin))
    finding.confidence = kOverTitle;
  else if (titled || begin == 0)
    finding.confidence = kAtHead;
  return finding;
}

/// The best name with one of the endings among the first units.
template <class Endings>
std::optional<Finding> best_name(const Text& text, const Wanted& wanted, const Endings& endings) {
  const View head = text.units().substr(0, kHeadUnits);
  std::optional<Finding> best;
  for (auto found = find_first(head, endings); found.at != npos;
       found = find_first(head, endings, found.at + 1)) {
    auto finding = name_at(text, wanted, found.at, found.phrase);
    if (finding && (!best || finding->confidence > best->confidence)) best = std::move(finding);
    if (best && best->confidence == kOverTitle) break;
  }
  return best;
}

/// Signatures stand at the end: the last committee named there.
std::optional<Finding> signed_name(const Text& text, const Wanted& wanted) {
  const View units = text.units();
  const std::size_t from = units.size() > kHeadUnits ? units.size() - kHeadUnits : 0;
  std::optional<Finding> last;
  for (auto found = find_first(units, kCommittees, from); found.at != npos;
       found = find_first(units, kCommittees, found.at + 1))
    if (auto finding = name_at(text, wanted, found.at, found.phrase)) last = std::move(finding);
  if (last && text.after_gap(last->words.begin)) last->confidence = std::max(last->confidence, kAtHead);
  return last;
}

}  // namespace

Findings find_organ(const Text& text, const Wanted& wanted) {
  auto found = best_name(text, wanted, kCourts);
  if (!found) found = best_name(text, wanted, kCommittees);
  if (!found || found->confidence < kAtHead)
    if (auto last = signed_name(text, wanted); last && (!found || last->confidence > found->confidence))
      found = std::move(last);
  return found ? Findings{std::move(*found)} : Findings{};
}

}  // namespace leian::extract
