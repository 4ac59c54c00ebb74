#include "query/consistency/penalty_talk.hpp"

#include "corpora/documents/pattern.hpp"

namespace leian::query {
namespace {

bool holds(const leian::Pattern& pattern, std::u16string_view text) { return pattern.find(text).has_value(); }

/// Whether a clause tells of the outcome.
bool tells_outcome(std::u16string_view clause) {
  static const leian::Pattern sentence =
      leian::Pattern::made_of(u"有期徒刑|拘役|判处|决定执行|无期徒刑|管制(?!刀)");
  static const leian::Pattern talk = leian::Pattern::made_of(
      u"建议|量刑|判决如下|缓刑|幅度|从轻|减轻|从重|从宽|从严|免除处罚|免予|处罚金|"
      u"(?:请求|要求|希望|提请|恳请|意见)[^,。]{0,20}(?:判|处)|(?<!曾被)(?<!曾)判处(?!刑罚)");
  static const leian::Pattern earlier = leian::Pattern::made_of(u"曾|前科|因犯|刑满|释放|假释");
  static const leian::Pattern proposal = leian::Pattern::made_of(u"建议|量刑|请求|意见|缓刑");
  const bool past = holds(earlier, clause);
  if (holds(sentence, clause) && !past && clause.find(u"刑罚") == clause.npos) return true;
  return holds(talk, clause) && (!past || holds(proposal, clause));
}

}  // namespace

std::u16string without_penalty_talk(std::u16string_view folded) {
  std::u16string kept;
  std::u16string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of(u",。;\n");
    const std::u16string_view clause = rest.substr(0, end);
    if (!tells_outcome(clause)) kept += clause;
    const char16_t mark = end == rest.npos ? u'。' : rest[end];
    if (mark != u',' || (!kept.empty() && kept.back() != u',')) kept += mark;
    rest = end == rest.npos ? std::u16string_view() : rest.substr(end + 1);
  }
  return kept;
}

}  // namespace leian::query
