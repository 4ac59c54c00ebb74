#include "corpora/record/likeness.hpp"

namespace leian {

const std::vector<LikenessRow>& all_likeness() {
  using Channel = LikenessChannel;
  // The weights are measured where judgments exist, and judged by eye elsewhere: ADR 0022.
  static const std::vector<Role> story{Role::Facts, Role::Body, Role::Demands, Role::Title};
  static const std::vector<LikenessRow> rows{
      {Channel::Cause, "cause", {"案由", "cause"}, {Role::Cause}, {1, 1, 0.5, 0.5}},
      {Channel::Terms, "terms", {"用词", "words"}, story, {0.1, 0.15, 0.1, 0.05}},
      {Channel::Disputes, "disputes", {"争议", "disputes"}, {Role::Disputes}, {0.1, 0, 1, 0.05}},
      {Channel::Circumstances,
       "circumstances",
       {"情节", "circumstances"},
       {Role::Circumstances},
       {0.02, 0.1, 0.05, 0.05}},
      {Channel::Articles, "articles", {"法条", "articles"}, {Role::Articles}, {0.05, 0, 0.1, 1}},
      {Channel::Amount, "amount", {"金额", "amount"}, {Role::Amount}, {0.01, 0.05, 0.01, 0}, false},
      {Channel::Relation, "relation", {"关系", "relation"}, story, {0.02, 0.05, 0.02, 0}, false},
      {Channel::Region, "region", {"地区", "region"}, {Role::Region}, {0, 0, 0, 0}, false},
      {Channel::Organ, "organ", {"单位", "organ"}, {Role::Organ}, {0, 0, 0, 0}, false},
  };
  return rows;
}

}  // namespace leian
