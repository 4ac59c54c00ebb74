/// The stories made-up records are told from: a folder of text files that hold every phrase and the layout of
/// every kind. Adding a topic, or a kind, is adding lines there; no C++ knows one.
///
///   kind petition 30              what follows belongs to this kind, which gets 30 parts of all records
///   record                        the kind's layout: one field a line, in any order; `id` must be among them
///     title: 关于{$place}的问题
///   story 供暖 12                  what follows belongs to this story of the kind, 12 parts of its records
///   [problem]                     a symbol: one alternative a line, taken evenly
///   3* 暖气不热                    … or three times as often
///   [surname zipf]                … or less often the further down it stands
///   / 王 李 张                     several alternatives, parted by spaces
///   [$place]                      a variable: told once in a record, then kept
///   # a remark
///
/// A name is looked up in the story, then its kind, then in what stands before the first kind of a file. In a
/// text, {symbol} tells it anew, {$place} and {$place:form} the variable (forms: story_value.hpp),
/// {symbol/$x} the symbol `symbol/<value of x>` (or `symbol/else`), {symbol*2-5} several different
/// alternatives in a row, {30%…} its inside three times in ten, {a|b|} one of these,
/// {} nothing, \n a new line, and {=function …} what the function gives (story_functions.hpp).
/// Source: docs/synthetic.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/record/kind.hpp"
#include "corpora/synthetic/story_functions.hpp"
#include "corpora/synthetic/story_value.hpp"

namespace leian {

struct StoryPiece;
using StoryText = std::vector<StoryPiece>;

struct TellLiteral {
  std::string text;
};
struct TellSymbol {
  std::size_t symbol;
  std::int64_t least = 1;
  std::int64_t most = 1;
};
struct TellVariable {
  std::size_t variable;
  ValueForm form = ValueForm::Plain;
};
struct TellTable {
  std::string prefix;  ///< with the slash
  std::size_t variable;
};
struct TellMaybe {
  std::uint64_t percent;
  StoryText text;
};
struct TellChoice {
  std::vector<StoryText> choices;
};
struct TellCall {
  StoryCall call;
};

/// One part of a text.
struct StoryPiece {
  std::variant<TellLiteral, TellSymbol, TellVariable, TellTable, TellMaybe, TellChoice, TellCall> what;
};

/// Where a line stands, for messages.
struct StoryLine {
  std::string file;
  int line = 0;
};

struct StorySymbol {
  std::string name;
  bool zipf = false;
  bool gap = false;  ///< stands in for a name that the story cannot see
  StoryLine at;
  std::vector<StoryText> alternatives;
  std::vector<std::uint64_t> weights;  ///< running sums, parallel to alternatives
};

struct StoryField {
  std::string name;
  std::size_t field = 0;  ///< position in the kind
  StoryText text;
  StoryLine at;
};

/// A kind's layout. `synthetic` is the field that marks a made-up record.
struct StoryKind {
  std::shared_ptr<const Kind> kind;
  std::uint64_t weight = 0;
  StoryText id;
  std::vector<StoryField> fields;
  std::size_t synthetic = 0;
};

/// A story with every name resolved.
struct Story {
  std::string name;
  std::uint64_t weight = 0;
  const StoryKind* kind = nullptr;
  std::vector<const StorySymbol*> symbols;    ///< by symbol number
  std::vector<const StorySymbol*> variables;  ///< by variable number
};

/// All stories of a set. Immutable once loaded. Threads: share freely.
class StoryBook {
 public:
  /// Reads every *.txt of `folder`, in the order of their names. Errors: FileMissing, UnknownKind, BadInput
  /// naming file, line and reason (also for a name that no reachable text can resolve, and for a field that
  /// the kind does not have).
  static Result<StoryBook> load(const std::filesystem::path& folder, const KindSet&);

  /// Stories with running sums of weights, so that a draw below the last sum finds one.
  const Story& story_for(std::uint64_t draw) const;
  std::uint64_t total_weight() const { return sums_.back(); }
  const std::vector<std::unique_ptr<Story>>& stories() const { return stories_; }

  /// The number of the symbol of that name, if any text or heading has it.
  std::optional<std::size_t> symbol_number(std::string_view name) const;

 private:
  friend class StoryBinder;

  std::vector<std::unique_ptr<StoryKind>> kinds_;
  std::vector<std::unique_ptr<StorySymbol>> symbols_;
  std::vector<std::unique_ptr<Story>> stories_;
  std::vector<std::uint64_t> sums_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
};

}  // namespace leian
