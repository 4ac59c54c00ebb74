/// The texts of one case, folded when they are first looked at, and the passages that show where something
/// stands in them. The record is what the caller may see of it. One thread at a time.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/record_texts.hpp"
#include "query/request.hpp"

namespace leian::query {

/// A case's story as a channel reads it: the texts of these roles, one after the other, folded. A body stands
/// in for facts that are not told apart, with the section that states them where it has one. Lines part them.
std::u16string story_of(const Record&, const std::vector<Role>& from, const Analyzer&);

/// A scalar as people read it: a code by its label.
std::string label_of(const FieldSpec&, const Scalar&, const CodeLists&);

class CaseTexts {
 public:
  CaseTexts(const Record& record, const CodeLists& codes, const Analyzer& analyzer);

  const Record& record() const { return record_; }
  const Analyzer& analyzer() const { return analyzer_; }

  /// Where any of some words stands: in the first text that has one, long texts first; those of `roles` alone
  /// unless it is empty. Nothing where none stands in any. Marks every occurrence within the passage.
  std::optional<Snippet> passage(const std::vector<std::u16string_view>& words,
                                 const std::vector<Role>& roles = {});
  bool holds(std::u16string_view word) { return passage({word}).has_value(); }
  /// The passage that says that the field has this value: the sentence it was read in, else the value itself.
  /// Nothing where the record does not have it.
  std::optional<Snippet> value(std::size_t field, const Scalar&) const;

 private:
  struct Part {
    const FieldSpec* field = nullptr;
    std::string text;
    std::optional<FoldedText> folded = {};
  };
  const FoldedText& folded(Part&);
  std::optional<Snippet> find(const std::vector<std::u16string_view>& words, const std::vector<Role>& roles);
  Snippet cut(Part&, const std::vector<std::u16string_view>& words, std::size_t first);

  const Record& record_;
  const CodeLists& codes_;
  const Analyzer& analyzer_;
  std::vector<Part> parts_;  // long texts first
  // What was looked for in all texts: the case asked about is asked the same for every hit.
  std::map<std::vector<std::u16string>, std::optional<Snippet>> kept_;
};

}  // namespace leian::query
