/// Runs `leian-extract`, the program that PDF, DOC and XLS are read by: libraries that take such files apart
/// have crashed, looped and eaten memory on damaged ones, and must not take Leian with them. The child sees
/// the file as its standard input and nothing else; its memory and time are bounded (limits.hpp); it dies
/// with us. What it prints is lines of JSON, the last of them {"end": …}. One thread at a time. Source:
/// docs/adr/0017-readers-that-can-crash.md
#pragma once
#include <sys/types.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "corpora/readers/source_file.hpp"

namespace leian {

class ExtractProcess {
 public:
  /// Errors: NotFound, Io (the file, or the program is missing).
  static Result<ExtractProcess> start(const SourceFile&, const std::vector<std::string>& arguments);
  ExtractProcess(ExtractProcess&&) noexcept;
  ExtractProcess& operator=(ExtractProcess&&) = delete;
  /// Ends the child if it has not ended.
  ~ExtractProcess();

  /// The next line; nothing behind the last. Errors: BadInput (the child crashed, or says that the file is
  /// damaged), Unsupported (a password), TooLarge (time, memory, a limit that the child met).
  Result<std::optional<nlohmann::json>> next();
  /// All the bytes it prints, for programs that do not speak our protocol. Errors: the same.
  Result<std::string> all_bytes(std::size_t limit);

 private:
  ExtractProcess(std::string shown, pid_t child, int pipe)
      : shown_(std::move(shown)), child_(child), pipe_(pipe) {}
  /// False at the end of its output.
  Result<bool> read_on();
  /// How it ended; nothing to say where all is well.
  Result<void> reap();
  void kill();
  Unexpected told_failure(const nlohmann::json&) const;

  std::string shown_;
  pid_t child_ = 0;
  int pipe_ = -1;
  std::string waiting_;
  std::size_t searched_ = 0;
};

}  // namespace leian
