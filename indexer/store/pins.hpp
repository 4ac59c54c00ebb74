/// A pin keeps the files of a generation while somebody copies or checks them: a writer's clean-up leaves
/// what is pinned. A pin is a file in D/pins/ with a name of a segment, a deletions file or a model a line,
/// locked (flock) by its owner; one that nobody holds is dead and goes with the next clean-up. Threads: a Pin
/// belongs to one. Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "indexer/store/manifest.hpp"

namespace leian {

class Pin {
 public:
  /// Nothing is held yet. Where the folder cannot be written, or has no room, the pin does nothing: then
  /// holds() is false. Errors: FileUnwritable.
  static Result<Pin> take(const std::filesystem::path& db);
  Pin(Pin&& other) noexcept : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}
  Pin& operator=(Pin&&) = delete;
  ~Pin();

  /// Names the generation's files in place of those named before. Only where MANIFEST is still the same after
  /// it are they safe. Errors: FileUnwritable.
  Result<void> hold(const Manifest&);
  bool holds() const { return fd_ >= 0; }

 private:
  Pin() = default;
  void let_go();
  std::filesystem::path path_;
  int fd_ = -1;
};

/// The newest generation and the pin that holds it. Errors: those of read_manifest, FileUnwritable.
Result<std::pair<Manifest, Pin>> pin_newest(const std::filesystem::path& db);

/// What living pins name. Removes dead ones.
std::set<std::string> pinned_names(const std::filesystem::path& db);

/// Removes what lies in segments/, deletions/ and models/ and is named neither by the generation nor by a
/// pin. For those who replace segments of an index by others at once; IndexWriter cleans up after itself.
void remove_unnamed(const std::filesystem::path& db, const Manifest&);

}  // namespace leian
