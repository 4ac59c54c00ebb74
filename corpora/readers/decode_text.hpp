/// Whole texts from the encodings that files come in. Threads: pure functions.
#pragma once
#include <string>
#include <string_view>

#include "corpora/readers/encoding.hpp"

namespace leian {

/// UTF-8; what cannot be decoded becomes U+FFFD. Binary and Ascii are taken as UTF-8. A byte order mark is
/// left out.
std::string decode_text(std::string_view bytes, Encoding);

/// By the name that a header or tag gives (gb2312, gbk, utf-8, big5 …); as detected where ICU does not know
/// it or the bytes are plainly in another one.
std::string decode_text(std::string_view bytes, std::string_view charset);

}  // namespace leian
