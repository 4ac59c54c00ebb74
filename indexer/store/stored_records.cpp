#include "indexer/store/stored_records.hpp"

#include <zstd.h>

#include <memory>

#include "corpora/core/messages.hpp"
#include "indexer/store/footed_file.hpp"

namespace leian {
namespace {

constexpr int kLevel = 3;
constexpr unsigned long long kMaxRecordBytes = 256u << 20;

std::size_t pack(std::string_view json, std::string& packed) {
  thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                                  &ZSTD_freeCCtx);
  packed.resize(ZSTD_compressBound(json.size()));
  return ZSTD_compressCCtx(context.get(), packed.data(), packed.size(), json.data(), json.size(), kLevel);
}

}  // namespace

Result<StoredRecords> StoredRecords::open(const std::filesystem::path& path) {
  StoredRecords records;
  LEIAN_TRY(records.file_, MappedFile::open(path));
  const MappedFile& file = records.file_;
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto foot = read_foot<StoredRecordsFoot>(file, kStoredRecordsMagic);
  if (!foot || foot->rows > file.size()) return damaged();
  const std::size_t starts_at = tables_at(foot->bytes);
  if (starts_at + (foot->rows + 1) * sizeof(std::uint64_t) + sizeof *foot != file.size()) return damaged();
  records.packed_ = file.view().substr(0, foot->bytes);
  records.starts_ = file.array<std::uint64_t>(starts_at, foot->rows + 1);
  return records;
}

Result<std::string> StoredRecords::json(std::uint32_t row) const {
  const auto damaged = [] { return err(ErrorCode::IndexDamaged, Msg::StoredRecordDamaged); };
  const std::uint64_t start = starts_[row];
  const std::uint64_t end = starts_[row + 1];
  if (start > end || end > packed_.size()) return damaged();
  const std::string_view packed = packed_.substr(start, end - start);
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size > kMaxRecordBytes) return damaged();  // the library's own error values are huge numbers
  thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                                  &ZSTD_freeDCtx);
  std::string json(size, '\0');
  const std::size_t got =
      ZSTD_decompressDCtx(context.get(), json.data(), json.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != size) return damaged();
  return json;
}

Result<StoredRecordsWriter> StoredRecordsWriter::create(const std::filesystem::path& path) {
  LEIAN_TRY(auto file, NewFile::create(path));
  return StoredRecordsWriter(std::move(file));
}

Result<void> StoredRecordsWriter::add(std::string_view json) {
  starts_.push_back(file_.size());
  const std::size_t size = pack(json, packed_);
  return file_.write(std::string_view(packed_).substr(0, size));
}

Result<void> StoredRecordsWriter::add_all(const StoredRecords& records) {
  const std::uint64_t offset = file_.size();
  for (const std::uint64_t start : records.starts().first(records.rows())) starts_.push_back(offset + start);
  return file_.write(records.packed());
}

Result<void> StoredRecordsWriter::finish() {
  const std::uint64_t rows = starts_.size();
  starts_.push_back(file_.size());
  return write_foot(file_, {bytes_of(starts_)}, StoredRecordsFoot{0, rows, {}}, kStoredRecordsMagic);
}

}  // namespace leian
