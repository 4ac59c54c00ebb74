/// Values of a column that the case asked about and a record both have: circumstances, articles; a region or
/// unit, or what lies above both. Source: docs/adr/0022-channels-of-likeness.md
#pragma once
#include <map>

#include "query/similar/channel.hpp"

namespace leian::query {

/// A value of the column that counts, and why.
struct SharedValue {
  Scalar asked;       ///< what the case asked about has
  std::string label;  ///< what both have, as people read it
  double part = 0;    ///< of the score
};

class ValuesChannel : public Channel {
 public:
  /// `column`: its name, and that of the field in the kind answered. By the column's values.
  ValuesChannel(LikenessChannel what, std::string column, std::map<std::string, SharedValue> values,
                const Asking& asking)
      : Channel(what), column_(std::move(column)), values_(std::move(values)), asking_(asking) {}

  void add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const override;
  void explain(Pair&, std::vector<Reason>&) const override;

 private:
  std::string column_;
  std::map<std::string, SharedValue> values_;
  const Asking& asking_;
};

/// Values that count when a record has the very same, each by its rarity; all of them together are `weight`.
std::map<std::string, SharedValue> same_values(const std::vector<Scalar>& asked, const FieldSpec& field,
                                               double weight, const Asking&);
/// Values of a tree: the nearer the place where both meet, the more they count.
std::map<std::string, SharedValue> near_values(const Scalar& asked, const FieldSpec& field, double weight,
                                               const Asking&);

/// Sums of the same order: the whole for equal ones, nothing beyond ten times as much.
class AmountChannel : public Channel {
 public:
  /// `asked` is above 0; `here` is its place among the asked record's fields.
  AmountChannel(Fen asked, std::size_t here, const FieldSpec& field, double weight, const Asking& asking)
      : Channel(LikenessChannel::Amount),
        asked_(asked),
        here_(here),
        field_(field),
        weight_(weight),
        asking_(asking) {}

  void add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const override;
  void explain(Pair&, std::vector<Reason>&) const override;

  /// 1 for equal amounts to 0 for one ten times the other. Both above 0.
  static double closeness(std::int64_t a, std::int64_t b);

 private:
  Fen asked_;
  std::size_t here_;
  const FieldSpec& field_;
  double weight_;
  const Asking& asking_;
};

}  // namespace leian::query
