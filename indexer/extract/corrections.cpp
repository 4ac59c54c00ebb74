#include "indexer/extract/corrections.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

bool is_text(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() && !at->get_ref<const std::string&>().empty();
}

std::optional<Correction> read_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !is_text(json, "id") || !is_text(json, "field") || !is_text(json, "by") ||
      !is_text(json, "when"))
    return std::nullopt;
  const auto values = json.find("values");
  if (values == json.end() || !values->is_array()) return std::nullopt;
  return Correction{json["id"], json["field"], *values, json["by"], json["when"]};
}

std::string line_of(const Correction& correction) {
  const nlohmann::ordered_json json = {{"id", correction.id},
                                       {"field", correction.field},
                                       {"values", correction.values},
                                       {"by", correction.by},
                                       {"when", correction.when}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// The file, open and locked against other writers, as long as this lives.
class LockedFile {
 public:
  explicit LockedFile(const std::filesystem::path& path)
      : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0)
      if (errno != EINTR) break;
  }
  ~LockedFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  bool is_open() const { return fd_ >= 0; }

  /// Writes behind the last whole line, and takes back what could not be written whole.
  bool append(std::string_view line) {
    const off_t end = end_of_lines();
    if (end < 0 || ::ftruncate(fd_, end) != 0 || ::lseek(fd_, end, SEEK_SET) < 0) return false;
    if (write_all(line) && ::fsync(fd_) == 0) return true;
    const int failure = errno;
    [[maybe_unused]] const int cut = ::ftruncate(fd_, end);
    errno = failure;
    return false;
  }

 private:
  /// Behind the last line feed; negative where reading failed.
  off_t end_of_lines() const {
    char block[4096];
    for (off_t end = ::lseek(fd_, 0, SEEK_END); end > 0;) {
      const off_t begin = end > static_cast<off_t>(sizeof block) ? end - static_cast<off_t>(sizeof block) : 0;
      const ssize_t read = ::pread(fd_, block, static_cast<std::size_t>(end - begin), begin);
      if (read != end - begin) return -1;
      for (off_t at = read; at > 0; --at)
        if (block[at - 1] == '\n') return begin + at;
      end = begin;
    }
    return 0;
  }

  bool write_all(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  int fd_;
};

}  // namespace

std::filesystem::path corrections_file(const std::filesystem::path& db) { return db / "corrections.jsonl"; }

Result<Corrections> Corrections::load(const std::filesystem::path& db) {
  Corrections corrections;
  const auto path = corrections_file(db);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return corrections;
  LEIAN_TRY(const std::string text, read_file(path));
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    if (end == text.npos) break;  // never acknowledged
    ++number;
    auto correction = read_line(std::string_view(text).substr(begin, end - begin));
    if (!correction) return err(ErrorCode::BadInput, Msg::CorrectionLine, path.string(), number);
    begin = end + 1;
    auto& fields = corrections.by_id_[correction->id];
    std::string field = correction->field;
    fields.insert_or_assign(std::move(field), std::move(*correction));
  }
  return corrections;
}

Result<void> Corrections::append(const std::filesystem::path& db, const Correction& correction) {
  const auto path = corrections_file(db);
  std::error_code ignored;
  const bool fresh = !std::filesystem::exists(path, ignored);
  LockedFile file(path);
  if (!file.is_open() || !file.append(line_of(correction)))
    return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(errno));
  return fresh ? sync_folder(db) : Result<void>{};
}

const std::map<std::string, Correction, std::less<>>* Corrections::of(std::string_view id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &at->second;
}

}  // namespace leian
