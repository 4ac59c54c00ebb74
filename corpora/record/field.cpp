#include "corpora/record/field.hpp"

namespace leian {
namespace {

const std::vector<FieldType> kWords{FieldType::Text, FieldType::Keyword};
const std::vector<FieldType> kNames{FieldType::Keyword, FieldType::Code};
const std::vector<FieldType> kTimes{FieldType::Date, FieldType::DateTime};

}  // namespace

const std::vector<RoleRow>& all_roles() {
  static const std::vector<RoleRow> rows{
      {Role::None, "", {"无", "none"}, {}, true},
      {Role::Title, "title", {"标题", "title"}, kWords},
      {Role::Body, "body", {"正文", "body"}, {FieldType::Text}, true},
      {Role::Facts, "facts", {"事实", "facts"}, {FieldType::Text}, true},
      {Role::Disputes, "disputes", {"争议", "disputes"}, {FieldType::Text}, true},
      {Role::Reasoning, "reasoning", {"说理", "reasoning"}, {FieldType::Text}, true},
      {Role::Demands, "demands", {"诉求", "demands"}, {FieldType::Text}, true},
      {Role::Terms, "terms", {"协议内容", "terms"}, {FieldType::Text}, true},
      {Role::Reply, "reply", {"答复", "reply"}, {FieldType::Text}, true},
      {Role::Result, "result", {"结果", "result"}, {FieldType::Text}, true},
      {Role::CaseNo, "case_no", {"编号", "case number"}, {FieldType::Keyword}},
      {Role::Cause, "cause", {"案由", "cause"}, kNames},
      {Role::Region, "region", {"地区", "region"}, kNames},
      {Role::Organ, "organ", {"单位", "organ"}, kNames},
      {Role::Handler, "handler", {"承办人", "handler"}, kNames},
      {Role::Level, "level", {"层级", "level"}, kNames},
      {Role::Outcome, "outcome", {"结果类别", "outcome"}, kNames},
      {Role::Months, "months", {"刑期", "months"}, {FieldType::Number}},
      {Role::Amount, "amount", {"金额", "amount"}, {FieldType::Money}},
      {Role::Opened, "opened", {"开始", "opened"}, kTimes},
      {Role::Transferred, "transferred", {"转送", "transferred"}, kTimes},
      {Role::Accepted, "accepted", {"受理", "accepted"}, kTimes},
      {Role::Replied, "replied", {"答复时间", "replied"}, kTimes},
      {Role::Closed, "closed", {"办结", "closed"}, kTimes},
      {Role::Rechecked, "rechecked", {"复核作出", "re-check decided"}, kTimes},
      {Role::Deadline, "deadline", {"期限", "deadline"}, kTimes},
      {Role::Party, "party", {"当事人", "party"}, kWords, true},
      {Role::Articles, "articles", {"法条", "articles"}, kNames},
      {Role::Circumstances, "circumstances", {"情节", "circumstances"}, kNames},
      {Role::Authority, "authority", {"效力层级", "authority"}, kNames},
      {Role::Channel, "channel", {"渠道", "channel"}, kNames},
      {Role::Programme, "programme", {"工作机制", "programme"}, kNames},
      {Role::Grade, "grade", {"等次", "grade"}, kNames},
      {Role::Score, "score", {"得分", "score"}, {FieldType::Number}},
      {Role::Issues, "issues", {"问题", "issues"}, kNames},
      {Role::RepeatOf, "repeat_of", {"重复", "repeat of"}, {FieldType::Keyword}},
      {Role::Reexamined, "reexamined", {"复查复核", "re-examined"}, kTimes, true},
      {Role::Expert, "expert", {"专家", "expert"}, {FieldType::Rows, FieldType::Keyword}},
      {Role::Fulfilled, "fulfilled", {"履行", "fulfilled"}, {FieldType::Boolean}},
      {Role::Synthetic, "synthetic", {"合成数据", "synthetic"}, {FieldType::Boolean}},
  };
  return rows;
}

}  // namespace leian
