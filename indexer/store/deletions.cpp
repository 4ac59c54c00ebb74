#include "indexer/store/deletions.hpp"

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <numeric>
#include <roaring/roaring.hh>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

// CRoaring moved its class into this namespace in 0.3.
namespace roaring {}
using namespace roaring;

namespace leian {

Result<RowBits> read_deletions(const std::filesystem::path& path, std::uint32_t rows) {
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto content = read_file(path);
  if (!content || content->size() < sizeof(std::uint64_t)) return damaged();
  std::uint64_t checksum = 0;
  std::memcpy(&checksum, content->data(), sizeof checksum);
  const std::string_view body = std::string_view(*content).substr(sizeof checksum);
  if (checksum != XXH3_64bits(body.data(), body.size())) return damaged();
  const Roaring bitmap = Roaring::readSafe(body.data(), body.size());
  if (!bitmap.isEmpty() && bitmap.maximum() >= rows) return damaged();
  RowBits bits = no_rows(rows);
  for (const std::uint32_t row : bitmap) set_bit(bits, row);
  return bits;
}

std::uint32_t count_bits(const RowBits& bits) {
  return std::accumulate(bits.begin(), bits.end(), 0u,
                         [](std::uint32_t sum, std::uint64_t word) { return sum + std::popcount(word); });
}

Result<void> write_deletions(const std::filesystem::path& path, const RowBits& bits) {
  Roaring bitmap;
  for (std::uint32_t word = 0; word < bits.size(); ++word)
    for (std::uint64_t left = bits[word]; left != 0; left &= left - 1)
      bitmap.add(word * 64 + static_cast<std::uint32_t>(__builtin_ctzll(left)));
  bitmap.runOptimize();
  std::string body(bitmap.getSizeInBytes(), '\0');
  bitmap.write(body.data());
  const std::uint64_t checksum = XXH3_64bits(body.data(), body.size());
  std::string content(reinterpret_cast<const char*>(&checksum), sizeof checksum);
  LEIAN_TRY(auto file, NewFile::create(path));
  LEIAN_CHECK(file.write(content));
  LEIAN_CHECK(file.write(body));
  return file.close_flushed();
}

}  // namespace leian
