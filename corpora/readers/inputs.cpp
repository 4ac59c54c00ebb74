#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/readers/reader.hpp"

namespace leian {

namespace fs = std::filesystem;

bool is_temporary(const fs::path& path) {
  const std::string name = path.filename().string();
  const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
  return name.starts_with('.') || name.starts_with("~$") || ends("~") || ends(".tmp") || ends(".part") ||
         ends(".swp") || ends(".crdownload") || name == "Thumbs.db" || name == "desktop.ini";
}

namespace {

class Walk {
 public:
  explicit Walk(InputFiles& found) : found_(found) {}

  Result<void> enter(const fs::path& folder) {
    std::error_code failure;
    const fs::path real = fs::canonical(folder, failure);
    if (failure) return unreadable(folder, failure);
    if (std::find(above_.begin(), above_.end(), real) != above_.end())
      return err(ErrorCode::BadInput, Msg::FolderLoop, folder.string(), real.string());
    std::vector<fs::path> entries;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
      entries.push_back(at->path());
    if (failure) return unreadable(folder, failure);
    std::sort(entries.begin(), entries.end());
    above_.push_back(real);
    for (const auto& entry : entries) LEIAN_CHECK(visit(entry));
    above_.pop_back();
    return {};
  }

 private:
  Result<void> visit(const fs::path& entry) {
    std::error_code failure;
    const auto status = fs::status(entry, failure);
    if (is_temporary(entry))
      found_.skipped.push_back(entry);
    else if (status.type() == fs::file_type::directory)
      return enter(entry);
    else if (status.type() == fs::file_type::not_found || failure)
      return unreadable(entry, failure);
    else
      (can_read(entry) ? found_.files : found_.skipped).push_back(entry);
    return {};
  }

  static Unexpected unreadable(const fs::path& path, std::error_code failure) {
    if (!failure) failure = std::make_error_code(std::errc::no_such_file_or_directory);
    return err(ErrorCode::Io, Msg::FileUnreadable, path.string(), failure.message());
  }

  InputFiles& found_;
  std::vector<fs::path> above_;  ///< the folders around, by their real paths
};

}  // namespace

Result<InputFiles> list_inputs(const std::vector<fs::path>& inputs) {
  InputFiles found;
  for (const auto& input : inputs) {
    std::error_code failure;
    const auto type = fs::status(input, failure).type();
    if (type == fs::file_type::not_found) return err(ErrorCode::NotFound, Msg::FileMissing, input.string());
    if (failure) return err(ErrorCode::Io, Msg::FileUnreadable, input.string(), failure.message());
    if (type == fs::file_type::directory)
      LEIAN_CHECK(Walk(found).enter(input));
    else
      found.files.push_back(input);
  }
  return found;
}

}  // namespace leian
