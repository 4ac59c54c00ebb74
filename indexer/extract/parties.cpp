// Parties by name, from the head of a decision or an agreement: 被告人张三，男，…; 原告：某公司; 甲方：李四.
#include <algorithm>
#include <array>
#include <set>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using forms::is_one_of;
using forms::unit_at;
using View = std::u16string_view;

constexpr double kDescribed = 0.95;  // 男, 出生, 住, 法定代表人 … follow
constexpr double kListed = 0.8;
constexpr std::uint32_t kLongestName = 40;
constexpr std::uint32_t kLongestBracket = 30;
/// Longer ones before those they begin with.
constexpr std::array kRoles{View(u"附带民事诉讼原告人"),
                            View(u"附带民事诉讼被告人"),
                            View(u"附带民事诉讼原告"),
                            View(u"附带民事诉讼被告"),
                            View(u"原审被告人"),
                            View(u"原审原告"),
                            View(u"原审被告"),
                            View(u"申请执行人"),
                            View(u"被执行人"),
                            View(u"被上诉人"),
                            View(u"上诉人"),
                            View(u"被申请人"),
                            View(u"再审申请人"),
                            View(u"申请人"),
                            View(u"被告人"),
                            View(u"被告单位"),
                            View(u"自诉人"),
                            View(u"第三人"),
                            View(u"原告人"),
                            View(u"原告"),
                            View(u"被告"),
                            View(u"信访人"),
                            View(u"甲方"),
                            View(u"乙方"),
                            View(u"丙方"),
                            View(u"当事人")};
constexpr std::array kDescribes{
    View(u"男"),         View(u"女"),     View(u"出生"),     View(u"住"),           View(u"汉族"),
    View(u"法定代表人"), View(u"身份证"), View(u"公民身份"), View(u"绰号"),         View(u"曾用名"),
    View(u"别名"),       View(u"化名"),   View(u"又名"),     View(u"户籍"),         View(u"文化"),
    View(u"因涉嫌"),     View(u"因本案"), View(u"负责人"),   View(u"统一社会信用"), View(u"委托")};
/// No name begins or goes on like this.
constexpr std::array kNotNames{View(u"到庭"), View(u"不服"), View(u"诉称"), View(u"辩称"), View(u"对"),
                               View(u"与"),   View(u"及其"), View(u"因"),   View(u"犯"),   View(u"的"),
                               View(u"向"),   View(u"于"),   View(u"经"),   View(u"在"),   View(u"系"),
                               View(u"支付"), View(u"应")};
constexpr View kEnds = u",。;:、()!?《》\n";

bool begins_clause(const Text& text, std::uint32_t at) {
  return text.after_gap(at) || is_one_of(text.units()[at - 1], u"。;)");
}

/// Behind （原审被告人） and a colon.
std::uint32_t behind_role(View units, std::uint32_t at) {
  while (unit_at(units, at) == u' ') ++at;
  if (unit_at(units, at) == u'(') {
    const auto close = units.substr(at, kLongestBracket).find(u')');
    if (close != npos) at += static_cast<std::uint32_t>(close) + 1;
  }
  while (is_one_of(unit_at(units, at), u" :")) ++at;
  if (units.substr(at, 2) == u"自报") at += 2;
  if (units.substr(at, 2) == u"姓名") at += 2;
  while (is_one_of(unit_at(units, at), u" :")) ++at;
  return at;
}

/// The name that begins at `at`.
std::optional<Span> read_name(const Text& text, std::uint32_t at) {
  const View units = text.units();
  std::uint32_t end = at;
  while (end < units.size() && end - at < kLongestName && !is_one_of(units[end], kEnds) &&
         (end == at || !text.after_gap(end) || !is_ideograph(units[end])))
    ++end;
  while (end > at && units[end - 1] == u' ') --end;
  if (end < at + 2 || end - at >= kLongestName) return std::nullopt;
  const View name = units.substr(at, end - at);
  // A company's name may hold anything; a person's does not hold these words.
  const bool organisation = name.ends_with(u"公司") || name.size() > 8;
  for (const View word : kNotNames)
    if (name.starts_with(word) || (!organisation && name.find(word, 1) != npos)) return std::nullopt;
  return Span{at, end};
}

}  // namespace

Findings find_parties(const Text& text, const Wanted&) {
  const View head =
      text.units().substr(0, std::max(text.zone(Zone::Head).end, text.has(Zone::Result) ? 0u : 2000u));
  Findings findings;
  std::set<std::string> seen;
  for (auto role = find_first(head, kRoles); role.at != npos && findings.size() < kMaxFindings;) {
    const auto at = static_cast<std::uint32_t>(role.at);
    const auto behind = static_cast<std::uint32_t>(at + role.phrase.size());
    const auto name = begins_clause(text, at) ? read_name(text, behind_role(head, behind)) : std::nullopt;
    if (name && name->end <= head.size()) {
      std::string value = text.plain(*name);
      const View after = head.substr(name->end, 30);
      const double confidence = holds_any(after, kDescribes) ? kDescribed : kListed;
      if (seen.insert(value).second) findings.push_back({std::move(value), std::nullopt, confidence, *name});
    }
    role = find_first(head, kRoles, name ? name->end : behind);
  }
  return findings;
}

}  // namespace leian::extract
