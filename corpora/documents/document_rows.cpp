// A recognised document's text to JSON rows.
#include <fmt/format.h>

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/documents/articles.hpp"
#include "corpora/documents/document_forms.hpp"
#include "corpora/documents/values.hpp"
#include "corpora/record/record.hpp"
#include "corpora/text/utf8.hpp"
#include "xxhash.h"

namespace leian {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxStemBytes = 120;
/// A heading is shorter than a line that a printed page breaks.
constexpr std::size_t kPrintedLine = 20;

/// The text as the rows may hold it: valid UTF-8 without NUL.
std::string clean(std::string_view text) {
  std::string out = valid_utf8(text) ? std::string(text) : encode_utf8(decode_utf8(text));
  std::replace(out.begin(), out.end(), '\0', ' ');
  return out;
}

/// Eight signs of the letters alone: the same document as DOCX and PDF has the same.
std::string fingerprint(const std::vector<Paragraph>& paragraphs) {
  std::string letters;
  for (const Paragraph& paragraph : paragraphs)
    for (const char16_t unit : paragraph.folded)
      if (unit != u'\t') letters.append({static_cast<char>(unit >> 8), static_cast<char>(unit & 0xFF)});
  return fmt::format("{:08x}", XXH3_64bits(letters.data(), letters.size()) >> 32);
}

/// Fit to stand in an id.
std::string id_part(std::string_view text) {
  std::string out;
  for (const char32_t c : decode_utf8(text)) append_utf8(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? U' ' : c);
  return out;
}

/// One document on its way to rows.
class RowMaker {
 public:
  RowMaker(const DocumentForm& form, std::string_view name, std::string_view text,
           const std::vector<Paragraph>& paragraphs)
      : form_(form), text_(text), paragraphs_(paragraphs) {
    values_.set("file", std::string(cut_utf8(id_part(name), kMaxStemBytes)));
    values_.set("fingerprint", fingerprint(paragraphs));
  }

  Json one() {
    const auto cuts = cut_sections(form_, paragraphs_, text_.size());
    take_values(cuts);
    Json row = row_with_values();
    auto fields = section_texts(cuts, &SectionRule::field);
    fields.merge(section_texts(cuts, &SectionRule::spare));
    for (auto& [field, text] : fields) row[field] = std::move(text);
    row[form_.whole] = trimmed_lines(text_);
    row["id"] = id_of([](const std::string&) { return std::nullopt; });
    return row;
  }

  std::vector<Json> many(const Articles& articles) {
    const std::string_view before = text_.substr(0, articles.items.front().begin);
    const std::string preamble = healed_lines(before, form_.repeat->line_ends, kPrintedLine);
    take_values(preamble);
    std::vector<Json> rows;
    for (const Article& article : articles.items) rows.push_back(row_of(article));
    std::string rest(preamble);
    ((rest += '\n') += articles.between) += text_.substr(articles.end);
    rows.front()[form_.repeat->rest] = trimmed_lines(rest);
    return rows;
  }

 private:
  void take_values(const std::vector<CutSection>& cuts) {
    for (const ValueRule& rule : form_.values) values_.take(rule, paragraphs_, cuts);
  }

  /// What the sections give to the fields that they name.
  std::map<std::string, std::string> section_texts(const std::vector<CutSection>& cuts,
                                                   std::string SectionRule::*target) const {
    std::map<std::string, std::string> fields;
    for (const CutSection& cut : cuts) {
      const std::string& field = form_.sections[cut.rule].*target;
      const std::string text = trimmed_lines(text_.substr(cut.content, cut.end - cut.content));
      if (field.empty() || text.empty()) continue;
      std::string& whole = fields[field];
      (whole += whole.empty() ? "" : "\n") += text;
    }
    return fields;
  }

  /// Of a statute: rules for a section look at what stands before the first article, its lines healed.
  void take_values(std::string_view preamble) {
    const auto before = paragraphs_of(preamble);
    const std::vector<CutSection> all{{0, 0, 0, preamble.size()}};
    for (const ValueRule& rule : form_.values) values_.take(rule, rule.section ? before : paragraphs_, all);
  }

  Json row_with_values() const {
    Json row{{"kind", form_.kind}};
    for (const ValueRule& rule : form_.values) {
      const auto at = values_.all().find(rule.name);
      if (!rule.field || at == values_.all().end() || at->second.empty()) continue;
      row[rule.name] = rule.list ? Json(at->second) : Json(at->second.front());
    }
    return row;
  }

  Json row_of(const Article& article) const {
    const auto lookup = [&](const std::string& name) -> std::optional<std::string> {
      if (name == "number") return article.number;
      if (name == "ordinal") return article.ordinal;
      if (name == "division")
        return article.division.empty() ? std::nullopt : std::optional(article.division);
      if (name == "text")
        return healed_lines(text_.substr(article.content, article.end - article.content),
                            form_.repeat->line_ends);
      return values_.find(name);
    };
    Json row = row_with_values();
    for (const auto& [field, value] : form_.repeat->fields)
      if (auto text = value.fill(lookup); text && !text->empty()) row[field] = std::move(*text);
    row["id"] = id_of(lookup);
    return row;
  }

  std::string id_of(const Template::Lookup& own) const {
    const auto lookup = [&](const std::string& name) {
      auto value = own(name);
      return value ? value : values_.find(name);
    };
    for (const Template& id : form_.ids)
      if (const auto text = id.fill(lookup)) {
        const std::string whole = id_part(*text);
        if (whole.size() <= kMaxIdBytes) return whole;
      }
    return *values_.find("file") + "-" + *values_.find("fingerprint");
  }

  const DocumentForm& form_;
  std::string_view text_;
  const std::vector<Paragraph>& paragraphs_;
  DocumentValues values_;
};

}  // namespace

Result<std::vector<Json>> DocumentForms::rows(std::string_view name, std::string_view given) const {
  if (given.size() > kMaxDocumentBytes)
    return err(ErrorCode::TooLarge, Msg::DocumentTooLarge, name, kMaxDocumentBytes >> 20);
  if (static_cast<std::size_t>(std::count(given.begin(), given.end(), '\n')) > kMaxDocumentParagraphs)
    return err(ErrorCode::TooLarge, Msg::DocumentTooManyLines, name, kMaxDocumentParagraphs);
  const std::string text = clean(given);
  const auto paragraphs = paragraphs_of(text);
  if (paragraphs.empty()) return err(ErrorCode::BadInput, Msg::DocumentEmpty, name);
  const DocumentForm* form = recognise(paragraphs).form;
  if (form != nullptr && form->repeat) {
    const Articles articles = find_articles(*form->repeat, paragraphs, text);
    if (articles.items.size() > kMaxArticles)
      return err(ErrorCode::TooLarge, Msg::DocumentTooManyItems, name, kMaxArticles);
    if (!articles.items.empty()) return RowMaker(*form, name, text, paragraphs).many(articles);
    form = recognise(paragraphs, false).form;  // called a statute, but without an article
  }
  if (form == nullptr) return err(ErrorCode::BadInput, Msg::DocumentFormless, name);
  return std::vector<Json>{RowMaker(*form, name, text, paragraphs).one()};
}

}  // namespace leian
