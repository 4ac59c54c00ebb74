#include "query/suggest/spelling.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "corpora/text/pinyin.hpp"

namespace leian::query {
namespace {

/// Walks the dictionary for words near a given one.
class NearWords {
 public:
  NearWords(std::u16string_view word, const Trie& trie) : word_(word), trie_(trie) {}

  std::set<std::u16string> find() {
    std::u16string path;
    alike(Trie::kRoot, path);
    for (std::size_t at = 0; at <= word_.size(); ++at) {
      const Trie::Node node = walk(Trie::kRoot, word_.substr(0, at));
      if (node < 0) break;
      for (std::uint32_t unit = 1; unit < kUnits; ++unit) {
        const auto other = static_cast<char16_t>(unit);
        if (trie_.code[unit] == 0) continue;
        const Trie::Node next = trie_.step(node, other);
        if (next < 0) continue;
        if (at < word_.size()) add(next, at, other, at + 1);  // another one
        add(next, at, other, at);                             // one missing
      }
      if (at < word_.size()) add(node, at, 0, at + 1);  // one too many
      if (at + 1 < word_.size()) add_swapped(at);
    }
    found_.erase(std::u16string(word_));
    return std::move(found_);
  }

 private:
  Trie::Node walk(Trie::Node node, std::u16string_view units) const {
    for (std::size_t i = 0; i < units.size() && node >= 0; ++i) node = trie_.step(node, units[i]);
    return node;
  }
  bool is_word(Trie::Node node) const { return node >= 0 && !std::isnan(trie_.at(node)); }

  /// The word's first `at` units, `other` where there is one, then the word from `rest` on.
  void add(Trie::Node node, std::size_t at, char16_t other, std::size_t rest) {
    if (!is_word(walk(node, word_.substr(rest)))) return;
    std::u16string made(word_.substr(0, at));
    if (other != 0) made += other;
    found_.insert(made.append(word_.substr(rest)));
  }

  void add_swapped(std::size_t at) {
    std::u16string swapped(word_);
    std::swap(swapped[at], swapped[at + 1]);
    if (is_word(walk(Trie::kRoot, swapped))) found_.insert(std::move(swapped));
  }

  /// Words all of whose characters sound as this one's.
  void alike(Trie::Node node, std::u16string& path) {
    if (path.size() == word_.size()) {
      if (is_word(node)) found_.insert(path);
      return;
    }
    const char16_t unit = word_[path.size()];
    std::u16string units = sounding_like(unit);
    if (units.empty()) units = unit;
    for (const char16_t other : units) {
      const Trie::Node next = trie_.step(node, other);
      if (next < 0) continue;
      path.push_back(other);
      alike(next, path);
      path.pop_back();
    }
  }

  std::u16string_view word_;
  const Trie& trie_;
  std::set<std::u16string> found_;
};

}  // namespace

bool differ_by_one(std::u16string_view a, std::u16string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  const auto front = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  const auto rest = [&](std::size_t of_a, std::size_t of_b) { return a.substr(of_a) == b.substr(of_b); };
  if (a.size() < b.size()) return rest(front, front + 1);
  if (rest(front + 1, front + 1)) return true;
  return front + 1 < a.size() && a[front] == b[front + 1] && a[front + 1] == b[front] &&
         rest(front + 2, front + 2);
}

bool all_sound_alike(std::u16string_view a, std::u16string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), sound_alike);
}

namespace {

/// Names of values and statutes that are near.
void add_names(std::u16string_view word, const Asking& asking, const SuggestTable& table,
               std::vector<Respelled>& all) {
  for (const NameSource& source : table.sources()) {
    asking.deadline.check();
    for (std::uint32_t name = 0; name < source.names->names(); ++name) {
      const std::u16string_view folded = source.names->folded(name);
      const bool alike = all_sound_alike(word, folded);
      if (folded.empty() || folded == word || !(alike || differ_by_one(word, folded))) continue;
      if (const auto meant = table.meaning(source, name))
        all.push_back({std::u16string(folded), alike, table.weight(meant->what, asking.deadline)});
    }
  }
}

}  // namespace

std::vector<Respelled> respelled(std::u16string_view word, const Asking& asking, const SuggestTable& table,
                                 std::size_t limit) {
  if (word.size() < kLeastRespelled || word.size() > kMostRespelled) return {};
  std::vector<Respelled> all;
  for (const std::u16string& near : NearWords(word, asking.analyzer.dictionary().words()).find()) {
    const std::uint64_t records = near.size() < 2 ? 0 : asking.lease.rows_with(term_of_word(near));
    if (records > 0) all.push_back({near, all_sound_alike(word, near), records});
  }
  add_names(word, asking, table, all);
  std::sort(all.begin(), all.end(), [](const Respelled& a, const Respelled& b) {
    if (a.sounds_alike != b.sounds_alike) return a.sounds_alike;
    return a.records != b.records ? a.records > b.records : a.word < b.word;
  });
  std::vector<Respelled> best;
  for (Respelled& one : all) {
    const bool known =
        std::any_of(best.begin(), best.end(), [&](const Respelled& b) { return b.word == one.word; });
    if (!known && best.size() < limit) best.push_back(std::move(one));
  }
  return best;
}

}  // namespace leian::query
