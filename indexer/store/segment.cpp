#include "indexer/store/segment.hpp"

#include "corpora/core/messages.hpp"
#include "indexer/store/segment_facts.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian {
namespace {

template <class T>
Result<std::span<const T>> map_rows(MappedFile& file, const std::filesystem::path& path, std::size_t rows) {
  LEIAN_TRY(file, MappedFile::open(path));
  if (file.size() != rows * sizeof(T))
    return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string());
  return file.array<T>(0, rows);
}

/// Contents are read by `leian doctor` alone; sizes are looked at whenever a segment is opened.
std::optional<std::string> file_of_other_size(const std::filesystem::path& folder,
                                              const SegmentFacts& facts) {
  for (const auto& [name, file] : facts.files) {
    std::error_code gone;
    if (std::filesystem::file_size(folder / name, gone) != file.size || gone) return name;
  }
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<Segment>> Segment::open(const std::filesystem::path& db, const SegmentEntry& entry) {
  auto segment = std::make_shared<Segment>();
  segment->name_ = entry.name;
  segment->folder_ = segment_folder(db, entry.name);
  segment->rows_ = entry.rows;
  const auto in_folder = [&](std::string_view name) { return segment->folder_ / name; };
  const auto damaged = [&](std::string_view name) {
    return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, in_folder(name).string());
  };

  LEIAN_TRY(const SegmentFacts facts, read_segment_facts(segment->folder_, entry.sum));
  if (facts.rows != entry.rows) return damaged(kFactsFile);
  if (const auto changed = file_of_other_size(segment->folder_, facts)) return damaged(*changed);
  segment->total_length_ = facts.total_length;
  segment->text_fields_ = facts.text_fields;
  for (const std::string& name : facts.columns) {
    const auto file_name = name + ".col";
    auto file = ColumnFile::open(in_folder(file_name));
    if (!file || file->column().rows() != entry.rows) return damaged(file_name);
    segment->columns_.emplace(name, std::move(*file));
  }
  const auto take = [&]<class Part>(Part& part, std::string_view name) -> Result<void> {
    auto opened = Part::open(in_folder(name));
    if (!opened || opened->rows() != entry.rows) return damaged(name);
    part = std::move(*opened);
    return {};
  };
  LEIAN_CHECK(take(segment->grams_, "grams.bin"));
  LEIAN_CHECK(take(segment->texts_, "texts.bin"));
  LEIAN_CHECK(take(segment->records_, "records.bin"));
  const auto take_if_there = [&]<class Part>(std::optional<Part>& part,
                                             std::string_view name) -> Result<void> {
    std::error_code ignored;
    if (!std::filesystem::exists(in_folder(name), ignored)) return {};
    auto opened = Part::open(in_folder(name));
    if (!opened) return damaged(name);
    part = std::move(*opened);
    return {};
  };
  LEIAN_CHECK(take_if_there(segment->titles_, kTitlesFile));
  LEIAN_CHECK(take_if_there(segment->names_, kNamesFile));
  auto lengths = map_rows<std::uint32_t>(segment->lengths_file_, in_folder("lengths.bin"), entry.rows);
  if (!lengths) return damaged("lengths.bin");
  segment->lengths_ = *lengths;
  auto hashes = map_rows<ContentHash>(segment->hashes_file_, in_folder("hashes.bin"), entry.rows);
  if (!hashes) return damaged("hashes.bin");
  segment->hashes_ = *hashes;
  LEIAN_TRY(auto postings, segment->borrow());
  if (postings.get_doccount() != entry.rows) return damaged("postings.glass");
  segment->give_back(std::move(postings));
  return segment;
}

const Column* Segment::column(std::string_view field) const {
  const auto at = columns_.find(field);
  return at == columns_.end() ? nullptr : &at->second.column();
}

std::optional<std::uint16_t> Segment::text_field(std::string_view field) const {
  for (std::size_t i = 0; i < text_fields_.size(); ++i)
    if (text_fields_[i] == field) return static_cast<std::uint16_t>(i);
  return std::nullopt;
}

Result<Xapian::Database> Segment::borrow() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Xapian::Database database = std::move(idle_.back());
      idle_.pop_back();
      return database;
    }
  }
  const auto path = folder_ / "postings.glass";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string());
  return xapian_guard([&] { return Xapian::Database(path.string()); });
}

void Segment::give_back(Xapian::Database database) const {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(database));
}

}  // namespace leian
