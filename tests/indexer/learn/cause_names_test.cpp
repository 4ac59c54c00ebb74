#include "indexer/learn/cause_names.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::learn;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

const KindSet& kinds() {
  static const KindSet loaded = KindSet::load().value();
  return loaded;
}

const Kind& case_kind() {
  static const auto kind = kinds().find("reviewed_case").value();
  return *kind;
}

CauseNames names_of(const std::vector<std::string>& causes) {
  return {case_kind(), kinds().codes(), analyzer(), causes};
}

std::string cut(const CauseNames& names, const std::u16string& text, std::vector<std::string_view> causes) {
  std::string joined;
  for (const auto piece : names.cut({text}, causes)) joined += (joined.empty() ? "" : "/") + to_utf8(piece);
  return joined;
}

}  // namespace

TEST_CASE("endings that many causes share are found in the names", "[learn][cause_names]") {
  CHECK(names_of({"盗窃罪", "诈骗罪", "抢劫罪", "交通肇事罪"}).endings() == u"罪");
  const auto both = names_of({"盗窃罪", "诈骗罪", "离婚纠纷", "民间借贷纠纷", "买卖合同纠纷"}).endings();
  CHECK(both.find(u"纠纷") != std::u16string::npos);
  CHECK(both.find(u"罪") != std::u16string::npos);
  CHECK(names_of({"环保", "物业"}).endings().empty());
}

TEST_CASE("a record's own causes go out of its text, other causes stay", "[learn][cause_names]") {
  const auto names = names_of({"盗窃罪", "诈骗罪", "抢劫罪", "交通肇事罪"});
  CHECK(cut(names, u"某甲犯盗窃罪,不是诈骗罪", {"盗窃罪"}) == "某甲犯/,不是诈骗罪");
  CHECK(cut(names, u"盗窃罪", {"盗窃罪"}).empty());
  CHECK(cut(names, u"没有提到", {"盗窃罪"}) == "没有提到");
}

TEST_CASE("without its ending a name goes only where it is no everyday word", "[learn][cause_names]") {
  const auto names = names_of({"盗窃罪", "诈骗罪", "抢劫罪", "交通肇事罪"});
  CHECK(cut(names, u"某甲盗窃电动车", {"盗窃罪"}) == "某甲盗窃电动车");
  CHECK(cut(names, u"某甲交通肇事后逃逸", {"交通肇事罪"}) == "某甲/后逃逸");
}

TEST_CASE("endings that were found once serve others", "[learn][cause_names]") {
  const CauseNames names(case_kind(), kinds().codes(), analyzer(), u"罪|纠纷");
  CHECK(cut(names, u"民间借贷三万元", {"民间借贷纠纷"}) == "三万元");
}
