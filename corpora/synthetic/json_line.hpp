/// Writes one record as a line of JSON straight from told texts, by the types its kind declares.
/// A list's items are parted by |, a nested row's cells by ; in the order of its columns. An empty text is
/// left out.
#pragma once
#include <string>
#include <string_view>

#include "corpora/record/field.hpp"

namespace leian {

/// One line. Not shared between threads.
class JsonLine {
 public:
  /// Starts the object in `out`, which must outlive this.
  JsonLine(std::string& out, std::string_view id, std::string_view kind);

  void add(const FieldSpec&, std::string_view text);

  /// Closes the object and the line.
  void end();

 private:
  void key(std::string_view name);
  void scalar(const FieldSpec&, std::string_view text);
  void row(const FieldSpec&, std::string_view cells);
  void quoted(std::string_view text);

  std::string& out_;
};

}  // namespace leian
