/// The values that a form's rules take out of a document: its number, its court, its day. Threads: pure
/// functions.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpora/documents/cutting.hpp"
#include "corpora/documents/form.hpp"
#include "corpora/documents/paragraphs.hpp"

namespace leian {

inline constexpr std::size_t kMaxListedValues = 200;
inline constexpr std::size_t kMaxValueCharacters = 500;

/// Values by the name of their rule, in the order of the text; never empty strings.
class DocumentValues {
 public:
  /// The first one.
  std::optional<std::string> find(const std::string& name) const;
  const std::map<std::string, std::vector<std::string>, std::less<>>& all() const { return values_; }

  /// A value that is there from the start, whatever the rules say ({file}).
  void set(const std::string& name, std::string value);
  /// Of several rules with one name the first that finds something wins; those of lists add up.
  void take(const ValueRule&, const std::vector<Paragraph>&, const std::vector<CutSection>&);

 private:
  std::vector<std::string> found(const ValueRule&, const std::vector<Paragraph>&,
                                 const std::vector<CutSection>&) const;
  std::optional<std::string> made(const ValueRule&, const std::vector<std::u16string>& groups) const;

  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

}  // namespace leian
