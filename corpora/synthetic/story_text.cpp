#include "corpora/synthetic/story_text.hpp"

#include <algorithm>
#include <charconv>

namespace leian {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string with_newlines(std::string_view text) {
  std::string result(text);
  for (std::size_t at = 0; (at = result.find("\\n", at)) != result.npos;) result.replace(at, 2, "\n");
  return result;
}

bool is_name(std::string_view text) { return !text.empty() && text.find_first_of(" {}|$:*%=") == text.npos; }

/// Parts `text` at every `separator` that stands outside braces.
std::vector<std::string_view> parted(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}') --depth;
    if (depth > 0 || text[i] != separator) continue;
    parts.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

/// Recursive descent over one text.
class TextParser {
 public:
  TextParser(StoryNames& names, const CodeLists& lists) : names_(names), lists_(lists) {}

  std::optional<StoryText> parse(std::string_view text) {
    StoryText pieces;
    while (!text.empty()) {
      const auto open = std::min(text.find_first_of("{}"), text.size());
      if (open > 0) pieces.push_back({TellLiteral{with_newlines(text.substr(0, open))}});
      text.remove_prefix(open);
      if (text.empty()) break;
      const auto close = closing(text);
      if (!close) return fault(text);
      const auto inside = text.substr(1, *close - 1);
      if (!inside.empty()) {
        auto piece = braced(inside);
        if (!piece) return std::nullopt;
        pieces.push_back(std::move(*piece));
      }
      text.remove_prefix(*close + 1);
    }
    return pieces;
  }

  const std::string& problem() const { return problem_; }

 private:
  std::nullopt_t fault(std::string_view part) {
    if (problem_.empty()) problem_ = part;
    return std::nullopt;
  }

  /// Where the brace that `text` opens with is closed.
  static std::optional<std::size_t> closing(std::string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '{') ++depth;
      if (text[i] == '}' && --depth <= 0) return depth == 0 && i > 0 ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<StoryPiece> braced(std::string_view inside) {
    if (inside.front() == '=') return call(inside.substr(1));
    if (const auto percent = inside.find('%'); percent != inside.npos)
      if (const auto chance = whole_number(inside.substr(0, percent)))
        return maybe(*chance, inside.substr(percent + 1));
    if (const auto choices = parted(inside, '|'); choices.size() > 1) return choice(choices);
    if (inside.front() == '$') return variable(inside.substr(1));
    if (const auto slash = inside.find("/$"); slash != inside.npos) return table(inside, slash);
    if (const auto star = inside.find('*'); star != inside.npos) return several(inside, star);
    if (!is_name(inside)) return fault(inside);
    return StoryPiece{TellSymbol{names_.symbol(inside)}};
  }

  std::optional<StoryPiece> maybe(std::int64_t chance, std::string_view inside) {
    auto text = parse(inside);
    if (!text) return std::nullopt;
    return StoryPiece{TellMaybe{static_cast<std::uint64_t>(chance), std::move(*text)}};
  }

  std::optional<StoryPiece> choice(const std::vector<std::string_view>& parts) {
    TellChoice choice;
    for (const auto part : parts) {
      auto text = parse(part);
      if (!text) return std::nullopt;
      choice.choices.push_back(std::move(*text));
    }
    return StoryPiece{std::move(choice)};
  }

  std::optional<StoryPiece> variable(std::string_view inside) {
    const auto colon = std::min(inside.find(':'), inside.size());
    const auto name = inside.substr(0, colon);
    const auto form = colon == inside.size() ? ValueForm::Plain : form_named(inside.substr(colon + 1));
    if (!is_name(name) || !form) return fault(inside);
    return StoryPiece{TellVariable{names_.variable(name), *form}};
  }

  std::optional<StoryPiece> table(std::string_view inside, std::size_t slash) {
    const auto name = inside.substr(slash + 2);
    if (!is_name(inside.substr(0, slash)) || !is_name(name)) return fault(inside);
    return StoryPiece{TellTable{std::string(inside.substr(0, slash + 1)), names_.variable(name)}};
  }

  std::optional<StoryPiece> several(std::string_view inside, std::size_t star) {
    const auto range = inside.substr(star + 1);
    const auto dash = range.find('-');
    if (dash == range.npos || !is_name(inside.substr(0, star))) return fault(inside);
    const auto least = whole_number(range.substr(0, dash));
    const auto most = whole_number(range.substr(dash + 1));
    if (!least || !most || *least < 0 || *most < *least) return fault(inside);
    return StoryPiece{TellSymbol{names_.symbol(inside.substr(0, star)), *least, *most}};
  }

  std::optional<StoryPiece> call(std::string_view inside) {
    auto words = words_of(inside);
    if (words.empty()) return fault(inside);
    const std::string name = words.front();
    words.erase(words.begin());
    StoryCall call;
    if (name == "pick") {
      call.entries = pickable(words, lists_);
      if (call.entries.empty()) return fault(inside);
      return StoryPiece{TellCall{std::move(call)}};
    }
    call.function = story_function(name, words.size());
    if (call.function == nullptr) return fault(inside);
    for (const std::string& word : words) call.arguments.push_back(argument(word));
    return StoryPiece{TellCall{std::move(call)}};
  }

  std::variant<StoryValue, VariableNumber> argument(const std::string& word) {
    if (word.front() == '$') return VariableNumber{names_.variable(word.substr(1))};
    if (const auto number = whole_number(word)) return StoryValue(*number);
    if (const auto date = parse_date(word)) return StoryValue(*date);
    return StoryValue(word);
  }

  StoryNames& names_;
  const CodeLists& lists_;
  std::string problem_;
};

}  // namespace

std::size_t StoryNames::number(Numbers& numbers, std::string_view name) {
  return numbers.try_emplace(std::string(name), numbers.size()).first->second;
}

std::optional<StoryText> parse_story_text(std::string_view text, StoryNames& names, const CodeLists& lists,
                                          std::string& problem) {
  TextParser parser(names, lists);
  auto pieces = parser.parse(text);
  if (!pieces) problem = parser.problem();
  return pieces;
}

}  // namespace leian
