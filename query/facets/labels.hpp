/// Where a column's values get their labels: the fields of all kinds that have it.
#pragma once
#include <string>
#include <vector>

#include "corpora/record/record.hpp"

namespace leian::query {

class Labels {
 public:
  Labels(const std::string& column, const KindSet&);

  /// The code's label, 是 or 否, the kind's Chinese name, or the value itself.
  std::string of(const std::string& value) const;
  /// The lists that hold the column's codes; those that are open and empty with them.
  const std::vector<const CodeList*>& lists() const { return lists_; }
  /// Whether only a code has a label that is not itself.
  bool are_codes() const { return !of_kinds_ && !boolean_; }

 private:
  const KindSet& kinds_;
  bool of_kinds_;
  bool boolean_ = false;
  std::vector<const CodeList*> lists_;
};

}  // namespace leian::query
