// Reading a journal: what of it is whole, what was torn off by a crash, and what is damage.
#include <algorithm>
#include <charconv>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/store/journal.hpp"
#include "indexer/store/journal_format.hpp"

namespace leian {
namespace {

using namespace journal_format;

/// A disk writes whole sectors: of a frame that was cut off by a power failure some may be there and others
/// empty.
constexpr std::size_t kSectorBytes = 512;

bool all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

/// Whether what a sector holds of [begin, end) is empty, which no whole frame leaves: it begins with its
/// magic, and JSON has no zeros.
bool lacks_a_sector(std::string_view content, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t next = std::min(end, (begin / kSectorBytes + 1) * kSectorBytes);
    if (all_zero(content.substr(begin, next - begin))) return true;
    begin = next;
  }
  return false;
}

/// Reads one file, frame after frame.
class Scan {
 public:
  Scan(const std::filesystem::path& path, std::string_view content, bool last_file)
      : content_(content), last_file_(last_file) {
    file_.path = path;
  }

  Result<JournalFile> run(std::uint64_t& sequence, std::uint64_t published, const JournalVisitor& visit) {
    LEIAN_TRY(const bool headed, read_file_head(sequence, published));
    while (headed && at_ < content_.size()) {
      LEIAN_TRY(const bool whole, read_frame(sequence, visit));
      if (!whole) break;
    }
    file_.bytes = at_;
    file_.torn = content_.size() - at_;
    file_.last = sequence;
    return file_;
  }

 private:
  Unexpected damaged() const {
    return err(ErrorCode::IndexDamaged, Msg::JournalDamaged, file_.path.string(), at_);
  }
  /// The file ends here unless it is damaged: only what was written last can be torn.
  Result<bool> torn() const {
    if (!last_file_) return damaged();
    return false;
  }

  Result<bool> read_file_head(std::uint64_t& sequence, std::uint64_t published) {
    if (content_.size() < sizeof(FileHead) || all_zero(content_)) return torn();
    const auto head = read_head<FileHead>(content_);
    if (!head) return damaged();
    // Files go once they are published, and the next begins behind them; anything else is a lost file.
    if (head->first != sequence + 1 && (head->first <= sequence || head->first > published + 1))
      return damaged();
    file_.first = head->first;
    sequence = head->first - 1;
    at_ = sizeof(FileHead);
    return true;
  }

  Result<bool> read_frame(std::uint64_t& sequence, const JournalVisitor& visit) {
    const std::string_view rest = content_.substr(at_);
    if (rest.size() < sizeof(FrameHead) || all_zero(rest.substr(0, sizeof(FrameHead)))) return torn();
    const auto head = read_head<FrameHead>(rest);
    if (!head) {
      if (lacks_a_sector(content_, at_, content_.size())) return torn();
      return damaged();
    }
    if (head->length > rest.size() - sizeof(FrameHead)) return torn();
    const std::size_t end = at_ + sizeof(FrameHead) + head->length;
    const std::string_view payload = rest.substr(sizeof(FrameHead), head->length);
    if (head->payload_check != XXH3_64bits(payload.data(), payload.size())) {
      if (end == content_.size() && lacks_a_sector(content_, at_, end)) return torn();
      return damaged();
    }
    if (head->first != sequence + 1) return damaged();
    LEIAN_CHECK(read_entries(payload, sequence, visit));
    at_ = end;
    return true;
  }

  Result<void> read_entries(std::string_view payload, std::uint64_t& sequence, const JournalVisitor& visit) {
    while (!payload.empty()) {
      const auto entry = take_entry(payload);
      if (!entry) return damaged();
      LEIAN_CHECK(visit(++sequence, *entry));
    }
    return {};
  }

  JournalFile file_;
  std::string_view content_;
  bool last_file_;
  std::size_t at_ = 0;
};

/// NNNNNN.log files of a folder by their numbers; others are left alone.
std::vector<JournalFile> list_files(const std::filesystem::path& folder) {
  std::vector<JournalFile> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    const std::string stem = entry.path().stem().string();
    JournalFile file;
    file.path = entry.path();
    const auto [end, wrong] = std::from_chars(stem.data(), stem.data() + stem.size(), file.number);
    if (entry.path().extension() == ".log" && wrong == std::errc{} && end == stem.data() + stem.size())
      files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return files;
}

}  // namespace

Result<std::vector<JournalFile>> read_journal(const std::filesystem::path& folder, std::uint64_t published,
                                              const JournalVisitor& visit) {
  std::vector<JournalFile> files = list_files(folder);
  std::uint64_t sequence = 0;
  for (JournalFile& file : files) {
    LEIAN_TRY(const std::string content, read_file(file.path));
    const std::uint64_t number = file.number;
    const bool last = &file == &files.back();
    LEIAN_TRY(file, Scan(file.path, content, last).run(sequence, published, visit));
    file.number = number;
  }
  return files;
}

}  // namespace leian
