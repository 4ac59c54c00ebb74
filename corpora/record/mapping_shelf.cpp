#include "corpora/record/mapping_shelf.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxNamedColumns = 20;
constexpr std::string_view kIdColumn = "id";
constexpr std::string_view kKindColumn = "kind";

std::string listed(const std::vector<std::string>& names) {
  if (names.empty()) return "-";
  std::string all;
  for (std::size_t i = 0; i < names.size() && i < kMaxNamedColumns; ++i)
    (all += i == 0 ? "" : ", ") += names[i];
  return names.size() > kMaxNamedColumns ? all + " …" : all;
}

bool has(const std::vector<std::string>& columns, std::string_view name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

bool columns_are_fields(const Kind& kind, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return column == kIdColumn || kind.find(column).has_value();
  });
}

bool has_all_required(const Kind& kind, const std::vector<std::string>& columns) {
  std::vector<bool> there(kind.fields().size());
  for (const auto& column : columns)
    if (const auto field = kind.find(column)) there[*field] = true;
  for (std::size_t i = 0; i < there.size(); ++i)
    if (kind.fields()[i].required && !there[i]) return false;
  return true;
}

std::vector<std::filesystem::path> mapping_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure))
    if (at->path().extension() == ".json") files.push_back(at->path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

MappingShelf MappingShelf::load(const std::filesystem::path& folder, const KindSet& kinds) {
  MappingShelf shelf;
  shelf.kinds_ = &kinds;
  for (const auto& file : mapping_files(folder))
    if (auto mapping = Mapping::load(file, kinds))
      shelf.mappings_.push_back(std::make_shared<const Mapping>(std::move(*mapping)));
  shelf.shipped_ = shelf.mappings_.size();
  return shelf;
}

Result<void> MappingShelf::add_own(const std::filesystem::path& folder) {
  for (const auto& file : mapping_files(folder)) {
    LEIAN_TRY(Mapping mapping, Mapping::load(file, *kinds_));
    mappings_.push_back(std::make_shared<const Mapping>(std::move(mapping)));
  }
  return {};
}

Result<std::shared_ptr<const Kind>> MappingShelf::fitting_kind(
    const std::string& file, const std::vector<std::string>& columns) const {
  std::shared_ptr<const Kind> found;
  if (!has(columns, kIdColumn)) return found;
  for (const auto& kind : kinds_->kinds()) {
    if (!columns_are_fields(*kind, columns) || !has_all_required(*kind, columns)) continue;
    if (found) return err(ErrorCode::BadMapping, Msg::AutoKindSeveral, file, found->name(), kind->name());
    found = kind;
  }
  return found;
}

bool MappingShelf::looks_like_record(const std::vector<std::string>& columns) const {
  return has(columns, kIdColumn) &&
         std::any_of(kinds_->kinds().begin(), kinds_->kinds().end(),
                     [&](const auto& kind) { return columns_are_fields(*kind, columns); });
}

Unexpected MappingShelf::nothing_fits(const std::string& file,
                                      const std::vector<std::string>& columns) const {
  const Mapping* nearest = nullptr;
  ColumnFit best;
  for (const auto& mapping : mappings_) {
    ColumnFit fit = mapping->fit(columns);
    const bool nearer =
        fit.used > best.used || (fit.used == best.used && fit.missing.size() < best.missing.size());
    if (fit.used == 0 || !nearer) continue;
    nearest = mapping.get();
    best = std::move(fit);
  }
  if (nearest == nullptr)
    return err(ErrorCode::BadMapping, Msg::AutoMappingNothingNear, file, listed(columns));
  return err(ErrorCode::BadMapping, Msg::AutoMappingNone, file, nearest->name(), listed(best.missing),
             listed(best.unused));
}

Result<TablePlan> MappingShelf::choose(const std::string& file,
                                       const std::vector<std::string>& columns) const {
  if (columns.empty() || has(columns, kKindColumn)) return TablePlan();
  LEIAN_TRY(const auto kind, fitting_kind(file, columns));
  if (kind) return TablePlan{kind->name(), nullptr};
  std::shared_ptr<const Mapping> chosen, rival;
  std::size_t most = 0;
  bool own = false;
  for (std::size_t i = 0; i < mappings_.size(); ++i) {
    const ColumnFit fit = mappings_[i]->fit(columns);
    if (!fit.missing.empty() || fit.used < most || fit.used == 0) continue;
    rival = fit.used == most && own == (i >= shipped_) ? chosen : nullptr;
    own = i >= shipped_;
    chosen = mappings_[i];
    most = fit.used;
  }
  if (rival) return err(ErrorCode::BadMapping, Msg::AutoMappingSeveral, file, rival->name(), chosen->name());
  if (!chosen) return nothing_fits(file, columns);
  return TablePlan{{}, std::move(chosen)};
}

}  // namespace leian
