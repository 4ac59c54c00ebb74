/// Takes the names of a record's own causes out of its texts before anything is learned from them: who asks
/// about a case mostly does not name its cause, so a model must not lean on it. A name goes with its ending
/// (盗窃罪, 离婚纠纷) and, where that leaves three characters or more, without it: 交通肇事; shorter ones
/// are everyday words. Endings are found in the names themselves.
/// Threads: const and shareable. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/kind.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::learn {

class CauseNames {
 public:
  /// `causes`: all there are. Kind, lists and analyzer must outlive it.
  CauseNames(const Kind&, const CodeLists&, const Analyzer&, std::span<const std::string> causes);
  /// With the endings that another one found.
  CauseNames(const Kind&, const CodeLists&, const Analyzer&, std::u16string_view endings);

  /// Endings that many causes share, joined by |; at most kMaxEndings units.
  const std::u16string& endings() const { return endings_; }
  static constexpr std::size_t kMaxEndings = 16;

  /// The folded texts without the causes' names: what lies between them.
  std::vector<std::u16string_view> cut(std::vector<std::u16string_view> texts,
                                       std::span<const std::string_view> causes) const;

 private:
  std::u16string name_of(std::string_view cause) const;
  std::u16string_view without_ending(std::u16string_view name) const;

  const CodeList* list_ = nullptr;
  const Analyzer& analyzer_;
  std::u16string endings_;
};

}  // namespace leian::learn
