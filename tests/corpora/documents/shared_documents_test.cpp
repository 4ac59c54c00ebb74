// Five hundred real judgments: each is recognised, cut, and nothing of it is lost.
#include <algorithm>
#include <fstream>
#include <set>

#include "corpora/documents/document_forms.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

const std::filesystem::path kJudgments =
    std::filesystem::path(LEIAN_SHARED_CORPORA) / "reviewed_cases/judge-judgments.jsonl";

/// A row keeps a judgment's paragraphs in one line, parted by blanks.
std::string paragraphs_restored(std::string text) {
  std::replace(text.begin(), text.end(), ' ', '\n');
  return text;
}

std::set<std::string> sections_of_judgment(const DocumentForms& forms, const std::string& text) {
  const auto paragraphs = paragraphs_of(text);
  const DocumentForm* form = forms.recognise(paragraphs).form;
  REQUIRE(form != nullptr);
  REQUIRE(form->name == "judgment");
  std::set<std::string> names;
  std::string together;
  for (const auto& cut : cut_sections(*form, paragraphs, text.size())) {
    names.insert(form->sections[cut.rule].name);
    together += text.substr(cut.begin, cut.end - cut.begin);
  }
  REQUIRE(together == text);
  return names;
}

}  // namespace

TEST_CASE("real judgments are cut into all their sections", "[documents][shared]") {
  if (!std::filesystem::exists(kJudgments)) {
    WARN("skipped: no " << kJudgments);
    return;
  }
  const auto forms = *DocumentForms::load();
  std::ifstream in(kJudgments);
  std::size_t judgments = 0;
  std::size_t complete = 0;
  std::size_t numbered = 0;
  for (std::string line; std::getline(in, line); ++judgments) {
    const auto row = nlohmann::json::parse(line);
    const std::string text = paragraphs_restored(row["judgment"]);
    const auto names = sections_of_judgment(forms, text);
    complete += names.contains("head") && names.contains("parties") && names.contains("origin") &&
                names.contains("reasoning") && names.contains("result") && names.contains("tail") &&
                (names.contains("facts") || names.contains("claims"));
    const auto made = forms.rows("文件", text);
    REQUIRE(made);
    REQUIRE(made->size() == 1);
    CHECK(made->front().contains("facts"));
    numbered += made->front().contains("case_no");
  }
  CHECK(judgments == 501);
  CHECK(complete == 501);
  CHECK(numbered >= 500);
}
