/// The names of a code list, looked for where they stand in a folded text. Threads: immutable once made.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpora/record/code_list.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::extract {

class Names {
 public:
  /// The labels and aliases of every entry but the topmost, which only gather others.
  Names() = default;
  Names(const Analyzer&, const CodeList&);

  struct Found {
    std::string_view code;
    std::uint32_t end = 0;
  };
  /// The longest name that begins at `at`.
  std::optional<Found> at(std::u16string_view text, std::uint32_t at) const;
  /// The longest name that ends right at `end` and begins within the last `most` units before it.
  std::optional<Span> ending_at(std::u16string_view text, std::uint32_t end, std::uint32_t most) const;
  bool empty() const { return by_start_.empty(); }

 private:
  struct Name {
    std::u16string units;
    std::string code;
  };
  void add(const Analyzer&, const std::string& name, const std::string& code);

  std::unordered_map<std::uint32_t, std::vector<Name>> by_start_;  // by the first two units, longest first
};

}  // namespace leian::extract
