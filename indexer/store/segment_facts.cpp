#include "indexer/store/segment_facts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

using nlohmann::json;

/// Throws json::exception where a member is missing or of the wrong type.
SegmentFacts decode(const json& told) {
  SegmentFacts facts;
  facts.rows = told.at("rows").get<std::uint32_t>();
  facts.total_length = told.at("total_length").get<std::uint64_t>();
  facts.columns = told.at("columns").get<std::vector<std::string>>();
  facts.text_fields = told.at("text_fields").get<std::vector<std::string>>();
  if (const auto files = told.find("files"); files != told.end())
    for (const auto& [name, file] : files->items())
      facts.files[name] = {file.at("size").get<std::uint64_t>(), file.at("sum").get<std::string>()};
  return facts;
}

}  // namespace

Result<SegmentFacts> read_segment_facts(const std::filesystem::path& folder, std::string_view sum) {
  const auto path = folder / kFactsFile;
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto content = read_file(path);
  if (!content || (!sum.empty() && checksum128(*content) != sum)) return damaged();
  const json told = json::parse(*content, nullptr, false);
  try {
    return decode(told);
  } catch (const json::exception&) {
    return damaged();
  }
}

Result<void> seal_segment(const std::filesystem::path& folder, SegmentFacts facts) {
  json files = json::object();
  for (const std::string& name : files_of_segment(folder)) {
    LEIAN_TRY(const FileSum file, sum_of_file(folder / name));
    files[name] = {{"size", file.size}, {"sum", file.sum}};
  }
  const json told = {{"rows", facts.rows},
                     {"total_length", facts.total_length},
                     {"columns", std::move(facts.columns)},
                     {"text_fields", std::move(facts.text_fields)},
                     {"files", std::move(files)}};
  LEIAN_CHECK(write_new_file(folder / kFactsFile, told.dump()));
  return sync_tree(folder);
}

Result<std::string> sum_of_facts(const std::filesystem::path& folder) {
  LEIAN_TRY(const std::string content, read_file(folder / kFactsFile));
  return checksum128(content);
}

std::vector<std::string> files_of_segment(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (std::filesystem::recursive_directory_iterator at(folder, ignored), end; at != end;
       at.increment(ignored)) {
    const auto name = at->path().filename();
    if (at->is_regular_file(ignored) && name != kFactsFile && name != "flintlock")
      names.push_back(at->path().lexically_relative(folder).generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace leian
