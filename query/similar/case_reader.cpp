#include "query/similar/case_reader.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "indexer/analysis/sections.hpp"

namespace leian::query {
namespace {

/// Whether a text is a whole document rather than the story of a case: it argues, or decides.
bool is_document(std::u16string_view folded) {
  const auto sections = sections_of(folded);
  return std::any_of(sections.begin(), sections.end(),
                     [](const SectionSpan& s) { return s.section != Section::Facts; });
}

std::optional<std::size_t> text_field(const Kind& kind, std::initializer_list<Role> roles) {
  for (const Role role : roles)
    if (const auto field = kind.with_role(role); field && kind.fields()[*field].type == FieldType::Text)
      return field;
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const CaseReader>> CaseReader::load(std::shared_ptr<const KindSet> kinds,
                                                           std::shared_ptr<const Analyzer> analyzer) {
  std::shared_ptr<CaseReader> reader(new CaseReader());
  LEIAN_TRY(reader->extraction_, Extraction::load(*kinds, analyzer));
  LEIAN_TRY(reader->relations_, load_relations(data_folder() / "cues" / "relations.tsv", *analyzer));
  reader->kinds_ = std::move(kinds);
  reader->analyzer_ = std::move(analyzer);
  return reader;
}

Result<Record> CaseReader::read(std::string_view text, std::shared_ptr<const Kind> kind) const {
  const bool document = is_document(analyzer_->fold(text).units);
  const auto field = document ? text_field(*kind, {Role::Body, Role::Facts, Role::Demands})
                              : text_field(*kind, {Role::Facts, Role::Body, Role::Demands});
  if (!field) return err(ErrorCode::BadUsage, Msg::LikenessNoField, row_of(Role::Facts).name);
  Record record;
  record.kind = std::move(kind);
  record.values.resize(record.kind->fields().size());
  record.values[*field].items.emplace_back(std::string(text));
  extraction_->complete(record);
  // What a story says of a cause is as often an earlier conviction: it is predicted instead.
  if (const auto cause = record.kind->with_role(Role::Cause); cause && !document) {
    record.values[*cause] = {};
    std::erase_if(record.extracted,
                  [&](const Extracted& e) { return e.field == record.kind->fields()[*cause].name; });
  }
  return record;
}

Result<std::shared_ptr<const CaseReader>> CaseReaderKeeper::for_kinds(
    const std::shared_ptr<const KindSet>& kinds) {
  const std::lock_guard lock(mutex_);
  if (reader_ != nullptr && kinds_ == kinds) return reader_;
  LEIAN_TRY(reader_, CaseReader::load(kinds, analyzer_));
  kinds_ = kinds;
  return reader_;
}

}  // namespace leian::query
