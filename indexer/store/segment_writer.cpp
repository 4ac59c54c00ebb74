#include "indexer/store/segment_writer.hpp"

#include <xxhash.h>

#include <numeric>

#include "corpora/core/files.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "indexer/store/stored_record.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian {
namespace {

/// Segments never delete or replace, so Xapian need not keep each document's terms: a fifth of the index's
/// bytes.
constexpr int kOpenFlags = Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST;

template <class T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
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

SegmentWriter::SegmentWriter(std::filesystem::path folder, const SegmentSchema& schema)
    : folder_(std::move(folder)),
      schema_(schema),
      collector_(*schema.analyzer),
      columns_(column_builders(*schema.layout)) {}

Result<SegmentWriter> SegmentWriter::create(const std::filesystem::path& folder,
                                            const SegmentSchema& schema) {
  LEIAN_CHECK(make_folder(folder));
  SegmentWriter writer(folder, schema);
  LEIAN_CHECK(xapian_guard([&] {
    writer.postings_ = Xapian::WritableDatabase((folder / "postings.glass").string(), kOpenFlags);
    // Within a transaction Xapian writes its buffer out when it is full but leaves flushing to disk to the
    // end.
    writer.postings_.begin_transaction(false);
  }));
  return writer;
}

Xapian::Document SegmentWriter::document_of(const Record& record, std::string_view json) {
  texts_.begin_row();
  for (const SearchedText& text : searched_texts(record, schema_.kinds->codes())) {
    const FoldedText folded = schema_.analyzer->fold(text.text);
    texts_.add(static_cast<std::uint16_t>(text_number(*schema_.layout, text.field->name)), folded.units);
    collector_.add(folded.units, text.field->weight);
  }
  Xapian::Document document;
  std::uint32_t length = 0;
  for (const TermCount& term : collector_.take()) {
    document.add_term(term.term, term.count);
    if (term.term[0] == kBigramPrefix) length += term.count;
  }
  document.add_boolean_term(id_term(record.id));
  document.set_data(pack_record(json));
  lengths_.push_back(length);
  return document;
}

Result<void> SegmentWriter::add(const Record& record, std::string_view json, ContentHash hash) {
  LEIAN_CHECK(xapian_guard([&] { postings_.add_document(document_of(record, json)); }));
  hashes_.push_back(hash);
  const auto& specs = schema_.layout->columns();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (specs[i].name == kKindColumn) {
      columns_[i].add({Scalar(record.kind->name())});
      continue;
    }
    static const std::vector<Scalar> kNone;
    const auto field = record.kind->find(specs[i].name);
    columns_[i].add(field ? record.values[*field].items : kNone);
  }
  return {};
}

Result<void> SegmentWriter::finish() {
  LEIAN_CHECK(xapian_guard([&] {
    postings_.commit_transaction();
    postings_.commit();
    postings_.close();
  }));
  LEIAN_CHECK(texts_.write(folder_ / "texts.bin"));
  return write_sides(folder_, {schema_.layout, &columns_, &lengths_, &hashes_});
}

Result<void> write_sides(const std::filesystem::path& folder, const SegmentSides& sides) {
  const auto& specs = sides.layout->columns();
  nlohmann::json names = nlohmann::json::array();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    LEIAN_CHECK((*sides.columns)[i].write(folder / (specs[i].name + ".col")));
    names.push_back(specs[i].name);
  }
  LEIAN_CHECK(write_new_file(folder / "lengths.bin", bytes_of(*sides.lengths)));
  LEIAN_CHECK(write_new_file(folder / "hashes.bin", bytes_of(*sides.hashes)));
  const nlohmann::json told = {
      {"rows", sides.hashes->size()},
      {"total_length", std::accumulate(sides.lengths->begin(), sides.lengths->end(), std::uint64_t{0})},
      {"columns", std::move(names)},
      {"text_fields", sides.layout->texts()}};
  LEIAN_CHECK(write_new_file(folder / "segment.json", told.dump()));
  return sync_folder(folder);
}

}  // namespace leian
