#include "corpora/core/money.hpp"

#include <random>
#include <string>

#include "tests/support/catch.hpp"

using leian::Fen;

namespace {

/// An amount the way a contract writes it in capitals: 叁万零伍佰元零伍分. The property test reads back what
/// this writes.
class Capitals {
 public:
  static std::string write(Fen amount) {
    const std::int64_t yuan = amount.fen / 100;
    const int jiao = static_cast<int>(amount.fen / 10 % 10);
    const int fen = static_cast<int>(amount.fen % 10);
    std::string text = yuan > 0 ? whole(yuan) + "元" : "";
    if (jiao == 0 && fen == 0) return text + "整";
    if (jiao > 0) text += digit(jiao) + "角";
    if (jiao == 0 && yuan > 0) text += "零";
    return fen > 0 ? text + digit(fen) + "分" : text;
  }

 private:
  static std::string digit(int value) {
    static const char* const kDigits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    return kDigits[value];
  }

  /// 1 to 9999
  static std::string section(int value) {
    static const char* const kUnits[] = {"仟", "佰", "拾", ""};
    std::string text;
    bool gap = false;
    for (int unit = 0, worth = 1000; unit < 4; ++unit, worth /= 10) {
      const int d = value / worth % 10;
      if (d == 0) {
        gap = !text.empty();
        continue;
      }
      text += (gap ? "零" : "") + digit(d) + kUnits[unit];
      gap = false;
    }
    return text;
  }

  static std::string whole(std::int64_t value) {
    if (value >= 100'000'000) return joined(value, 100'000'000, "亿");
    if (value >= 10'000) return joined(value, 10'000, "万");
    return section(static_cast<int>(value));
  }

  static std::string joined(std::int64_t value, std::int64_t unit, const char* name) {
    const std::int64_t rest = value % unit;
    const std::string high = whole(value / unit) + name;
    if (rest == 0) return high;
    return high + (rest < unit / 10 ? "零" : "") + whole(rest);
  }
};

struct Reading {
  std::string text;
  std::string yuan;
};

}  // namespace

TEST_CASE("an amount is read however people write it", "[core][money]") {
  for (const auto& [text, yuan] : {
           Reading{"30000", "30000"},
           {"30,000.00", "30000"},
           {"1,234,567.8", "1234567.8"},
           {"3万", "30000"},
           {"3 万 元", "30000"},
           {"3.5万元", "35000"},
           {"叁万元整", "30000"},
           {"叁萬圆正", "30000"},
           {"三万五千元", "35000"},
           {"三万五", "35000"},
           {"3万5千", "35000"},
           {"3万5千2百元", "35200"},
           {"1亿2000万", "120000000"},
           {"1.2亿元", "120000000"},
           {"三万亿", "3000000000000"},
           {"两千零五元", "2005"},
           {"二百五", "250"},
           {"一千零十元", "1010"},
           {"十五元", "15"},
           {"廿五元", "25"},
           {"叁万零伍佰元零伍分", "30500.05"},
           {"壹佰贰拾叁元肆角伍分", "123.45"},
           {"三块五", "3.5"},
           {"五块钱", "5"},
           {"五角", "0.5"},
           {"5分", "0.05"},
           {"12元5角", "12.5"},
           {"¥300.5", "300.5"},
           {"￥300.50", "300.5"},
           {"人民币300元", "300"},
           {"人民币：叁佰元整", "300"},
           {"300元人民币", "300"},
           {"RMB 300", "300"},
           {"３０，０００．５元", "30000.5"},
           {"-30", "-30"},
           {"-0.05", "-0.05"},
           {"负三百元", "-300"},
           {"¥-5", "-5"},
           {"0", "0"},
           {"零元", "0"},
           {"0.01", "0.01"},
           {"0.50", "0.5"},
           {"30.500", "30.5"},
           {"90000000000000", "90000000000000"},
           {" 3万\n", "30000"},
       }) {
    CAPTURE(text);
    const auto amount = leian::parse_money(text);
    REQUIRE(amount);
    CHECK(to_string(*amount) == yuan);
  }
}

TEST_CASE("what is not one amount is refused", "[core][money]") {
  for (const std::string text : {"",
                                 "abc",
                                 "元",
                                 "整",
                                 "万",
                                 "万元",
                                 "3万至5万",
                                 "3-5万",
                                 "3万余元",
                                 "约3万元",
                                 "30.005",
                                 "30.",
                                 ".5",
                                 "1,23",
                                 "1,2345",
                                 "12,34,567",
                                 ",300",
                                 "300,",
                                 "三千五千",
                                 "百元",
                                 "零万元",
                                 "35千",
                                 "3..5",
                                 "3.5.5",
                                 "30 000",
                                 "五角六角",
                                 "三元五角六",
                                 "3.5元5角",
                                 "3元55分",
                                 "90000000000001",
                                 "1.5万5千",
                                 "一二三万x",
                                 "$300",
                                 "--3",
                                 "99999999999999999999",
                                 "九亿亿亿亿",
                                 "\xFF\xFE",
                                 "3万\xE5",
                                 "1e5",
                                 "0x10",
                                 "三a",
                                 "3三",
                                 "一万二千万亿零零"}) {
    CAPTURE(text);
    CHECK(!leian::parse_money(text));
  }
}

TEST_CASE("every amount reads back from digits and from capitals", "[core][money]") {
  std::mt19937_64 random(20170930);
  const auto check = [](std::int64_t fen) {
    CAPTURE(fen);
    const Fen amount{fen};
    const bool same = leian::parse_money(to_string(amount)) == amount &&
                      leian::parse_money(to_string(amount) + "元") == amount &&
                      leian::parse_money(to_string(Fen{-fen})) == Fen{-fen} &&
                      leian::parse_money(Capitals::write(amount)) == amount;
    if (!same) FAIL(to_string(amount) + " " + Capitals::write(amount));
  };
  for (std::int64_t fen = 1; fen <= 200'000; ++fen) check(fen);
  for (std::int64_t limit = 1'000'000; limit <= 9'000'000'000'000'000; limit *= 10)
    for (int n = 0; n < 5'000; ++n)
      check(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit)) + 1);
  check(9'000'000'000'000'000);
}
