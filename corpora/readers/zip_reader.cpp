#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/input_readers.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/sniff.hpp"
#include "corpora/readers/temporary_file.hpp"
#include "corpora/readers/zip_archive.hpp"

namespace leian {
namespace {

/// An absolute path, a drive, or a step upwards: nothing that an honest archive holds.
bool points_outside(std::string_view name) {
  if (name.starts_with('/') || (name.size() > 1 && name[1] == ':')) return true;
  const std::filesystem::path path(name);
  return std::any_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

class ZipReader : public FileReader {
 public:
  ZipReader(SourceFile source, std::shared_ptr<ZipArchive> archive)
      : source_(std::move(source)), archive_(std::move(archive)), entries_(archive_->entries()) {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const ArchiveEntry& a, const ArchiveEntry& b) { return a.name < b.name; });
  }

  std::optional<Result<std::unique_ptr<RowReader>>> next() override {
    while (true) {
      if (inner_) {
        auto table = inner_->next();
        notes_.insert(notes_.end(), inner_->notes().begin() + static_cast<std::ptrdiff_t>(told_),
                      inner_->notes().end());
        told_ = inner_->notes().size();
        if (table) return found(std::move(*table));
        inner_.reset();
      }
      if (auto failure = open_next()) return found(Unexpected(std::move(*failure)));
      if (!inner_) break;
    }
    if (std::exchange(found_, true)) return std::nullopt;
    return Result<std::unique_ptr<RowReader>>(err(ErrorCode::BadInput, Msg::ArchiveNothing, source_.shown));
  }

 private:
  Result<std::unique_ptr<RowReader>> found(Result<std::unique_ptr<RowReader>> table) {
    found_ = true;
    return table;
  }

  /// Opens the next entry that can be read; nothing and no inner_ at the end.
  std::optional<Error> open_next() {
    while (next_entry_ < entries_.size()) {
      const ArchiveEntry& entry = entries_[next_entry_++];
      if (entry.folder()) continue;
      if (points_outside(entry.name))
        return Result<void>(err(ErrorCode::BadInput, Msg::EntryNameUnsafe, source_.shown, entry.name))
            .error();
      if (!known_ending(SourceFile(entry.name).ending()) || is_temporary(entry.name)) {
        pass_over(entry);
        continue;
      }
      auto opened = open(entry);
      if (!opened && is_known_limit(opened.error(), entry)) {
        pass_over(entry);
        continue;
      }
      if (!opened) return std::move(opened).error();
      inner_ = std::move(*opened);
      told_ = 0;
      return std::nullopt;
    }
    return std::nullopt;
  }

  /// The sentence says the limit behind the entry's name.
  bool is_known_limit(const Error& error, const ArchiveEntry& entry) const {
    const std::size_t name = source_.shown.size() + 1 + entry.name.size();
    return error.code == ErrorCode::TooLarge && error.what.en.size() > name &&
           !archive_->budget()->first_to_meet(error.what.en.substr(name));
  }

  void pass_over(const ArchiveEntry& entry) {
    constexpr std::size_t kMaxNotes = 100;
    if (notes_.size() < kMaxNotes) notes_.push_back(say(Msg::NotePassedOver, source_.shown, entry.name));
  }

  Result<std::unique_ptr<FileReader>> open(const ArchiveEntry& entry) {
    LEIAN_TRY(const auto copy, TemporaryFile::create());
    LEIAN_TRY(auto stream, archive_->stream(entry));
    std::vector<char> room(1u << 16);
    while (true) {
      LEIAN_TRY(const std::size_t got, stream.read(room.data(), room.size()));
      if (got == 0) break;
      LEIAN_CHECK(copy->write({room.data(), got}));
    }
    SourceFile inside(copy->path());
    inside.shown = source_.shown + "/" + entry.name;
    inside.kept = copy;
    inside.budget = archive_->budget();
    inside.depth = source_.depth + 1;
    inside.forms = source_.forms;
    LEIAN_TRY(auto reader, open_source(inside));
    kept_ = copy;
    return reader;
  }

  SourceFile source_;
  std::shared_ptr<ZipArchive> archive_;
  std::vector<ArchiveEntry> entries_;
  std::size_t next_entry_ = 0;
  std::shared_ptr<const void> kept_;  // the file that inner_ reads
  std::unique_ptr<FileReader> inner_;
  std::size_t told_ = 0;  // of inner_'s notes
  bool found_ = false;
};

}  // namespace

Result<std::unique_ptr<FileReader>> read_zip(const SourceFile& source) {
  if (source.depth >= kMaxArchiveDepth)
    return beyond_limit(source.shown, say(Msg::LimitNested, kMaxArchiveDepth));
  LEIAN_TRY(auto archive, ZipArchive::open(source));
  return std::make_unique<ZipReader>(source, std::move(archive));
}

}  // namespace leian
