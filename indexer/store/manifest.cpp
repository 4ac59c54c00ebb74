#include "indexer/store/manifest.hpp"

#include <xxhash.h>

#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/schema/layout.hpp"
#include "indexer/store/checksums.hpp"
#include "indexer/store/segment_facts.hpp"

namespace leian {
namespace {

using nlohmann::json;

// First line: checksum of what follows. Second line: the manifest as JSON. Format 3 had 64 bits of it.
std::string checksum_of(std::string_view body, int format) {
  if (format > kOldestFormat) return checksum128(body);
  return fmt::format("{:016x}", XXH3_64bits(body.data(), body.size()));
}

json encode(const FileSum& file) { return {{"size", file.size}, {"sum", file.sum}}; }

json encode(const ModelEntry& model) {
  json profiles = json::object();
  for (const ProfilesEntry& entry : model.profiles) profiles[entry.segment] = encode(entry.file);
  return {
      {"name", model.name}, {"kind", model.kind}, {"weights", encode(model.weights)}, {"profiles", profiles}};
}

json encode(const Manifest& manifest) {
  json segments = json::array();
  for (const auto& segment : manifest.segments) {
    segments.push_back({{"name", segment.name},
                        {"rows", segment.rows},
                        {"deletions", segment.deletions},
                        {"deleted", segment.deleted}});
    if (!segment.sum.empty()) segments.back()["sum"] = segment.sum;
  }
  json body = {{"format", manifest.format},     {"generation", manifest.generation},
               {"analyzer", manifest.analyzer}, {"next_segment", manifest.next_segment},
               {"kinds", manifest.kinds},       {"segments", std::move(segments)},
               {"journal", manifest.journal}};
  for (const ModelEntry& model : manifest.models) body["models"].push_back(encode(model));
  return body;
}

FileSum decode_sum(const json& file) {
  return {file.at("size").get<std::uint64_t>(), file.at("sum").get<std::string>()};
}

ModelEntry decode_model(const json& told) {
  ModelEntry model{told.at("name").get<std::string>(),
                   told.at("kind").get<std::string>(),
                   decode_sum(told.at("weights")),
                   {}};
  for (const auto& [segment, file] : told.at("profiles").items())
    model.profiles.push_back({segment, decode_sum(file)});
  return model;
}

/// Throws json::exception where a field is missing or of the wrong type.
Manifest decode(const json& body) {
  Manifest manifest;
  manifest.format = body.at("format").get<int>();
  manifest.generation = body.at("generation").get<std::uint64_t>();
  manifest.analyzer = body.at("analyzer").get<std::string>();
  manifest.next_segment = body.at("next_segment").get<std::uint64_t>();
  manifest.kinds = body.at("kinds").get<std::vector<std::string>>();
  manifest.journal = body.value("journal", std::uint64_t{0});
  for (const json& segment : body.at("segments"))
    manifest.segments.push_back({segment.at("name").get<std::string>(),
                                 segment.at("rows").get<std::uint32_t>(),
                                 segment.at("deletions").get<std::string>(),
                                 segment.at("deleted").get<std::uint32_t>(), segment.value("sum", "")});
  for (const json& model : body.value("models", json::array()))
    manifest.models.push_back(decode_model(model));
  return manifest;
}

}  // namespace

std::uint64_t Manifest::live_rows() const {
  std::uint64_t rows = 0;
  for (const auto& segment : segments) rows += segment.rows - segment.deleted;
  return rows;
}

Result<Manifest> read_manifest(const std::filesystem::path& db) {
  const auto path = db / "MANIFEST";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return err(ErrorCode::IndexMissing, Msg::IndexMissing, db.string());
  LEIAN_TRY(const std::string content, read_file(path));
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto line_end = content.find('\n');
  if (line_end == std::string::npos) return damaged();
  const auto body = std::string_view(content).substr(line_end + 1);
  const json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("format") || !parsed["format"].is_number_integer())
    return damaged();
  const int format = parsed["format"].get<int>();
  // A newer format may have another checksum, so it is recognised first.
  if (format > kIndexFormat)
    return err(ErrorCode::IndexFormat, Msg::IndexNewer, db.string(), format, kIndexFormat);
  if (std::string_view(content).substr(0, line_end) != checksum_of(body, format)) return damaged();
  if (format < kOldestFormat)
    return err(ErrorCode::IndexFormat, Msg::IndexOlder, db.string(), format, kIndexFormat);
  try {
    return decode(parsed);
  } catch (const json::exception&) {
    return damaged();
  }
}

Result<void> write_manifest(const std::filesystem::path& db, const Manifest& manifest) {
  const std::string body = encode(manifest).dump();
  return replace_file(db / "MANIFEST", checksum_of(body, manifest.format) + "\n" + body);
}

Result<void> name_sums(const std::filesystem::path& db, Manifest& manifest) {
  for (SegmentEntry& entry : manifest.segments)
    if (entry.sum.empty()) {
      LEIAN_TRY(entry.sum, sum_of_facts(segment_folder(db, entry.name)));
    }
  return {};
}

std::filesystem::path segment_folder(const std::filesystem::path& db, const std::string& name) {
  return db / "segments" / name;
}
std::filesystem::path deletions_file(const std::filesystem::path& db, const std::string& name) {
  return db / "deletions" / name;
}

}  // namespace leian
