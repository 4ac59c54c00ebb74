/// A file to be read, and the name that messages give it. The two differ for what lies in an archive: it is
/// read from a nameless temporary file that is gone when nobody holds it any more.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "corpora/core/result.hpp"

namespace leian {

class DocumentForms;
class InflateBudget;

struct SourceFile {
  std::filesystem::path path;                  ///< what to open
  std::string shown;                           ///< as given; "archive.zip/folder/name" within an archive
  int depth = 0;                               ///< archives around it
  std::shared_ptr<InflateBudget> budget;       ///< of the input file that holds it; null: it is that file
  std::shared_ptr<const void> kept;            ///< keeps `path` open
  std::shared_ptr<const DocumentForms> forms;  ///< documents are cut by; null: the shipped ones

  explicit SourceFile(std::filesystem::path file) : path(std::move(file)), shown(path.string()) {}
  SourceFile() = default;

  /// The last part of `shown` without its ending.
  std::string stem() const { return std::filesystem::path(shown).stem().string(); }
  /// The ending of `shown` in lower case, with its dot.
  std::string ending() const;
  /// Bytes of the file; 0 where they cannot be told.
  std::uint64_t size() const;
};

/// At most `limit` bytes from the start of the file. Errors: NotFound, Io.
Result<std::string> read_head(const SourceFile&, std::size_t limit);

/// The whole file. Errors: NotFound, Io, TooLarge beyond `limit` bytes.
Result<std::string> read_whole(const SourceFile&, std::uint64_t limit);

}  // namespace leian
