#include "corpora/readers/reader.hpp"

#include <algorithm>
#include <cctype>

#include "corpora/core/messages.hpp"
#include "corpora/readers/csv_reader.hpp"
#include "corpora/readers/json_readers.hpp"
#include "corpora/record/strict_json.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

std::string ending_of(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ending;
}

/// The first line of a .json file holds a whole value, so it is JSON Lines by another name.
bool is_json_lines(const TextWindow& window) {
  const auto text = window.text();
  const auto start = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (start == text.size() || text[start] != '{') return false;
  return parse_strict_json(text.substr(start, std::min(text.find('\n', start), text.size()) - start))
      .has_value();
}

}  // namespace

bool can_read(const std::filesystem::path& path) {
  const std::string ending = ending_of(path);
  constexpr std::array<std::string_view, 5> kEndings{".jsonl", ".ndjson", ".json", ".csv", ".tsv"};
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

Result<std::unique_ptr<RowReader>> open_rows(const std::filesystem::path& path) {
  const std::string ending = ending_of(path);
  LEIAN_TRY(auto window, TextWindow::open(path));
  if (!can_read(path)) return err(ErrorCode::Unsupported, Msg::FileEndingUnknown, path.string(), ending);
  auto file = std::make_shared<const std::string>(path.string());
  if (ending == ".csv" || ending == ".tsv") return read_csv(std::move(file), std::move(window));
  if (ending == ".json" && !is_json_lines(window))
    return read_json_values(std::move(file), std::move(window));
  return read_json_lines(std::move(file), std::move(window));
}

RowResult<nlohmann::json> SourceRow::object() const {
  const auto fault = [&](std::string field, std::string_view value, Text reason) {
    return tl::unexpected(RowError{*file, line, std::move(field),
                                   excerpt(value.substr(0, 1000), kMaxShownCharacters), std::move(reason)});
  };
  if (!columns) {
    auto json = parse_strict_json(text);
    if (!json) return fault("", text, std::move(json).error());
    if (!json->is_object()) return fault("", text, say(Msg::NeedsObject));
    return std::move(*json);
  }
  auto object = nlohmann::json::object();
  for (std::size_t i = 0; i < columns->size() && i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    if (!valid_utf8(cells[i])) return fault((*columns)[i], cells[i], say(Msg::TextNotUtf8));
    if (cells[i].find('\0') != std::string::npos) return fault((*columns)[i], cells[i], say(Msg::TextNul));
    object[(*columns)[i]] = cells[i];
  }
  return object;
}

}  // namespace leian
