#include "indexer/analysis/dictionary.hpp"

#include <cmath>
#include <cstring>

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
  const std::size_t nodes = head[0].nodes;
  if (!take(dictionary->fold_, kUnits) || !take(dictionary->code_, kUnits) ||
      !take(dictionary->base_, nodes) || !take(dictionary->check_, nodes) ||
      !take(dictionary->weight_, nodes))
    return damaged();
  return dictionary;
}

bool Dictionary::is_word(std::u16string_view folded) const {
  Node node = kRoot;
  for (const char16_t unit : folded)
    if ((node = step(node, unit)) < 0) return false;
  return !folded.empty() && !std::isnan(weight(node));
}

}  // namespace leian
