#include "corpora/readers/text_window.hpp"

#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::size_t kStretch = 1u << 20;
constexpr char16_t kBroken = 0xFFFF;  ///< a noncharacter: stands for undecodable bytes on the way to UTF-8
constexpr char kBrokenByte = '\xFF';

/// Has ICU write kBroken for what it cannot decode.
void mark_broken(const void*, UConverterToUnicodeArgs* arguments, const char*, int32_t,
                 UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &kBroken, 1, 0, error);
}

bool has_multibyte(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
}

const char* icu_name(Encoding encoding) {
  if (encoding == Encoding::Utf16Le) return "UTF-16LE";
  if (encoding == Encoding::Utf16Be) return "UTF-16BE";
  return "GB18030";
}

void append_as_utf8(std::string& out, const char16_t* units, int32_t count) {
  for (int32_t i = 0; i < count;) {
    char32_t point = 0;
    U16_NEXT(units, i, count, point);
    if (point == kBroken)
      out += kBrokenByte;
    else
      append_utf8(out, point);
  }
}

}  // namespace

Result<TextWindow> TextWindow::open(const SourceFile& source) {
  const auto& path = source.path;
  std::error_code unknown;
  if (!std::filesystem::exists(path, unknown) && !unknown)
    return err(ErrorCode::NotFound, Msg::FileMissing, source.shown);
  if (std::filesystem::is_directory(path, unknown))
    return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(EISDIR));
  TextWindow window;
  window.file_.reset(std::fopen(path.c_str(), "rb"));
  if (!window.file_) return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(errno));
  window.raw_.resize(kStretch);
  const std::size_t size = std::fread(window.raw_.data(), 1, kStretch, window.file_.get());
  if (std::ferror(window.file_.get()))
    return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(errno));
  std::string_view head(window.raw_.data(), size);
  window.bytes_read_ = size;
  window.encoding_ = detect_encoding(head);
  if (window.encoding_ == Encoding::Binary) return err(ErrorCode::Unsupported, Msg::FileBinary, source.shown);
  LEIAN_CHECK(window.start_converter());
  head.remove_prefix(byte_order_mark(head, window.encoding_));
  window.decode(head);
  if (window.text().find_first_not_of(" \t\r\n") == std::string_view::npos && std::feof(window.file_.get()))
    return err(ErrorCode::BadInput, Msg::FileEmpty, source.shown);
  return window;
}

Result<void> TextWindow::start_converter() {
  if (encoding_ == Encoding::Ascii || encoding_ == Encoding::Utf8) return {};
  UErrorCode error = U_ZERO_ERROR;
  converter_.reset(ucnv_open(icu_name(encoding_), &error));
  if (U_SUCCESS(error)) ucnv_setToUCallBack(converter_.get(), mark_broken, nullptr, nullptr, nullptr, &error);
  if (U_FAILURE(error))
    return err(ErrorCode::Internal, Msg::ConverterMissing, icu_name(encoding_), u_errorName(error));
  return {};
}

bool TextWindow::grow() {
  if (at_end_) return false;
  text_.erase(0, begin_);
  begin_ = 0;
  for (const std::size_t wanted = std::max<std::size_t>(2 * text_.size(), 1); text_.size() < wanted;)
    if (!read_stretch()) {
      at_end_ = true;
      break;
    }
  return true;
}

bool TextWindow::read_stretch() {
  const std::size_t size = std::fread(raw_.data(), 1, raw_.size(), file_.get());
  if (std::ferror(file_.get())) failure_ = std::strerror(errno);
  bytes_read_ += size;
  decode({raw_.data(), size});
  return size > 0;
}

void TextWindow::decode(std::string_view bytes) {
  if (encoding_ == Encoding::Ascii && has_multibyte(bytes)) {
    encoding_ = detect_multibyte(bytes) == Encoding::Gb18030 ? Encoding::Gb18030 : Encoding::Utf8;
    if (!start_converter()) encoding_ = Encoding::Utf8;
  }
  if (converter_)
    convert(bytes);
  else
    text_ += bytes;
}

void TextWindow::convert(std::string_view bytes) {
  std::array<char16_t, 16'384> units;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  const bool last = bytes.empty();  // lets ICU report a character cut by the end of the file
  UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
  while (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    char16_t* to = units.data();
    ucnv_toUnicode(converter_.get(), &to, to + units.size(), &from, end, nullptr, last, &error);
    append_as_utf8(text_, units.data(), static_cast<int32_t>(to - units.data()));
  }
}

void TextWindow::leave(std::size_t bytes, std::uint64_t lines) {
  begin_ += bytes;
  line_ += lines;
}

void TextWindow::leave(std::size_t bytes) {
  const auto left = text().substr(0, bytes);
  leave(bytes, static_cast<std::uint64_t>(std::count(left.begin(), left.end(), '\n')));
}

}  // namespace leian
