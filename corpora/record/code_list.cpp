#include "corpora/record/code_list.hpp"

#include <algorithm>
#include <array>

#include "corpora/core/messages.hpp"
#include "corpora/record/document.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxNameBytes =
    300;  ///< a longer value is no path of names; spares looking for one in it
constexpr std::string_view kSeparators = " />-\t";

std::string_view without_separators(std::string_view text) {
  const auto last = text.find_last_not_of(kSeparators);
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Names are told apart by so many characters at their ends before they are looked for.
constexpr std::size_t kEndCharacters = 3;

/// The last `count` characters, or all where there are fewer.
std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  for (; count > 0 && at > 0; --count)
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) continue;
  return text.substr(at);
}

/// The parts of `text` between `separator`s.
std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> all;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(separator, begin), text.size());
    all.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return all;
}

bool ends_in_one(std::string_view text, const std::set<std::string, std::less<>>& ends) {
  for (std::size_t count = 1; count <= kEndCharacters; ++count)
    if (ends.contains(last_characters(text, count))) return true;
  return false;
}

/// `text` without the entry's label or alias at its end; the longest one that stands there.
std::string_view without_name(std::string_view text, const CodeEntry& entry) {
  std::size_t longest = text.ends_with(entry.label) ? entry.label.size() : 0;
  for (const auto& alias : entry.aliases)
    if (text.ends_with(alias)) longest = std::max(longest, alias.size());
  return without_separators(text.substr(0, text.size() - longest));
}

Unexpected line_error(std::string_view origin, std::size_t line, const Text& reason) {
  const Text what{say(Msg::CodeLine, origin, line, reason.zh).zh,
                  say(Msg::CodeLine, origin, line, reason.en).en};
  return Unexpected(Error{ErrorCode::BadInput, what, hint_for(Msg::CodeLine)});
}

}  // namespace

Result<CodeList> CodeList::load(const std::filesystem::path& path) {
  LEIAN_TRY(const std::string text, read_small_file(path.string()));
  return parse(text, path.stem().string(), path.string());
}

Result<CodeList> CodeList::parse(std::string_view text, std::string name, std::string_view origin) {
  CodeList list;
  list.name_ = std::move(name);
  std::size_t number = 0;
  bool header = true;
  for (std::string_view line : parts(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "#open") list.open_ = true;
    if (trimmed(line).empty() || line.starts_with('#')) continue;
    if (!std::exchange(header, false)) LEIAN_CHECK(list.add_line(line, number, origin));
  }
  LEIAN_CHECK(list.link(origin));
  return list;
}

CodeList CodeList::open_list(std::string name) {
  CodeList list;
  list.name_ = std::move(name);
  list.open_ = true;
  return list;
}

Result<void> CodeList::add_line(std::string_view line, std::size_t number, std::string_view origin) {
  if (!valid_utf8(line)) return line_error(origin, number, say(Msg::TextNotUtf8));
  const auto cells = parts(line, '\t');
  if (cells.size() < 2 || cells.size() > 4)
    return line_error(origin, number, say(Msg::CodeLineCells, cells.size()));
  CodeEntry entry{std::string(trimmed(cells[0])), std::string(trimmed(cells[1])), {}, 1, {}};
  if (entry.code.empty() || entry.label.empty())
    return line_error(origin, number, say(Msg::CodeLineCells, cells.size()));
  if (cells.size() > 2) entry.parent = trimmed(cells[2]);
  if (cells.size() > 3)
    for (const auto alias : parts(cells[3], '|'))
      if (!trimmed(alias).empty()) entry.aliases.emplace_back(trimmed(alias));
  if (!by_code_.emplace(entry.code, entries_.size()).second)
    return line_error(origin, number, say(Msg::CodeTwice, entry.code));
  entries_.push_back(std::move(entry));
  lines_.push_back(number);
  return {};
}

Result<void> CodeList::link(std::string_view origin) {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    CodeEntry& entry = entries_[i];
    if (!entry.parent.empty() && !by_code(entry.parent))
      return line_error(origin, lines_[i], say(Msg::CodeParentUnknown, entry.parent));
    for (const CodeEntry* up = by_code(entry.parent); up; up = by_code(up->parent))
      if (static_cast<std::size_t>(++entry.level) > entries_.size())
        return line_error(origin, lines_[i], say(Msg::CodeParentLoop, entry.code));
    by_label_.emplace(entry.label, i);
    ends_.emplace(last_characters(entry.label, kEndCharacters));
    for (const auto& alias : entry.aliases) {
      by_alias_.emplace(alias, i);
      ends_.emplace(last_characters(alias, kEndCharacters));
    }
    if (!entry.parent.empty()) children_[entry.parent].push_back(i);
  }
  lines_ = {};
  return {};
}

const CodeEntry* CodeList::by_code(std::string_view code) const {
  const auto at = by_code_.find(code);
  return at == by_code_.end() ? nullptr : &entries_[at->second];
}

std::vector<const CodeEntry*> CodeList::named(std::string_view name) const {
  std::vector<const CodeEntry*> found;
  for (const Index* index : {&by_label_, &by_alias_}) {
    const auto [from, to] = index->equal_range(name);
    for (auto at = from; at != to; ++at) found.push_back(&entries_[at->second]);
    if (!found.empty()) break;
  }
  return found;
}

bool CodeList::leads_to(std::string_view prefix, const CodeEntry& entry) const {
  prefix = without_separators(prefix);
  for (const CodeEntry* up = by_code(entry.parent); up && !prefix.empty(); up = by_code(up->parent))
    prefix = without_name(prefix, *up);
  return prefix.empty();
}

bool CodeList::stands_above(const CodeEntry& top, const CodeEntry& entry) const {
  const CodeEntry* up = &entry;
  while (up && up != &top) up = by_code(up->parent);
  return up != nullptr;
}

std::vector<const CodeEntry*> CodeList::candidates(std::string_view value) const {
  value = trimmed(value);
  if (const CodeEntry* exact = by_code(value)) return {exact};
  auto found = named(value);
  if (!found.empty() || value.size() > kMaxNameBytes) return found;
  if (!ends_in_one(value, ends_)) return found;  // no name can stand at its end
  for (std::size_t split = 1; split < value.size() && found.empty(); ++split) {
    if ((static_cast<unsigned char>(value[split]) & 0xC0) == 0x80) continue;  // inside a character
    for (const CodeEntry* entry : named(value.substr(split)))
      if (leads_to(value.substr(0, split), *entry)) found.push_back(entry);
  }
  return found;
}

const CodeEntry* CodeList::find(std::string_view value) const {
  const auto found = candidates(value);
  if (found.size() == 1) return found.front();
  for (const CodeEntry* top : found)
    if (std::all_of(found.begin(), found.end(), [&](const CodeEntry* e) { return stands_above(*top, *e); }))
      return top;
  return nullptr;
}

std::vector<std::string> CodeList::with_descendants(std::string_view code) const {
  std::vector<std::string> all{std::string(code)};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto below = children_.find(all[i]);
    if (below == children_.end()) continue;
    for (const std::size_t child : below->second) all.push_back(entries_[child].code);
  }
  return all;
}

std::vector<const CodeEntry*> CodeList::path_to(std::string_view code) const {
  std::vector<const CodeEntry*> path;
  for (const CodeEntry* entry = by_code(code); entry; entry = by_code(entry->parent)) path.push_back(entry);
  std::reverse(path.begin(), path.end());
  return path;
}

Result<CodeLists> load_code_lists(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::directory_iterator entries(folder, failure);
  if (failure) return err(ErrorCode::Io, Msg::FileUnreadable, folder.string(), failure.message());
  CodeLists lists;
  for (const auto& entry : entries) {
    if (entry.path().extension() != ".tsv") continue;
    LEIAN_TRY(CodeList list, CodeList::load(entry.path()));
    lists.insert_or_assign(list.name(), std::move(list));
  }
  return lists;
}

}  // namespace leian
