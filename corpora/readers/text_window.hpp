/// A file of text seen through a window that moves forward: read in stretches, turned into UTF-8, never held
/// whole. Bytes that are not text in the file's encoding become the byte FF, which no UTF-8 has, so that the
/// row they stand in is refused. One thread at a time.
#pragma once
#include <unicode/ucnv.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "corpora/core/result.hpp"
#include "corpora/readers/encoding.hpp"
#include "corpora/readers/source_file.hpp"

namespace leian {

class TextWindow {
 public:
  /// Errors: NotFound, Io (unreadable), Unsupported (binary), BadInput (nothing but white space).
  static Result<TextWindow> open(const SourceFile&);

  /// What has been read and not been left behind. Valid until `grow` or `leave`.
  std::string_view text() const { return std::string_view(text_).substr(begin_); }
  /// The line at which text() starts, from 1.
  std::uint64_t line() const { return line_; }
  /// The file ends with text().
  bool at_end() const { return at_end_; }
  /// Reads on: at least doubles text() or reaches the end. False at the end.
  bool grow();
  /// Moves the window's start forward over `bytes` of text() that hold `lines` line ends.
  void leave(std::size_t bytes, std::uint64_t lines);
  /// The same, counting the line ends.
  void leave(std::size_t bytes);

  /// Of the file, before decoding.
  std::uint64_t bytes_read() const { return bytes_read_; }
  /// Why reading stopped before the end of the file; empty where it did not.
  const std::string& failure() const { return failure_; }

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };

  /// Reads and decodes one stretch. False at the end.
  bool read_stretch();
  void decode(std::string_view bytes);
  void convert(std::string_view bytes);
  Result<void> start_converter();

  std::unique_ptr<std::FILE, CloseFile> file_;
  std::unique_ptr<UConverter, CloseConverter> converter_;
  Encoding encoding_ = Encoding::Ascii;
  std::string raw_;   ///< room for a stretch of the file
  std::string text_;  ///< decoded; what lies before begin_ is done with
  std::size_t begin_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
  std::string failure_;
};

}  // namespace leian
