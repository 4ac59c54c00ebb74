#include "corpora/readers/html_text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>

#include "corpora/core/messages.hpp"
#include "corpora/readers/decode_text.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/text_builder.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr int kMaxHtmlDepth = 2000;

constexpr std::array<std::string_view, 37> kBlocks{
    "address", "article", "aside",    "blockquote", "body",   "br",   "caption", "center", "dd", "div",
    "dl",      "dt",      "fieldset", "figure",     "footer", "form", "h1",      "h2",     "h3", "h4",
    "h5",      "h6",      "header",   "hr",         "html",   "li",   "main",    "nav",    "ol", "p",
    "pre",     "section", "table",    "tbody",      "thead",  "ul",   "tfoot"};
constexpr std::array<std::string_view, 6> kSkipped{"script",   "style",    "head",
                                                   "noscript", "template", "iframe"};

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The charset that a page names itself, in its first bytes.
std::string_view own_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  auto at = head.find("charset=");
  if (at == head.npos) at = head.find("CHARSET=");
  if (at == head.npos) return {};
  at += 8;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const auto end = std::min(head.find_first_of("\"' ;/>\r\n", at), head.size());
  return head.substr(at, end - at);
}

bool html_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// From libxml2's events to text.
class PageText {
 public:
  TextBuilder& builder() { return builder_; }
  bool too_deep() const { return depth_ > kMaxHtmlDepth; }

  void start(std::string_view name) {
    ++depth_;
    if (is_one_of(name, kSkipped)) ++skipped_;
    if (skipped_ > 0) return;
    if (name == "tr")
      open_row();
    else if (name == "td" || name == "th")
      open_cell();
    else if (is_one_of(name, kBlocks))
      end_paragraph();
    in_pre_ += name == "pre";
  }

  void end(std::string_view name) {
    --depth_;
    if (is_one_of(name, kSkipped) && skipped_ > 0) --skipped_;
    if (skipped_ > 0) return;
    if (name == "tr")
      close_row();
    else if (is_one_of(name, kBlocks) || name == "td" || name == "th")
      end_paragraph();
    if (name == "pre" && in_pre_ > 0) --in_pre_;
  }

  /// White space collapses; a line break between two Chinese characters is only how the source was wrapped.
  void text(std::string_view part) {
    if (skipped_ > 0 || builder_.too_long()) return;
    for (std::size_t at = 0; at < part.size();) {
      if (html_space(part[at])) {
        space(part[at++]);
        continue;
      }
      auto end = at;
      while (end < part.size() && !html_space(part[end])) ++end;
      add_word(part.substr(at, end - at));
      at = end;
    }
  }

 private:
  void space(char c) {
    if (in_pre_ > 0 && c == '\n') end_paragraph();
    space_ = true;
    newline_ = newline_ || c == '\n' || c == '\r';
  }

  void add_word(std::string_view word) {
    std::size_t first = 0;
    const bool wrapped = newline_ && is_wide(builder_.last_point()) && is_wide(next_point(word, first));
    if (space_ && !wrapped && !builder_.paragraph_empty()) builder_.text(" ");
    space_ = newline_ = false;
    builder_.text(word);
  }

  void end_paragraph() {
    builder_.end_paragraph();
    space_ = newline_ = false;
  }
  void open_row() {
    builder_.open_row();
    space_ = newline_ = false;
  }
  void open_cell() {
    builder_.open_cell();
    space_ = newline_ = false;
  }
  void close_row() {
    builder_.close_row();
    space_ = newline_ = false;
  }

  TextBuilder builder_;
  int depth_ = 0;
  int skipped_ = 0;
  int in_pre_ = 0;
  bool space_ = false;
  bool newline_ = false;
};

std::string_view view_of(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

void on_start(void* data, const xmlChar* name, const xmlChar**) {
  static_cast<PageText*>(data)->start(view_of(name));
}
void on_end(void* data, const xmlChar* name) { static_cast<PageText*>(data)->end(view_of(name)); }
void on_text(void* data, const xmlChar* text, int length) {
  static_cast<PageText*>(data)->text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

struct FreeParser {
  void operator()(htmlParserCtxt* parser) const { htmlFreeParserCtxt(parser); }
};

/// All of a page through one PageText.
Result<void> parse(std::string_view bytes, std::string_view charset, const std::string& file,
                   PageText& text) {
  const std::string page = decode_text(bytes, charset.empty() ? own_charset(bytes) : charset);
  htmlSAXHandler handler{};
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = handler.ignorableWhitespace = on_text;
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(
      htmlCreatePushParserCtxt(&handler, &text, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!parser) return damaged(file, say(Msg::FaultStructure));
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  constexpr std::size_t kStep = 1u << 16;
  for (std::string_view left = page; !left.empty(); left.remove_prefix(std::min(kStep, left.size()))) {
    htmlParseChunk(parser.get(), left.data(), static_cast<int>(std::min(kStep, left.size())), 0);
    if (text.too_deep()) return beyond_limit(file, say(Msg::LimitDepth, kMaxHtmlDepth));
    if (text.builder().too_long())
      return beyond_limit(file, say(Msg::LimitText, kMaxDocumentTextBytes / kMebi));
  }
  htmlParseChunk(parser.get(), "", 0, 1);
  return {};
}

}  // namespace

Result<std::string> html_text(std::string_view bytes, std::string_view charset, const std::string& file) {
  PageText text;
  LEIAN_CHECK(parse(bytes, charset, file, text));
  return text.builder().take();
}

Result<std::vector<std::vector<std::string>>> html_rows(std::string_view bytes, const std::string& file) {
  PageText text;
  text.builder().keep_rows();
  LEIAN_CHECK(parse(bytes, "", file, text));
  text.builder().take();
  return text.builder().take_rows();
}

}  // namespace leian
