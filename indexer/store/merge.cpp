#include "indexer/store/merge.hpp"

#include <algorithm>
#include <future>
#include <numeric>
#include <set>

#include "corpora/core/files.hpp"
#include "corpora/record/nested.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian {
namespace {

/// Larger blocks than Xapian's 8 KiB: a posting list is read in fewer, longer reads.
constexpr int kBlockBytes = 16384;

using Views = std::vector<const SegmentView*>;

Views views_of(const std::vector<SegmentEntry>& chosen, const Snapshot& snapshot) {
  Views views;
  for (const SegmentEntry& entry : chosen)
    for (const SegmentView& view : snapshot.segments())
      if (view.segment->name() == entry.name) views.push_back(&view);
  return views;
}

/// Segments of before 2026-11-25 have no columns of nested rows, which only the records can fill.
bool lacks_nested(const Segment& segment, const Layout& layout) {
  return std::any_of(layout.columns().begin(), layout.columns().end(), [&](const ColumnSpec& column) {
    return !rows_of_nested(column.name).empty() && segment.column(column.name) == nullptr;
  });
}

bool needs_rewrite(const Views& views, const Layout& layout) {
  std::uint64_t rows = 0;
  std::uint64_t deleted = 0;
  for (const SegmentView* view : views) {
    rows += view->rows();
    deleted += view->deleted_rows;
    if (view->segment->text_fields() != layout.texts() || !view->segment->titles() ||
        lacks_nested(*view->segment, layout))
      return true;
  }
  return deleted * 4 > rows;
}

Result<void> merge_postings(const std::filesystem::path& folder, const Views& views) {
  std::vector<Xapian::Database> borrowed;
  for (const SegmentView* view : views) {
    LEIAN_TRY(auto database, view->segment->borrow());
    borrowed.push_back(std::move(database));
  }
  LEIAN_CHECK(xapian_guard([&] {
    Xapian::Database all;
    for (const Xapian::Database& database : borrowed) all.add_database(database);
    all.compact((folder / "postings.glass").string(), Xapian::DBCOMPACT_SINGLE_FILE, kBlockBytes);
  }));
  for (std::size_t i = 0; i < views.size(); ++i) views[i]->segment->give_back(std::move(borrowed[i]));
  return {};
}

Result<SegmentFacts> merge_sides(const std::filesystem::path& folder, const Views& views,
                                 const SegmentSchema& schema) {
  const Layout& layout = *schema.layout;
  std::vector<ColumnBuilder> columns = column_builders(layout);
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (const SegmentView* view : views) {
      const Column* from = view->segment->column(layout.columns()[i].name);
      for (std::uint32_t row = 0; row < view->rows(); ++row) columns[i].add(from, row);
    }
  std::vector<std::uint32_t> lengths;
  std::vector<ContentHash> hashes;
  for (const SegmentView* view : views) {
    lengths.insert(lengths.end(), view->segment->lengths().begin(), view->segment->lengths().end());
    for (std::uint32_t row = 0; row < view->rows(); ++row) hashes.push_back(view->segment->hash(row));
  }
  return write_sides(folder, {&layout, schema.analyzer, &columns, &lengths, &hashes});
}

Result<void> merge_grams(const std::filesystem::path& folder, const Views& views) {
  std::vector<GramsPart> parts;
  std::uint32_t rows = 0;
  for (const SegmentView* view : views) {
    parts.push_back({&view->segment->grams(), rows});
    rows += view->rows();
  }
  return write_joined(folder / "grams.bin", parts, rows);
}

Result<void> merge_texts(const std::filesystem::path& folder, const Views& views) {
  std::vector<const Texts*> parts;
  for (const SegmentView* view : views) parts.push_back(&view->segment->texts());
  return write_joined(folder / "texts.bin", parts);
}

Result<void> merge_titles(const std::filesystem::path& folder, const Views& views) {
  std::vector<TitlesPart> parts;
  std::uint32_t rows = 0;
  for (const SegmentView* view : views) {
    parts.push_back({&*view->segment->titles(), rows});
    rows += view->rows();
  }
  return write_joined(folder / kTitlesFile, parts);
}

Result<void> merge_records(const std::filesystem::path& folder, const Views& views) {
  LEIAN_TRY(auto writer, StoredRecordsWriter::create(folder / "records.bin"));
  for (const SegmentView* view : views) LEIAN_CHECK(writer.add_all(view->segment->records()));
  return writer.finish();
}

Result<SegmentEntry> join(const std::filesystem::path& db, const std::string& name, const Views& views,
                          const SegmentSchema& schema) {
  const auto folder = segment_folder(db, name);
  LEIAN_CHECK(make_folder(folder));
  // Posting lists keep one core busy; what is only copied takes the other.
  auto sides = std::async(std::launch::async, [&]() -> Result<SegmentFacts> {
    LEIAN_CHECK(merge_texts(folder, views));
    LEIAN_CHECK(merge_records(folder, views));
    LEIAN_CHECK(merge_titles(folder, views));
    return merge_sides(folder, views, schema);
  });
  const auto postings = [&]() -> Result<void> {
    LEIAN_CHECK(merge_grams(folder, views));
    return merge_postings(folder, views);
  }();
  auto facts = sides.get();
  LEIAN_CHECK(postings);
  LEIAN_CHECK(facts);
  LEIAN_CHECK(seal_segment(folder, std::move(*facts)));
  SegmentEntry entry{name, 0, "", 0};
  for (const SegmentView* view : views) entry.rows += view->rows();
  return entry;
}

Result<SegmentEntry> rewrite(const std::filesystem::path& db, const std::string& name, const Views& views,
                             const Snapshot& snapshot, const SegmentSchema& schema) {
  LEIAN_TRY(auto writer, SegmentWriter::create(segment_folder(db, name), schema));
  LEIAN_TRY(const ReaderLease lease,
            ReaderLease::take(std::shared_ptr<const Snapshot>(&snapshot, [](auto*) {})));
  for (std::size_t s = 0; s < snapshot.segments().size(); ++s) {
    const SegmentView& view = snapshot.segments()[s];
    if (std::find(views.begin(), views.end(), &view) == views.end()) continue;
    for (std::uint32_t row = 0; row < view.rows(); ++row) {
      if (!view.is_live(row)) continue;
      LEIAN_TRY(const std::string json, view.segment->records().json(row));
      LEIAN_TRY(const Record record, read_record(lease, {static_cast<std::uint32_t>(s), row}));
      LEIAN_CHECK(writer.add(record, json, view.segment->hash(row)));
    }
  }
  const std::uint32_t rows = writer.rows();
  LEIAN_CHECK(writer.finish());
  return SegmentEntry{name, rows, "", 0};
}

}  // namespace

std::vector<SegmentEntry> segments_to_merge(const std::vector<SegmentEntry>& segments) {
  std::vector<const SegmentEntry*> by_size;
  for (const SegmentEntry& segment : segments) by_size.push_back(&segment);
  std::stable_sort(by_size.begin(), by_size.end(), [](auto* a, auto* b) { return a->rows < b->rows; });
  std::uint64_t smaller = 0;
  std::set<std::string> names;
  std::set<std::string> chosen;
  for (const SegmentEntry* segment : by_size) {
    names.insert(segment->name);
    if (smaller * 4 >= segment->rows) chosen = names;
    smaller += segment->rows;
  }
  std::vector<SegmentEntry> in_order;
  for (const SegmentEntry& segment : segments)
    if (chosen.contains(segment.name)) in_order.push_back(segment);
  return in_order;
}

Result<SegmentEntry> merge_segments(const std::filesystem::path& db, const std::string& name,
                                    const std::vector<SegmentEntry>& chosen, const Snapshot& snapshot,
                                    const SegmentSchema& schema) {
  const Views views = views_of(chosen, snapshot);
  return needs_rewrite(views, *schema.layout) ? rewrite(db, name, views, snapshot, schema)
                                              : join(db, name, views, schema);
}

}  // namespace leian
