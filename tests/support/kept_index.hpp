/// Indexes for the tests of keeping them: made of seeded petitions by the same path as `leian index`, read
/// back whole, and turned into what older versions wrote.
#pragma once
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "corpora/core/files.hpp"
#include "indexer/pipeline/index_files.hpp"
#include "indexer/store/index.hpp"
#include "indexer/store/segment_facts.hpp"

namespace leian::test {

/// `count` petitions p-<first> and on, as JSON Lines. Another `edition` is the same petitions with other
/// texts.
inline std::string petition_lines(int first, int count, unsigned edition = 0) {
  static const std::vector<std::string> kWords{"小区", "物业", "停电", "噪声", "拖欠", "工资",
                                               "征地", "补偿", "危房", "排污", "低保", "学位",
                                               "停车", "漏水", "道路", "施工"};
  static const std::vector<std::string> kChannels{"来信", "来访", "网上"};
  std::string text;
  for (int i = first; i < first + count; ++i) {
    std::mt19937 random(static_cast<unsigned>(i) * 31u + edition);
    std::string body = "反映";
    for (int w = 0; w < 30; ++w) body += kWords[random() % kWords.size()];
    text += nlohmann::json{{"id", "p-" + std::to_string(i)},
                           {"kind", "petition"},
                           {"title", kWords[random() % kWords.size()] + "问题"},
                           {"body", body + "。"},
                           {"channel", kChannels[random() % kChannels.size()]},
                           {"opened", "2017-03-" + std::to_string(10 + random() % 20)}}
                .dump() +
            "\n";
  }
  return text;
}

/// Takes rows into an index as `leian index` does.
inline Result<IndexSummary> take_in(const std::filesystem::path& db, const std::string& lines) {
  auto file = db;
  file += ".jsonl";
  LEIAN_CHECK(write_new_file(file, lines));
  IndexOptions options;
  options.db = db;
  options.inputs = {file};
  options.jobs = 1;
  return index_files(options);
}

/// What an index holds: the stored JSON of its live records by id. An id that lives twice is an error.
using Contents = std::map<std::string, std::string>;
inline Result<Contents> contents_of(const std::filesystem::path& db) {
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const auto index, Index::open(db, analyzer));
  LEIAN_TRY(const ReaderLease lease, index->lease());
  Contents contents;
  for (std::uint32_t s = 0; s < lease.snapshot().segments().size(); ++s) {
    const SegmentView& view = lease.snapshot().segments()[s];
    for (std::uint32_t row = 0; row < view.rows(); ++row) {
      if (!view.is_live(row)) continue;
      LEIAN_TRY(std::string json, view.segment->records().json(row));
      LEIAN_TRY(const Record record, read_record(lease, {s, row}));
      if (!contents.emplace(record.id, std::move(json)).second)
        return Unexpected(Error{ErrorCode::Internal, {"", record.id + " lives twice"}, {}});
      LEIAN_TRY(const auto found, find_row(lease, record.id));
      if (!found || found->segment != s || found->row != row)
        return Unexpected(Error{ErrorCode::Internal, {"", record.id + " is not found by its id"}, {}});
    }
  }
  return contents;
}

/// Turns an index into one as format 3 had it: no checksums of files, 64 bits of one for MANIFEST.
inline Result<void> make_format_3(const std::filesystem::path& db) {
  LEIAN_TRY(Manifest manifest, read_manifest(db));
  for (SegmentEntry& entry : manifest.segments) {
    const auto path = segment_folder(db, entry.name) / "segment.json";
    LEIAN_TRY(const std::string content, read_file(path));
    auto told = nlohmann::json::parse(content);
    told.erase("files");
    LEIAN_CHECK(replace_file(path, told.dump()));
    entry.sum.clear();
  }
  manifest.format = 3;
  return write_manifest(db, manifest);
}

/// Turns an index into one of before 2026-11-25: without columns of nested rows.
inline Result<void> drop_nested_columns(const std::filesystem::path& db) {
  const auto is_nested = [](const std::string& column) { return column.find('.') != column.npos; };
  LEIAN_TRY(Manifest manifest, read_manifest(db));
  for (SegmentEntry& entry : manifest.segments) {
    const auto folder = segment_folder(db, entry.name);
    LEIAN_TRY(SegmentFacts facts, read_segment_facts(folder, entry.sum));
    for (const std::string& column : facts.columns)
      if (is_nested(column)) std::filesystem::remove(folder / (column + ".col"));
    std::erase_if(facts.columns, is_nested);
    std::filesystem::remove(folder / kFactsFile);
    LEIAN_CHECK(seal_segment(folder, std::move(facts)));
    LEIAN_TRY(entry.sum, sum_of_facts(folder));
  }
  return write_manifest(db, manifest);
}

/// Turns an index into one that another analyzer made.
inline Result<void> make_other_analyzer(const std::filesystem::path& db) {
  LEIAN_TRY(Manifest manifest, read_manifest(db));
  manifest.analyzer = "0-other";
  return write_manifest(db, manifest);
}

/// Writes a file over, as an accident does: without flushing.
inline void overwrite(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// Flips a bit of the byte at `at`.
inline void flip(const std::filesystem::path& file, std::size_t at) {
  auto bytes = read_file(file).value();
  bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
  overwrite(file, bytes);
}

}  // namespace leian::test
