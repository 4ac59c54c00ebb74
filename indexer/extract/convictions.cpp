#include "indexer/extract/convictions.hpp"

#include <algorithm>
#include <array>

#include "indexer/analysis/forms/scan.hpp"

namespace leian::extract {
namespace {

using forms::is_one_of;
using forms::unit_at;
using View = std::u16string_view;

constexpr std::size_t kMostConvictions = 200;
constexpr std::uint32_t kLongestUnknown = 32;  // units of a charge that no list holds
constexpr std::uint32_t kLongestPenalty = 600;
constexpr View kJoins = u"、,和及与以并";
/// 犯 behind these is a part of another word, or tells of another judgment: 侵犯, 从犯, 因犯, 所犯.
constexpr View kNotBefore = u"侵罪从主累惯初偶因曾所嫌逃人要胁教前原";
constexpr std::array kPersons{View(u"被告人"), View(u"上诉人"), View(u"被告单位"), View(u"罪犯")};
constexpr std::array kJoined{View(u"决定执行"),     View(u"合并执行"),     View(u"并罚执行"),
                             View(u"决定合并执行"), View(u"决定对其执行"), View(u"决定对被告人"),
                             View(u"实际执行"),     View(u"应执行")};
constexpr std::array kPenaltyEnds{View(u"决定执行"), View(u"合并执行"), View(u"并罚执行"), View(u"刑期从"),
                                  View(u"刑期自"),   View(u"总和刑期"), View(u"数罪并罚"), View(u"与前罪")};

std::uint32_t skip_quotes(View text, std::uint32_t at) {
  while (is_one_of(unit_at(text, at), u"“”‘’\"'《》 ")) ++at;
  return at;
}

/// A charge whose name no list holds: what stands up to 罪.
std::optional<Charge> read_unknown(const Text& text, std::uint32_t at) {
  const View units = text.units();
  for (std::uint32_t end = at; end < units.size() && end - at < kLongestUnknown; ++end) {
    if (is_one_of(units[end], u",。;:()!?")) return std::nullopt;
    if (units[end] != u'罪' || end - at < 2 || (units[end - 1] == u'犯')) continue;
    return Charge{text.plain({at, end + 1}), false, {at, end + 1}};
  }
  return std::nullopt;
}

std::optional<Charge> read_charge(const Text& text, const Names& names, std::uint32_t at) {
  const View units = text.units();
  const auto known = names.at(units, at);
  if (!known) return read_unknown(text, at);
  std::uint32_t end = known->end;
  if (unit_at(units, end) == u'罪') ++end;
  const bool ends_name = units[end - 1] == u'罪' || is_one_of(unit_at(units, end), u"、和及与");
  if (!ends_name) return read_unknown(text, at);
  return Charge{std::string(known->code), true, {at, end}};
}

bool begins_conviction(View text, std::uint32_t at) {
  if (text[at] != u'犯' || unit_at(text, at + 1) == u'罪') return false;
  return at == 0 || !is_one_of(text[at - 1], kNotBefore);
}

/// Walks through the result zone.
class VerdictReader {
 public:
  VerdictReader(const Text& text, const Names& names)
      : text_(text), names_(names), units_(text.units()), zone_(text.zone(Zone::Result)) {}

  Verdict read() {
    for (std::uint32_t at = zone_.begin; at < zone_.end && verdict_.convictions.size() < kMostConvictions;) {
      const std::uint32_t next = step(at);
      at = std::max(next, at + 1);
    }
    drop_what_is_said_again();
    return std::move(verdict_);
  }

 private:
  std::uint32_t step(std::uint32_t at) {
    const View rest = units_.substr(at, zone_.end - at);
    for (const View person : kPersons)
      if (rest.starts_with(person)) {
        person_at_ = at + static_cast<std::uint32_t>(person.size());
        return person_at_;
      }
    for (const View joined : kJoined)
      if (rest.starts_with(joined)) return read_joined(at + static_cast<std::uint32_t>(joined.size()));
    return begins_conviction(units_, at) ? read_conviction(at) : at;
  }

  /// The sentence sets an earlier judgment aside, or quotes it.
  bool is_set_aside(std::uint32_t at) const {
    const Span sentence = text_.clause({at, at});
    constexpr std::array kEarlier{View(u"撤销"), View(u"曾因"), View(u"判决中对")};
    const View before = units_.substr(sentence.begin, at - sentence.begin);
    return holds_any(before, kEarlier) && before.find(u"维持") == npos;
  }

  /// 维持…定罪部分，即被告人犯盗窃罪: said once more with its penalty further down, or else of weight by
  /// itself.
  bool is_upheld(const Conviction& conviction) const {
    const std::uint32_t at = conviction.words.begin;
    const Span sentence = text_.clause({at, at});
    return units_.substr(sentence.begin, at - sentence.begin).find(u"维持") != npos;
  }

  void drop_what_is_said_again() {
    auto& all = verdict_.convictions;
    const bool anew = std::any_of(all.begin(), all.end(), [&](const Conviction& c) { return !is_upheld(c); });
    if (anew)
      std::erase_if(all,
                    [&](const Conviction& c) { return is_upheld(c) && !(c.penalty && c.penalty->months); });
  }

  /// Another name before 犯 than the last time is another person.
  void next_defendant(std::uint32_t at) {
    if (person_at_ == 0) return;
    const View name = units_.substr(person_at_, std::min(at - person_at_, kLongestUnknown));
    if (name != name_ && !verdict_.convictions.empty()) ++defendant_;
    name_ = name;
    person_at_ = 0;
  }

  std::uint32_t read_conviction(std::uint32_t at) {
    Conviction conviction;
    conviction.charges = read_charges(text_, names_, at + 1);
    if (conviction.charges.empty() || is_set_aside(at)) return at + 1;
    next_defendant(at);
    conviction.defendant = defendant_;
    const std::uint32_t behind = conviction.charges.back().words.end;
    conviction.penalty = read_penalty(units_, {behind, penalty_end(behind)});
    const std::uint32_t end = conviction.penalty ? conviction.penalty->words.end : behind;
    conviction.words = {at, end};
    verdict_.convictions.push_back(std::move(conviction));
    return end;
  }

  /// Where the penalty for what was named before `at` can stand at most: up to the next conviction, the
  /// joined penalty or the sentence's end; a sentence that goes on with 判处 belongs to it.
  std::uint32_t penalty_end(std::uint32_t at) const {
    const std::uint32_t last = std::min(zone_.end, at + kLongestPenalty);
    for (std::uint32_t end = at; end < last; ++end) {
      if (units_[end] == u'。' && !units_.substr(end + 1, 2).starts_with(u"判处")) return end;
      if (begins_conviction(units_, end) && end > at && !read_charges(text_, names_, end + 1).empty())
        return end;
      if (const std::uint32_t behind = behind_aside(end); behind > end) end = behind;
      const View rest = units_.substr(end, 6);
      for (const View stop : kPenaltyEnds)
        if (rest.starts_with(stop)) return end;
      for (const View person : kPersons)
        if (rest.starts_with(person) && end > at + 1) return end;
    }
    return last;
  }

  /// A remark in brackets on how the term is counted, where the penalty goes on behind it: where that is.
  /// Else `at`.
  std::uint32_t behind_aside(std::uint32_t at) const {
    constexpr std::size_t kLongestAside = 120;
    if (units_[at] != u'(') return at;
    const auto close = units_.substr(at, kLongestAside).find(u')');
    if (close == View::npos) return at;
    auto behind = static_cast<std::uint32_t>(at + close + 1);
    if (is_one_of(unit_at(units_, behind), u",、;")) ++behind;
    return units_.substr(behind, 2) == u"并处" ? behind : at;
  }

  std::uint32_t read_joined(std::uint32_t at) {
    std::uint32_t end = at;
    const std::uint32_t last = std::min(zone_.end, at + kLongestPenalty);
    while (end < last && !is_one_of(units_[end], u"。;(")) ++end;
    const auto penalty = read_penalty(units_, {at, end});
    if (!penalty || is_set_aside(at)) return at;
    verdict_.joined.push_back({*penalty, defendant_});
    return penalty->words.end;
  }

  const Text& text_;
  const Names& names_;
  View units_;
  Span zone_;
  Verdict verdict_;
  std::size_t defendant_ = 0;
  std::uint32_t person_at_ = 0;  // behind the person named since the last conviction; 0: none was
  View name_;
};

}  // namespace

std::vector<Charge> read_charges(const Text& text, const Names& names, std::uint32_t at) {
  const View units = text.units();
  std::vector<Charge> charges;
  for (std::uint32_t next = skip_quotes(units, at); charges.size() < kMostConvictions;) {
    const auto charge = read_charge(text, names, next);
    if (!charge) break;
    charges.push_back(*charge);
    next = skip_quotes(units, charge->words.end);
    if (!is_one_of(unit_at(units, next), kJoins)) break;
    while (is_one_of(unit_at(units, next), kJoins)) ++next;
    if (unit_at(units, next) == u'犯') break;  // a conviction of its own
    next = skip_quotes(units, next);
    if (!names.at(units, next)) break;
  }
  return charges;
}

Verdict read_verdict(const Text& text, const Names& names) { return VerdictReader(text, names).read(); }

}  // namespace leian::extract
