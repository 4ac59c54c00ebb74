/// Which encoding a file's bytes are in. UTF-8 and GB18030 are told apart by the first bytes beyond ASCII,
/// wherever they stand. Threads: pure functions.
#pragma once
#include <string_view>

namespace leian {

enum class Encoding {
  Ascii,  ///< so far; what follows decides between Utf8 and Gb18030
  Utf8,
  Utf16Le,
  Utf16Be,
  Gb18030,
  Binary,  ///< no text at all
};

/// Judges the first bytes of a file, a byte order mark first of all.
Encoding detect_encoding(std::string_view head);

/// Judges bytes of which some are beyond ASCII: Utf8, Gb18030, or Binary where they are neither. A character
/// cut at the end is no fault.
Encoding detect_multibyte(std::string_view bytes);

/// Bytes of the mark at the start of a file in `encoding`, 0 where there is none.
std::size_t byte_order_mark(std::string_view head, Encoding encoding);

}  // namespace leian
