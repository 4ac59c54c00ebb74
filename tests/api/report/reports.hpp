/// Reports for tests: one in which everything is said that an answer may say, and one of an answer that says
/// only what it must.
#pragma once
#include <string>

#include "query/report/similar_report.hpp"
#include "tests/support/catch.hpp"

namespace leian::test {

inline std::shared_ptr<const Kind> some_kind() {
  static const auto kinds = KindSet::load();
  if (!kinds) FAIL(kinds.error().what.en);
  return kinds->kinds().front();
}

/// A hit of that id that shares a cause and a word.
inline query::SimilarHit shared_hit(const std::string& id, double score) {
  query::SimilarHit hit;
  hit.hit.record.id = id;
  hit.hit.record.kind = some_kind();
  hit.hit.record.values.resize(some_kind()->fields().size());
  hit.hit.score = score;
  hit.reasons = {{"cause", "盗窃罪", score * 0.75, {}, {}}, {"terms", "撬锁", score * 0.25, {}, {}}};
  return hit;
}

inline query::ReportCase shared_case(const std::string& id, double score) {
  query::ReportCase similar;
  similar.card = {
      id,     "评查案件", "入户盗窃案" + id,   "（2018）辽01刑初" + id + "号", "沈阳市中级人民法院", "盗窃罪",
      "有罪", "李四",     Date::of(2018, 6, 1)};
  similar.score = score;
  similar.gist = {{"事实", "被告人撬锁入户。", true, false}, {"结果", "判处有期徒刑八个月。", false, true}};
  similar.reasons = shared_hit(id, score).reasons;
  similar.found_by = {0};
  return similar;
}

/// As an answer without tiers, differences and passages gives it.
inline query::SimilarReport plain_report() {
  query::SimilarReport report;
  report.user = "张三";
  report.account = "local";
  report.at = DateTime::at(*Date::of(2026, 11, 25), 9, 5);
  report.revision = {12, 34'567, "3-abc"};
  report.pending.gist = {{"所给文字", "有人撬锁进屋。", true, true}};
  query::ReportLookUp lookup;
  lookup.request.text = "有人撬锁进屋。";
  lookup.answer.total = 99;
  lookup.answer.generation = 12;
  lookup.answer.terms = {"撬锁"};
  lookup.answer.hits = {shared_hit("7", 4), shared_hit("8", 2)};
  report.lookups = {lookup};
  report.cases = {shared_case("7", 4), shared_case("8", 2)};
  return report;
}

inline query::SimilarReport full_report() {
  query::SimilarReport report = plain_report();
  report.title = "关于张某案的类案检索报告";
  report.pending.card = {
      "p-1",    "评查案件", "张某入户盗窃案", "（2026）辽01刑初9号", "沈阳市和平区人民法院",
      "盗窃罪", "",         "王五",           Date::of(2026, 10, 8)};
  report.pending.disputes = {{"争议焦点", "是否构成入户盗窃。", true, true}};
  query::SimilarRequest& request = report.lookups[0].request;
  request.text.clear();
  request.id = "p-1";
  request.tiers.walk = true;
  request.causes = {"盗窃罪"};
  request.filters = {{"region", "210400"}};
  query::SimilarAnswer& answer = report.lookups[0].answer;
  answer.channels = {"cause", "terms"};
  answer.predicted = {{"盗窃罪", "盗窃罪", 0.8}};
  answer.tiers = {{"1", "指导性案例", 0, 0, true},
                  {"2", "最高人民法院典型案例及生效裁判", 2, 1, true},
                  {"3", "高级人民法院生效裁判", 0, 0, false}};
  answer.conflicts = {{"2", {{"有罪", {0}}, {"无罪", {1}}}}};
  answer.beside.emplace();
  answer.beside->cases = 100;
  answer.beside->spreads = {{"months", "刑期", 80, 2, 6, 9, 14, 60, 8.0, 0.4}};
  query::ReportCase& first = report.cases[0];
  first.tier = "2";
  first.tier_label = "最高人民法院典型案例及生效裁判";
  first.recent = false;
  first.differences = {{"months", "刑期", {"8"}, {"12"}}, {"outcome", "结果类别", {}, {"有罪"}}};
  first.reasons[1].here = {"当晚撬锁入室", {{6, 12}}};
  first.reasons[1].there = {"以撬锁方式进入", {{3, 9}}};
  answer.hits[0].reasons = first.reasons;
  answer.hits[0].differences = first.differences;
  return report;
}

/// What the guiding opinion asks a report to state, as full_report() has it.
inline std::vector<std::string> required_items() {
  return {"张三",                    // who
          "2026年11月25日 9时05分",  // when
          "Leian 类案",              // on what platform
          "第 12 版",                // of which revision
          "按效力层级逐级检索",      // by what method
          "命中",
          "99",                  // with what results
          "是否构成入户盗窃。",  // the disputed issues of the pending case
          "被告人撬锁入户。",
          "判处有期徒刑八个月。",  // the gist of each case
          "（2018）辽01刑初7号",
          "沈阳市中级人民法院",
          "2018-06-01",
          "最高人民法院典型案例及生效裁判",
          "前一层级已有类案，未检索",
          "盗窃罪",
          "（占 75%）",
          "当晚",
          "以",
          "撬锁",  // what they share
          "本案 8；类案 12",
          "本案 未载明；类案 有罪",  // where they differ
          "类案1",
          "类案2",
          "无罪",  // what was decided otherwise
          "是否参照",
          "【由承办人填写】",
          "□参照",
          "□参考",
          "理由",
          "承办人（签名）",
          "检索日志校验值",
          "7（4.0000）"};
}

}  // namespace leian::test
