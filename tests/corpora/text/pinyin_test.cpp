#include "corpora/text/pinyin.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace leian;

namespace {

struct Row {
  std::u16string_view text, typed;
  Spelling spelling;
  int units;  ///< that what was typed stands for; -1: it does not stand there
};

constexpr auto kPinyin = Spelling::Pinyin;
constexpr auto kInitials = Spelling::Initials;
constexpr auto kLiteral = Spelling::Literal;

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      // whole syllables, and an unfinished last one
      {u"离婚纠纷", u"lihunjiufen", kPinyin, 4},
      {u"离婚纠纷", u"lihun", kPinyin, 2},
      {u"离婚纠纷", u"lih", kPinyin, 2},
      {u"离婚纠纷", u"lihu", kPinyin, 2},
      {u"离婚纠纷", u"lihunj", kPinyin, 3},
      {u"离婚纠纷", u"l", kPinyin, 1},
      {u"离婚纠纷", u"lihunjiufenx", kPinyin, -1},
      {u"离婚纠纷", u"lihan", kPinyin, -1},
      {u"离婚纠纷", u"hun", kPinyin, -1},
      // blanks, apostrophes and hyphens say nothing
      {u"离婚纠纷", u"li hun", kPinyin, 2},
      {u"离婚纠纷", u"li'hun", kPinyin, 2},
      {u"离婚纠纷", u"li’hun", kPinyin, 2},
      {u"离婚纠纷", u"li-hun ", kPinyin, 2},
      {u"西安市", u"xi'an", kPinyin, 2},
      {u"西安市", u"xian", kPinyin, 2},
      {u"县法院", u"xian", kPinyin, 1},
      // ü
      {u"律师", u"lvshi", kPinyin, 2},
      {u"律师", u"lüshi", kPinyin, 2},
      {u"律师", u"lushi", kPinyin, -1},
      {u"侵略罪", u"qinlue", kPinyin, 2},
      {u"侵略罪", u"qinlve", kPinyin, 2},
      {u"虐待罪", u"nuedai", kPinyin, 2},
      {u"虐待罪", u"nvedai", kPinyin, 2},
      {u"女童", u"nvtong", kPinyin, 2},
      // characters of several readings
      {u"重庆", u"chongqing", kPinyin, 2},
      {u"重庆", u"zhongqing", kPinyin, 2},
      {u"重婚罪", u"chonghun", kPinyin, 2},
      {u"行贿罪", u"xinghui", kPinyin, 2},
      {u"银行", u"yinhang", kPinyin, 2},
      {u"行长", u"hangzhang", kPinyin, 2},
      {u"长春", u"changchun", kPinyin, 2},
      {u"院长", u"yuanzhang", kPinyin, 2},
      {u"会计", u"kuaiji", kPinyin, 2},
      {u"会计", u"huiji", kPinyin, 2},
      {u"会议", u"huiyi", kPinyin, 2},
      {u"调解", u"tiaojie", kPinyin, 2},
      {u"调查", u"diaocha", kPinyin, 2},
      {u"传播", u"chuanbo", kPinyin, 2},
      {u"传记", u"zhuanji", kPinyin, 2},
      {u"音乐", u"yinyue", kPinyin, 2},
      {u"快乐", u"kuaile", kPinyin, 2},
      {u"没收", u"moshou", kPinyin, 2},
      {u"没有", u"meiyou", kPinyin, 2},
      {u"曾某", u"zengmou", kPinyin, 2},
      {u"单某", u"shanmou", kPinyin, 2},
      {u"仇某", u"qiumou", kPinyin, 2},
      {u"解某", u"xiemou", kPinyin, 2},
      {u"区某", u"oumou", kPinyin, 2},
      {u"查封", u"chafeng", kPinyin, 2},
      {u"供述", u"gongshu", kPinyin, 2},
      {u"处分", u"chufen", kPinyin, 2},
      {u"差额", u"chae", kPinyin, 2},
      {u"出差", u"chuchai", kPinyin, 2},
      {u"参与", u"canyu", kPinyin, 2},
      {u"应诉", u"yingsu", kPinyin, 2},
      {u"当事人", u"dangshiren", kPinyin, 3},
      {u"给付", u"jifu", kPinyin, 2},
      {u"给付", u"geifu", kPinyin, 2},
      {u"都某", u"doumou", kPinyin, 2},
      {u"遗赠", u"yizeng", kPinyin, 2},
      {u"校对", u"jiaodui", kPinyin, 2},
      {u"省略", u"shenglve", kPinyin, 2},
      {u"乘客", u"chengke", kPinyin, 2},
      {u"强制", u"qiangzhi", kPinyin, 2},
      {u"〇八年", u"lingbanian", kPinyin, 3},
      // characters and letters among them
      {u"离婚纠纷", u"离hun", kPinyin, 2},
      {u"离婚纠纷", u"离婚jiu", kPinyin, 3},
      {u"离婚纠纷", u"li婚", kPinyin, 2},
      {u"a市派出所", u"ashi", kPinyin, 2},
      {u"第133条", u"di133", kPinyin, 4},
      // initials
      {u"离婚纠纷", u"lhjf", kInitials, 4},
      {u"离婚纠纷", u"lh", kInitials, 2},
      {u"离婚纠纷", u"lhf", kInitials, -1},
      {u"中级法院", u"zjfy", kInitials, 4},
      {u"中级法院", u"zhjfy", kInitials, 4},
      {u"沈阳市", u"sys", kInitials, 3},
      {u"沈阳市", u"shysh", kInitials, 3},
      {u"重庆", u"cq", kInitials, 2},
      {u"重庆", u"zq", kInitials, 2},
      {u"会计", u"kj", kInitials, 2},
      {u"离婚纠纷", u"离hjf", kInitials, 4},
      {u"安置", u"az", kInitials, 2},
      // unit for unit
      {u"离婚纠纷", u"离婚", kLiteral, 2},
      {u"离婚纠纷", u"离昏", kLiteral, -1},
      {u"离婚", u"离婚纠纷", kLiteral, -1},
      {u"abc", u"ab", kLiteral, 2},
  };
  return all;
}

}  // namespace

TEST_CASE("what is typed spells a text by characters, pinyin or initials", "[corpora][text][pinyin]") {
  CHECK(rows().size() >= 60);
  for (const Row& row : rows()) {
    const auto units = spelled(row.text, Speller(row.typed, row.spelling));
    CAPTURE(&row - rows().data());
    CHECK((units ? static_cast<int>(*units) : -1) == row.units);
  }
}

TEST_CASE("every reading of a character is known", "[corpora][text][pinyin]") {
  using Readings = std::vector<std::string_view>;
  CHECK(readings_of(u'重') == Readings{"chong", "zhong"});
  CHECK(readings_of(u'略') == Readings{"lve"});
  CHECK(readings_of(u'a').empty());
  CHECK(readings_of(u'。').empty());
  CHECK(readings_of(0).empty());
  CHECK(readings_of(0xFFFF).empty());
  std::size_t read = 0;
  for (char32_t point = 0x4E00; point <= 0x9FA5; ++point)
    read += readings_of(static_cast<char16_t>(point)).empty() ? 0 : 1;
  CHECK(read > 20'000);
}

TEST_CASE("characters that may sound the same are told", "[corpora][text][pinyin]") {
  CHECK(sound_alike(u'昏', u'婚'));
  CHECK(sound_alike(u'重', u'冲'));
  CHECK(sound_alike(u'a', u'a'));
  CHECK_FALSE(sound_alike(u'离', u'婚'));
  CHECK_FALSE(sound_alike(u'a', u'b'));
  const auto alike = sounding_like(u'昏');
  CHECK(alike.find(u'婚') != alike.npos);
  CHECK(alike.find(u'昏') != alike.npos);
  CHECK(sounding_like(u'a').empty());
}

TEST_CASE("nothing typed, too much of it, or no letter in it spells nothing", "[corpora][text][pinyin]") {
  CHECK_FALSE(Speller(u"", kLiteral).usable());
  CHECK_FALSE(Speller(u"' -", kPinyin).usable());
  CHECK_FALSE(Speller(u"离婚", kPinyin).usable());
  CHECK_FALSE(Speller(u"123", kInitials).usable());
  const std::u16string longest(Speller::kMaxTyped, u'a');
  CHECK(spelled(longest + u"b", Speller(longest, kLiteral)) == longest.size());
  CHECK_FALSE(Speller(longest + u"a", kLiteral).usable());
}

TEST_CASE("a text holds what is spelled anywhere in it", "[corpora][text][pinyin]") {
  CHECK(spelled_within(u"沈阳市中级人民法院", u"中级"));
  CHECK(spelled_within(u"沈阳市中级人民法院", u"zhongji"));
  CHECK(spelled_within(u"沈阳市中级人民法院", u"zjrm"));
  CHECK_FALSE(spelled_within(u"沈阳市中级人民法院", u"gaoji"));
  CHECK_FALSE(spelled_within(u"沈阳市中级人民法院", u"高级"));
}
