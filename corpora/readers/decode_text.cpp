#include "corpora/readers/decode_text.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

std::string repaired(std::string_view bytes) {
  return valid_utf8(bytes) ? std::string(bytes) : encode_utf8(decode_utf8(bytes));
}

std::string convert(UConverter* converter, std::string_view bytes) {
  std::u16string units(bytes.size() + 1, u'\0');  // no encoding has more units than bytes
  UErrorCode error = U_ZERO_ERROR;
  const int32_t length = ucnv_toUChars(converter, units.data(), static_cast<int32_t>(units.size()),
                                       bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) return repaired(bytes);
  std::string text;
  for (int32_t i = 0; i < length;) {
    char32_t point = units[static_cast<std::size_t>(i++)];
    if (point >= 0xD800 && point < 0xDC00 && i < length)
      point = 0x10000 + ((point - 0xD800) << 10) + (units[static_cast<std::size_t>(i++)] - 0xDC00u);
    append_utf8(text, point);
  }
  return text;
}

const char* icu_name(Encoding encoding) {
  if (encoding == Encoding::Utf16Le) return "UTF-16LE";
  if (encoding == Encoding::Utf16Be) return "UTF-16BE";
  return encoding == Encoding::Gb18030 ? "GB18030" : nullptr;
}

/// gb2312 and gbk are written where gb18030 is meant.
std::string widened(std::string_view charset) {
  std::string name(charset);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return name == "gb2312" || name == "gbk" || name == "x-gbk" || name == "cp936" ? "gb18030" : name;
}

}  // namespace

std::string decode_text(std::string_view bytes, Encoding encoding) {
  bytes.remove_prefix(byte_order_mark(bytes, encoding));
  const char* name = icu_name(encoding);
  if (name == nullptr) return repaired(bytes);
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(name, &error));
  return U_SUCCESS(error) ? convert(converter.get(), bytes) : repaired(bytes);
}

std::string decode_text(std::string_view bytes, std::string_view charset) {
  const std::string name = widened(charset);
  const Encoding seen = detect_encoding(bytes);
  const bool marked = byte_order_mark(bytes, seen) > 0;
  const bool plainly_utf8 = seen == Encoding::Utf8 && valid_utf8(bytes);
  if (name.empty() || name == "utf-8" || name == "utf8" || marked || plainly_utf8)
    return decode_text(bytes, seen);
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(name.c_str(), &error));
  return U_SUCCESS(error) && converter ? convert(converter.get(), bytes) : decode_text(bytes, seen);
}

}  // namespace leian
