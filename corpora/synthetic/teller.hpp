/// Tells one record of a story: draws alternatives, keeps variables, and writes the record as a line of JSON.
/// Threads: one Teller per record; the book is shared.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/synthetic/random.hpp"
#include "corpora/synthetic/story_book.hpp"

namespace leian {

class Teller {
 public:
  Teller(const StoryBook& book, const Story& story, Random random, StoryContext context);

  /// The record as one line of JSON, newline included, appended to `line`: `id`, `kind` and the fields that
  /// hold something. Errors: BadInput (a story that runs in a circle, a table without the row that is
  /// needed).
  Result<void> write_record(std::string& line);

  /// A text told, appended to `out`. Problems are kept for write_record to return.
  void tell(const StoryText&, std::string& out);

 private:
  void tell(const TellLiteral&, std::string& out);
  void tell(const TellSymbol&, std::string& out);
  void tell(const TellVariable&, std::string& out);
  void tell(const TellMaybe&, std::string& out);
  void tell(const TellChoice&, std::string& out);
  void tell(const TellCall&, std::string& out);
  void tell(const TellTable&, std::string& out);
  void tell_symbol(std::size_t number, std::string& out);
  const StoryText& draw(const StorySymbol&);
  const StoryValue& variable(std::size_t number);
  StoryValue value_of(const StoryText&);
  StoryValue value_of(const StorySymbol&);
  std::optional<std::size_t> row_of(const TellTable&);
  StoryValue call(const StoryCall&);
  void note(Msg message, std::string_view name);
  bool too_deep(std::string_view name);

  const StoryBook& book_;
  const Story& story_;
  Random random_;
  StoryContext context_;
  std::vector<std::optional<StoryValue>> variables_;
  std::optional<Error> problem_;
  int depth_ = 0;
};

}  // namespace leian
