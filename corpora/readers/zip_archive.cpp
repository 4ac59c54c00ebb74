#include "corpora/readers/zip_archive.hpp"

#include <strings.h>
#include <zip.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "corpora/core/messages.hpp"
#include "corpora/readers/decode_text.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::size_t kTailBytes = 66'000;  ///< the end record and the longest comment behind it
constexpr std::string_view kEndMark("PK\x05\x06", 4);
constexpr std::string_view kEnd64Mark("PK\x06\x06", 4);

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

/// Whether any end record in `tail`, this or the 64-bit form, claims more than is read. Looked at before
/// libzip sees the file, because it takes memory for as many entries as it is told of.
bool claims_too_much(std::string_view tail) {
  constexpr std::size_t kCountAt = 10, kSizeAt = 12, kCount64At = 32, kSize64At = 40;
  const auto any = [&](std::string_view mark, std::size_t count_at, std::size_t size_at, std::size_t counts,
                       std::size_t sizes) {
    const std::uint64_t unset_count = counts == 2 ? 0xFFFF : ~0ull;
    const std::uint64_t unset_size = sizes == 4 ? 0xFFFFFFFF : ~0ull;
    for (auto at = tail.find(mark); at != tail.npos; at = tail.find(mark, at + 1)) {
      const auto count = number_at(tail, at + count_at, counts);
      const auto size = number_at(tail, at + size_at, sizes);
      if ((count != unset_count && count > kMaxArchiveEntries) ||
          (size != unset_size && size > kMaxArchiveDirectoryBytes))
        return true;
    }
    return false;
  };
  return any(kEndMark, kCountAt, kSizeAt, 2, 4) || any(kEnd64Mark, kCount64At, kSize64At, 8, 8);
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string tail_of(const SourceFile& source) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(source.path.c_str(), "rbe"));
  const auto size = source.size();
  std::string tail(std::min<std::uint64_t>(size, kTailBytes), '\0');
  if (!file || fseeko(file.get(), static_cast<off_t>(size - tail.size()), SEEK_SET) != 0) return {};
  tail.resize(std::fread(tail.data(), 1, tail.size(), file.get()));
  return tail;
}

std::string entry_name(std::string_view raw) {
  std::string name = valid_utf8(raw) ? std::string(raw) : decode_text(raw, Encoding::Gb18030);
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

std::string reason_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  return reason;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Result<std::shared_ptr<ZipArchive>> ZipArchive::open(const SourceFile& source) {
  if (source.size() > kMaxArchiveBytes)
    return beyond_limit(source.shown, say(Msg::LimitFile, kMaxArchiveBytes / kMebi));
  if (claims_too_much(tail_of(source)))
    return beyond_limit(source.shown, say(Msg::LimitEntries, kMaxArchiveEntries));
  std::shared_ptr<ZipArchive> archive(new ZipArchive(source));
  if (!archive->source_.budget) archive->source_.budget = std::make_shared<InflateBudget>(kMaxInflatedBytes);
  int code = 0;
  archive->zip_ = zip_open(source.path.c_str(), ZIP_RDONLY, &code);
  if (archive->zip_ == nullptr) {
    if (code == ZIP_ER_NOENT) return err(ErrorCode::NotFound, Msg::FileMissing, source.shown);
    return damaged(source.shown, say(Msg::FaultZip, reason_of(code)));
  }
  LEIAN_CHECK(archive->list());
  return archive;
}

ZipArchive::~ZipArchive() {
  if (zip_ != nullptr) zip_discard(zip_);
}

Result<void> ZipArchive::list() {
  const auto count = static_cast<std::uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(zip_, 0), 0));
  if (count > kMaxArchiveEntries)
    return beyond_limit(source_.shown, say(Msg::LimitEntries, kMaxArchiveEntries));
  for (std::uint64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const char* raw = zip_get_name(zip_, i, ZIP_FL_ENC_RAW);
    if (raw == nullptr || zip_stat_index(zip_, i, 0, &stat) != 0)
      return damaged(source_.shown, say(Msg::FaultZip, zip_strerror(zip_)));
    const bool encrypted =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
    entries_.push_back({i, entry_name(raw), stat.size, stat.comp_size, encrypted});
  }
  return {};
}

const ArchiveEntry* ZipArchive::find(std::string_view name) const {
  const ArchiveEntry* near = nullptr;
  for (const ArchiveEntry& entry : entries_) {
    if (entry.name == name) return &entry;
    if (near == nullptr && same_name(entry.name, name)) near = &entry;
  }
  return near;
}

Result<EntryStream> ZipArchive::stream(const ArchiveEntry& entry) {
  if (entry.encrypted)
    return err(ErrorCode::Unsupported, Msg::FileEncrypted, source_.shown + "/" + entry.name);
  zip_file* file = zip_fopen_index(zip_, entry.index, 0);
  if (file == nullptr) return damaged(source_.shown, say(Msg::FaultZip, zip_strerror(zip_)));
  return EntryStream(shared_from_this(), entry, file);
}

Result<std::string> ZipArchive::read(const ArchiveEntry& entry, std::size_t limit) {
  LEIAN_TRY(auto stream, this->stream(entry));
  constexpr std::size_t kStep = 1u << 16;
  std::string bytes;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kStep);
    LEIAN_TRY(const std::size_t got, stream.read(bytes.data() + before, kStep));
    bytes.resize(before + got);
    if (got == 0) return bytes;
    if (bytes.size() > limit) return beyond_limit(source_.shown, say(Msg::LimitInflated, limit / kMebi));
  }
}

EntryStream::EntryStream(std::shared_ptr<ZipArchive> archive, const ArchiveEntry& entry, zip_file* file)
    : archive_(std::move(archive)), packed_(entry.packed), file_(file) {}

EntryStream::EntryStream(EntryStream&& other) noexcept
    : archive_(std::move(other.archive_)),
      packed_(other.packed_),
      file_(std::exchange(other.file_, nullptr)),
      produced_(other.produced_) {}

EntryStream::~EntryStream() {
  if (file_ != nullptr) zip_fclose(file_);
}

Result<std::size_t> EntryStream::read(char* room, std::size_t bytes) {
  const zip_int64_t got = zip_fread(file_, room, bytes);
  if (got < 0)
    return damaged(archive_->shown(), say(Msg::FaultZip, zip_error_strerror(zip_file_get_error(file_))));
  const auto count = static_cast<std::uint64_t>(got);
  produced_ += count;
  if (produced_ > kRatioFreeBytes && produced_ / kMaxInflateRatio > packed_)
    return beyond_limit(archive_->shown(), say(Msg::LimitRatio, kMaxInflateRatio));
  if (produced_ > kMaxEntryBytes)
    return beyond_limit(archive_->shown(), say(Msg::LimitInflated, kMaxEntryBytes / kMebi));
  if (!archive_->budget()->take(count))
    return beyond_limit(archive_->shown(), say(Msg::LimitInflated, kMaxInflatedBytes / kMebi));
  return count;
}

}  // namespace leian
