#include "indexer/analysis/compile_dictionary.hpp"

#include <unicode/unistr.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/analysis/dictionary.hpp"
#include "indexer/analysis/fold_table.hpp"
#include "indexer/analysis/trie_builder.hpp"

namespace leian {
namespace {

/// Words by their folded form, with their frequencies. A word written in its folded form outweighs one that
/// only folds to it (採得 -> 采得), so that simplified text is cut as the sources say.
class Words {
 public:
  void add(std::u16string folded, double frequency, bool as_written) {
    const auto [at, added] = by_form_.try_emplace(std::move(folded), Weighed{frequency, as_written});
    if (!added && as_written && !at->second.as_written) at->second = {frequency, true};
    total_ += frequency;
  }

  struct Weighed {
    double frequency = 0;
    bool as_written = false;
  };
  const std::map<std::u16string, Weighed>& by_form() const { return by_form_; }
  double total() const { return total_; }

 private:
  std::map<std::u16string, Weighed> by_form_;
  double total_ = 0;
};

/// `word frequency …`; words with characters beyond the first plane or with spaces cannot be in the trie and
/// are passed over.
Result<void> read_words(const std::filesystem::path& path, const std::vector<char16_t>& fold, Words& words) {
  std::ifstream in(path);
  if (!in) return err(ErrorCode::NotFound, Msg::FileMissing, path.string());
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const auto gap = line.find_first_of(" \t");
    double frequency = 0;
    if (gap == std::string::npos ||
        std::from_chars(line.data() + gap + 1, line.data() + line.size(), frequency).ec != std::errc{})
      return err(ErrorCode::BadInput, Msg::DictionaryLine, path.string(), number);
    const auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(line.data(), static_cast<std::int32_t>(gap)));
    std::u16string word(text.getBuffer(), static_cast<std::size_t>(text.length()));
    const std::u16string written = word;
    for (char16_t& unit : word) unit = fold[unit];
    if (std::any_of(word.begin(), word.end(), [](char16_t u) { return U16_IS_SURROGATE(u); })) continue;
    const bool as_written = word == written;
    words.add(std::move(word), std::max(frequency, 1.0), as_written);
  }
  return {};
}

template <class T>
void append_table(std::string& out, const std::vector<T>& table) {
  out.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(T));
  out.resize((out.size() + 7) / 8 * 8, '\0');
}

void append_trie(std::string& out, const TrieBuilder& trie) {
  append_table(out, trie.code);
  append_table(out, trie.base);
  append_table(out, trie.check);
  append_table(out, trie.value);
}

/// The words with the logarithms of their probabilities.
std::vector<TrieEntry> weighed(const Words& words) {
  std::vector<TrieEntry> entries;
  entries.reserve(words.by_form().size());
  for (const auto& [word, weighed] : words.by_form())
    entries.push_back({word, static_cast<float>(std::log(weighed.frequency / words.total()))});
  return entries;
}

/// The names' keys, one after the other, and where each begins; and the names with the numbers of their keys.
struct NameTables {
  std::vector<std::uint32_t> starts{0};
  std::vector<char> keys;
  std::vector<TrieEntry> entries;
};

NameTables tables_of(const std::map<std::u16string, std::string>& names) {
  NameTables tables;
  std::map<std::string, std::size_t> numbers;
  for (const auto& [name, key] : names) {
    const auto [at, added] = numbers.try_emplace(key, numbers.size());
    if (added) {
      tables.keys.insert(tables.keys.end(), key.begin(), key.end());
      tables.starts.push_back(static_cast<std::uint32_t>(tables.keys.size()));
    }
    tables.entries.push_back({name, static_cast<float>(at->second)});
  }
  return tables;
}

}  // namespace

Result<void> compile_dictionary(const DictionarySources& sources, const std::filesystem::path& out) {
  LEIAN_TRY(const auto fold, make_fold_table());
  Words words;
  for (const auto& source : sources.words) LEIAN_CHECK(read_words(source, fold, words));
  LEIAN_TRY(const auto names, read_names(sources.names, fold));
  if (words.by_form().empty() || names.empty())
    return err(ErrorCode::BadInput, Msg::DictionaryLine, out.string(), 0);
  const auto word_entries = weighed(words);
  const TrieBuilder trie(word_entries);
  const NameTables name_tables = tables_of(names);
  const TrieBuilder name_trie(name_tables.entries);

  std::string tables;
  append_table(tables, fold);
  append_trie(tables, trie);
  append_trie(tables, name_trie);
  append_table(tables, name_tables.starts);
  append_table(tables, name_tables.keys);

  DictionaryHead head{};
  std::memcpy(head.magic, kDictionaryMagic, sizeof head.magic);
  head.checksum = XXH3_64bits(tables.data(), tables.size());
  head.nodes = static_cast<std::uint32_t>(trie.check.size());
  head.rarest = std::min_element(word_entries.begin(), word_entries.end(), [](const auto& a, const auto& b) {
                  return a.value < b.value;
                })->value;
  head.name_nodes = static_cast<std::uint32_t>(name_trie.check.size());
  head.names = static_cast<std::uint32_t>(name_tables.starts.size() - 1);
  head.name_bytes = name_tables.keys.size();
  return replace_file(out, std::string(reinterpret_cast<const char*>(&head), sizeof head) + tables);
}

}  // namespace leian
