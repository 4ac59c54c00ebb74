#include "indexer/store/stored_record.hpp"

#include <zstd.h>

#include <memory>

namespace leian {
namespace {

constexpr int kLevel = 3;
constexpr unsigned long long kMaxRecordBytes = 256u << 20;

}  // namespace

std::string pack_record(std::string_view json) {
  thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                                  &ZSTD_freeCCtx);
  std::string packed(ZSTD_compressBound(json.size()), '\0');
  packed.resize(
      ZSTD_compressCCtx(context.get(), packed.data(), packed.size(), json.data(), json.size(), kLevel));
  return packed;
}

Result<std::string> unpack_record(std::string_view packed) {
  const auto damaged = [] { return err(ErrorCode::IndexDamaged, Msg::StoredRecordDamaged); };
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size > kMaxRecordBytes) return damaged();  // the library's own error values are huge numbers
  std::string json(size, '\0');
  const std::size_t got = ZSTD_decompress(json.data(), json.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != size) return damaged();
  return json;
}

}  // namespace leian
