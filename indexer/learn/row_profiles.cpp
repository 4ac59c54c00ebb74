#include "indexer/learn/row_profiles.hpp"

#include <algorithm>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

std::string_view magic() { return {kRowProfilesMagic, sizeof RowProfilesHead::magic}; }

}  // namespace

Result<RowProfiles> RowProfiles::open(const std::filesystem::path& path) {
  RowProfiles profiles;
  LEIAN_TRY(profiles.file_, MappedFile::open(path));
  const MappedFile& file = profiles.file_;
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto head = file.array<RowProfilesHead>(0, 1);
  if (head.empty() || std::string_view(head[0].magic, sizeof head[0].magic) != magic()) return damaged();
  profiles.head_ = head.data();
  const std::size_t starts = std::size_t{head[0].rows} + 1;
  profiles.starts_ = file.array<std::uint32_t>(sizeof(RowProfilesHead), starts);
  const std::size_t at = sizeof(RowProfilesHead) + starts * sizeof(std::uint32_t);
  profiles.parts_ = file.array<StoredCauseWeight>(at, head[0].parts);
  if (profiles.starts_.size() != starts || profiles.parts_.size() != head[0].parts ||
      file.size() != at + head[0].parts * sizeof(StoredCauseWeight))
    return damaged();
  return profiles;
}

bool RowProfiles::fits(std::uint32_t row) const {
  const std::uint32_t begin = starts_[row];
  const std::uint32_t end = starts_[row + 1];
  return begin <= end && end - begin <= CauseModel::kProfileCauses && end <= parts_.size() &&
         std::all_of(parts_.begin() + begin, parts_.begin() + end,
                     [&](const StoredCauseWeight& part) { return part.cause < head_->causes; });
}

std::span<const StoredCauseWeight> RowProfiles::row(std::uint32_t row) const {
  if (!fits(row)) return {};
  return parts_.subspan(starts_[row], starts_[row + 1] - starts_[row]);
}

bool RowProfiles::is_whole() const {
  if (starts_.front() != 0 || starts_.back() != parts_.size()) return false;
  for (std::uint32_t row = 0; row < rows(); ++row)
    if (!fits(row)) return false;
  return true;
}

void RowProfilesBuilder::add_row(std::span<const StoredCauseWeight> parts) {
  parts_.insert(parts_.end(), parts.begin(), parts.end());
  starts_.push_back(static_cast<std::uint32_t>(parts_.size()));
}

void RowProfilesBuilder::add_all(const RowProfilesBuilder& other) {
  const auto before = static_cast<std::uint32_t>(parts_.size());
  parts_.insert(parts_.end(), other.parts_.begin(), other.parts_.end());
  for (std::size_t row = 1; row < other.starts_.size(); ++row) starts_.push_back(before + other.starts_[row]);
}

Result<void> RowProfilesBuilder::write(const std::filesystem::path& path, std::size_t causes) const {
  auto written = write_all(path, causes);
  std::error_code ignored;
  // Half a file must not be taken for one that is there already.
  if (!written) std::filesystem::remove(path, ignored);
  return written;
}

Result<void> RowProfilesBuilder::write_all(const std::filesystem::path& path, std::size_t causes) const {
  RowProfilesHead head{};
  std::memcpy(head.magic, kRowProfilesMagic, sizeof head.magic);
  head.rows = rows();
  head.causes = static_cast<std::uint32_t>(causes);
  head.parts = parts_.size();
  LEIAN_TRY(auto file, NewFile::create(path));
  LEIAN_CHECK(file.write({reinterpret_cast<const char*>(&head), sizeof head}));
  LEIAN_CHECK(file.write(bytes_of(starts_)));
  LEIAN_CHECK(file.write(bytes_of(parts_)));
  return file.close_flushed();
}

}  // namespace leian
