#include "indexer/pipeline/correct_record.hpp"

#include <thread>

#include "corpora/core/messages.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"
#include "indexer/extract/extraction.hpp"
#include "indexer/live/replay.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::milliseconds kLookAgain{50};

/// Opens for writing, with the kinds that the index has; while another process writes, waits and tries again.
Result<std::unique_ptr<IndexWriter>> open_writer(const CorrectionRequest& request,
                                                 const std::shared_ptr<const Analyzer>& analyzer) {
  const auto until = std::chrono::steady_clock::now() + kWaitForLock;
  while (true) {
    auto writer = IndexWriter::open(request.db, KindSet(), analyzer);
    if (writer || writer.error().code != ErrorCode::IndexLocked || std::chrono::steady_clock::now() > until)
      return writer;
    std::this_thread::sleep_for(kLookAgain);
  }
}

Result<std::size_t> field_of(const Record& record, const std::string& name) {
  const auto field = record.kind->find(name);
  if (!field) return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
  const FieldSpec& spec = record.kind->fields()[*field];
  if (!spec.extract) return err(ErrorCode::UnknownField, Msg::ReviewNotExtracted, spec.name);
  if (!record.values[*field].empty() && !is_extracted(record, *field))
    return err(ErrorCode::Conflict, Msg::ReviewFieldGiven, record.id, spec.name);
  return *field;
}

/// The values as the record's JSON has them.
Result<std::vector<Json>> read_values(const KindSet& kinds, const FieldSpec& spec,
                                      const CorrectionRequest& request) {
  Json given = Json::array();
  for (const std::string& text : request.values) {
    const Json object = spec.type == FieldType::Rows ? Json::parse(text, nullptr, false) : Json(text);
    given.push_back(object.is_discarded() ? Json(text) : object);
  }
  const bool one = given.size() == 1 && !spec.list && spec.type != FieldType::Rows;
  Leftovers leftovers;
  auto value = read_value(kinds, spec, one ? given.front() : given, leftovers);
  const auto bad = [&](const std::string& shown, const Text& reason) {
    return Unexpected(Error{ErrorCode::BadInput,
                            {say(Msg::ReviewValueBad, spec.name, shown, reason.zh).zh,
                             say(Msg::ReviewValueBad, spec.name, shown, reason.en).en},
                            {}});
  };
  if (!value) return bad(value.error().value, value.error().reason);
  if (!leftovers.empty())
    return bad(leftovers.front().first, say(Msg::UnknownKey, leftovers.front().first, ""));
  const Json json = to_json(spec, *value);
  if (json.is_null()) return std::vector<Json>{};
  return json.is_array() ? json.get<std::vector<Json>>() : std::vector<Json>{json};
}

Result<std::vector<Json>> values_asked(const KindSet& kinds, const Record& record, std::size_t field,
                                       const CorrectionRequest& request) {
  const FieldSpec& spec = record.kind->fields()[field];
  switch (request.word) {
    case CorrectionRequest::Word::Clear:
      return std::vector<Json>{};
    case CorrectionRequest::Word::Set:
      return read_values(kinds, spec, request);
    case CorrectionRequest::Word::Accept:
      break;
  }
  std::vector<Json> values;
  for (const Extracted& entry : record.extracted)
    if (entry.field == spec.name && !entry.value.is_null()) values.push_back(entry.value);
  if (values.empty()) return err(ErrorCode::Conflict, Msg::ReviewNothingToAccept, record.id, spec.name);
  return values;
}

/// Writes the record in the place of its row.
Result<void> replace(IndexWriter& writer, const Record& record, RowAddress at) {
  const std::string json = to_json(record).dump();
  const std::string old = writer.snapshot().segments()[at.segment].segment->name();
  const std::string name = writer.new_segment_name();
  {
    LEIAN_TRY(auto segment, SegmentWriter::create(segment_folder(writer.folder(), name), writer.schema()));
    LEIAN_CHECK(segment.add(record, json, content_hash(json)));
    LEIAN_CHECK(segment.finish());
  }
  writer.add_segment(name, 1);
  writer.delete_row(old, at.row);
  LEIAN_CHECK(writer.publish());
  return writer.merge();
}

}  // namespace

Result<Record> correct_record(const CorrectionRequest& request) {
  std::error_code ignored;
  if (!std::filesystem::exists(request.db / "MANIFEST", ignored))
    return err(ErrorCode::IndexMissing, Msg::IndexMissing, request.db.string());
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const auto writer, open_writer(request, analyzer));
  LEIAN_CHECK(replay_journal(*writer));
  const KindSet& kinds = *writer->schema().kinds;

  std::optional<RowAddress> at;
  std::optional<Record> record;
  {
    LEIAN_TRY(const ReaderLease lease, ReaderLease::take(writer->shared_snapshot()));
    LEIAN_TRY(at, find_row(lease, request.id));
    if (!at) return err(ErrorCode::NotFound, Msg::RecordMissing, request.id);
    LEIAN_TRY(record, read_record(lease, *at));
  }
  LEIAN_TRY(const std::size_t field, field_of(*record, request.field));
  LEIAN_TRY(auto values, values_asked(kinds, *record, field, request));
  const std::string name = record->kind->fields()[field].name;
  LEIAN_CHECK(Corrections::append(
      request.db, {record->id, name, std::move(values), request.by, to_string(request.when)}));

  LEIAN_TRY(Corrections corrections, Corrections::load(request.db));
  LEIAN_TRY(const auto extraction, Extraction::load(kinds, analyzer, std::move(corrections)));
  extraction->complete(*record);
  LEIAN_CHECK(replace(*writer, *record, *at));
  return std::move(*record);
}

}  // namespace leian
