#include "indexer/analysis/dictionary.hpp"

#include <cmath>
#include <cstring>

#include "corpora/core/messages.hpp"

namespace leian {

Result<std::shared_ptr<const Dictionary>> Dictionary::open(const std::filesystem::path& path) {
  auto dictionary = std::make_shared<Dictionary>();
  LEIAN_TRY(dictionary->file_, MappedFile::open(path));
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::DictionaryDamaged, path.string()); };

  const auto head = dictionary->file_.array<DictionaryHead>(0, 1);
  if (head.empty() || std::memcmp(head[0].magic, kDictionaryMagic, sizeof head[0].magic) != 0)
    return damaged();
  dictionary->head_ = &head[0];
  dictionary->version_ = fmt::format("{:016x}", head[0].checksum);

  std::size_t at = sizeof(DictionaryHead);
  const auto take = [&]<class T>(std::span<const T>& table, std::size_t count) {
    table = dictionary->file_.array<T>(at, count);
    at += (count * sizeof(T) + 7) / 8 * 8;
    return !table.empty();
  };
  const auto take_trie = [&](Trie& trie, std::size_t nodes) {
    return take(trie.code, kUnits) && take(trie.base, nodes) && take(trie.check, nodes) &&
           take(trie.value, nodes);
  };
  std::span<const char> keys;
  if (!take(dictionary->fold_, kUnits) || !take_trie(dictionary->words_, head[0].nodes) ||
      !take_trie(dictionary->names_, head[0].name_nodes) ||
      !take(dictionary->name_starts_, head[0].names + 1) || !take(keys, head[0].name_bytes))
    return damaged();
  dictionary->name_keys_ = {keys.data(), keys.size()};
  return dictionary;
}

bool Dictionary::is_word(std::u16string_view folded) const {
  Trie::Node node = Trie::kRoot;
  for (const char16_t unit : folded)
    if ((node = words_.step(node, unit)) < 0) return false;
  return !folded.empty() && !std::isnan(words_.at(node));
}

std::optional<NameEntry> Dictionary::name_at(Trie::Node node) const {
  const float index = names_.at(node);
  if (std::isnan(index)) return std::nullopt;
  const auto name = static_cast<std::size_t>(index);
  const std::uint32_t start = name_starts_[name];
  const std::string_view entry = name_keys_.substr(start, name_starts_[name + 1] - start);
  const bool is_short = entry.front() == kShortName;
  return NameEntry{entry.substr(is_short ? 1 : 0), is_short};
}

}  // namespace leian
