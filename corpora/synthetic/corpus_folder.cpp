#include "corpora/synthetic/corpus_folder.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = ".leian-synthetic";

Unexpected unwritable(const fs::path& path, const std::string& reason) {
  return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), reason);
}

Unexpected unwritable(const fs::path& path) { return unwritable(path, std::strerror(errno)); }

/// Only what a run leaves behind: the mark, finished files and files a stopped run was writing.
bool ours(const fs::path& file) {
  return file.filename() == kMark || file.extension() == ".jsonl" || file.extension() == ".part";
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    files.push_back(it->path());
  if (error) return unwritable(folder, error.message());
  return files;
}

}  // namespace

Result<CorpusFolder> CorpusFolder::open(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return unwritable(folder, error.message());
  LEIAN_TRY(const auto files, files_in(folder));
  const bool marked = fs::exists(folder / kMark, error);
  for (const fs::path& file : files)
    if (!marked || !ours(file))
      return err(ErrorCode::Conflict, Msg::FolderNotEmpty, folder.string(), file.filename().string());
  for (const fs::path& file : files)
    if (!fs::remove(file, error)) return unwritable(file, error.message());
  std::ofstream mark(folder / kMark);
  if (!(mark << "leian corpus generate\n" << std::flush)) return unwritable(folder / kMark);
  return CorpusFolder(folder);
}

Result<void> CorpusFolder::write(const std::string& kind, std::string_view lines) {
  const fs::path path = folder_ / (kind + ".jsonl.part");
  const auto [file, fresh] = files_.try_emplace(kind);
  if (fresh) file->second.open(path, std::ios::binary);
  if (!file->second.write(lines.data(), static_cast<std::streamsize>(lines.size()))) return unwritable(path);
  return {};
}

Result<std::vector<fs::path>> CorpusFolder::finish() {
  std::vector<fs::path> named;
  for (auto& [kind, file] : files_) {
    const fs::path path = folder_ / (kind + ".jsonl");
    file.close();
    if (!file) return unwritable(path);
    std::error_code error;
    fs::rename(path.string() + ".part", path, error);
    if (error) return unwritable(path, error.message());
    named.push_back(path);
  }
  return named;
}

}  // namespace leian
