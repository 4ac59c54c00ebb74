/// Where a command prints, and how wide what it prints is. Only api/cli prints.
/// Threads: one.
#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "query/request.hpp"

namespace leian::api {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_terminal = false;
  bool err_terminal = false;
};

/// Columns a text takes on a terminal: 2 for a full-width character, 0 for a combining mark.
std::size_t display_width(std::string_view utf8);

/// `text` and spaces up to `width` columns; on the left where `right` is set.
std::string padded(std::string_view text, std::size_t width, bool right = false);

/// At most `width` columns of `text` on one line, ending in … where something is left out.
std::string shortened(std::string_view text, std::size_t width);

/// The passage on one line, its matches in bold on a terminal and in 【】 elsewhere.
std::string marked(const query::Snippet&, bool terminal);

/// 1234567 as 1,234,567.
std::string grouped(std::uint64_t);

/// A table whose columns line up, cells apart by two spaces. Columns in `right` (from 0) are set to the
/// right.
std::string aligned(const std::vector<std::vector<std::string>>& rows,
                    const std::vector<std::size_t>& right = {}, std::string_view indent = "  ");

/// An Error on one line: `leian: 中文 (English). 提示：…`
std::string error_line(const Error&);

}  // namespace leian::api
