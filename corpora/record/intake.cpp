#include "corpora/record/intake.hpp"

#include "corpora/core/messages.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

RowResult<std::shared_ptr<const Kind>> kind_of_row(const KindSet& kinds, const nlohmann::json& row) {
  const auto named = row.find("kind");
  if (named == row.end() || !named->is_string())
    return tl::unexpected(RowError{"", 0, "kind", "", say(Msg::RowWithoutKind)});
  auto kind = kinds.find(named->get_ref<const std::string&>());
  if (!kind)
    return tl::unexpected(RowError{"", 0, "kind", excerpt(plain_text(*named), kMaxShownCharacters),
                                   std::move(kind).error().what});
  return std::move(*kind);
}

}  // namespace

Result<Intake> Intake::make(const KindSet& kinds, std::string_view kind,
                            std::shared_ptr<const Mapping> mapping) {
  Intake intake;
  intake.kinds_ = &kinds;
  intake.mapping_ = std::move(mapping);
  if (kind.empty()) return intake;
  LEIAN_TRY(intake.kind_, kinds.find(kind));
  if (intake.mapping_ && intake.mapping_->kind()->name() != intake.kind_->name())
    return err(ErrorCode::BadUsage, Msg::MappingOtherKind, intake.mapping_->name(),
               intake.mapping_->kind()->name(), intake.kind_->name());
  return intake;
}

Result<void> Intake::check(const RowReader& reader) const {
  if (!mapping_) return {};
  if (!reader.columns().empty()) return mapping_->check_columns(reader.columns());
  if (!reader.first_row_columns().empty()) return mapping_->check_first_row(reader.first_row_columns());
  return {};
}

RowResult<Record> Intake::record(const SourceRow& row) const {
  auto record = typed(row);
  if (!record) {
    record.error().file = *row.file;
    record.error().line = row.line;
  }
  return record;
}

RowResult<Record> Intake::typed(const SourceRow& row) const {
  auto object = row.object();
  if (!object) return tl::unexpected(std::move(object).error());
  if (mapping_) return mapping_->apply(*object, *kinds_);
  if (kind_) return record_from_json(*kinds_, kind_, *object);
  auto kind = kind_of_row(*kinds_, *object);
  if (!kind) return tl::unexpected(std::move(kind).error());
  return record_from_json(*kinds_, std::move(*kind), *object);
}

}  // namespace leian
