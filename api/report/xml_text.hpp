/// Text that may stand in XML 1.0 and HTML. Threads: pure function.
/// Source: XML 1.0 (fifth edition), 2.2 Char
#pragma once
#include <string>
#include <string_view>

namespace leian::api {

/// Escaped, without the characters that XML 1.0 does not allow (most control characters, U+FFFE, U+FFFF);
/// broken UTF-8 becomes U+FFFD. Line breaks and tabs stay.
std::string xml_text(std::string_view);

}  // namespace leian::api
