#include "corpora/review/content_rule.hpp"

#include <algorithm>

#include "corpora/calendar/rule_files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/documents/paragraphs.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::u16string_view kSentenceEnds = u"。！？!?；;";

Result<ContentForce> read_force(const Node& node) {
  LEIAN_TRY(const std::string word, node.text());
  for (const auto force : {ContentForce::Shall, ContentForce::May, ContentForce::Effect})
    if (name_of(force) == word) return force;
  return node.fault(say(Msg::UnknownWord, word, "shall, may, effect"));
}

Result<ContentItem> read_item(const Node& node) {
  LEIAN_CHECK(node.check_keys({"item", "label", "article", "force", "fields", "patterns", "whole"},
                              {"item", "label", "article", "force"}));
  ContentItem item;
  LEIAN_TRY(item.name, node.member("item").text());
  LEIAN_TRY(item.label, node.member("label").label());
  LEIAN_TRY(item.article, node.member("article").label());
  LEIAN_TRY(item.force, read_force(node.member("force")));
  LEIAN_CHECK(node.maybe("fields", item.fields, &Node::texts));
  LEIAN_CHECK(node.maybe("whole", item.whole, &Node::flag));
  if (node.has("patterns"))
    for (const Node& pattern : node.member("patterns").items()) {
      LEIAN_TRY(Pattern read, Pattern::read(pattern));
      item.patterns.push_back(std::move(read));
    }
  if (item.fields.empty() && item.patterns.empty())
    return node.fault(say(Msg::RuleOneOf, "fields, patterns"));
  return item;
}

Result<ContentCondition> read_condition(const Node& node) {
  LEIAN_CHECK(node.check_keys({"field", "any", "none"}, {"field"}));
  if (node.has("any") == node.has("none")) return node.fault(say(Msg::RuleOneOf, "any, none"));
  ContentCondition condition;
  LEIAN_TRY(condition.field, node.member("field").text());
  LEIAN_CHECK(node.maybe("any", condition.any, &Node::texts));
  LEIAN_CHECK(node.maybe("none", condition.none, &Node::texts));
  return condition;
}

const Value* value_of(const Record& record, std::string_view name) {
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size() && i < record.values.size(); ++i)
    if (fields[i].name == name) return record.values[i].empty() ? nullptr : &record.values[i];
  return nullptr;
}

bool holds_one_of(const Value* value, const std::vector<std::string>& wanted) {
  return value != nullptr && std::any_of(value->items.begin(), value->items.end(), [&](const Scalar& item) {
           return std::find(wanted.begin(), wanted.end(), to_display(item)) != wanted.end();
         });
}

bool applies(const ContentRule& rule, const Record& record) {
  if (record.kind->name() != rule.kind) return false;
  for (const ContentCondition& condition : rule.when) {
    const Value* value = value_of(record, condition.field);
    if (!condition.any.empty() && !holds_one_of(value, condition.any)) return false;
    if (!condition.none.empty() && holds_one_of(value, condition.none)) return false;
  }
  return std::any_of(rule.needs.begin(), rule.needs.end(),
                     [&](const std::string& name) { return value_of(record, name) != nullptr; });
}

/// At most `most` bytes, cut between characters.
std::string quote(std::string_view text, std::size_t most = kMaxQuote) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most)) + "…";
}

/// A text of the document, ready for patterns.
struct ReadText {
  std::string field;
  std::string text;
  std::vector<Paragraph> paragraphs;
};

std::vector<ReadText> texts_of(const ContentRule& rule, const Record& record) {
  std::vector<ReadText> texts;
  for (const std::string& name : rule.texts) {
    const Value* value = value_of(record, name);
    if (value == nullptr) continue;
    for (const Scalar& item : value->items)
      if (const auto* text = std::get_if<std::string>(&item))
        texts.push_back({name, *text, paragraphs_of(*text)});
  }
  return texts;
}

/// The sentence around a match, as it stands in the text.
std::string sentence_around(const ReadText& read, const Paragraph& paragraph, const Pattern::Match& match) {
  std::size_t begin = match.begin;
  while (begin > 0 && kSentenceEnds.find(paragraph.folded[begin - 1]) == kSentenceEnds.npos) --begin;
  std::size_t end = std::max(match.end, match.begin + 1);
  while (end < paragraph.folded.size() && kSentenceEnds.find(paragraph.folded[end - 1]) == kSentenceEnds.npos)
    ++end;
  end = std::min(end, paragraph.folded.size());
  return quote(std::string_view(read.text).substr(paragraph.source[begin],
                                                  paragraph.source[end] - paragraph.source[begin]));
}

bool find_in_texts(const ContentItem& item, const std::vector<ReadText>& texts, const std::string& whole,
                   ContentFinding& finding) {
  for (const ReadText& read : texts) {
    if (item.whole && read.field != whole) continue;
    for (const Paragraph& paragraph : read.paragraphs)
      for (const Pattern& pattern : item.patterns)
        if (const auto match = pattern.find(paragraph.folded)) {
          finding.field = read.field;
          finding.sentence = sentence_around(read, paragraph, *match);
          return true;
        }
  }
  return false;
}

bool find_in_fields(const ContentItem& item, const Record& record, ContentFinding& finding) {
  for (const std::string& name : item.fields) {
    const Value* value = value_of(record, name);
    if (value == nullptr) continue;
    finding.field = name;
    for (const Scalar& part : value->items)
      (finding.sentence += finding.sentence.empty() ? "" : "；") += to_display(part);
    finding.sentence = quote(finding.sentence);
    return true;
  }
  return false;
}

}  // namespace

std::string_view name_of(ContentFinding::Status status) {
  constexpr std::string_view kNames[] = {"present", "missing", "unknown"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(ContentForce force) {
  constexpr std::string_view kNames[] = {"shall", "may", "effect"};
  return kNames[static_cast<std::size_t>(force)];
}

Result<ContentRule> parse_content_rule(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"document", "label", "kind", "when", "needs", "texts", "whole", "items"},
                              {"document", "label", "kind", "needs", "items"}));
  ContentRule rule;
  LEIAN_TRY(rule.name, root.member("document").text());
  LEIAN_TRY(rule.label, root.member("label").label());
  LEIAN_TRY(rule.kind, root.member("kind").text());
  LEIAN_TRY(rule.needs, root.member("needs").texts());
  LEIAN_CHECK(root.maybe("texts", rule.texts, &Node::texts));
  LEIAN_CHECK(root.maybe("whole", rule.whole, &Node::text));
  if (root.has("when"))
    for (const Node& item : root.member("when").items()) {
      LEIAN_TRY(ContentCondition condition, read_condition(item));
      rule.when.push_back(std::move(condition));
    }
  LEIAN_CHECK(root.member("items").check_array());
  for (const Node& node : root.member("items").items()) {
    LEIAN_TRY(ContentItem item, read_item(node));
    rule.items.push_back(std::move(item));
  }
  return rule;
}

Result<std::vector<ContentRule>> load_content_rules(const std::vector<std::filesystem::path>& folders) {
  LEIAN_TRY(const auto files, rule_files(folders));
  std::vector<ContentRule> rules;
  for (const auto& file : files) {
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    LEIAN_TRY(ContentRule rule, parse_content_rule(text, file.string()));
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::optional<std::vector<ContentFinding>> check_contents(const ContentRule& rule, const Record& record) {
  if (!applies(rule, record)) return std::nullopt;
  const auto texts = texts_of(rule, record);
  const bool whole_kept = rule.whole.empty() || value_of(record, rule.whole) != nullptr;
  std::vector<ContentFinding> findings;
  for (const ContentItem& item : rule.items) {
    ContentFinding finding{&item, ContentFinding::Status::Missing, {}, {}};
    if (find_in_fields(item, record, finding) || find_in_texts(item, texts, rule.whole, finding))
      finding.status = ContentFinding::Status::Present;
    else if (item.whole && !whole_kept)
      finding.status = ContentFinding::Status::Unknown;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace leian
