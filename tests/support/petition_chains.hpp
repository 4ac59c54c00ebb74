/// Made-up petitions that come back: matters told again in other words by the same or other people,
/// neighbours in place or in subject that are other matters, and form letters. Everything from a seed.
#pragma once
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "corpora/core/date.hpp"

namespace leian::test {

struct ToldPetition {
  nlohmann::json record;
  int matter = 0;
  bool form_letter = false;
};

class ChainTeller {
 public:
  explicit ChainTeller(unsigned seed) : random_(seed) {}

  /// `matters` chains of one to five petitions, and form letters of `letters` people.
  std::vector<ToldPetition> tell(int matters, int letters) {
    std::vector<ToldPetition> told;
    for (int matter = 0; matter < matters; ++matter) tell_matter(matter, told);
    tell_letters(matters, letters, told);
    return told;
  }

 private:
  struct Topic {
    std::vector<std::string> titles;                  // % is the place
    std::vector<std::vector<std::string>> sentences;  // alternatives of each
  };

  static const std::vector<Topic>& topics() {
    static const std::vector<Topic> all{
        {{"%楼下烧烤店油烟扰民", "请管管%门口的烧烤摊", "%底商烧烤的油烟问题何时解决"},
         {{"一楼的烧烤店没有专用烟道，油烟直接往楼上冒", "楼下烧烤摊天天冒烟，家里不敢开窗",
           "底商做烧烤，油烟顺着外墙往上走"},
          {"营业到凌晨两三点，划拳声吵得人睡不着", "每晚到后半夜还在吆喝，老人孩子无法休息",
           "半夜还有人喝酒喧哗"},
          {"打过多次投诉电话没有结果", "社区来看过，之后照旧", "城管来了就收，走了又摆出来"}}},
        {{"%供暖不热", "%冬天室温上不去", "反映%暖气片冰凉"},
         {{"交了取暖费，屋里只有十三四度", "室温测下来不到十五度", "暖气片摸着是凉的，晚上要盖两床被"},
          {"热力公司说是管网老化", "换热站的人说末端压力不够", "物业和热力公司互相推"},
          {"请督促整改并退还取暖费", "要求测温并按规定退费", "希望尽快检修管道"}}},
        {{"%电梯经常停运", "%电梯故障频发困人", "%的电梯什么时候能修好"},
         {{"电梯一个月坏了五次", "电梯三天两头停，高层老人上不了楼", "上周又把一位老太太困在里面四十分钟"},
          {"维保单位换了几家都没修好", "物业说维修资金还没批下来", "年检标志早已过期"},
          {"请有关部门检验这部电梯", "希望动用维修资金更换", "要求公布维保记录"}}},
        {{"%门前道路破损积水", "%外面的路坑洼不平", "请修一修%门口那条路"},
         {{"路面坑坑洼洼，下雨就是一片水塘", "一下雨积水没过脚面", "路基塌了一块，电动车摔倒过好几次"},
          {"施工队挖开以后没有恢复", "前年铺管线后一直没有补", "说好去年秋天修，至今没有动静"},
          {"请市政部门尽快修补", "希望列入今年的维修计划", "盼望早日铺上沥青"}}},
        {{"%开发商迟迟不办房产证", "%业主拿不到产权证", "%交房多年没有房本"},
         {{"入住六年，开发商还没有给办证", "契税早交了，房本却没有影", "交房已经五年，大产权都没有下来"},
          {"开发商说土地款还有纠纷", "说是竣工验收缺一项消防手续", "售楼处的人都走了，电话也打不通"},
          {"孩子上学落不了户", "想卖房也卖不了", "请督促开发商补齐手续"}}},
        {{"%旁边工地夜间施工噪音", "%隔壁工地半夜还在打桩", "%附近工地通宵作业"},
         {{"工地夜里十一点以后还在打桩", "混凝土泵车整夜轰鸣", "凌晨两点还有渣土车进出"},
          {"没有看到夜间施工许可的公示", "他们说是赶工期", "环保的人来过一次，罚了还干"},
          {"高考在即，孩子没法复习", "家里有刚出生的婴儿", "老人心脏不好，整夜不能合眼"}}},
    };
    return all;
  }

  template <class T>
  const T& any(const std::vector<T>& of) {
    return of[std::uniform_int_distribution<std::size_t>(0, of.size() - 1)(random_)];
  }
  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

  std::string place() {
    static const std::vector<std::string> first{
        "锦", "翠", "海", "金", "龙", "凤", "云", "松", "柏", "兰", "桂", "枫", "银", "祥", "瑞", "和", "安",
        "康", "泰", "盛", "隆", "昌", "荣", "华", "丽", "景", "澜", "湖", "清", "溪", "明", "月", "星", "辰",
        "阳", "光", "春", "晓", "秋", "江", "河", "山", "川", "林", "森", "竹", "梅", "菊", "荷", "莲", "玉",
        "珠", "宝", "石", "铭", "诚", "信", "义", "仁", "德", "文", "武", "英", "杰", "俊", "逸", "飞", "腾",
        "跃", "鸿", "鹏", "鹤", "鹭", "鸥", "雁", "雅", "静", "宁", "恬", "悦", "欣", "怡", "乐", "嘉", "美",
        "佳", "善", "福", "禄", "寿", "喜", "庆", "丰", "茂", "盈", "满", "恒", "远", "博", "厚", "润", "泽",
        "沐", "涵", "浩", "瀚", "滨", "港", "湾", "岛", "屿", "峰", "岭", "坡", "谷", "原", "野"};
    static const std::vector<std::string> last{"花园", "小区", "家园", "新村",
                                               "公寓", "名苑", "府邸", "社区"};
    return any(first) + any(first) + any(first) + any(last);
  }
  std::string person() {
    static const std::vector<std::string> family{"王", "李", "张", "刘", "陈", "杨",
                                                 "赵", "黄", "周", "吴", "徐", "孙"};
    static const std::vector<std::string> given{"秀英", "建国", "丽",   "伟",   "敏",
                                                "淑珍", "志强", "玉兰", "海涛", "晓东"};
    return any(family) + any(given);
  }
  /// A day some days after the beginning of 2016.
  static std::string day(int after) {
    constexpr int kBegin = 16'801;  // 2016-01-01
    return to_string(Date{kBegin + after});
  }

  struct Writer {
    std::string name;
    std::string on;
  };

  void add(std::vector<ToldPetition>& told, const std::string& title, const std::string& body,
           const Writer& who, int matter, bool letter = false) {
    told.push_back({{{"id", "t-" + std::to_string(told.size())},
                     {"kind", "petition"},
                     {"title", title},
                     {"body", body},
                     {"party", who.name},
                     {"opened", who.on}},
                    matter,
                    letter});
  }

  static std::string filled(std::string text, const std::string& where) {
    const auto at = text.find('%');
    return at == text.npos ? text : text.replace(at, 1, where);
  }

  /// Every third matter stands at the place of the one before, every other is about the same subject
  /// elsewhere.
  void tell_matter(int matter, std::vector<ToldPetition>& told) {
    if (matter % 3 != 2) place_ = place();
    const Topic& topic = topics()[static_cast<std::size_t>(matter) % topics().size()];
    const int times = number(1, 5);
    std::string who = person();
    const std::string building = std::to_string(number(1, 40));
    const std::string whom =
        place() + any(std::vector<std::string>{"物业公司", "餐饮店", "工程队", "置业公司"});
    const std::string street = place().substr(0, 9) + "路" + std::to_string(number(1, 300)) + "号";
    const std::string manager = person() + "经理";
    const int begun = number(0, 900);
    for (int i = 0; i < times; ++i) {
      if (number(0, 2) == 0) who = person();
      std::string body = "我是" + place_ + building + "号楼的住户，反映的是" + whom + "在" + street +
                         "的问题，负责人是" + manager + "。";
      for (const auto& sentence : topic.sentences) body += any(sentence) + "。";
      add(told, filled(any(topic.titles), place_), body, {who, day(begun + number(0, 500))}, matter);
    }
  }

  /// The same letter from many, each for a claim of their own.
  void tell_letters(int first_matter, int letters, std::vector<ToldPetition>& told) {
    const std::string firm = place() + "建筑劳务公司";
    for (int i = 0; i < letters; ++i) {
      const std::string who = person() + std::to_string(i);
      add(told, "请求帮助讨要" + firm + "拖欠的工资",
          "本人" + who + "，在" + firm + "做工" + std::to_string(number(40, 300)) + "天，被拖欠工资" +
              std::to_string(number(3'000, 60'000)) +
              "元。多次找项目经理讨要，总说甲方没有付款。家中老人治病、孩子上学都等着用钱，" +
              "恳请政府责令该公司支付拖欠的工资。",
          {who, day(number(0, 900))}, first_matter + i, true);
    }
  }

  std::mt19937 random_;
  std::string place_;
};

}  // namespace leian::test
