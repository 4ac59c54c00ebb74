#include "corpora/documents/pattern.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::int32_t kMaxSteps = 500;  // ICU counts them by ten thousand: well below a second
constexpr std::int32_t kMaxStackBytes = 1 << 20;

/// A view of the text for ICU, which copies nothing.
icu::UnicodeString alias(std::u16string_view text) {
  return {false, text.data(), static_cast<std::int32_t>(text.size())};
}

std::optional<Pattern::Match> match_of(icu::RegexMatcher& matcher) {
  UErrorCode status = U_ZERO_ERROR;
  Pattern::Match match;
  match.begin = static_cast<std::size_t>(matcher.start(status));
  match.end = static_cast<std::size_t>(matcher.end(status));
  for (std::int32_t group = 0; group <= matcher.groupCount(); ++group) {
    const icu::UnicodeString text = matcher.group(group, status);
    match.groups.emplace_back(text.getBuffer(), static_cast<std::size_t>(text.length()));
  }
  if (U_FAILURE(status)) return std::nullopt;
  return match;
}

/// Runs `ask` on a matcher for the text.
template <class Ask>
std::optional<Pattern::Match> run(const icu::RegexPattern& pattern, std::u16string_view text, Ask ask) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString input = alias(text);
  const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(input, status));
  if (U_FAILURE(status)) return std::nullopt;
  matcher->setTimeLimit(kMaxSteps, status);
  matcher->setStackLimit(kMaxStackBytes, status);
  const bool matched = ask(*matcher, status);
  if (U_FAILURE(status) || !matched) return std::nullopt;
  return match_of(*matcher);
}

std::shared_ptr<const icu::RegexPattern> compile(const icu::UnicodeString& pattern, UParseError& place) {
  UErrorCode status = U_ZERO_ERROR;
  std::shared_ptr<const icu::RegexPattern> compiled(icu::RegexPattern::compile(pattern, 0, place, status));
  return U_SUCCESS(status) ? compiled : nullptr;
}

}  // namespace

Result<Pattern> Pattern::read(const Node& node, std::string_view before, std::string_view behind) {
  std::string all;
  UParseError place{};
  for (const Node& item : node.items()) {
    LEIAN_TRY(const std::string one, item.text());
    if (compile(icu::UnicodeString::fromUTF8(one), place) == nullptr)
      return item.fault(say(Msg::FormPattern, std::max(place.offset, 0)));
    (all += all.empty() ? "" : "|") += one;
  }
  if (all.empty()) return node.fault(say(Msg::NeedsText));
  Pattern pattern;
  std::string whole(before);
  ((whole += "(?:") += all) += ')';
  whole += behind;
  pattern.compiled_ = compile(icu::UnicodeString::fromUTF8(whole), place);
  if (pattern.compiled_ == nullptr) return node.fault(say(Msg::FormPattern, std::max(place.offset, 0)));
  return pattern;
}

Pattern Pattern::made_of(std::u16string_view text) {
  UParseError place{};
  Pattern pattern;
  pattern.compiled_ = compile(alias(text), place);
  return pattern;
}

std::optional<Pattern> Pattern::from_text(std::string_view utf8) {
  UParseError place{};
  Pattern pattern;
  pattern.compiled_ = compile(
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size()))), place);
  return pattern.compiled_ == nullptr ? std::nullopt : std::optional(pattern);
}

std::optional<Pattern::Match> Pattern::at_start(std::u16string_view text) const {
  return run(*compiled_, text,
             [](auto& matcher, UErrorCode& status) { return matcher.lookingAt(status) != 0; });
}

std::optional<Pattern::Match> Pattern::find(std::u16string_view text, std::size_t from) const {
  return run(*compiled_, text, [&](auto& matcher, UErrorCode& status) {
    return matcher.find(static_cast<std::int64_t>(from), status) != 0;
  });
}

}  // namespace leian
