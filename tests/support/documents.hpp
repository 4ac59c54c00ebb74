/// Whole documents as plain text, made up for tests: what readers give, one paragraph a line.
#pragma once
#include <random>
#include <string>
#include <vector>

namespace leian::test {

inline const std::string kCivilJudgment = R"(辽 宁 省 抚 顺 市 新 抚 区 人 民 法 院
民 事 判 决 书
（２０２３）辽 ０４０２ 民初 １１２ 号
原告：周明远，男，1980年3月2日出生，汉族，住抚顺市新抚区。
委托诉讼代理人：何静，辽宁浑河律师事务所律师。
被告：抚顺顺达建材有限公司，住所地抚顺市望花区。
原告周明远与被告抚顺顺达建材有限公司买卖合同纠纷一案，本院于2023年2月6日立案后，公开开庭进行了审理。
周明远向本院提出诉讼请求：判令被告支付货款86000元。事实和理由：2022年5月双方口头约定供砂。
被告抚顺顺达建材有限公司辩称，砂石质量不合格，不同意付款。
本院经审理认定事实如下：2022年5月至8月，周明远供砂四十三车，欠款86000元有对账单为证。
上述事实，有对账单、送货单及当事人陈述在卷佐证。
本院认为，双方买卖合同关系成立，被告应当付款。
依照《中华人民共和国民法典》第五百七十九条规定，判决如下：
一、被告于本判决生效之日起十日内支付原告周明远货款86000元；
二、驳回原告的其他诉讼请求。
案件受理费975元，由被告负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。
审 判 员  孙 立 群
二〇二三年三月九日
书 记 员  刘 畅
附：本判决适用的法律条文
第五百七十九条 当事人一方未支付价款的，对方可以请求其支付。
)";

inline const std::string kCriminalJudgment = R"(辽宁省铁岭市银州区人民法院
刑事判决书
（2021）辽1202刑初77号
公诉机关铁岭市银州区人民检察院。
被告人高成，男，1990年1月5日出生，住铁岭市银州区。
辩护人田悦，辽宁柴河律师事务所律师。
铁岭市银州区人民检察院以铁银检刑诉〔2021〕60号起诉书指控被告人高成犯盗窃罪，于2021年4月2日向本院提起公诉。现已审理终结。
公诉机关指控，2021年1月9日，被告人高成在银州区早市窃得电动车一辆，价值2300元。
被告人高成对指控的事实和罪名没有异议，自愿认罪认罚。
上述事实，被告人高成在开庭审理中亦无异议，并有被害人陈述、监控录像等证据证实。
本院认为，被告人高成的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人高成犯盗窃罪，判处拘役四个月，并处罚金人民币二千元。
如不服本判决，可在接到判决书的第二日起十日内提出上诉。
审判员 丁宁
二○二一年五月十一日
书记员 石磊
)";

inline const std::string kSecondRuling = R"(辽宁省抚顺市中级人民法院
民事裁定书
（2023）辽04民终501号之一
上诉人（原审被告）：抚顺顺达建材有限公司。
被上诉人（原审原告）：周明远。
上诉人抚顺顺达建材有限公司因与被上诉人周明远买卖合同纠纷一案，不服抚顺市新抚区人民法院（2023）辽0402民初112号民事判决，向本院提起上诉。
原审法院认为，合同成立。依照民法典第五百七十九条规定，判决如下：被告付款。
本院认为，上诉人撤回上诉不违反法律规定。依照《中华人民共和国民事诉讼法》第一百八十条规定，裁定如下：准许撤回上诉。
本裁定为终审裁定。
审判长 赵一
二〇二三年五月十二日
书记员 李四
)";

inline const std::string kOfficialAgreement = R"(人民调解协议书
编号：2023-017
当事人姓名：孙丽华，性别女，年龄45岁，住后安镇前楼村
当事人姓名：马振东，性别男，年龄51岁，住后安镇前楼村
纠纷主要事实、争议事项：2023年4月，马振东翻建房屋，檐水滴入孙丽华院内，院墙受潮开裂。
经调解，自愿达成如下协议：
一、马振东于2023年6月30日前改装檐沟；
二、马振东赔偿院墙修缮费叁仟元整。
履行方式、时限：现金，2023年6月30日前一次付清
本协议一式三份，当事人、人民调解委员会各持一份。
当事人（签名、盖章或按指印）：孙丽华  马振东
人民调解员（签名）：佟志国
抚顺县后安镇人民调解委员会（印章）
2023年5月18日
)";

inline const std::string kOwnAgreement = R"(调解协议书
（2017）营医调字第12号
甲方：营口市第三医院
乙方：李桂兰，女，62岁
一、主要事实
乙方于2017年2月在甲方处手术，术后感染，多住院十九天。
二、争议事项
乙方要求赔偿八万元，甲方认为感染属手术并发症。
三、各方责任
甲方承担次要责任，乙方自身疾病为主要原因。
四、协议内容
1、甲方一次性补偿乙方人民币贰万元。
2、双方就此事再无争议。
五、履行方式及期限
甲方于2017年9月1日前汇入乙方账户。
六、其他约定
本协议自双方签字之日起生效。
甲方（盖章）：
乙方（签名）：
调解员：卢文斌
营口市医疗纠纷人民调解委员会
二〇一七年八月十日
)";

inline const std::string kTableAgreement =
    "人民调解协议书\n协议编号\t石调2018-6\n当事人\t姓名\t郑某\t性别\t男\n\t姓名\t冯某\t性别\t女\n"
    "纠纷简要情况\t双方因承包地边界发生争执。\n\t村委会曾两次劝解未果。\n争议事项\t边界以何为准\n"
    "达成协议\t以2015年承包合同附图为准，重新立桩。\n履行方式\t当场履行\n当事人签名\t郑某\t冯某\n"
    "人民调解员\t杨立新\n日期\t2018年3月7日\n";

inline const std::string kLetter = R"(关于望花区和平路夜间施工扰民的投诉
尊敬的区领导：
我是和平路18号楼居民。三月以来，楼后工地每晚施工到凌晨两点，老人孩子都睡不着。
工地没有挂夜间施工许可。
我们的诉求：
1、晚上十点以后停工；
2、把灯罩起来。
此致
敬礼
反映人：罗某
2022年4月6日
)";

inline const std::string kRegistered =
    "信访事项登记表\n信访编号：LN20230415001\n信访人\t曹某\t联系电话\t138****0000\n信访形式\t来访\n"
    "登记日期\t2023年4月15日\n标题：要求发放2022年取暖补贴\n信访内容：\n我在棉纺厂退休，取暖补贴至今没有发。"
    "\n"
    "诉求：补发2022年度取暖补贴1400元。\n";

inline const std::string kReply = R"(关于曹某信访事项的处理意见书
望财信复〔2023〕8号
曹某：
你反映的要求发放取暖补贴的信访事项（信访编号：LN20230415001），我局已受理。现将办理情况答复如下：
一、信访诉求
补发2022年度取暖补贴1400元。
二、调查核实情况
经查，因人员名册有误未发放。
三、处理意见
责成棉纺厂于2023年5月20日前更正名册并发放。
四、政策依据
《抚顺市冬季取暖补贴办法》第六条。
如不服本处理意见，可自收到之日起30日内向望花区人民政府申请复查。
望花区财政局
2023年5月6日
)";

inline const std::string kNotice = R"(关于开展2018年矛盾纠纷大排查的通知
抚政法〔2018〕3号
各县（区）委政法委：
为做好年初稳定工作，现就开展矛盾纠纷大排查通知如下。
)";

/// A number below 10,000 as statutes write it: 一百零三.
inline std::string han_number(int number) {
  const std::vector<std::string> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const std::vector<std::string> units{"", "十", "百", "千"};
  std::string out;
  bool zero = false;
  for (int place = 3, weight = 1000; place >= 0; --place, weight /= 10) {
    const auto digit = static_cast<std::size_t>(number / weight % 10);
    if (digit == 0) {
      zero = !out.empty();
      continue;
    }
    if (zero) out += digits[0];
    zero = false;
    if (!(place == 1 && digit == 1 && out.empty())) out += digits[digit];
    out += units[static_cast<std::size_t>(place)];
  }
  return out;
}

/// A statute of that many articles in chapters of ten, with a list of contents. Articles speak of others,
/// some have several paragraphs and items. `page` > 0: lines broken as on a printed page of that width.
inline std::string statute_text(int articles, std::size_t page = 0) {
  std::vector<std::string> lines{"中华人民共和国样例法",
                                 "（1999年4月29日第九届全国人民代表大会常务委员会第九次会议通过 "
                                 "2023年9月1日第十四届全国人民代表大会常务委员会第五次会议修订）",
                                 "目  录"};
  const int chapters = (articles + 9) / 10;
  for (int chapter = 1; chapter <= chapters; ++chapter)
    lines.push_back("第" + han_number(chapter) + "章　第" + han_number(chapter) + "类事项");
  for (int article = 1; article <= articles; ++article) {
    if (article % 10 == 1) {
      const auto number = han_number(article / 10 + 1);
      lines.push_back("第" + number + "章　第" + number + "类事项");
    }
    const std::string mark = "第" + han_number(article) + "条";
    std::string text = mark + "　办理第" + std::to_string(article) + "类事项，适用本条；本法第" +
                       han_number(article % 7 + 1) + "条另有规定的，依照其规定。";
    if (article == articles) text = mark + "　本法自2024年1月1日起施行。";
    lines.push_back(text);
    if (article % 3 == 0)
      lines.push_back("前款所称事项，包括第" + han_number(article + 1) + "条规定的事项。");
    if (article % 5 == 0) lines.insert(lines.end(), {"下列情形除外：", "（一）紧急的；", "（二）重大的。"});
    if (article % 4 == 0) lines.push_back(mark + "规定的期限，自次日起算。");
  }
  std::string out;
  for (const auto& line : lines) {
    for (std::size_t i = 0, width = 0; i < line.size(); ++i) {
      const bool starts = (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
      if (starts && page > 0 && width++ == page) {
        out += '\n';
        width = 1;
      }
      out += line[i];
    }
    out += '\n';
  }
  return out;
}

/// Any number of lines out of documents of every sort, in any order, with bytes in between that are no text.
inline std::string jumbled_document(std::mt19937& random) {
  std::vector<std::string> lines;
  for (const auto* text : {&kCivilJudgment, &kCriminalJudgment, &kOfficialAgreement, &kOwnAgreement,
                           &kTableAgreement, &kLetter, &kReply, &kNotice}) {
    std::size_t begin = 0;
    for (std::size_t end = text->find('\n'); end != text->npos; end = text->find('\n', begin)) {
      lines.push_back(text->substr(begin, end - begin));
      begin = end + 1;
    }
  }
  for (const char* odd :
       {"", " ", "\t", "第一条", "第", "条", "第九十九万条 某", "\xFF\xFE", "\xE7\xAC", "附", "。。。",
        "第二条之一 甲", "第三章", "（", "二〇二三年三月九日", "2023年13月40日"})
    lines.emplace_back(odd);
  std::string out;
  const auto count = random() % 40;
  for (unsigned i = 0; i < count; ++i) {
    out += lines[random() % lines.size()];
    if (random() % 8 != 0) out += random() % 5 == 0 ? "\r\n" : "\n";
  }
  return out;
}

}  // namespace leian::test
