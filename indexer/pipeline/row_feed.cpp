#include "indexer/pipeline/row_feed.hpp"

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(file, ignored);
  return ignored ? 0 : size;
}

std::size_t bytes_of(const ReadItem& item) {
  const auto* row = std::get_if<SourceRow>(&item);
  if (row == nullptr) return 0;
  std::size_t bytes = row->text.size();
  for (const std::string& cell : row->cells) bytes += cell.size();
  return bytes;
}

}  // namespace

Result<std::unique_ptr<RowFeed>> RowFeed::open(const KindSet& kinds, FeedOptions options) {
  std::unique_ptr<RowFeed> feed(new RowFeed(kinds, std::move(options)));
  LEIAN_TRY(feed->inputs_, list_inputs(feed->options_.inputs));
  for (const auto& file : feed->inputs_.files) feed->bytes_total_ += size_of(file);
  return feed;
}

Result<void> RowFeed::open_file(const std::filesystem::path& file) {
  std::shared_ptr<const Mapping> mapping;
  for (const auto& candidate : options_.mappings)
    if (options_.mappings.size() == 1 || candidate->fits_file(file)) {
      mapping = candidate;
      break;
    }
  if (mapping == nullptr && !options_.mappings.empty())
    return err(ErrorCode::BadMapping, Msg::NoMappingFits, file.string());
  LEIAN_TRY(reader_, open_rows(file));
  LEIAN_TRY(Intake intake, Intake::make(*kinds_, options_.kind, mapping));
  LEIAN_CHECK(intake.check(*reader_));
  intake_ = std::make_shared<const Intake>(std::move(intake));
  return {};
}

bool RowFeed::open_next_file() {
  while (next_file_ < inputs_.files.size()) {
    const auto& file = inputs_.files[next_file_++];
    auto opened = open_file(file);
    if (opened) return true;
    reader_.reset();
    bytes_before_ += size_of(file);
    file_errors_.push_back(std::move(opened).error());
  }
  return false;
}

std::optional<RowBatch> RowFeed::next() {
  const std::lock_guard lock(mutex_);
  for (;;) {
    if (reader_ == nullptr && !open_next_file()) return std::nullopt;
    RowBatch batch;
    batch.intake = intake_;
    std::size_t bytes = 0;
    while (batch.items.size() < kBatchRows && bytes < kBatchBytes) {
      auto item = reader_->next();
      if (!item) break;
      bytes += bytes_of(*item);
      batch.items.push_back(std::move(*item));
    }
    bytes_done_ = bytes_before_ + reader_->bytes_read();
    if (batch.items.empty()) {
      bytes_before_ += size_of(inputs_.files[next_file_ - 1]);
      reader_.reset();
      continue;
    }
    batch.number = next_number_++;
    return batch;
  }
}

}  // namespace leian
