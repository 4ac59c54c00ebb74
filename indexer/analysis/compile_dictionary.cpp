#include "indexer/analysis/compile_dictionary.hpp"

#include <unicode/unistr.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <map>

#include "corpora/core/files.hpp"
#include "indexer/analysis/dictionary.hpp"
#include "indexer/analysis/fold_table.hpp"

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

/// A double-array trie: child = base[node] + code, and check[child] names its parent.
class TrieBuilder {
 public:
  explicit TrieBuilder(const Words& words) {
    number_units(words);
    reserve(1024);
    check[0] = kRootParent;
    std::vector<Entry> entries;
    entries.reserve(words.by_form().size());
    for (const auto& [word, weighed] : words.by_form())
      entries.push_back({word, std::log(weighed.frequency / words.total())});
    // Words in code order make every node's children a run of neighbours.
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
      return std::lexicographical_compare(a.word.begin(), a.word.end(), b.word.begin(), b.word.end(),
                                          [&](char16_t x, char16_t y) { return code[x] < code[y]; });
    });
    place(entries, 0, entries.size(), 0, 0);
    const auto used = std::find_if(check.rbegin(), check.rend(), [](auto c) { return c != kFree; });
    resize(static_cast<std::size_t>(check.rend() - used));
  }

  std::vector<std::uint16_t> code = std::vector<std::uint16_t>(kUnits, 0);
  std::vector<std::int32_t> base, check;
  std::vector<float> weight;
  double rarest = 0;

 private:
  struct Entry {
    std::u16string_view word;
    double weight;
  };
  static constexpr std::int32_t kFree = -1;
  static constexpr std::int32_t kRootParent = -2;
  static constexpr std::size_t kLookBack = 1024;

  /// Frequent units get small codes, which keeps the array dense. Code 0 stands for units that no word has.
  void number_units(const Words& words) {
    std::vector<std::uint32_t> seen(kUnits, 0);
    for (const auto& [word, weighed] : words.by_form())
      for (const char16_t unit : word) ++seen[unit];
    std::vector<char16_t> order;
    for (std::size_t unit = 0; unit < kUnits; ++unit)
      if (seen[unit] > 0) order.push_back(static_cast<char16_t>(unit));
    std::stable_sort(order.begin(), order.end(), [&](char16_t a, char16_t b) { return seen[a] > seen[b]; });
    for (std::size_t i = 0; i < order.size(); ++i) code[order[i]] = static_cast<std::uint16_t>(i + 1);
  }

  void resize(std::size_t nodes) {
    base.resize(nodes, 0);
    check.resize(nodes, kFree);
    weight.resize(nodes, std::numeric_limits<float>::quiet_NaN());
  }
  void reserve(std::size_t nodes) {
    if (nodes > check.size()) resize(std::max(nodes, check.size() * 2));
  }

  /// Lays out the words [begin, end), which share their first `depth` units, below `node`.
  void place(const std::vector<Entry>& entries, std::size_t begin, std::size_t end, std::size_t depth,
             std::int32_t node) {
    if (entries[begin].word.size() == depth) {
      weight[static_cast<std::size_t>(node)] = static_cast<float>(entries[begin].weight);
      rarest = std::min(rarest, entries[begin].weight);
      if (++begin == end) return;
    }
    std::vector<std::pair<std::uint16_t, std::size_t>> children;  // code, first entry
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint16_t unit_code = code[entries[i].word[depth]];
      if (children.empty() || children.back().first != unit_code) children.emplace_back(unit_code, i);
    }
    const std::int32_t at = free_base(children);
    base[static_cast<std::size_t>(node)] = at;
    for (const auto& [unit_code, first] : children) check[static_cast<std::size_t>(at + unit_code)] = node;
    for (std::size_t i = 0; i < children.size(); ++i)
      place(entries, children[i].second, i + 1 < children.size() ? children[i + 1].second : end, depth + 1,
            at + children[i].first);
  }

  /// A low base at which all children find a free place. Places far behind the last find are given up:
  /// looking through crowded stretches again for every node would make the build quadratic. Nodes with one
  /// child fit any hole and look further down.
  std::int32_t free_base(const std::vector<std::pair<std::uint16_t, std::size_t>>& children) {
    std::size_t& from = children.size() == 1 ? first_free_ : first_roomy_;
    while (from < check.size() && check[from] != kFree) ++from;
    const std::size_t lowest = children.front().first;
    for (std::size_t place = std::max(from, lowest + 1);; ++place) {
      const std::size_t at = place - lowest;
      reserve(at + children.back().first + 1);
      if (check[place] != kFree) continue;
      const bool fits = std::all_of(children.begin(), children.end(),
                                    [&](const auto& child) { return check[at + child.first] == kFree; });
      if (!fits) continue;
      if (place > from + kLookBack) from = place - kLookBack;
      return static_cast<std::int32_t>(at);
    }
  }

  std::size_t first_free_ = 1;
  std::size_t first_roomy_ = 1;
};

template <class T>
void append_table(std::string& out, const std::vector<T>& table) {
  out.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(T));
  out.resize((out.size() + 7) / 8 * 8, '\0');
}

}  // namespace

Result<void> compile_dictionary(const std::vector<std::filesystem::path>& sources,
                                const std::filesystem::path& out) {
  LEIAN_TRY(const auto fold, make_fold_table());
  Words words;
  for (const auto& source : sources) LEIAN_CHECK(read_words(source, fold, words));
  if (words.by_form().empty()) return err(ErrorCode::BadInput, Msg::DictionaryLine, out.string(), 0);
  const TrieBuilder trie(words);

  std::string tables;
  append_table(tables, fold);
  append_table(tables, trie.code);
  append_table(tables, trie.base);
  append_table(tables, trie.check);
  append_table(tables, trie.weight);

  DictionaryHead head{};
  std::memcpy(head.magic, kDictionaryMagic, sizeof head.magic);
  head.checksum = XXH3_64bits(tables.data(), tables.size());
  head.nodes = static_cast<std::uint32_t>(trie.check.size());
  head.rarest = static_cast<float>(trie.rarest);
  return replace_file(out, std::string(reinterpret_cast<const char*>(&head), sizeof head) + tables);
}

}  // namespace leian
