/// Holds a similar hit against the two cases it speaks of: parts add up, and whatever is shown as shared
/// stands in both.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "indexer/analysis/record_texts.hpp"
#include "query/access/gate.hpp"
#include "query/similar/case_texts.hpp"
#include "tests/support/catch.hpp"

namespace leian::test {

class HeldAgainst {
 public:
  explicit HeldAgainst(query::Gate gate) : gate_(std::move(gate)), kinds_(gate_.schema()) {}

  /// Everything that a record says: its texts, and its values as people read them.
  std::vector<std::string> sayings(const Record& record) const {
    std::vector<std::string> all;
    for (const SearchedText& text : searched_texts(record, kinds_->codes())) all.push_back(text.text);
    for (std::size_t i = 0; i < record.values.size(); ++i)
      for (const Scalar& item : record.values[i].items)
        all.push_back(query::label_of(record.kind->fields()[i], item, kinds_->codes()));
    return all;
  }
  std::vector<std::string> sayings(const std::string& id) const {
    return sayings(gate_.record({}, id).value());
  }

  /// `here`: what the case asked about says.
  void check(const std::vector<std::string>& here, const query::SimilarHit& similar) const {
    const auto there = sayings(similar.hit.record.id);
    REQUIRE_FALSE(similar.reasons.empty());
    double sum = 0;
    for (const query::Reason& reason : similar.reasons) {
      CAPTURE(similar.hit.record.id, reason.channel, reason.term, reason.here.text, reason.there.text);
      REQUIRE(reason.weight > 0);
      REQUIRE(stands(reason.here, here));
      REQUIRE(stands(reason.there, there));
      if (reason.channel == "terms" || reason.channel == "disputes") {
        REQUIRE(marks(reason.here, reason.term));
        REQUIRE(marks(reason.there, reason.term));
      }
      sum += reason.weight;
    }
    REQUIRE(std::abs(sum - similar.hit.score) <= 1e-6 * similar.hit.score);
    REQUIRE(
        std::is_sorted(similar.reasons.begin(), similar.reasons.end(),
                       [](const query::Reason& a, const query::Reason& b) { return a.weight > b.weight; }));
  }

 private:
  /// The passage, less its ellipses, is cut from one of the texts; marks lie within it.
  static bool stands(const query::Snippet& passage, const std::vector<std::string>& texts) {
    constexpr std::string_view kEllipsis = "…";
    std::string_view text = passage.text;
    for (const auto& [begin, end] : passage.marks)
      if (begin >= end || end > text.size()) return false;
    if (text.empty()) return false;
    const auto in_any = [&](std::string_view part) {
      return std::any_of(texts.begin(), texts.end(),
                         [&](const std::string& one) { return one.find(part) != std::string::npos; });
    };
    if (in_any(text)) return true;
    if (text.starts_with(kEllipsis)) text.remove_prefix(kEllipsis.size());
    if (in_any(text)) return true;
    if (text.ends_with(kEllipsis)) text.remove_suffix(kEllipsis.size());
    if (in_any(text)) return true;
    std::string_view last = passage.text;
    if (last.ends_with(kEllipsis)) last.remove_suffix(kEllipsis.size());
    return in_any(last);
  }

  bool marks(const query::Snippet& passage, const std::string& term) const {
    const auto wanted = gate_.analyzer().fold(term).units;
    return std::any_of(passage.marks.begin(), passage.marks.end(), [&](const auto& mark) {
      const auto marked = gate_.analyzer().fold(passage.text.substr(mark.first, mark.second - mark.first));
      return marked.units.find(wanted) != std::u16string::npos;
    });
  }

  query::Gate gate_;
  std::shared_ptr<const KindSet> kinds_;
};

}  // namespace leian::test
