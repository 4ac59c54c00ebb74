#include "query/consistency/handling_tables.hpp"

#include <unicode/unistr.h>

#include <charconv>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kWordsMark = "words:";

std::vector<std::string_view> cut(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::u16string units_of(std::string_view utf8) {
  const auto units =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
  return {units.getBuffer(), static_cast<std::size_t>(units.length())};
}

/// `from:low-high`.
std::optional<OutcomeBands::Band> band_of(std::string_view text) {
  const std::size_t colon = text.find(':'), dash = text.find('-');
  if (colon == text.npos || dash == text.npos || dash < colon) return std::nullopt;
  const auto from = number_of(text.substr(0, colon)),
             low = number_of(text.substr(colon + 1, dash - colon - 1)),
             high = number_of(text.substr(dash + 1));
  if (!from || !low || !high || *low < 0 || *high < *low) return std::nullopt;
  return OutcomeBands::Band{*from, *low, *high};
}

std::optional<OutcomeBands> bands_from(const std::vector<std::string_view>& cells) {
  if (cells.size() != 3) return std::nullopt;
  const auto charge = leian::Pattern::from_text(cells[0]);
  if (!charge) return std::nullopt;
  OutcomeBands bands{*charge, OutcomeBands::By::Nothing, {}, {}};
  if (cells[1] == "money") {
    bands.by = OutcomeBands::By::Money;
  } else if (cells[1] == "gram") {
    bands.by = OutcomeBands::By::Grams;
  } else if (cells[1].starts_with(kWordsMark)) {
    bands.by = OutcomeBands::By::Words;
    bands.words = leian::Pattern::from_text(cells[1].substr(kWordsMark.size()));
    if (!bands.words) return std::nullopt;
  } else if (cells[1] != "-") {
    return std::nullopt;
  }
  for (const std::string_view text : cut(cells[2], ' ')) {
    const auto band = band_of(text);
    if (!band || (bands.bands.empty() ? band->from != 0 : band->from <= bands.bands.back().from))
      return std::nullopt;
    bands.bands.push_back(*band);
  }
  return bands;
}

std::optional<HandlingCue> cue_from(const std::vector<std::string_view>& cells) {
  if (cells.size() != 2 || cells[0].empty()) return std::nullopt;
  const auto pattern = leian::Pattern::from_text(cells[1]);
  return pattern ? std::optional(HandlingCue{std::string(cells[0]), *pattern}) : std::nullopt;
}

/// Every line that is no note, through `read`. Errors: FileMissing, FileUnreadable, BadInput naming the line.
template <class Row, class Read>
Result<std::vector<Row>> rows_of(const std::filesystem::path& path, const Read& read) {
  LEIAN_TRY(const std::string text, read_file(path));
  std::vector<Row> rows;
  std::size_t number = 0;
  for (const std::string_view line : cut(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    auto row = read(cut(line, '\t'));
    if (!row) return err(ErrorCode::BadInput, Msg::CueLine, path.string(), number, std::string(line));
    rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace

const OutcomeBands::Band& OutcomeBands::band(double measure) const {
  std::size_t at = 0;
  while (at + 1 < bands.size() && measure >= bands[at + 1].from) ++at;
  return bands[at];
}

Result<HandlingTables> HandlingTables::load(const std::filesystem::path& folder) {
  HandlingTables tables;
  LEIAN_TRY(tables.cues, rows_of<HandlingCue>(folder / "handling.tsv", cue_from));
  LEIAN_TRY(tables.bands, rows_of<OutcomeBands>(folder / "bands.tsv", bands_from));
  return tables;
}

const OutcomeBands* HandlingTables::bands_of(std::string_view charge) const {
  const std::u16string text = units_of(charge);
  for (const OutcomeBands& one : bands)
    if (one.charge.find(text)) return &one;
  return nullptr;
}

}  // namespace leian::query
