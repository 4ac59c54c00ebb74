/// The text of a web page: what stands in its body, a block a line, a table's row a line (text_builder.hpp).
/// Scripts, styles and comments are left out; nothing is fetched. Threads: pure function.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// `charset`: from outside the page (a header); empty: the page's own <meta>, else what its bytes look like.
/// `file`: for messages. Errors: TooLarge (text, depth), BadInput.
Result<std::string> html_text(std::string_view bytes, std::string_view charset, const std::string& file);

/// The rows of its tables, one below the other, as cells: for sheets that were saved as pages. Errors: the
/// same.
Result<std::vector<std::vector<std::string>>> html_rows(std::string_view bytes, const std::string& file);

}  // namespace leian
