#include "query/search/hits.hpp"

#include "corpora/core/messages.hpp"
#include "query/match/matcher.hpp"
#include "query/match/snippet.hpp"

namespace leian::query {
namespace {

/// What lists show: everything but the long texts and nested rows.
void leave_out_long_texts(Record& record) {
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    const FieldSpec& field = record.kind->fields()[i];
    if ((field.type == FieldType::Text && field.role != Role::Title) || field.type == FieldType::Rows)
      record.values[i] = {};
  }
  record.extra = nlohmann::json::object();
  record.extracted.clear();
}

}  // namespace

Result<FoundRecord> find_record(std::string_view id, const Asking& asking) {
  const auto missing = [&] { return err(ErrorCode::NotFound, Msg::RecordMissing, id); };
  LEIAN_TRY(const auto at, find_row(asking.lease, id));
  if (!at) return missing();
  Plan only;
  only.type = Plan::Type::Rows;
  only.rows = {*at};
  const Matcher matcher(asking.lease, at->segment, asking.analyzer, asking.deadline);
  if (!matcher.match(both(asking.scope.rows(), std::move(only))).has(at->row)) return missing();
  LEIAN_TRY(Record record, read_record(asking.lease, *at));
  asking.scope.narrow(record);
  return FoundRecord{*at, std::move(record)};
}

Result<Hit> make_hit(const Asking& asking, RowAddress at, double score, const std::vector<Needle>& marks) {
  LEIAN_TRY(Record record, read_record(asking.lease, at));
  asking.scope.narrow(record);
  return make_hit(asking, std::move(record), score, marks);
}

Hit make_hit(const Asking& asking, Record record, double score, const std::vector<Needle>& marks) {
  Hit hit;
  hit.score = score;
  hit.title = title_of(record);
  hit.snippet = make_snippet(record, marks, asking.analyzer);
  leave_out_long_texts(record);
  hit.record = std::move(record);
  return hit;
}

}  // namespace leian::query
