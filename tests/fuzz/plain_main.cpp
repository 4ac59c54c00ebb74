// Feeds a fuzzer made-up inputs where libFuzzer is not at hand: pieces that mean something to it, cut and
// joined at random, from a fixed seed, for as many seconds as the first argument says, or a few thousand
// rounds.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  const std::vector<std::string> pieces{"物业",
                                        "纠纷",
                                        " ",
                                        "\n",
                                        "\r\n",
                                        "\"",
                                        "“",
                                        "”",
                                        "(",
                                        ")",
                                        "AND",
                                        " OR ",
                                        "NOT ",
                                        "案由:",
                                        " NEAR/3 ",
                                        " /s ",
                                        "同段",
                                        "第",
                                        "一百",
                                        "条",
                                        "款",
                                        "项",
                                        "之一",
                                        "至",
                                        "《民法典》",
                                        "本院认为",
                                        "判决如下：",
                                        "经审理查明",
                                        "被告人",
                                        "犯盗窃罪",
                                        "判处有期徒刑",
                                        "缓刑",
                                        "自首",
                                        "不构成",
                                        "辩护人",
                                        "人民法院",
                                        "〈",
                                        "》",
                                        "2017",
                                        "二〇一七",
                                        "年",
                                        "月",
                                        "日",
                                        "3",
                                        "万",
                                        "元",
                                        "￥",
                                        "（",
                                        "）",
                                        "〔",
                                        "辽04刑终",
                                        "号",
                                        "沈阳市",
                                        "本院认为",
                                        "　",
                                        "：",
                                        "*",
                                        "-",
                                        "..",
                                        ">=",
                                        "。",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        "\"id\":",
                                        "\"a\"",
                                        ",",
                                        ":",
                                        "\\u",
                                        "\\ud800",
                                        "null",
                                        "1e999",
                                        "0",
                                        "a,b\n",
                                        "\t",
                                        ";",
                                        "\xEF\xBB\xBF",
                                        "\xFF\xFE",
                                        "\xFE\xFF",
                                        std::string(1, '\0'),
                                        "\xFF",
                                        "\xE4\xBB",
                                        "𠮷",
                                        std::string(300, '['),
                                        std::string(300, 'x')};
  constexpr int kRounds = 4000;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 0);
  std::mt19937 random(20260101);
  for (int round = 0; round < kRounds || std::chrono::steady_clock::now() < end; ++round) {
    std::string input;
    for (std::size_t n = random() % 24; n > 0; --n) input += pieces[random() % pieces.size()];
    if (!input.empty() && random() % 3 == 0) input[random() % input.size()] = static_cast<char>(random());
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  return 0;
}
