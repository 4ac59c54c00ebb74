#include "indexer/store/segment_writer.hpp"

#include <xxhash.h>

#include <numeric>

#include "corpora/core/files.hpp"
#include "corpora/record/nested.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian {
namespace {

/// Segments never delete or replace, so Xapian need not keep each document's terms: a fifth of the index's
/// bytes. Nor need Xapian flush: sync_tree flushes all of a segment's files at the end.
constexpr int kOpenFlags = Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC;

/// A record's entries in a column of nested rows, null where a row has none.
std::vector<const Scalar*> nested_values(const Record& record, std::string_view column) {
  std::vector<const Scalar*> values;
  const auto nested = nested_column(*record.kind, column);
  if (!nested) return values;
  for (const Row& row : record.values[nested->field].rows)
    values.push_back(row[nested->column] ? &*row[nested->column] : nullptr);
  return values;
}

std::size_t text_number(const Layout& layout, const std::string& field) {
  const auto& texts = layout.texts();
  return static_cast<std::size_t>(std::lower_bound(texts.begin(), texts.end(), field) - texts.begin());
}

}  // namespace

ContentHash content_hash(std::string_view json) {
  const XXH128_hash_t hash = XXH3_128bits(json.data(), json.size());
  return {hash.low64, hash.high64};
}

std::vector<ColumnBuilder> column_builders(const Layout& layout) {
  std::vector<ColumnBuilder> builders;
  for (const ColumnSpec& spec : layout.columns()) builders.emplace_back(row_of(spec.type).column, spec.list);
  return builders;
}

SegmentWriter::SegmentWriter(std::filesystem::path folder, const SegmentSchema& schema,
                             StoredRecordsWriter records)
    : folder_(std::move(folder)),
      schema_(schema),
      collector_(*schema.analyzer),
      columns_(column_builders(*schema.layout)),
      grams_(folder_ / "grams.bin"),
      records_(std::move(records)) {}

Result<SegmentWriter> SegmentWriter::create(const std::filesystem::path& folder,
                                            const SegmentSchema& schema) {
  LEIAN_CHECK(make_folder(folder));
  LEIAN_TRY(auto records, StoredRecordsWriter::create(folder / "records.bin"));
  SegmentWriter writer(folder, schema, std::move(records));
  LEIAN_CHECK(xapian_guard([&] {
    writer.postings_ = Xapian::WritableDatabase((folder / "postings.glass").string(), kOpenFlags);
    // Within a transaction Xapian writes its buffer out when it is full but leaves flushing to disk to the
    // end.
    writer.postings_.begin_transaction(false);
  }));
  return writer;
}

RecordTerms SegmentWriter::take_texts(const Record& record) {
  texts_.begin_row();
  for (const SearchedText& text : searched_texts(record, schema_.kinds->codes())) {
    const FoldedText folded = schema_.analyzer->fold(text.text);
    texts_.add(static_cast<std::uint16_t>(text_number(*schema_.layout, text.field->name)), folded);
    collector_.add(folded.units, text.field->weight);
    if (text.field->role == Role::Title) titles_.add(rows(), folded.units);
  }
  return collector_.take();
}

void SegmentWriter::add_to_columns(const Record& record) {
  static const std::vector<Scalar> kNone;
  const auto& specs = schema_.layout->columns();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (specs[i].name == kKindColumn) {
      columns_[i].add({Scalar(record.kind->name())});
      continue;
    }
    if (!rows_of_nested(specs[i].name).empty()) {
      columns_[i].add_nested(nested_values(record, specs[i].name));
      continue;
    }
    const auto field = record.kind->find(specs[i].name);
    columns_[i].add(field ? record.values[*field].items : kNone);
  }
}

Result<void> SegmentWriter::add(const Record& record, std::string_view json, ContentHash hash) {
  const RecordTerms terms = take_texts(record);
  LEIAN_CHECK(grams_.add_row(terms.grams));
  LEIAN_CHECK(xapian_guard([&] {
    Xapian::Document document;
    document.add_boolean_term(id_term(record.id));
    for (const WordCount& word : terms.words) document.add_term(word.term, word.count);
    postings_.add_document(document);
  }));
  LEIAN_CHECK(records_.add(json));
  add_to_columns(record);
  lengths_.push_back(
      std::accumulate(terms.grams.begin(), terms.grams.end(), 0u,
                      [](std::uint32_t sum, const GramCount& gram) { return sum + gram.count; }));
  hashes_.push_back(hash);
  return {};
}

Result<void> SegmentWriter::finish() {
  LEIAN_CHECK(xapian_guard([&] {
    postings_.commit_transaction();
    postings_.commit();
    postings_.close();
  }));
  LEIAN_CHECK(grams_.finish());
  LEIAN_CHECK(texts_.write(folder_ / "texts.bin"));
  LEIAN_CHECK(titles_.write(folder_ / kTitlesFile));
  LEIAN_CHECK(records_.finish());
  LEIAN_TRY(auto facts,
            write_sides(folder_, {schema_.layout, schema_.analyzer, &columns_, &lengths_, &hashes_}));
  return seal_segment(folder_, std::move(facts));
}

Result<SegmentFacts> write_sides(const std::filesystem::path& folder, const SegmentSides& sides) {
  const auto& specs = sides.layout->columns();
  SegmentFacts facts;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    LEIAN_CHECK((*sides.columns)[i].write(folder / (specs[i].name + ".col")));
    facts.columns.push_back(specs[i].name);
  }
  ValueNamesBuilder names(*sides.analyzer);
  LEIAN_CHECK(add_names_of_columns(folder, *sides.layout, names));
  LEIAN_CHECK(names.write(folder / kNamesFile));
  LEIAN_CHECK(write_new_file(folder / "lengths.bin", bytes_of(*sides.lengths)));
  LEIAN_CHECK(write_new_file(folder / "hashes.bin", bytes_of(*sides.hashes)));
  facts.rows = static_cast<std::uint32_t>(sides.hashes->size());
  facts.total_length = std::accumulate(sides.lengths->begin(), sides.lengths->end(), std::uint64_t{0});
  facts.text_fields = sides.layout->texts();
  return facts;
}

}  // namespace leian
