#include <algorithm>
#include <charconv>
#include <fstream>

#include "corpora/core/messages.hpp"
#include "corpora/synthetic/story_draft.hpp"

namespace leian {
namespace {

/// Reads one file line by line; what a line means depends on the heading it stands under.
class StoryFileReader {
 public:
  StoryFileReader(const std::filesystem::path& file, const KindSet& kinds, StoryDraft& draft)
      : file_(file),
        kinds_(kinds),
        draft_(draft),
        scope_(&draft.everywhere),
        at_{file.filename().string(), 0} {}

  Result<void> read() {
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
      ++at_.line;
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
      if (!line.empty() && line.front() != '#') LEIAN_CHECK(read_line(line));
    }
    if (!in.eof()) return err(ErrorCode::Io, Msg::FileUnreadable, file_.string(), std::string("read"));
    return {};
  }

 private:
  Unexpected odd(std::string_view part) const {
    return err(ErrorCode::BadInput, Msg::StoryLineOdd, at_.file, at_.line, std::string(part));
  }

  Result<StoryText> text(std::string_view words) {
    std::string problem;
    auto pieces = parse_story_text(words, draft_.names, kinds_.codes(), problem);
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
    scope_ = &draft_.in_kind[kind_];
    story_ = nullptr;
    symbol_ = nullptr;
    layout_ = false;
    return {};
  }

  StoryKind& layout_of(std::shared_ptr<const Kind> kind) {
    for (const auto& known : draft_.kinds)
      if (known->kind == kind) return *known;
    draft_.kinds.push_back(std::make_unique<StoryKind>());
    draft_.kinds.back()->kind = std::move(kind);
    return *draft_.kinds.back();
  }

  Result<void> read_story(std::string_view words) {
    auto story = std::make_unique<Story>();
    story->weight = 1;
    if (kind_ == nullptr || !name_and_weight(words, story->name, story->weight)) return odd(words);
    story->kind = kind_;
    story_ = story.get();
    scope_ = &draft_.in_story[story_];
    symbol_ = nullptr;
    layout_ = false;
    draft_.stories.push_back(std::move(story));
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
    draft_.symbols.push_back(std::make_unique<StorySymbol>());
    symbol_ = draft_.symbols.back().get();
    symbol_->name = name;
    symbol_->zipf = zipf;
    symbol_->at = at_;
    scope_->emplace(name, symbol_);
    if (name.front() == '$')
      draft_.names.variable(name.substr(1));
    else
      draft_.names.symbol(name);
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

  const std::filesystem::path& file_;
  const KindSet& kinds_;
  StoryDraft& draft_;
  StoryScope* scope_;
  StoryKind* kind_ = nullptr;
  Story* story_ = nullptr;
  StorySymbol* symbol_ = nullptr;
  bool layout_ = false;
  StoryLine at_;
};

}  // namespace

Result<void> read_story_file(const std::filesystem::path& file, const KindSet& kinds, StoryDraft& draft) {
  return StoryFileReader(file, kinds, draft).read();
}

}  // namespace leian
