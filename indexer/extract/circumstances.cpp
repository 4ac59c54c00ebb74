// Circumstances that weigh for or against: 自首, 累犯, 谅解 …, by the phrases of
// corpora/cues/circumstances.tsv. A phrase that is denied (不构成自首) or only argued and not adopted does
// not count.
#include <algorithm>
#include <array>
#include <map>

#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr double kFromFacts = 0.25;  // taken off where the court's own reasoning is not there
constexpr double kArgued = 0.2;      // taken off where somebody argued it and nobody said what came of it
constexpr std::uint32_t kDenialReach = 14;
constexpr std::size_t kMostJudged = 600;  // phrases looked at closely in one text
/// Before a phrase, in its clause.
constexpr std::array kDenials{
    View(u"不构成"),   View(u"不属于"),   View(u"不属"),     View(u"不能认定"), View(u"不应认定"),
    View(u"不予认定"), View(u"不认定"),   View(u"不是"),     View(u"并非"),     View(u"不具有"),
    View(u"不具备"),   View(u"没有"),     View(u"未能"),     View(u"不符合"),   View(u"尚未"),
    View(u"不宜"),     View(u"不成立"),   View(u"拒不"),     View(u"无法认定"), View(u"否认"),
    View(u"不系"),     View(u"未取得"),   View(u"未获得"),   View(u"未得到"),   View(u"未对"),
    View(u"未认定"),   View(u"不存在"),   View(u"无"),       View(u"未积极"),   View(u"未予"),
    View(u"未如实"),   View(u"不认定为"), View(u"难以认定"), View(u"不应")};
/// Behind a phrase, in its sentence.
constexpr std::array kRejections{View(u"不予采纳"),   View(u"不予采信"),   View(u"不能成立"),
                                 View(u"不成立"),     View(u"不予支持"),   View(u"不予认定"),
                                 View(u"不能认定"),   View(u"不符合"),     View(u"无事实"),
                                 View(u"没有事实"),   View(u"与事实不符"), View(u"与查明的事实不符"),
                                 View(u"不应采纳"),   View(u"不当"),       View(u"于法无据"),
                                 View(u"无法律依据"), View(u"缺乏"),       View(u"不宜")};
constexpr std::array kArguers{View(u"辩护人"),   View(u"辩称"), View(u"辩解"), View(u"辩护意见"),
                              View(u"上诉理由"), View(u"提出"), View(u"诉称")};
constexpr std::array kAdoptions{View(u"予以采纳"), View(u"可以采纳"),   View(u"应予采纳"), View(u"本院采纳"),
                                View(u"予以支持"), View(u"符合事实"),   View(u"成立"),     View(u"属实"),
                                View(u"予以认定"), View(u"应认定"),     View(u"应当认定"), View(u"可以认定"),
                                View(u"有据"),     View(u"与事实相符"), View(u"予以采信"), View(u"可予采纳"),
                                View(u"本院予以"), View(u"充分考虑"),   View(u"予以考虑"), View(u"可以从轻"),
                                View(u"依法从轻"), View(u"从轻处罚"),   View(u"可从轻"),   View(u"减轻处罚"),
                                View(u"予以采"),   View(u"量刑时")};

class Circumstances {
 public:
  Circumstances(const Text& text, const CueTable& table) : text_(text), table_(table) {}

  Findings find() {
    for (const Zone zone : {Zone::Reasoning, Zone::Result}) look_in(text_.zone(zone), 0);
    const bool decided = text_.has(Zone::Reasoning) || text_.has(Zone::Result);
    if (!decided) look_in(text_.zone(Zone::Facts), kFromFacts);
    Findings findings;
    for (auto& [value, finding] : found_) findings.push_back(std::move(finding));
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.words.begin < b.words.begin; });
    return findings;
  }

 private:
  void look_in(Span zone, double less) {
    const View units = text_.units().substr(0, zone.end);
    for (const Cue& cue : table_.cues) {
      for (auto at = units.find(cue.phrase, zone.begin); at != npos && judged_ < kMostJudged;
           at = units.find(cue.phrase, at + 1)) {
        const auto begin = static_cast<std::uint32_t>(at);
        ++judged_;
        judge(cue, {begin, begin + static_cast<std::uint32_t>(cue.phrase.size())}, less);
      }
    }
  }

  void judge(const Cue& cue, Span words, double less) {
    const CueRow& row = table_.rows[cue.row];
    const auto known = found_.find(row.value);
    double confidence = row.confidence - less;
    if (known != found_.end() && known->second.confidence >= confidence) return;
    const Span sentence = text_.sentence(words);
    const View all = text_.units_in(sentence);
    if (!cue.with.empty() && all.find(cue.with) == npos) return;
    for (const auto& other : row.unless)
      if (all.find(other) != npos) return;
    if (is_denied(words)) return;
    const View behind = text_.units_in({words.end, sentence.end});
    if (holds_any(behind, kRejections)) return;
    if (holds_any(text_.units_in({sentence.begin, words.begin}), kArguers) && !holds_any(behind, kAdoptions))
      confidence -= kArgued;
    if (known == found_.end() || known->second.confidence < confidence)
      found_.insert_or_assign(row.value, Finding{row.value, std::nullopt, confidence, words});
  }

  /// Denied in the clause right before it.
  bool is_denied(Span words) const {
    const Span clause = text_.clause(words);
    const std::uint32_t reach = words.begin > kDenialReach ? words.begin - kDenialReach : 0;
    View before = text_.units_in({std::max(clause.begin, reach), words.begin});
    if (const auto comma = before.rfind(u','); comma != npos) before = before.substr(comma + 1);
    return holds_any(before, kDenials);
  }

  const Text& text_;
  const CueTable& table_;
  std::map<std::string, Finding> found_;
  std::size_t judged_ = 0;
};

}  // namespace

Findings find_circumstances(const Text& text, const Wanted& wanted) {
  if (wanted.circumstances == nullptr) return {};
  return Circumstances(text, *wanted.circumstances).find();
}

}  // namespace leian::extract
