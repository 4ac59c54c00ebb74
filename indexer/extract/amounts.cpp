// Amounts of money: what a decision orders or an agreement settles, and what a case is about.
#include <algorithm>
#include <array>

#include "indexer/extract/finding.hpp"
#include "indexer/extract/penalties.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr double kOnly = 0.88;
constexpr double kLargest = 0.72;
constexpr double kTotal = 0.82;
constexpr double kAbout = 0.1;  // taken off where the amount itself is an estimate: 3万余元
constexpr std::uint32_t kBefore = 40;
constexpr std::array kOrders{View(u"支付"), View(u"赔偿"), View(u"偿还"), View(u"返还"), View(u"给付"),
                             View(u"退赔"), View(u"归还"), View(u"补偿"), View(u"付清"), View(u"清偿"),
                             View(u"退还"), View(u"补助"), View(u"付给")};
/// Amounts that are no part of what the case is about.
constexpr std::array kFees{View(u"受理费"), View(u"罚金"),   View(u"诉讼费"), View(u"保全费"),
                           View(u"公告费"), View(u"鉴定费"), View(u"没收"),   View(u"违约金标准"),
                           View(u"保证金"), View(u"罚款")};
constexpr std::array kTotals{View(u"共计"), View(u"合计"),   View(u"总计"),   View(u"总价值"),
                             View(u"总额"), View(u"总金额"), View(u"共价值"), View(u"累计")};
constexpr std::array kAbouts{View(u"价值"), View(u"骗取"),     View(u"骗得"), View(u"盗窃"),   View(u"窃得"),
                             View(u"盗走"), View(u"窃取"),     View(u"抢走"), View(u"损失"),   View(u"借款"),
                             View(u"欠款"), View(u"数额"),     View(u"金额"), View(u"人民币"), View(u"现金"),
                             View(u"货款"), View(u"工资"),     View(u"贪污"), View(u"受贿"),   View(u"挪用"),
                             View(u"赃款"), View(u"违法所得"), View(u"勒索"), View(u"税额"),   View(u"集资")};

struct Candidate {
  Amount amount;
  bool total = false;
};

/// The largest amount of a zone whose clause before it holds one of `words`, and whether it was the only one.
template <class Words>
std::optional<Finding> largest(const Text& text, Span zone, const Words& words) {
  const View units = text.units();
  std::optional<Candidate> best;
  std::size_t count = 0;
  for (auto amount = next_money(units, zone.begin, zone.end); amount;
       amount = next_money(units, amount->words.end, zone.end)) {
    if (++count > kMaxFindings) break;
    const Span sentence = text.clause(amount->words);
    const std::uint32_t near = amount->words.begin > kBefore ? amount->words.begin - kBefore : 0;
    const View before = text.units_in({std::max(sentence.begin, near), amount->words.begin});
    if (!holds_any(before, words) || holds_any(before, kFees)) {
      --count;
      continue;
    }
    const bool total = holds_any(before, kTotals);
    const bool better =
        !best || (total && !best->total) || (total == best->total && amount->fen > best->amount.fen);
    if (better) best = Candidate{*amount, total};
  }
  if (!best) return std::nullopt;
  double confidence = count == 1 ? kOnly : best->total ? kTotal : kLargest;
  if (best->amount.about) confidence -= kAbout;
  return Finding{best->amount.fen, std::nullopt, confidence, best->amount.words};
}

}  // namespace

Findings find_awarded(const Text& text, const Wanted&) {
  const auto found = largest(text, text.zone(Zone::Result), kOrders);
  return found ? Findings{*found} : Findings{};
}

Findings find_involved(const Text& text, const Wanted&) {
  for (const Zone zone : {Zone::Reasoning, Zone::Facts, Zone::Head})
    if (const auto found = largest(text, text.zone(zone), kAbouts)) return {*found};
  return {};
}

}  // namespace leian::extract
