// Form files: what they must be, and which form a document has.
#include "corpora/documents/document_forms.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/documents.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;

namespace {

constexpr auto kMinimal =
    R"({"form": "memo", "label": {"zh": "备忘", "en": "memo"}, "kind": "document", "least": 1,
  "signs": [{"top": "^备忘录$", "score": 2}],
  "sections": [{"section": "text", "label": {"zh": "正文", "en": "text"}, "stage": 0}],
  "whole": "body", "id": []})";

/// The minimal form with one piece of it replaced.
std::string with(const std::string& old, const std::string& fresh) {
  std::string json = kMinimal;
  return json.replace(json.find(old), old.size(), fresh);
}

}  // namespace

TEST_CASE("the shipped forms name kinds and fields that are there", "[documents][forms]") {
  const auto forms = DocumentForms::load();
  INFO((forms ? "" : forms.error().what.en));
  REQUIRE(forms);
  const auto checked = forms->check(*KindSet::load());
  INFO((checked ? "" : checked.error().what.en));
  CHECK(checked);
  CHECK(forms->forms().size() == 6);
}

TEST_CASE("documents are recognised by their headings", "[documents][forms]") {
  const auto forms = *DocumentForms::load();
  const std::vector<std::pair<std::string, std::string>> rows{
      {test::kCivilJudgment, "judgment"},
      {test::kCriminalJudgment, "judgment"},
      {test::kSecondRuling, "judgment"},
      {test::kOfficialAgreement, "mediation_agreement"},
      {test::kOwnAgreement, "mediation_agreement"},
      {test::kTableAgreement, "mediation_agreement"},
      {test::kLetter, "petition"},
      {test::kRegistered, "petition"},
      {test::kReply, "petition_reply"},
      {test::statute_text(20), "statute"},
      {test::kNotice, "plain"},
      {"随便一句话", "plain"},
  };
  for (const auto& [text, form] : rows) {
    CAPTURE(text.substr(0, 60));
    REQUIRE(forms.recognise(paragraphs_of(text)).form != nullptr);
    CHECK(forms.recognise(paragraphs_of(text)).form->name == form);
  }
}

TEST_CASE("a broken form file is refused with the place", "[documents][forms]") {
  struct Row {
    std::string json;
    std::string place;
  };
  const std::vector<Row> rows{
      {"{", "/"},
      {with("\"kind\": \"document\", ", ""), "/"},
      {with("\"whole\": \"body\", ", ""), "/"},
      {with("\"least\": 1", "\"least\": 0"), "/least"},
      {with("\"least\": 1", "\"last\": 1"), "/last"},
      {with("^备忘录$", "(备忘录"), "/signs/0/top"},
      {with("\"top\"", "\"bottom\""), "/signs/0"},
      {with("\"score\": 2", "\"score\": \"2\""), "/signs/0/score"},
      {with("\"stage\": 0", "\"stage\": 0, \"needs\": [\"head\"]"), "/sections/0/needs"},
      {with("\"stage\": 0", "\"stage\": -1"), "/sections/0/stage"},
      {with("\"stage\": 0", "\"stage\": 0, \"begins\": \"[\""), "/sections/0/begins"},
      {with("\"whole\"", "\"values\": [{\"field\": \"title\"}], \"whole\""), "/values/0"},
      {with("\"whole\"", "\"values\": [{\"field\": \"title\", \"in\": \"x\", \"as\": \"{1}\"}], \"whole\""),
       "/values/0/in"},
      {with("\"id\": []", "\"id\": [\"{case_no\"]"), "/id/0"},
      {with("\"id\": []", "\"id\": [\"case_no}\"]"), "/id/0"},
      {with("\"id\": []", "\"id\": [\"{}\"]"), "/id/0"},
  };
  for (const auto& [json, place] : rows) {
    CAPTURE(json);
    const auto forms = DocumentForms::parse({json});
    REQUIRE(!forms);
    CHECK(forms.error().code == ErrorCode::BadInput);
    CHECK(forms.error().what.en.find("at " + place) != std::string::npos);
    CHECK(!forms.error().hint.zh.empty());
  }
}

TEST_CASE("fields and kinds that are not there are found before any document is read", "[documents][forms]") {
  const auto kinds = *KindSet::load();
  CHECK(DocumentForms::parse({kMinimal})->check(kinds));
  const auto field = DocumentForms::parse({with("\"body\"", "\"boody\"")})->check(kinds);
  REQUIRE(!field);
  CHECK(field.error().what.en.find("boody") != std::string::npos);
  const auto kind = DocumentForms::parse({with("\"document\"", "\"dokument\"")})->check(kinds);
  REQUIRE(!kind);
  CHECK(kind.error().code == ErrorCode::UnknownKind);
  CHECK(!DocumentForms::parse({kMinimal, kMinimal}));
}

TEST_CASE(
    "one's own form that fills what its kind has not is refused with its file, and a shipped one goes with "
    "its kind",
    "[documents][forms]") {
  const test::TempFolder folder;
  const auto kinds = *KindSet::load();
  const auto wrong = folder.write("wrong/memo.json", with("\"body\"", "\"boody\""));
  const auto refused = DocumentForms::load({folder / "wrong"}, &kinds);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::BadInput);
  CHECK(refused.error().what.en.find(wrong.string()) != std::string::npos);
  CHECK(refused.error().what.en.find("boody") != std::string::npos);
  // Somebody's own petitions have one field; the shipped forms for petitions fill more.
  folder.write("kinds/petition.json", R"({"kind": "petition", "label": {"zh": "信访", "en": "petition"},
    "fields": [{"name": "body", "label": {"zh": "内容", "en": "body"}, "type": "text", "role": "body"}]})");
  const auto own = *KindSet::load({folder / "kinds"});
  const auto forms = DocumentForms::load({}, &own);
  REQUIRE(forms);
  CHECK(forms->forms().size() < DocumentForms::load()->forms().size());
  CHECK(forms->check(own));
  CHECK(forms->recognise(paragraphs_of(test::kCivilJudgment)).form->name == "judgment");
}

TEST_CASE("one's own forms add to the shipped ones or replace them", "[documents][forms]") {
  const test::TempFolder folder;
  folder.write("memo.json", kMinimal);
  folder.write("plain.json", with("\"memo\"", "\"plain\""));
  const auto forms = DocumentForms::load({folder.path()});
  REQUIRE(forms);
  CHECK(forms->forms().size() == 7);
  CHECK(forms->recognise(paragraphs_of("备忘录\n某事")).form->name == "memo");
  CHECK(forms->recognise(paragraphs_of("某事")).form == nullptr);  // plain now has a sign
  CHECK(!forms->rows("某事", "某事"));
  CHECK(!DocumentForms::load({folder / "none"}));
}

TEST_CASE("the form file of docs/documents.md does what the page says", "[documents][forms][docs]") {
  const std::string page = test::file_bytes(LEIAN_SOURCE "/docs/documents.md");
  const auto from = page.find("```json form\n") + 13;
  const auto forms = DocumentForms::parse({page.substr(from, page.find("```", from) - from)});
  INFO((forms ? "" : forms.error().what.en));
  REQUIRE(forms);
  CHECK(forms->check(*KindSet::load()));
  const auto rows = forms->rows(
      "甲",
      "不予受理告知书\n编号：X1\n一、诉求\n补发补贴。\n经研究，告知如下：不予受理。\n如不服，可申请复查。");
  REQUIRE(rows);
  const auto& row = rows->front();
  CHECK(row["id"] == "告知-X1");
  CHECK(row["title"] == "甲");
  CHECK(row["demands"] == "补发补贴。");
  CHECK(row["reply"].get<std::string>().find("不予受理") != std::string::npos);
}
