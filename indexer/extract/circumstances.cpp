// Circumstances that weigh for or against: 自首, 累犯, 谅解 …, by the phrases of
// corpora/cues/circumstances.tsv. A phrase that is denied (不构成自首) or only argued and not adopted does
// not count.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr double kFromFacts = 0.25;   // taken off where the court's own reasoning is not there
constexpr double kFromCharges = 0.3;  // or only what was alleged
constexpr double kArgued = 0.2;       // taken off where somebody argued it and nobody said what came of it
constexpr std::uint32_t kDenialReach = 14;
constexpr std::size_t kMostJudged = 600;  // phrases looked at closely in one text
/// Before a phrase, in its clause.
constexpr std::array kDenials{
    View(u"不构成"),   View(u"不属于"), View(u"不属"),   View(u"不能认定"), View(u"不应认定"),
    View(u"不予认定"), View(u"不认定"), View(u"不是"),   View(u"并非"),     View(u"不具有"),
    View(u"不具备"),   View(u"没有"),   View(u"未能"),   View(u"不符合"),   View(u"尚未"),
    View(u"不宜"),     View(u"不成立"), View(u"拒不"),   View(u"无犯罪"),   View(u"无法认定"),
    View(u"否认"),     View(u"不系"),   View(u"未取得"), View(u"未获得"),   View(u"未得到"),
    View(u"未对"),     View(u"未认定"), View(u"不存在"), View(u"未积极"),   View(u"未予"),
    View(u"未如实"),   View(u"不能以"), View(u"不以"),   View(u"未主动"),   View(u"不认定为"),
    View(u"难以认定"), View(u"不应")};
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
    look_in(text_.zone(Zone::Reasoning), 0, false);
    const auto [facts, less] = found_facts();
    look_in(facts, less, false);
    look_in({0, text_.zone(Zone::Reasoning).begin}, kFromFacts, true);
    Findings findings;
    for (auto& [value, finding] : found_) findings.push_back(std::move(finding));
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.words.begin < b.words.begin; });
    return findings;
  }

 private:
  /// What the court found, behind the first 查明. Where it says nothing of the sort, what was alleged and not
  /// disputed: much less sure.
  std::pair<Span, double> found_facts() const {
    Span facts = text_.zone(Zone::Facts);
    const auto found = text_.units_in(facts).find(u"查明");
    if (found == npos) return {facts, text_.has(Zone::Reasoning) ? kFromCharges : kFromFacts};
    facts.begin += static_cast<std::uint32_t>(found);
    return {facts, kFromFacts};
  }

  void look_in(Span zone, double less, bool only_anywhere) {
    const View units = text_.units().substr(0, zone.end);
    for (const Cue& cue : table_.cues) {
      if (only_anywhere && !table_.rows[cue.row].anywhere) continue;
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
    double confidence = row.confidence - less;
    const auto known = found_.find(row.value);
    if (known != found_.end() && known->second.confidence >= confidence) return;
    if (less > 0 && denied_.contains(row.value)) return;
    const Span sentence = text_.sentence(words);
    if (!cue.with.empty() && !says(text_.units_in(sentence), cue.with)) return;
    if (is_barred(row, text_.clause(words))) return;
    const View behind = text_.units_in({words.end, sentence.end});
    const auto adopted = find_first(behind, kAdoptions).at;
    if (is_denied(words) || find_first(behind, kRejections).at < adopted) {
      denied_.insert(row.value);
      return;
    }
    if (adopted == npos && holds_any(text_.units_in({sentence.begin, words.begin}), kArguers))
      confidence -= kArgued;
    if (known == found_.end() || known->second.confidence < confidence)
      found_.insert_or_assign(row.value, Finding{row.value, std::nullopt, confidence, words});
  }

  /// Whether the sentence holds the word without 未 or 不 right before it.
  static bool says(View sentence, View word) {
    for (auto at = sentence.find(word); at != npos; at = sentence.find(word, at + 1))
      if (at == 0 || (sentence[at - 1] != u'未' && sentence[at - 1] != u'不')) return true;
    return false;
  }

  /// Whether the clause holds a word, undenied, that makes it mean something else.
  bool is_barred(const CueRow& row, Span clause) const {
    const View units = text_.units().substr(0, clause.end);
    return std::any_of(row.unless.begin(), row.unless.end(), [&](const std::u16string& word) {
      const auto at = units.find(word, clause.begin);
      if (at == npos) return false;
      const auto begin = static_cast<std::uint32_t>(at);
      return !is_denied({begin, begin + static_cast<std::uint32_t>(word.size())});
    });
  }

  /// Denied in the clause right before it.
  bool is_denied(Span words) const {
    constexpr View kRightBefore = u"未不无非";
    if (words.begin > 0 && kRightBefore.find(text_.units()[words.begin - 1]) != npos) return true;
    const Span clause = text_.clause(words);
    const std::uint32_t reach = words.begin > kDenialReach ? words.begin - kDenialReach : 0;
    View before = text_.units_in({std::max(clause.begin, reach), words.begin});
    if (const auto comma = before.rfind(u','); comma != npos) before = before.substr(comma + 1);
    return holds_any(before, kDenials);
  }

  const Text& text_;
  const CueTable& table_;
  std::map<std::string, Finding> found_;
  std::set<std::string> denied_;  // by the court's reasoning: the facts do not bring them back
  std::size_t judged_ = 0;
};

}  // namespace

Findings find_circumstances(const Text& text, const Wanted& wanted) {
  if (wanted.circumstances == nullptr) return {};
  return Circumstances(text, *wanted.circumstances).find();
}

}  // namespace leian::extract
