#include "corpora/synthetic/story_book.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <unordered_set>

#include "corpora/synthetic/story_text.hpp"

namespace leian {

/// Reads the files of a set into a book, line by line.
class StoryParser {
 public:
  StoryParser(StoryBook& book, const KindSet& kinds) : book_(book), kinds_(kinds) {}

  Result<void> read(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return err(ErrorCode::Io, Msg::FileUnreadable, file.string(), std::string("open"));
    scope_ = &global_;
    kind_ = nullptr;
    story_ = nullptr;
    symbol_ = nullptr;
    layout_ = false;
    at_ = {file.filename().string(), 0};
    for (std::string line; std::getline(in, line);) {
      ++at_.line;
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
      if (!line.empty() && line.front() != '#') LEIAN_CHECK(read_line(line));
    }
    return {};
  }

  Result<void> finish() {
    for (const auto& kind : book_.kinds_) LEIAN_CHECK(complete(*kind));
    for (const auto& story : book_.stories_) {
      story->symbols = resolved(names_.symbols(), *story, "");
      story->variables = resolved(names_.variables(), *story, "$");
      LEIAN_CHECK(check_reachable(*story));
    }
    std::uint64_t sum = 0;
    for (const auto& story : book_.stories_)
      book_.sums_.push_back(sum += story->kind->weight * share(*story));
    book_.numbers_ = names_.symbols();
    if (sum == 0) return err(ErrorCode::BadInput, Msg::StoryKindIncomplete, at_.file);
    return {};
  }

 private:
  using Scope = std::map<std::string, StorySymbol*, std::less<>>;

  Unexpected odd(std::string_view part) const {
    return err(ErrorCode::BadInput, Msg::StoryLineOdd, at_.file, at_.line, std::string(part));
  }

  Result<StoryText> text(std::string_view words) {
    std::string problem;
    auto pieces = parse_story_text(words, names_, kinds_.codes(), problem);
    if (!pieces) return odd(problem);
    return std::move(*pieces);
  }

  Result<void> read_line(const std::string& line) {
    const std::string_view words = line;
    if (words.starts_with("kind ")) return read_kind(words.substr(5));
    if (words.starts_with("story ")) return read_story(words.substr(6));
    if (words == "record") return start_layout();
    if (words.starts_with("[")) return read_heading(words);
    if (layout_) return read_field(words);
    if (symbol_ != nullptr) return read_alternatives(words);
    return odd(words);
  }

  /// `name weight` behind kind and story.
  static bool name_and_weight(std::string_view words, std::string& name, std::uint64_t& weight) {
    const auto space = std::min(words.find(' '), words.size());
    name = words.substr(0, space);
    if (space == words.size()) return true;
    const auto number = words.substr(space + 1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), weight);
    return error == std::errc() && end == number.data() + number.size();
  }

  Result<void> read_kind(std::string_view words) {
    std::string name;
    std::uint64_t weight = 0;
    if (!name_and_weight(words, name, weight)) return odd(words);
    LEIAN_TRY(auto kind, kinds_.find(name));
    kind_ = &layout_of(std::move(kind));
    if (weight > 0) kind_->weight = weight;
    scope_ = &by_kind_[kind_];
    story_ = nullptr;
    symbol_ = nullptr;
    layout_ = false;
    return {};
  }

  StoryKind& layout_of(std::shared_ptr<const Kind> kind) {
    for (const auto& known : book_.kinds_)
      if (known->kind == kind) return *known;
    book_.kinds_.push_back(std::make_unique<StoryKind>());
    book_.kinds_.back()->kind = std::move(kind);
    return *book_.kinds_.back();
  }

  Result<void> read_story(std::string_view words) {
    auto story = std::make_unique<Story>();
    story->weight = 1;
    if (kind_ == nullptr || !name_and_weight(words, story->name, story->weight)) return odd(words);
    story->kind = kind_;
    story_ = story.get();
    scope_ = &by_story_[story_];
    symbol_ = nullptr;
    layout_ = false;
    book_.stories_.push_back(std::move(story));
    return {};
  }

  Result<void> start_layout() {
    if (kind_ == nullptr || story_ != nullptr) return odd("record");
    layout_ = true;
    return {};
  }

  /// `[name]`, `[$name]`, `[name zipf]`
  Result<void> read_heading(std::string_view words) {
    if (words.back() != ']') return odd(words);
    std::string_view name = words.substr(1, words.size() - 2);
    const bool zipf = name.ends_with(" zipf");
    if (zipf) name.remove_suffix(5);
    if (name.empty() || name.find(' ') != name.npos || scope_->contains(name)) return odd(words);
    book_.symbols_.push_back(std::make_unique<StorySymbol>());
    symbol_ = book_.symbols_.back().get();
    symbol_->name = name;
    symbol_->zipf = zipf;
    symbol_->at = at_;
    scope_->emplace(name, symbol_);
    if (name.front() == '$')
      names_.variable(name.substr(1));
    else
      names_.symbol(name);
    layout_ = false;
    return {};
  }

  /// `  title: …`
  Result<void> read_field(std::string_view words) {
    const auto colon = words.find(": ");
    const auto start = words.find_first_not_of(' ');
    if (colon == words.npos || start >= colon) return odd(words);
    StoryField field;
    field.name = words.substr(start, colon - start);
    field.at = at_;
    LEIAN_TRY(field.text, text(words.substr(colon + 2)));
    if (field.name == "id") {
      kind_->id = std::move(field.text);
      return {};
    }
    const auto position = kind_->kind->find(field.name);
    if (!position)
      return err(ErrorCode::BadInput, Msg::StoryFieldUnknown, at_.file, at_.line, kind_->kind->name(),
                 field.name);
    field.field = *position;
    kind_->fields.push_back(std::move(field));
    return {};
  }

  Result<void> read_alternatives(std::string_view words) {
    if (!words.starts_with("/ ")) return add_alternative(words);
    for (words.remove_prefix(2); !words.empty();) {
      const auto end = std::min(words.find(' '), words.size());
      if (end > 0) LEIAN_CHECK(add_alternative(words.substr(0, end)));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    return {};
  }

  /// `text` or `3* text`. Zipf: the n-th alternative weighs 1/(n+2) of the first's double.
  Result<void> add_alternative(std::string_view words) {
    std::uint64_t weight = 0;
    const auto star = words.find("* ");
    const auto [end, error] =
        std::from_chars(words.data(), words.data() + std::min(star, words.size()), weight);
    const bool weighted =
        star != words.npos && error == std::errc() && end == words.data() + star && weight > 0;
    if (weighted) words.remove_prefix(star + 2);
    LEIAN_TRY(auto alternative, text(words));
    constexpr std::uint64_t kZipf = 1'000'000;
    if (!weighted) weight = 1;
    if (symbol_->zipf) weight *= kZipf / (symbol_->alternatives.size() + 2);
    symbol_->alternatives.push_back(std::move(alternative));
    symbol_->weights.push_back(weight + (symbol_->weights.empty() ? 0 : symbol_->weights.back()));
    return {};
  }

  /// A kind must say how its records are laid out and have a field that marks them as made up.
  Result<void> complete(StoryKind& kind) const {
    const auto synthetic = kind.kind->with_role(Role::Synthetic);
    const bool told = std::any_of(book_.stories_.begin(), book_.stories_.end(), [&](const auto& story) {
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
    for (const auto& other : book_.stories_) all += other->kind == story.kind ? other->weight : 0;
    return story.weight * 1'000'000 / all;
  }

  std::vector<const StorySymbol*> resolved(const std::map<std::string, std::size_t, std::less<>>& names,
                                           const Story& story, const std::string& sigil) {
    std::vector<const StorySymbol*> symbols(names.size());
    for (const auto& [name, number] : names) symbols[number] = resolved(sigil + name, story);
    return symbols;
  }

  const StorySymbol* resolved(const std::string& name, const Story& story) {
    for (const Scope* scope : {&by_story_[&story], &by_kind_[story.kind], &global_})
      if (const auto found = scope->find(name); found != scope->end()) return found->second;
    const auto [gap, fresh] = gaps_.try_emplace(name, nullptr);
    if (fresh) {
      book_.symbols_.push_back(std::make_unique<StorySymbol>(StorySymbol{name, false, true, {}, {{}}, {1}}));
      gap->second = book_.symbols_.back().get();
    }
    return gap->second;
  }

  /// Every name that each record of the story can come to must be told somewhere. Rows of tables are left to
  /// the teller, since which of them a story needs depends on its variables.
  Result<void> check_reachable(const Story& story) {
    checked_.clear();
    LEIAN_CHECK(check(story, story.kind->id, at_));
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

  StoryBook& book_;
  const KindSet& kinds_;
  StoryNames names_;
  Scope global_;
  Scope gaps_;
  std::map<const StoryKind*, Scope> by_kind_;
  std::map<const Story*, Scope> by_story_;
  Scope* scope_ = &global_;
  StoryKind* kind_ = nullptr;
  Story* story_ = nullptr;
  StorySymbol* symbol_ = nullptr;
  bool layout_ = false;
  StoryLine at_;
  std::unordered_set<const StorySymbol*> checked_;
};

Result<StoryBook> StoryBook::load(const std::filesystem::path& folder, const KindSet& kinds) {
  std::error_code error;
  std::set<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".txt") files.insert(it->path());
  if (error || files.empty()) return err(ErrorCode::NotFound, Msg::FileMissing, folder.string());
  StoryBook book;
  StoryParser parser(book, kinds);
  for (const auto& file : files) LEIAN_CHECK(parser.read(file));
  LEIAN_CHECK(parser.finish());
  return book;
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
