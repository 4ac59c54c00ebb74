#include "indexer/analysis/compile_names.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/record/code_list.hpp"
#include "indexer/analysis/forms/form.hpp"

namespace leian {
namespace {

constexpr std::u16string_view kBookMarks = u"《》〈〉";
constexpr std::string_view kRepublic = "中华人民共和国";
/// Regions down to counties have short names.
constexpr int kLowestShort = 3;

class Names {
 public:
  explicit Names(const std::vector<char16_t>& fold) : fold_(fold) {}

  /// The first key given to a name stays.
  void add(const std::string& name, std::string key) {
    const auto text = icu::UnicodeString::fromUTF8(name);
    std::u16string folded;
    for (int i = 0; i < text.length(); ++i)
      if (const char16_t unit = fold_[text[i]]; kBookMarks.find(unit) == kBookMarks.npos) folded += unit;
    if (folded.size() > 1) names_.try_emplace(std::move(folded), std::move(key));
  }
  std::map<std::u16string, std::string> take() { return std::move(names_); }

 private:
  const std::vector<char16_t>& fold_;
  std::map<std::u16string, std::string> names_;
};

std::string key_of(FormClass form, const std::string& name) { return static_cast<char>(form) + name; }

void add_statutes(const CodeList& statutes, Names& names) {
  for (const CodeEntry& entry : statutes.entries()) {
    const std::string key = key_of(FormClass::Statute, entry.code);
    names.add(entry.code, key);
    names.add(entry.label, key);
    if (!entry.code.starts_with(kRepublic)) names.add(std::string(kRepublic) + entry.code, key);
    for (const std::string& alias : entry.aliases) names.add(alias, key);
  }
}

/// What a short name stands for: the label of the highest place of that name; nothing where two of one level
/// differ.
std::map<std::string, const CodeEntry*> short_names(const CodeList& regions) {
  std::map<std::string, const CodeEntry*> shorts;
  for (const CodeEntry& entry : regions.entries())
    for (const std::string& alias : entry.aliases) {
      const auto [at, added] = shorts.try_emplace(alias, &entry);
      if (added || at->second == nullptr) continue;
      if (entry.level < at->second->level)
        at->second = &entry;
      else if (entry.level == at->second->level && entry.label != at->second->label)
        at->second = nullptr;
    }
  return shorts;
}

void add_places(const CodeList& regions, const std::set<std::string>& words, Names& names) {
  for (const CodeEntry& entry : regions.entries())
    names.add(entry.label, key_of(FormClass::Place, entry.label));
  for (const auto& [alias, entry] : short_names(regions))
    if (entry != nullptr && entry->level <= kLowestShort && !words.contains(alias))
      names.add(alias, kShortName + key_of(FormClass::Place, entry->label));
}

Result<std::set<std::string>> read_lines(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) return err(ErrorCode::NotFound, Msg::FileMissing, path.string());
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') lines.insert(line);
  return lines;
}

}  // namespace

Result<std::map<std::u16string, std::string>> read_names(const NameSources& sources,
                                                         const std::vector<char16_t>& fold) {
  LEIAN_TRY(const CodeList statutes, CodeList::load(sources.statutes));
  LEIAN_TRY(const CodeList regions, CodeList::load(sources.regions));
  LEIAN_TRY(const auto words, read_lines(sources.place_words));
  Names names(fold);
  add_statutes(statutes, names);
  add_places(regions, words, names);
  return names.take();
}

}  // namespace leian
