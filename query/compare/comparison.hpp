/// Two to five cases side by side: what is asked and answered. Plain structs, the same for command line and
/// HTTP.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/request.hpp"

namespace leian::query {

inline constexpr std::size_t kFewestCompared = 2;
inline constexpr std::size_t kMostCompared = 5;

struct CompareRequest {
  std::vector<std::string> ids;
  std::string text;  ///< a case that is not in the index; empty: none
  std::chrono::milliseconds budget{10'000};
};

/// A stretch of a text, in order; together they are the text, byte for byte.
struct Part {
  std::string text;
  std::optional<std::size_t> passage;  ///< position in ComparedCases::passages, where it is a shared one
};

/// A passage that stands, equal after folding, in all the cases it names.
struct SharedPassage {
  std::vector<std::size_t> cases;  ///< positions in ComparedCases::cases, ascending, two at least
  std::uint32_t length = 0;        ///< folded characters
};

/// One section of all the cases, told by the role of the fields that hold it.
struct ComparedSection {
  std::string section;                   ///< name of the role: facts, disputes, reasoning …
  std::string label;                     ///< Chinese
  std::vector<std::vector<Part>> texts;  ///< parallel to the cases; empty: the case has none
};

/// One short field of all the cases.
struct ComparedField {
  std::string field;  ///< name of the role, or `days`
  std::string label;
  std::vector<std::vector<std::string>> values;  ///< parallel to the cases, as people read them
  bool same = false;                             ///< all cases have it, and the same
};

struct ComparedCase {
  std::string id;  ///< empty: the text that was given
  std::string kind;
  std::string title;
};

struct ComparedCases {
  std::vector<ComparedCase> cases;  ///< in the order asked; a text first
  std::vector<ComparedField> fields;
  std::vector<ComparedSection> sections;
  std::vector<SharedPassage> passages;
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

}  // namespace leian::query
