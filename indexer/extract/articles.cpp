// The provisions that the court itself applied:
// 依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定.
#include <algorithm>
#include <array>
#include <set>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr double kApplied = 0.98;    // right before 判决如下
constexpr double kMentioned = 0.85;  // elsewhere in the reasoning
constexpr double kTold = 0.6;        // where no reasoning was found
constexpr double kNoName = 0.5;      // the statute was not named beside it
constexpr std::array kApplies{View(u"依照"), View(u"依据"), View(u"根据"),   View(u"按照"),
                              View(u"依"),   View(u"适用"), View(u"之规定"), View(u"的规定")};
constexpr std::array kOpinions{View(u"公诉机关"), View(u"检察院"), View(u"辩护人"),     View(u"辩称"),
                               View(u"辩解"),     View(u"原告"),   View(u"上诉人提出"), View(u"建议")};

/// 刑法第133条之一 of the key A刑法:133-1; provisions below the article are left out.
std::optional<std::string> article_of(std::string_view key, std::string_view& statute) {
  key.remove_prefix(1);
  const auto colon = key.rfind(':');
  if (colon == key.npos) return std::nullopt;
  statute = key.substr(0, colon);
  std::string_view number = key.substr(colon + 1);
  number = number.substr(0, number.find('.'));
  if (number.empty() || number.front() < '0' || number.front() > '9') return std::nullopt;
  const auto dash = number.find('-');
  std::string text = std::string(statute) + "第" + std::string(number.substr(0, dash)) + "条";
  if (dash != number.npos) text += "之" + std::string(number.substr(dash + 1));
  return text;
}

class Articles {
 public:
  explicit Articles(const Text& text) : text_(text) {}

  Findings find() {
    const Span reasoning = text_.zone(Zone::Reasoning);
    const Span result = text_.zone(Zone::Result);
    const bool told = text_.has(Zone::Reasoning) || text_.has(Zone::Result);
    const Span own{told ? reasoning.begin : 0, told ? result.end : text_.zone(Zone::Appendix).begin};
    for (const Form& form : text_.forms())
      if (form.span.begin >= own.begin && form.span.end <= own.end) take(form, told);
    return std::move(findings_);
  }

 private:
  void take(const Form& form, bool told) {
    if (class_of(form.key) != FormClass::Article || findings_.size() >= kMaxFindings) return;
    std::string_view statute;
    auto name = article_of(form.key, statute);
    if (!name || seen_.contains(*name)) return;
    double confidence = told ? kMentioned : kTold;
    const View sentence = text_.units_in(text_.sentence(form.span));
    if (told && holds_any(sentence, kApplies)) confidence = kApplied;
    if (told && form.span.begin >= text_.zone(Zone::Result).begin) confidence = kMentioned;
    if (confidence != kApplied && holds_any(sentence, kOpinions)) return;
    seen_.insert(*name);
    findings_.push_back({std::move(*name), std::nullopt, confidence, form.span});
  }

  const Text& text_;
  Findings findings_;
  std::set<std::string> seen_;
};

}  // namespace

Findings find_articles(const Text& text, const Wanted&) { return Articles(text).find(); }

}  // namespace leian::extract
