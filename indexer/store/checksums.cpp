#include "indexer/store/checksums.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::size_t kPieceBytes = 1u << 20;
constexpr std::size_t kHexDigits = 32;

std::string hex_of(XXH128_hash_t hash) { return fmt::format("{:016x}{:016x}", hash.high64, hash.low64); }

XXH3_state_t* state_of(void* state) { return static_cast<XXH3_state_t*>(state); }

}  // namespace

void Checksum::Free::operator()(void* state) const { XXH3_freeState(state_of(state)); }

Checksum::Checksum() : state_(XXH3_createState()) { XXH3_128bits_reset(state_of(state_.get())); }

void Checksum::add(std::string_view piece) {
  XXH3_128bits_update(state_of(state_.get()), piece.data(), piece.size());
}

std::string Checksum::hex() const { return hex_of(XXH3_128bits_digest(state_of(state_.get()))); }

std::string checksum128(std::string_view bytes) { return hex_of(XXH3_128bits(bytes.data(), bytes.size())); }

Result<void> for_each_piece(const std::filesystem::path& path,
                            const std::function<Result<void>(std::string_view)>& take) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return err(ErrorCode::NotFound, Msg::FileMissing, path.string());
  std::vector<char> piece(kPieceBytes);
  Result<void> done;
  while (done) {
    const ssize_t got = fd < 0 ? -1 : ::read(fd, piece.data(), piece.size());
    if (got < 0 && fd >= 0 && errno == EINTR) continue;
    if (got < 0) done = err(ErrorCode::Io, Msg::FileUnreadable, path.string(), std::strerror(errno));
    if (got <= 0) break;
    done = take({piece.data(), static_cast<std::size_t>(got)});
  }
  if (fd >= 0) ::close(fd);
  return done;
}

Result<FileSum> sum_of_file(const std::filesystem::path& path) {
  Checksum checksum;
  FileSum sum;
  LEIAN_CHECK(for_each_piece(path, [&](std::string_view piece) -> Result<void> {
    checksum.add(piece);
    sum.size += piece.size();
    return {};
  }));
  sum.sum = checksum.hex();
  return sum;
}

std::string with_checksum(std::string_view body) { return checksum128(body) + "\n" + std::string(body); }

std::optional<std::string_view> body_of(std::string_view checked) {
  if (checked.size() <= kHexDigits || checked[kHexDigits] != '\n') return std::nullopt;
  const std::string_view body = checked.substr(kHexDigits + 1);
  if (checked.substr(0, kHexDigits) != checksum128(body)) return std::nullopt;
  return body;
}

}  // namespace leian
