// Charges and causes: what a judgment convicts of, what a civil case is called.
#include <algorithm>
#include <array>
#include <set>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/convictions.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using forms::is_one_of;
using View = std::u16string_view;

constexpr double kConvicted = 0.97;
constexpr double kHeld = 0.88;    // 其行为已构成盗窃罪
constexpr double kAccused = 0.6;  // 指控被告人犯盗窃罪
constexpr double kTitled = 0.9;   // 离婚纠纷一案
constexpr double kUnknown = 0.6;  // no list holds it
constexpr std::uint32_t kLongestCause = 40;
constexpr std::array kCaseEnds{View(u"一案"),       View(u"一审"),       View(u"二审"),
                               View(u"再审"),       View(u"民事判决书"), View(u"民事裁定书"),
                               View(u"民事调解书"), View(u"执行裁定书"), View(u"行政判决书")};
constexpr std::array kHolds{View(u"构成"), View(u"应以"), View(u"应当以"),
                            View(u"均以"), View(u"触犯"), View(u"犯有")};
constexpr std::array kDenies{View(u"不构成"),   View(u"不应构成"),  View(u"未构成"), View(u"并非"),
                             View(u"不应以"),   View(u"辩护人"),    View(u"辩称"),   View(u"辩解"),
                             View(u"是否构成"), View(u"不足以构成")};
constexpr std::array kAccuses{View(u"犯"), View(u"涉嫌"), View(u"以")};

class Causes {
 public:
  Causes(const Text& text, const Names& names) : text_(text), names_(names) {}

  Findings find() {
    for (const Conviction& conviction : read_verdict(text_, names_).convictions)
      for (const Charge& charge : conviction.charges) add(charge, kConvicted);
    if (findings_.empty()) find_held();
    if (findings_.empty()) find_titled();
    if (findings_.empty()) find_accused();
    return std::move(findings_);
  }

 private:
  void add(const Charge& charge, double confidence) {
    if (findings_.size() >= kMaxFindings || !seen_.insert(charge.name).second) return;
    findings_.push_back({charge.name, std::nullopt,
                         charge.known ? confidence : std::min(confidence, kUnknown), charge.words});
  }

  /// What the court holds the conduct to be.
  void find_held() {
    const Span zone = text_.zone(Zone::Reasoning);
    for_each(zone, kHolds, [&](std::uint32_t, std::uint32_t behind) {
      const auto charges = read_charges(text_, names_, behind);
      if (charges.empty()) return;
      const View sentence = text_.units_in(text_.clause(charges.front().words));
      if (holds_any(sentence, kDenies)) return;
      for (const Charge& charge : charges) add(charge, kHeld);
    });
  }

  /// 离婚纠纷一案, 离婚纠纷民事判决书: the longest name that ends there.
  void find_titled() {
    const View text = text_.units();
    const Span head = text_.zone(Zone::Head);
    for_each(head, kCaseEnds, [&](std::uint32_t at, std::uint32_t) {
      if (!findings_.empty()) return;
      const auto name = names_.ending_at(text, at, kLongestCause);
      if (!name || name->begin < head.begin) return;
      add({std::string(names_.at(text.substr(0, at), name->begin)->code), true, *name}, kTitled);
    });
  }

  /// What the prosecution charges with. Only known names: 犯 and 以 are everyday words.
  void find_accused() {
    for (const Zone z : {Zone::Head, Zone::Facts, Zone::Reasoning}) {
      for_each(text_.zone(z), kAccuses, [&](std::uint32_t, std::uint32_t behind) {
        if (!names_.at(text_.units(), behind)) return;
        for (const Charge& charge : read_charges(text_, names_, behind))
          if (charge.known) add(charge, kAccused);
      });
      if (!findings_.empty()) return;
    }
  }

  template <class Phrases, class Take>
  void for_each(Span zone, const Phrases& phrases, const Take& take) {
    const View text = text_.units().substr(0, zone.end);
    for (auto found = find_first(text, phrases, zone.begin); found.at != npos;
         found = find_first(text, phrases, found.at + 1))
      take(static_cast<std::uint32_t>(found.at), static_cast<std::uint32_t>(found.at + found.phrase.size()));
  }

  const Text& text_;
  const Names& names_;
  Findings findings_;
  std::set<std::string> seen_;
};

}  // namespace

Findings find_cause(const Text& text, const Wanted& wanted) {
  if (wanted.names == nullptr) return {};
  return Causes(text, *wanted.names).find();
}

}  // namespace leian::extract
