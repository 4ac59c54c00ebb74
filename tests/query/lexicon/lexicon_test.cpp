#include "query/lexicon/lexicon.hpp"

#include <thread>

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempFolder;

namespace {

const std::shared_ptr<const Analyzer>& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return loaded;
}

std::vector<std::string> also(const Lexicon& lexicon, const std::string& text) {
  std::vector<std::string> others;
  if (const auto* all = lexicon.also(analyzer()->fold(text).units))
    for (const std::u16string& other : *all) others.push_back(to_utf8(other));
  return others;
}

using Others = std::vector<std::string>;

}  // namespace

TEST_CASE("an equation works both ways, an arrow one way", "[query][lexicon]") {
  Lexicon lexicon;
  REQUIRE(lexicon.add_synonyms("# 劳动\n工伤 = 上班受伤 = 工作中受傷  # 都是一回事\n\n偷东西 => 盗窃, 扒窃\n",
                               "a.txt", *analyzer()));
  CHECK(also(lexicon, "工伤") == Others{"上班受伤", "工作中受伤"});
  CHECK(also(lexicon, "工作中受伤") == Others{"工伤", "上班受伤"});
  CHECK(also(lexicon, "偷東西") == Others{"盗窃", "扒窃"});
  CHECK(also(lexicon, "盗窃").empty());
  CHECK(lexicon.longest() == 5);
}

TEST_CASE("rules for one expression add up, each once", "[query][lexicon]") {
  Lexicon lexicon;
  REQUIRE(lexicon.add_synonyms("欠薪 = 拖欠工资\n欠薪 => 拖欠工资, 拖欠劳动报酬", "a.txt", *analyzer()));
  CHECK(also(lexicon, "欠薪") == Others{"拖欠工资", "拖欠劳动报酬"});
}

TEST_CASE("what is no rule is refused with file and line", "[query][lexicon]") {
  const auto text =
      GENERATE(as<std::string>{}, "\n工伤", "\n工伤 =", "\n=> 盗窃", "\n偷 = 盗窃", "\n偷东西 => 盗窃,,扒窃");
  CAPTURE(text);
  Lexicon lexicon;
  const auto added = lexicon.add_synonyms(text, "mine.txt", *analyzer());
  REQUIRE_FALSE(added);
  CHECK(added.error().code == ErrorCode::BadInput);
  CHECK(added.error().what.zh.find("mine.txt 第 2 行") != std::string::npos);
}

TEST_CASE("words of one's own are known in every script and width", "[query][lexicon]") {
  Lexicon lexicon;
  REQUIRE(lexicon.add_words("\xEF\xBB\xBF平安志願\nＡＰＰ诈骗\n", "words.txt", *analyzer()));
  CHECK(lexicon.is_word(u"平安志愿"));
  CHECK(lexicon.is_word(u"app诈骗"));
  CHECK_FALSE(lexicon.is_word(u"平安"));
  CHECK_FALSE(lexicon.add_words("平安志愿\n和\n", "words.txt", *analyzer()));
}

TEST_CASE("a changed file is noticed, a broken one leaves the rules as they were", "[query][lexicon]") {
  const TempFolder folder;
  LexiconKeeper keeper(folder / "none", folder.path(), analyzer());
  const auto settle = [&](auto is_so) {
    for (int i = 0; i < 200 && !is_so(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return is_so();
  };
  CHECK(keeper.current()->rules() == 0);
  folder.write("synonyms.txt", "欠薪 = 拖欠工资\n");
  CHECK(settle([&] { return keeper.current()->rules() == 2; }));
  folder.write("synonyms.txt", "欠薪\n");
  CHECK(settle([&] { return keeper.fault().has_value(); }));
  CHECK(keeper.current()->rules() == 2);
  folder.write("synonyms.txt", "欠薪 = 拖欠工资 = 拖欠劳动报酬\n");
  CHECK(settle([&] { return keeper.current()->rules() == 3 && !keeper.fault(); }));
}

TEST_CASE("the rules that come with the program can be read", "[query][lexicon]") {
  LexiconKeeper keeper(data_folder() / "dictionaries", "/nonexistent", analyzer());
  CHECK(keeper.current()->rules() > 500);
  CHECK_FALSE(keeper.fault());
}
