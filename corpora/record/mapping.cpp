#include "corpora/record/mapping.hpp"

#include <fmt/format.h>
#include <fnmatch.h>
#include <xxhash.h>

#include "corpora/core/messages.hpp"
#include "corpora/record/mapping_rules.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kHashDigits = 32;       ///< of an id that is a hash alone
constexpr std::size_t kShortHashDigits = 12;  ///< of a hash behind other parts of an id
constexpr std::size_t kMaxNamedColumns = 60;

tl::unexpected<RowError> row_error(std::string field, std::string value, Text reason) {
  return tl::unexpected(RowError{"", 0, std::move(field), std::move(value), std::move(reason)});
}

std::string hash_of(const std::string& text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string content_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string listed(const std::vector<std::string>& names) {
  const std::size_t shown = std::min(names.size(), kMaxNamedColumns);
  auto all =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  return shown < names.size() ? all + " …" : all;
}

/// The column that holds what `path` leads to, as a table or an object names it.
bool has_column(const std::vector<std::string>& columns, std::string_view path) {
  const auto has = [&](std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  return has(path) || has(path.substr(0, path.find('.')));
}

RowResult<std::string> build_id(const IdRule& rule, const Json& row) {
  std::string id = rule.prefix;
  for (const auto& column : rule.columns) {
    const auto values = values_at(row, column);
    if (values.empty()) return row_error(column, "", say(Msg::IdColumnEmpty));
    for (const Json& value : values) {
      if (id.size() > rule.prefix.size()) id += '-';
      id += trim(plain_text(value));
    }
  }
  if (rule.hash_row || !rule.hash_columns.empty()) {
    Json hashed = Json::array();
    for (const auto& column : rule.hash_columns) hashed.push_back(values_at(row, column));
    const std::string hash = hash_of(content_of(rule.hash_row ? row : hashed));
    if (!rule.columns.empty()) id += '-';
    id += hash.substr(0, rule.columns.empty() ? kHashDigits : kShortHashDigits);
  }
  return read_id(id);
}

}  // namespace

bool Mapping::fits_file(const std::filesystem::path& path) const {
  const auto fits = [&](const std::string& glob) {
    return ::fnmatch(glob.c_str(), path.filename().c_str(), 0) == 0;
  };
  return files_.empty() || std::any_of(files_.begin(), files_.end(), fits);
}

Result<void> Mapping::check_columns(const std::vector<std::string>& columns) const {
  for (const auto& column : read_)
    if (!optional_.contains(column) && !has_column(columns, column))
      return err(ErrorCode::BadMapping, Msg::ColumnAbsent, origin_, column, listed(columns));
  return {};
}

Result<void> Mapping::check_first_row(const std::vector<std::string>& columns) const {
  const auto there = [&](const std::string& column) { return has_column(columns, column); };
  if (read_.empty() || std::any_of(read_.begin(), read_.end(), there)) return {};
  return err(ErrorCode::BadMapping, Msg::ColumnsAllAbsent, origin_, listed({read_.begin(), read_.end()}),
             listed(columns));
}

ColumnFit Mapping::fit(const std::vector<std::string>& columns) const {
  ColumnFit fit;
  for (const auto& column : read_)
    if (!optional_.contains(column) && !has_column(columns, column)) fit.missing.push_back(column);
  const auto reads = [&](const std::string& column) {
    return std::any_of(read_.begin(), read_.end(), [&](const std::string& path) {
      return path == column || path.substr(0, path.find('.')) == column;
    });
  };
  for (const auto& column : columns)
    if (reads(column))
      ++fit.used;
    else
      fit.unused.push_back(column);
  return fit;
}

RowResult<Record> Mapping::apply(const Json& row, const KindSet& kinds) const {
  if (!row.is_object())
    return row_error("", excerpt(plain_text(row), kMaxShownCharacters), say(Msg::NeedsObject));
  Record record;
  record.kind = kind_;
  record.values.resize(kind_->fields().size());
  auto id = build_id(id_, row);
  if (!id) return tl::unexpected(std::move(id).error());
  record.id = std::move(*id);
  Leftovers leftovers;
  for (const FieldRule& rule : rules_) {
    const FieldSpec& field = kind_->fields()[rule.field];
    auto value = apply_rule(kinds, field, rule, row, leftovers);
    if (!value)
      return row_error((rule.columns.empty() ? field.name : listed(rule.columns)) + value.error().place,
                       std::move(value.error().value), std::move(value.error().reason));
    record.values[rule.field] = std::move(*value);
  }
  for (auto& [place, left] : leftovers) record.extra[place] = std::move(left);
  for (const auto& [column, value] : row.items())
    if (!kept_out_.contains(column)) record.extra[column] = value;
  if (auto complete = check_required(record); !complete) return tl::unexpected(std::move(complete).error());
  return record;
}

}  // namespace leian
