/// What the files of a set say, before names are bound to what tells them.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpora/synthetic/story_book.hpp"
#include "corpora/synthetic/story_text.hpp"

namespace leian {

/// Headings by name; a variable's name starts with $.
using StoryScope = std::map<std::string, StorySymbol*, std::less<>>;

struct StoryDraft {
  std::vector<std::unique_ptr<StoryKind>> kinds;
  std::vector<std::unique_ptr<StorySymbol>> symbols;
  std::vector<std::unique_ptr<Story>> stories;
  StoryNames names;
  StoryScope everywhere;
  std::map<const StoryKind*, StoryScope> in_kind;
  std::map<const Story*, StoryScope> in_story;
};

/// Adds what one file says. Errors: UnknownKind, Io, BadInput naming file, line and reason.
Result<void> read_story_file(const std::filesystem::path&, const KindSet&, StoryDraft&);

}  // namespace leian
