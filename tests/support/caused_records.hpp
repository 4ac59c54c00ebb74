/// Seeded records with causes, for the tests of learning: each cause has words of its own, and half of a
/// record's words are everybody's. The same number gives the same record.
#pragma once
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace leian::test {

struct MadeCause {
  const char* name;
  std::vector<const char*> words;
};

inline const std::vector<MadeCause>& made_causes() {
  static const std::vector<MadeCause> causes{
      {"盗窃罪", {"秘密", "窃取", "撬锁", "钱包", "手机", "电动车", "入户", "监控", "销赃"}},
      {"诈骗罪", {"虚构", "谎称", "汇款", "冒充", "骗取", "投资", "客服", "转账", "隐瞒"}},
      {"交通肇事罪", {"驾驶", "碰撞", "行人", "逃逸", "路口", "超速", "货车", "保险", "抢救"}}};
  return causes;
}

inline std::string made_facts(const std::vector<const char*>& words, unsigned seed) {
  static const std::vector<const char*> kCommon{"被告", "当日", "随后", "公安", "到案", "供述",
                                                "证人", "现场", "鉴定", "赔偿", "谅解", "家属"};
  std::mt19937 random(seed);
  std::string facts = "经审理查明，";
  for (int i = 0; i < 24; ++i) {
    const auto& pool = random() % 2 == 0 ? words : kCommon;
    facts += pool[random() % pool.size()];
    if (i % 6 == 5) facts += "，";
  }
  return facts + "。";
}

/// Record c-<number>, of the cause number % causes.
inline nlohmann::json made_case(int number) {
  const MadeCause& cause = made_causes()[static_cast<std::size_t>(number) % made_causes().size()];
  return {{"id", "c-" + std::to_string(number)},
          {"kind", "reviewed_case"},
          {"cause", {cause.name}},
          {"facts", made_facts(cause.words, static_cast<unsigned>(number) * 7 + 1)}};
}

inline std::vector<nlohmann::json> made_cases(int first, int count) {
  std::vector<nlohmann::json> records;
  for (int i = first; i < first + count; ++i) records.push_back(made_case(i));
  return records;
}

/// A text like those of a cause that no record has.
inline std::string unseen_facts(std::size_t cause, unsigned seed) {
  return made_facts(made_causes()[cause].words, 1'000'000 + seed);
}

}  // namespace leian::test
