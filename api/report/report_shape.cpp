#include "api/report/report_shape.hpp"

#include <fmt/format.h>

#include <array>

#include "corpora/record/likeness.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kValueCharacters = 400;  ///< of one value in a table
constexpr std::string_view kGoesOn = "……";

}  // namespace

std::string chinese_day(Date day) { return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day()); }

std::string chinese_moment(DateTime at) {
  constexpr std::int64_t kDay = 86'400, kHour = 3600, kMinute = 60;
  const std::int64_t seconds = at.seconds - at.date().days * kDay;
  return fmt::format("{} {}时{:02}分", chinese_day(at.date()), seconds / kHour, seconds % kHour / kMinute);
}

std::string chinese_number(std::size_t number) {
  constexpr std::array<std::string_view, 10> kDigits{"",   "一", "二", "三", "四",
                                                     "五", "六", "七", "八", "九"};
  const std::size_t tens = number / 10;
  std::string text;
  if (tens > 1) text += kDigits[tens % 10];
  if (tens > 0) text += "十";
  text += kDigits[number % 10];
  return text;
}

std::string bounded_text(std::string_view text, std::size_t characters) { return excerpt(text, characters); }

std::string or_none(const std::string& text) {
  return text.empty() ? "未载明" : bounded_text(text, kValueCharacters);
}

std::string channel_label(std::string_view channel) {
  for (const LikenessRow& row : all_likeness())
    if (row.name == channel) return row.label.zh;
  return std::string(channel);
}

std::vector<Run> marked_runs(const query::Snippet& snippet) {
  std::vector<Run> runs;
  const std::string_view text = snippet.text;
  std::size_t at = 0;
  const auto add = [&](std::size_t end, Emphasis emphasis) {
    if (end > at) runs.push_back({std::string(text.substr(at, end - at)), emphasis});
    at = std::max(at, end);
  };
  for (const auto& [begin, end] : snippet.marks) {
    add(std::min<std::size_t>(begin, text.size()), Emphasis::Plain);
    add(std::min<std::size_t>(end, text.size()), Emphasis::Strong);
  }
  add(text.size(), Emphasis::Plain);
  return runs;
}

Paragraph gist_paragraph(const query::GistPart& part) {
  std::string text;
  if (!part.from_start) text += kGoesOn;
  text += part.text;
  if (!part.to_end) text += kGoesOn;
  return {ParagraphStyle::Cell, {Run{part.label + "：", Emphasis::Strong}, Run{std::move(text)}}};
}

void add_pair(TableRow& row, const std::string& label, const std::string& value) {
  row.push_back(head_cell(label));
  row.push_back(cell(or_none(value)));
}

TableCell place_to_write(const std::string& asks, unsigned lines) {
  TableCell place;
  place.paragraphs = {{ParagraphStyle::Cell, {Run{std::string(kToFillIn), Emphasis::Muted}, Run{asks}}}};
  place.to_write = lines;
  return place;
}

}  // namespace leian::api
