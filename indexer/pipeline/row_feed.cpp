#include "indexer/pipeline/row_feed.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/documents/document_forms.hpp"

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
  feed->shelf_ = MappingShelf::load(data_folder() / "mappings", kinds);
  std::vector<std::filesystem::path> forms;
  std::error_code none;
  for (const auto& folder : feed->options_.kind_folders) {
    LEIAN_CHECK(feed->shelf_.add_own(folder / "mappings"));
    if (std::filesystem::is_directory(folder / "forms", none)) forms.push_back(folder / "forms");
  }
  LEIAN_TRY(DocumentForms loaded, DocumentForms::load(forms, &kinds));
  feed->forms_ = std::make_shared<const DocumentForms>(std::move(loaded));
  return feed;
}

Result<TablePlan> RowFeed::plan_for(const RowReader& table) const {
  const auto& file = inputs_.files[next_file_ - 1];
  if (table.is_document()) return TablePlan();
  TablePlan plan{options_.kind, nullptr};
  for (const auto& candidate : options_.mappings)
    if (options_.mappings.size() == 1 || candidate->fits_file(file)) {
      plan.mapping = candidate;
      return plan;
    }
  if (!options_.mappings.empty()) return err(ErrorCode::BadMapping, Msg::NoMappingFits, file.string());
  if (!options_.kind.empty()) return plan;
  auto chosen = shelf_.choose(table.name(), table.first_row_columns());
  // Lines of JSON that are records but for their kind are told so one by one: the next may be a whole one.
  if (!chosen && table.columns().empty() && shelf_.looks_like_record(table.first_row_columns()))
    return TablePlan();
  return chosen;
}

Result<void> RowFeed::open_table(std::unique_ptr<RowReader> table) {
  LEIAN_TRY(const TablePlan plan, plan_for(*table));
  LEIAN_TRY(Intake intake, Intake::make(*kinds_, plan.kind, plan.mapping));
  LEIAN_CHECK(intake.check(*table));
  intake_ = std::make_shared<const Intake>(std::move(intake));
  reader_ = std::move(table);
  return {};
}

bool RowFeed::open_next_file() {
  while (next_file_ < inputs_.files.size()) {
    const auto& file = inputs_.files[next_file_++];
    auto opened = open_file(file, forms_);
    if (opened) {
      file_ = std::move(*opened);
      return true;
    }
    bytes_before_ += size_of(file);
    file_errors_.push_back(std::move(opened).error());
  }
  return false;
}

void RowFeed::close_file() {
  notes_.insert(notes_.end(), file_->notes().begin(), file_->notes().end());
  file_.reset();
  bytes_before_ += size_of(inputs_.files[next_file_ - 1]);
}

/// The next table of this file, or of the next one.
bool RowFeed::open_next_table() {
  while (file_ != nullptr || open_next_file()) {
    auto table = file_->next();
    if (!table) {
      close_file();
      continue;
    }
    auto opened =
        *table ? open_table(std::move(**table)) : Result<void>(Unexpected(std::move(*table).error()));
    if (opened) return true;
    file_errors_.push_back(std::move(opened).error());
  }
  return false;
}

std::optional<RowBatch> RowFeed::next() {
  const std::lock_guard lock(mutex_);
  for (;;) {
    if (reader_ == nullptr && !open_next_table()) return std::nullopt;
    RowBatch batch;
    batch.intake = intake_;
    std::size_t bytes = 0;
    while (batch.items.size() < kBatchRows && bytes < kBatchBytes) {
      auto item = reader_->next();
      if (!item) break;
      bytes += bytes_of(*item);
      batch.items.push_back(std::move(*item));
    }
    bytes_done_ = bytes_before_ + std::min(reader_->bytes_read(), size_of(inputs_.files[next_file_ - 1]));
    if (batch.items.empty()) {
      reader_.reset();
      continue;
    }
    batch.number = next_number_++;
    return batch;
  }
}

}  // namespace leian
