#include "corpora/readers/docx_numbering.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "corpora/readers/xml_stream.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxEntries = 20'000;  ///< lists, definitions, styles
constexpr std::size_t kMaxName = 200;        ///< bytes of a name or pattern

/// A number to begin with, kept within what is ever counted.
std::int64_t start_of(const XmlAttributes& attributes) {
  constexpr std::int64_t kMost = 1'000'000;
  return std::clamp<std::int64_t>(attributes.number("val").value_or(1), 1, kMost);
}

std::string letters(std::int64_t number, char first) {
  constexpr std::int64_t kLetters = 26, kMaxRepeat = 20;
  const auto times = std::min((number - 1) / kLetters + 1, kMaxRepeat);
  return std::string(static_cast<std::size_t>(times), static_cast<char>(first + (number - 1) % kLetters));
}

std::string roman(std::int64_t number, bool upper) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kParts{{{1000, "m"},
                                                                     {900, "cm"},
                                                                     {500, "d"},
                                                                     {400, "cd"},
                                                                     {100, "c"},
                                                                     {90, "xc"},
                                                                     {50, "l"},
                                                                     {40, "xl"},
                                                                     {10, "x"},
                                                                     {9, "ix"},
                                                                     {5, "v"},
                                                                     {4, "iv"},
                                                                     {1, "i"}}};
  std::string text;
  for (const auto& [value, letters_of] : kParts)
    for (; number >= value; number -= value) text += letters_of;
  if (upper)
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  return text;
}

/// Below ten thousand: 一百零三, 十二.
std::string counted(std::int64_t number, const std::array<std::string_view, 10>& digits,
                    const std::array<std::string_view, 4>& units, bool leading_one) {
  std::string text;
  bool zero = false;
  for (int place = 3; place >= 0; --place) {
    constexpr std::array<std::int64_t, 4> kPlaces{1, 10, 100, 1000};
    const auto digit = static_cast<std::size_t>(number / kPlaces[static_cast<std::size_t>(place)] % 10);
    if (digit == 0) {
      zero = !text.empty();
      continue;
    }
    if (zero) text += digits[0];
    zero = false;
    if (leading_one || !(text.empty() && digit == 1 && place == 1)) text += digits[digit];
    text += units[static_cast<std::size_t>(place)];
  }
  return text;
}

constexpr std::array<std::string_view, 10> kPlain{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 4> kPlainUnits{"", "十", "百", "千"};
constexpr std::array<std::string_view, 10> kFormal{"零", "壹", "贰", "叁", "肆",
                                                   "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> kFormalUnits{"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 10> kStems{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};

std::string digit_by_digit(std::int64_t number) {
  std::string text;
  for (const char c : std::to_string(number))
    text += c == '0' ? std::string_view("〇") : kPlain[static_cast<std::size_t>(c - '0')];
  return text;
}

std::string from_block(std::int64_t number, std::int64_t count, char32_t first) {
  if (number > count) return std::to_string(number);
  std::string text;
  append_utf8(text, first + static_cast<char32_t>(number - 1));
  return text;
}

}  // namespace

std::string number_in_format(std::int64_t number, std::string_view format) {
  if (format == "bullet" || format == "none") return {};
  const std::string decimal = std::to_string(number);
  if (number < 1 || number > 9999) return decimal;
  const bool chinese = format.starts_with("chineseCounting") || format.starts_with("japaneseCounting") ||
                       format == "ideographDigital" || format == "taiwaneseCounting" ||
                       format == "japaneseCounting";
  if (format == "ideographDigital") return digit_by_digit(number);
  if (chinese) return counted(number, kPlain, kPlainUnits, false);
  if (format == "chineseLegalSimplified") return counted(number, kFormal, kFormalUnits, true);
  if (format == "ideographTraditional" && number <= 10)
    return std::string(kStems[static_cast<std::size_t>(number - 1)]);
  if (format == "upperLetter") return letters(number, 'A');
  if (format == "lowerLetter") return letters(number, 'a');
  if (format == "upperRoman") return roman(number, true);
  if (format == "lowerRoman") return roman(number, false);
  if (format == "decimalZero") return number < 10 ? "0" + decimal : decimal;
  if (format.starts_with("decimalEnclosedCircle")) return from_block(number, 20, U'①');
  if (format == "decimalEnclosedParen") return from_block(number, 20, U'⑴');
  if (format == "decimalEnclosedFullstop") return from_block(number, 20, U'⒈');
  return decimal;
}

/// numbering.xml
class NumberingHandler : public XmlHandler {
 public:
  explicit NumberingHandler(DocxNumbering& numbering) : numbering_(numbering) {}

  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (numbering_.definitions_.size() + numbering_.lists_.size() > kMaxEntries) return {};
    if (name.local == "abstractNum")
      definition_ = &numbering_.definitions_[attributes.number("abstractNumId").value_or(-1)];
    if (name.local == "num") list_ = &numbering_.lists_[attributes.number("numId").value_or(-1)];
    if (name.local == "abstractNumId" && list_ != nullptr)
      list_->definition = attributes.number("val").value_or(-1);
    if (name.local == "lvlOverride") override_ = attributes.number("ilvl").value_or(0);
    if (name.local == "startOverride" && list_ != nullptr) list_->restarts[override_] = start_of(attributes);
    if (name.local == "lvl" && definition_ != nullptr && list_ == nullptr) start_level(attributes);
    if (level_ != nullptr) read_level(name, attributes);
    return {};
  }
  Result<void> end(const XmlName& name) override {
    if (name.local == "abstractNum") definition_ = nullptr;
    if (name.local == "num") list_ = nullptr;
    if (name.local == "lvl") level_ = nullptr;
    return {};
  }

 private:
  void start_level(const XmlAttributes& attributes) {
    const auto level = attributes.number("ilvl").value_or(-1);
    if (level >= 0 && level < DocxNumbering::kLevels) level_ = &(*definition_)[level];
  }

  void read_level(const XmlName& name, const XmlAttributes& attributes) {
    if (name.local == "start") level_->start = start_of(attributes);
    if (name.local == "numFmt") level_->format = attributes["val"].substr(0, kMaxName);
    if (name.local == "lvlText") level_->pattern = attributes["val"].substr(0, kMaxName);
    if (name.local == "suff" && attributes["val"] == "nothing") level_->suffix.clear();
  }

  DocxNumbering& numbering_;
  DocxNumbering::Levels* definition_ = nullptr;
  DocxNumbering::List* list_ = nullptr;
  DocxNumbering::Level* level_ = nullptr;
  std::int64_t override_ = 0;
};

/// What styles.xml says about lists.
class StyleListHandler : public XmlHandler {
 public:
  explicit StyleListHandler(DocxNumbering& numbering) : numbering_(numbering) {}

  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local == "style" && numbering_.styles_.size() < kMaxEntries)
      style_ = &numbering_.styles_[std::string(attributes["styleId"].substr(0, kMaxName))];
    if (style_ == nullptr) return {};
    if (name.local == "basedOn") style_->based_on = attributes["val"].substr(0, kMaxName);
    if (name.local == "numId") style_->place.list = attributes.number("val");
    if (name.local == "ilvl") style_->place.level = attributes.number("val");
    return {};
  }
  Result<void> end(const XmlName& name) override {
    if (name.local == "style") style_ = nullptr;
    return {};
  }

 private:
  DocxNumbering& numbering_;
  DocxNumbering::Style* style_ = nullptr;
};

Result<DocxNumbering> DocxNumbering::read(ZipArchive& archive, const std::string& styles_part,
                                          const std::string& numbering_part) {
  DocxNumbering numbering;
  NumberingHandler lists(numbering);
  StyleListHandler styles(numbering);
  for (const auto& [part, handler] : {std::pair<const std::string&, XmlHandler&>(styles_part, styles),
                                      std::pair<const std::string&, XmlHandler&>(numbering_part, lists)}) {
    const ArchiveEntry* entry = part.empty() ? nullptr : archive.find(part);
    if (entry == nullptr) continue;
    LEIAN_TRY(auto stream, archive.stream(*entry));
    LEIAN_CHECK(read_xml(stream, archive.shown(), part, handler));
  }
  return numbering;
}

ListPlace DocxNumbering::resolve(const std::string& style, ListPlace own) const {
  constexpr int kMaxStyles = 50;  // styles may be based on one another in a circle
  std::string name = style;
  for (int i = 0; i < kMaxStyles && !name.empty() && (!own.list || !own.level); ++i) {
    const auto at = styles_.find(name);
    if (at == styles_.end()) break;
    if (!own.list) own.list = at->second.place.list;
    if (!own.level) own.level = at->second.place.level;
    name = at->second.based_on;
  }
  return own;
}

std::string DocxNumbering::label(const Levels& levels, const std::vector<std::int64_t>& counts,
                                 std::int64_t level) const {
  const Level& form = levels.at(level);
  std::string text;
  for (std::size_t i = 0; i < form.pattern.size(); ++i) {
    const char next = i + 1 < form.pattern.size() ? form.pattern[i + 1] : '\0';
    if (form.pattern[i] != '%' || next < '1' || next > '9') {
      text += form.pattern[i];
      continue;
    }
    const std::int64_t wanted = next - '1';
    const auto at = levels.find(wanted);
    const std::int64_t count = std::max<std::int64_t>(counts[static_cast<std::size_t>(wanted)], 1);
    text += number_in_format(count, at == levels.end() ? "decimal" : at->second.format);
    ++i;
  }
  return text.empty() ? text : text + form.suffix;
}

std::string DocxNumbering::next(const std::string& style, ListPlace own) {
  const ListPlace place = resolve(style, own);
  const auto list = lists_.find(place.list.value_or(0));
  if (list == lists_.end()) return {};
  const auto definition = definitions_.find(list->second.definition);
  const std::int64_t level = place.level.value_or(0);
  if (definition == definitions_.end() || !definition->second.contains(level)) return {};
  auto& counts = counts_[list->second.definition];
  counts.resize(kLevels);
  if (!std::exchange(list->second.used, true))
    for (const auto& [restarted, start] : list->second.restarts)
      if (restarted >= 0 && restarted < kLevels) counts[static_cast<std::size_t>(restarted)] = start - 1;
  auto& count = counts[static_cast<std::size_t>(level)];
  const bool begun = count > 0 || list->second.restarts.contains(level);
  count = begun ? count + 1 : definition->second.at(level).start;
  std::fill(counts.begin() + level + 1, counts.end(), 0);
  if (definition->second.at(level).format == "bullet") return {};
  return label(definition->second, counts, level);
}

}  // namespace leian
