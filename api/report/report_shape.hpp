/// Small pieces of the wording of a report: days, channels, passages with what is shared marked, bounds on
/// what a table shows. Threads: pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/report/document.hpp"
#include "query/report/similar_report.hpp"

namespace leian::api {

/// Said at every place that is left for the person.
inline constexpr std::string_view kToFillIn = "【由承办人填写】";

std::string chinese_day(Date);         ///< 2026年11月25日
std::string chinese_moment(DateTime);  ///< 2026年11月25日 17时49分

/// 一, 二 … 十, 十一 …; from 1 to 99.
std::string chinese_number(std::size_t);

/// The text on one line, at most `characters` of it, with … where cut.
std::string bounded_text(std::string_view text, std::size_t characters);

/// The text, or what to show where nothing is recorded.
std::string or_none(const std::string&);

/// How people call a channel of likeness.
std::string channel_label(std::string_view channel);

/// A passage with its marks made strong.
std::vector<Run> marked_runs(const query::Snippet&);

/// A part of a gist behind its label; dots where the original goes on.
Paragraph gist_paragraph(const query::GistPart&);

/// Label and value beside each other: a row of a table of two or four columns.
void add_pair(TableRow&, const std::string& label, const std::string& value);

/// A place for a person to write in: what is asked for, and room of so many lines.
TableCell place_to_write(const std::string& asks, unsigned lines);

}  // namespace leian::api
