/// Parses one text of a story file, `关于{$place}的{问题|情况}`, into pieces.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "corpora/synthetic/story_book.hpp"

namespace leian {

/// Numbers for names, in the order they are first met.
class StoryNames {
 public:
  std::size_t symbol(std::string_view name) { return number(symbols_, name); }
  std::size_t variable(std::string_view name) { return number(variables_, name); }

  const std::map<std::string, std::size_t, std::less<>>& symbols() const { return symbols_; }
  const std::map<std::string, std::size_t, std::less<>>& variables() const { return variables_; }

 private:
  using Numbers = std::map<std::string, std::size_t, std::less<>>;
  static std::size_t number(Numbers&, std::string_view name);

  Numbers symbols_;
  Numbers variables_;
};

/// The pieces of `text`. Nothing where it cannot be read; `problem` then holds the part at fault.
std::optional<StoryText> parse_story_text(std::string_view text, StoryNames&, const CodeLists&,
                                          std::string& problem);

}  // namespace leian
