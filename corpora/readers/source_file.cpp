#include "corpora/readers/source_file.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "corpora/core/messages.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"

namespace leian {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::string SourceFile::ending() const {
  std::string ending = std::filesystem::path(shown).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

std::uint64_t SourceFile::size() const {
  std::error_code unknown;
  const auto bytes = std::filesystem::file_size(path, unknown);
  return unknown ? 0 : bytes;
}

Result<std::string> read_head(const SourceFile& source, std::size_t limit) {
  std::error_code unknown;
  if (!std::filesystem::exists(source.path, unknown) && !unknown)
    return err(ErrorCode::NotFound, Msg::FileMissing, source.shown);
  if (std::filesystem::is_directory(source.path, unknown))
    return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(EISDIR));
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(source.path.c_str(), "rbe"));
  if (!file) return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(errno));
  std::string bytes(std::min<std::uint64_t>(limit, source.size()), '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get()) != 0)
    return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(errno));
  return bytes;
}

Result<std::string> read_whole(const SourceFile& source, std::uint64_t limit) {
  if (source.size() > limit) return beyond_limit(source.shown, say(Msg::LimitFile, limit / kMebi));
  return read_head(source, limit);
}

}  // namespace leian
