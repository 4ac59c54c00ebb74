#include "indexer/analysis/analyzer.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <cmath>

#include "corpora/core/paths.hpp"

namespace leian {
namespace {

enum class UnitClass : std::uint8_t { Other, Term, Ideograph };

/// Classes of all units, looked up a few hundred times a record: a table, made once.
const std::array<UnitClass, kUnits>& unit_classes() {
  static const auto table = [] {
    auto classes = std::make_unique<std::array<UnitClass, kUnits>>();
    for (unsigned unit = 0; unit < kUnits; ++unit) {
      const auto c = static_cast<UChar32>(unit);
      const int block = u_getIntPropertyValue(c, UCHAR_SCRIPT);
      const bool east_asian = block == USCRIPT_HAN || block == USCRIPT_HIRAGANA || block == USCRIPT_KATAKANA;
      if (U16_IS_SURROGATE(unit) || (east_asian && u_isalnum(c)) || c == u'〇')
        (*classes)[unit] =
            UnitClass::Ideograph;  // beyond the first plane it is nearly always a rare Han character
      else if (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK)
        (*classes)[unit] = UnitClass::Term;
    }
    return classes;
  }();
  return *table;
}

/// Characters between which white space means nothing: ideographs and the punctuation set with them.
bool is_chinese(char16_t raw) {
  return is_ideograph(raw) || (raw > 0x3000 && raw < 0x3040) || (raw >= 0xFF00 && raw < 0xFFF0) ||
         raw == u'“' || raw == u'”' || raw == u'‘' || raw == u'’' || raw == u'—' || raw == u'…' ||
         raw == u'·';
}

bool ends_line(UChar32 c) { return c == '\n' || c == 0x2028 || c == 0x2029; }
/// Behind these a new line is a new paragraph.
bool ends_sentence(char16_t raw) {
  constexpr std::u16string_view kEnds = u"。！？!?；;：:.…”」』）)";
  return kEnds.find(raw) != kEnds.npos;
}
bool is_blank(UChar32 c) { return u_isUWhiteSpace(c) || u_iscntrl(c) || c == 0x00A0; }
bool is_invisible(UChar32 c) { return c == 0x200B || c == 0xFEFF || c == 0x00AD || c == 0x2060; }

/// Builds a folded text unit by unit, deciding about white space when the next visible character is known.
class Folder {
 public:
  Folder(const Dictionary& dictionary, bool with_source)
      : dictionary_(dictionary), with_source_(with_source) {}

  FoldedText run(std::string_view utf8) {
    text_.units.reserve(utf8.size() / 2);
    if (with_source_) text_.source.reserve(utf8.size() / 2);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    const auto length = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < length;) {
      const std::int32_t begin = at;
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(bytes, at, length, c);
      add(c, static_cast<std::uint32_t>(begin));
    }
    if (with_source_) text_.source.push_back(static_cast<std::uint32_t>(utf8.size()));
    return std::move(text_);
  }

 private:
  void add(UChar32 c, std::uint32_t begin) {
    if (is_invisible(c)) return;
    if (is_blank(c)) {
      if (!blank_) blank_at_ = begin;
      blank_ = true;
      if (ends_line(c)) ++lines_;
      if (c == 0x3000 && lines_ > 0) ++indent_;
      return;
    }
    const auto lead = c > 0xFFFF ? static_cast<char16_t>(U16_LEAD(c)) : static_cast<char16_t>(c);
    if (blank_ && !text_.units.empty() && !(is_chinese(last_raw_) && is_chinese(lead))) push(u' ', blank_at_);
    blank_ = false;
    end_lines();
    push(dictionary_.fold(lead), begin);
    if (c > 0xFFFF) push(static_cast<char16_t>(U16_TRAIL(c)), begin);
    last_raw_ = lead;
  }

  void end_lines() {
    const bool new_paragraph = lines_ > 1 || (lines_ == 1 && (indent_ > 1 || ends_sentence(last_raw_)));
    if (new_paragraph && !text_.units.empty())
      text_.paragraphs.push_back(static_cast<std::uint32_t>(text_.units.size()));
    lines_ = indent_ = 0;
  }

  void push(char16_t unit, std::uint32_t begin) {
    text_.units.push_back(unit);
    if (with_source_) text_.source.push_back(begin);
  }

  const Dictionary& dictionary_;
  const bool with_source_;
  FoldedText text_;
  bool blank_ = false;
  std::uint32_t blank_at_ = 0;
  char16_t last_raw_ = 0;
  int lines_ = 0;   // ended since the last visible character
  int indent_ = 0;  // full-width blanks since the last of them
};

}  // namespace

bool is_ideograph(char16_t folded) { return unit_classes()[folded] == UnitClass::Ideograph; }
bool is_term_unit(char16_t folded) { return unit_classes()[folded] != UnitClass::Other; }

std::string to_utf8(std::u16string_view units) {
  std::string utf8;
  icu::UnicodeString(false, units.data(), static_cast<std::int32_t>(units.size())).toUTF8String(utf8);
  return utf8;
}

Result<std::shared_ptr<const Analyzer>> Analyzer::load() {
  LEIAN_TRY(auto dictionary, Dictionary::open(data_folder() / "dictionaries" / "leian.dict"));
  return std::make_shared<const Analyzer>(std::move(dictionary));
}

std::string Analyzer::version() const {
  return fmt::format("{}-{}", kAnalyzerVersion, dictionary_->version());
}

FoldedText Analyzer::fold(std::string_view utf8, bool with_source) const {
  return Folder(*dictionary_, with_source).run(utf8);
}

void Analyzer::words(std::u16string_view folded, std::vector<Span>& out) const {
  out.clear();
  const auto& classes = unit_classes();
  const auto size = static_cast<std::uint32_t>(folded.size());
  for (std::uint32_t begin = 0; begin < size;) {
    const UnitClass kind = classes[folded[begin]];
    std::uint32_t end = begin + 1;
    while (end < size && classes[folded[end]] == kind) ++end;
    if (kind == UnitClass::Ideograph)
      cut_ideographs(folded, {begin, end}, out);
    else if (kind == UnitClass::Term)
      out.push_back({begin, end});
    begin = end;
  }
}

void Analyzer::cut_ideographs(std::u16string_view folded, Span run, std::vector<Span>& out) const {
  // best[i]: weight of the best cut of what follows unit i, and where its first word ends. Filled from the
  // back, so that the words come out in order.
  struct Best {
    float weight;
    std::uint32_t end;
  };
  thread_local std::vector<Best> best;
  const std::uint32_t size = run.size();
  best.assign(size + 1, Best{-std::numeric_limits<float>::infinity(), 0});
  best[size] = {0, size};
  const Dictionary& dictionary = *dictionary_;
  const Trie& words = dictionary.words();
  for (std::uint32_t i = size; i-- > 0;) {
    best[i] = {dictionary.rarest() + best[i + 1].weight, i + 1};
    bool single_known = false;
    Trie::Node node = Trie::kRoot;
    for (std::uint32_t j = i; j < size; ++j) {
      if ((node = words.step(node, folded[run.begin + j])) < 0) break;
      const float weight = words.at(node);
      if (std::isnan(weight)) continue;
      const float total = weight + best[j + 1].weight;
      if (total > best[i].weight || (j == i && !single_known)) best[i] = {total, j + 1};
      single_known |= j == i;
    }
  }
  for (std::uint32_t i = 0; i < size; i = best[i].end)
    out.push_back({run.begin + i, run.begin + best[i].end});
}

}  // namespace leian
