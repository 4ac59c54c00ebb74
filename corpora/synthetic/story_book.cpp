#include "corpora/synthetic/story_book.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "corpora/core/messages.hpp"
#include "corpora/synthetic/story_draft.hpp"

namespace leian {

/// Binds the names of a draft to what tells them, and makes it a book.
class StoryBinder {
 public:
  explicit StoryBinder(StoryDraft& draft) : draft_(draft) {}

  Result<StoryBook> bind() {
    for (const auto& kind : draft_.kinds) LEIAN_CHECK(complete(*kind));
    for (const auto& story : draft_.stories) {
      story->symbols = resolved(draft_.names.symbols(), *story, "");
      story->variables = resolved(draft_.names.variables(), *story, "$");
      LEIAN_CHECK(check_reachable(*story));
    }
    StoryBook book;
    std::uint64_t sum = 0;
    for (const auto& story : draft_.stories) book.sums_.push_back(sum += story->kind->weight * share(*story));
    if (sum == 0) return err(ErrorCode::BadInput, Msg::StoryKindIncomplete, std::string("kind"));
    book.numbers_ = draft_.names.symbols();
    book.kinds_ = std::move(draft_.kinds);
    book.symbols_ = std::move(draft_.symbols);
    book.stories_ = std::move(draft_.stories);
    return book;
  }

 private:
  /// A kind must say how its records are laid out and have a field that marks them as made up.
  Result<void> complete(StoryKind& kind) const {
    const auto synthetic = kind.kind->with_role(Role::Synthetic);
    const bool told = std::any_of(draft_.stories.begin(), draft_.stories.end(), [&](const auto& story) {
      return story->kind == &kind && story->weight > 0;
    });
    if (!synthetic || kind.id.empty() || !told)
      return err(ErrorCode::BadInput, Msg::StoryKindIncomplete, kind.kind->name());
    kind.synthetic = *synthetic;
    return {};
  }

  /// A story's share of its kind in parts per million, so that kinds keep their weights whatever their
  /// stories weigh.
  std::uint64_t share(const Story& story) const {
    std::uint64_t all = 0;
    for (const auto& other : draft_.stories) all += other->kind == story.kind ? other->weight : 0;
    return story.weight * 1'000'000 / all;
  }

  std::vector<const StorySymbol*> resolved(const std::map<std::string, std::size_t, std::less<>>& names,
                                           const Story& story, const std::string& sigil) {
    std::vector<const StorySymbol*> symbols(names.size());
    for (const auto& [name, number] : names) symbols[number] = resolved(sigil + name, story);
    return symbols;
  }

  const StorySymbol* resolved(const std::string& name, const Story& story) {
    for (const StoryScope* scope :
         {&draft_.in_story[&story], &draft_.in_kind[story.kind], &draft_.everywhere})
      if (const auto found = scope->find(name); found != scope->end()) return found->second;
    const auto [gap, fresh] = gaps_.try_emplace(name, nullptr);
    if (fresh) {
      draft_.symbols.push_back(std::make_unique<StorySymbol>(StorySymbol{name, false, true, {}, {{}}, {1}}));
      gap->second = draft_.symbols.back().get();
    }
    return gap->second;
  }

  /// Every name that each record of the story can come to must be told somewhere. Rows of tables are left to
  /// the teller, since which of them a story needs depends on its variables.
  Result<void> check_reachable(const Story& story) {
    checked_.clear();
    LEIAN_CHECK(check(story, story.kind->id, {}));
    for (const StoryField& field : story.kind->fields) LEIAN_CHECK(check(story, field.text, field.at));
    return {};
  }

  Result<void> check(const Story& story, const StorySymbol& symbol, const StoryLine& at) {
    if (symbol.gap || symbol.alternatives.empty())
      return err(ErrorCode::BadInput, Msg::StoryNameUnknown, at.file, at.line, symbol.name, story.name);
    if (!checked_.insert(&symbol).second) return {};
    for (const StoryText& alternative : symbol.alternatives)
      LEIAN_CHECK(check(story, alternative, symbol.at));
    return {};
  }

  Result<void> check(const Story& story, const StoryText& text, const StoryLine& at) {
    for (const StoryPiece& piece : text)
      LEIAN_CHECK(std::visit([&](const auto& what) { return check(story, what, at); }, piece.what));
    return {};
  }

  Result<void> check(const Story&, const TellLiteral&, const StoryLine&) { return {}; }
  Result<void> check(const Story& story, const TellSymbol& what, const StoryLine& at) {
    return check(story, *story.symbols[what.symbol], at);
  }
  Result<void> check(const Story& story, const TellVariable& what, const StoryLine& at) {
    return check(story, *story.variables[what.variable], at);
  }
  Result<void> check(const Story& story, const TellTable& what, const StoryLine& at) {
    return check(story, *story.variables[what.variable], at);
  }
  Result<void> check(const Story& story, const TellMaybe& what, const StoryLine& at) {
    return check(story, what.text, at);
  }
  Result<void> check(const Story& story, const TellChoice& what, const StoryLine& at) {
    for (const StoryText& text : what.choices) LEIAN_CHECK(check(story, text, at));
    return {};
  }
  Result<void> check(const Story& story, const TellCall& what, const StoryLine& at) {
    for (const auto& argument : what.call.arguments)
      if (const auto* variable = std::get_if<VariableNumber>(&argument))
        LEIAN_CHECK(check(story, *story.variables[variable->number], at));
    return {};
  }

  StoryDraft& draft_;
  StoryScope gaps_;
  std::unordered_set<const StorySymbol*> checked_;
};

Result<StoryBook> StoryBook::load(const std::filesystem::path& folder, const KindSet& kinds) {
  std::error_code error;
  std::set<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".txt") files.insert(it->path());
  if (error || files.empty()) return err(ErrorCode::NotFound, Msg::FileMissing, folder.string());
  StoryDraft draft;
  for (const auto& file : files) LEIAN_CHECK(read_story_file(file, kinds, draft));
  return StoryBinder(draft).bind();
}

const Story& StoryBook::story_for(std::uint64_t draw) const {
  const auto found = std::upper_bound(sums_.begin(), sums_.end(), draw);
  return *stories_[static_cast<std::size_t>(found - sums_.begin())];
}

std::optional<std::size_t> StoryBook::symbol_number(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace leian
