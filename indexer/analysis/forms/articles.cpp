#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/analysis/forms/readers.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian::forms {
namespace {

/// The parts of a provision, the larger first.
struct Level {
  char16_t unit;
  std::string_view sign;  ///< before its number in a key
};
constexpr std::array kLevels{Level{u'条', ""}, Level{u'款', "k"}, Level{u'项', "x"}, Level{u'目', "m"}};
/// The larger divisions of a statute; they stand alone.
constexpr std::array kDivisions{Level{u'编', "b"}, Level{u'章', "z"}, Level{u'节', "j"}};
/// Numbers that stand without 第 before 条 in Chinese are articles from here on: 三条 counts things.
constexpr std::int64_t kLeastBareHan = 10;
constexpr std::u16string_view kBetween = u"、,和及与或以并; ";  // two provisions of one statute
constexpr std::uint32_t kMostBetween = 3;

/// One part: 第一百三十三条之一, 第二款, (三)项.
struct Part {
  std::size_t level = 0;
  std::string key;  ///< 133-1, k2, x3
  std::int64_t number = 0;
  Span span;
};

/// The number of a part, in brackets or not, and where what follows begins.
std::optional<Number> read_part_number(std::u16string_view text, std::uint32_t at) {
  const bool bracket = unit_at(text, at) == u'(';
  auto number = read_whole(text, bracket ? skip_blanks(text, at + 1) : at);
  if (!number) return std::nullopt;
  number->end = skip_blanks(text, number->end);
  if (bracket && unit_at(text, number->end++) != u')') return std::nullopt;
  number->end = skip_blanks(text, number->end);
  return number;
}

/// 之一 behind a part.
std::string read_addition(std::u16string_view text, std::uint32_t& end) {
  if (unit_at(text, end) != u'之') return "";
  const auto number = read_whole(text, end + 1);
  if (!number) return "";
  end = number->end;
  return fmt::format("-{}", number->value);
}

template <std::size_t N>
std::optional<Part> read_part_of(std::u16string_view text, std::uint32_t at,
                                 const std::array<Level, N>& levels) {
  std::uint32_t from = at;
  if (unit_at(text, from) == u'第') from = skip_blanks(text, from + 1);
  const auto number = read_part_number(text, from);
  if (!number) return std::nullopt;
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (unit_at(text, number->end) == levels[i].unit) {
      std::uint32_t end = number->end + 1;
      const std::string addition = read_addition(text, end);
      return Part{
          i, fmt::format("{}{}{}", levels[i].sign, number->value, addition), number->value, {at, end}};
    }
  return std::nullopt;
}

/// Whether a first part may stand as it does: with 第, or as an article's bare number.
bool may_begin(std::u16string_view text, const Part& part, bool after_statute) {
  const char16_t first = text[part.span.begin];
  if (first == u'第') return true;
  if (kLevels[part.level].unit != u'条' || !is_numeral(first)) return false;
  return is_digit(first) || after_statute || part.number >= kLeastBareHan;
}

std::vector<Part> read_parts(std::u16string_view text, std::uint32_t at, bool after_statute) {
  std::vector<Part> parts;
  auto part = read_part_of(text, at, kLevels);
  if (!part || !may_begin(text, *part, after_statute)) return parts;
  while (part && (parts.empty() || part->level > parts.back().level)) {
    parts.push_back(std::move(*part));
    part = read_part_of(text, skip_blanks(text, parts.back().span.end), kLevels);
  }
  return parts;
}

/// Where the second article of a range begins: behind 至, 到 or a dash.
std::optional<std::uint32_t> behind_dash(std::u16string_view text, std::uint32_t at) {
  at = skip_blanks(text, at);
  const std::uint32_t from = at;
  while (is_one_of(unit_at(text, at), u"至到-—–~―－")) ++at;
  return at == from || at - from > 2 ? std::nullopt : std::optional(skip_blanks(text, at));
}

/// A range's first and last article.
struct Range {
  std::int64_t first = 0;
  std::int64_t last = 0;
  Span span;
};

/// 第一百条至第一百零五条, 第100-105条.
std::optional<Range> read_range(std::u16string_view text, std::uint32_t at) {
  if (unit_at(text, at) != u'第') return std::nullopt;
  const auto first = read_whole(text, skip_blanks(text, at + 1));
  if (!first) return std::nullopt;
  std::uint32_t next = skip_blanks(text, first->end);
  if (unit_at(text, next) == u'条') ++next;
  const auto second = behind_dash(text, next);
  if (!second) return std::nullopt;
  const auto last = read_part_of(text, *second, kLevels);
  if (!last || last->level != 0 || last->number <= first->value) return std::nullopt;
  return Range{first->value, last->number, {at, last->span.end}};
}

/// Adds the forms of one citation.
class Citation {
 public:
  Citation(std::u16string_view text, std::uint32_t at, Cited& cited, std::vector<Form>& out)
      : text_(text), at_(at), cited_(cited), out_(out) {
    const bool list = goes_on_list();
    after_statute_ = !cited.statute.empty() && cited.article.empty() && skip_blanks(text, cited.end) == at;
    if (!list) cited_ = {};
  }

  std::uint32_t read() {
    if (const auto range = read_range(text_, at_)) return add_range(*range);
    const auto parts = read_parts(text_, at_, after_statute_);
    if (!parts.empty()) return add_parts(parts);
    const auto division = unit_at(text_, at_) == u'第' ? read_part_of(text_, at_, kDivisions) : std::nullopt;
    if (!division) return at_;
    out_.push_back({division->span, "A" + division->key, true});
    return division->span.end;
  }

 private:
  /// Whether only what joins a list stands between what was cited last and here.
  bool goes_on_list() const {
    if (cited_.end == 0 || at_ < cited_.end || at_ - cited_.end > kMostBetween) return false;
    const auto between = text_.substr(cited_.end, at_ - cited_.end);
    return std::all_of(between.begin(), between.end(), [](char16_t u) { return is_one_of(u, kBetween); });
  }

  std::uint32_t add_range(const Range& range) {
    const std::string key = fmt::format("{}-{}", range.first, range.last);
    const Span whole = with_statute(range.span);
    if (!cited_.statute.empty()) out_.push_back({whole, "R" + cited_.statute + ":" + key, true});
    out_.push_back({range.span, "R" + key, cited_.statute.empty()});
    const std::int64_t last = std::min(range.last, range.first + kMaxRangeArticles - 1);
    for (std::int64_t article = range.first; article <= last; ++article) {
      out_.push_back({range.span, fmt::format("A{}", article)});
      if (!cited_.statute.empty()) out_.push_back({whole, fmt::format("A{}:{}", cited_.statute, article)});
    }
    cited_.article = fmt::format("{}", range.last);
    return cited_.end = range.span.end;
  }

  std::uint32_t add_parts(const std::vector<Part>& parts) {
    const bool is_article = parts.front().level == 0;
    const std::string inherited = is_article || cited_.article.empty() ? "" : cited_.article + ".";
    const bool qualified = !cited_.statute.empty() && (is_article || !inherited.empty());
    const Span whole{parts.front().span.begin, parts.back().span.end};
    if (qualified) add_from(parts, with_statute(whole), "A" + cited_.statute + ":" + inherited, true);
    if (!inherited.empty()) add_from(parts, whole, "A" + inherited, !qualified);
    for (std::size_t first = 0; first < parts.size(); ++first)
      add_from({parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end()},
               {parts[first].span.begin, whole.end}, "A", first == 0 && !qualified && inherited.empty());
    if (is_article) cited_.article = parts.front().key;
    return cited_.end = whole.end;
  }

  /// The provision that the parts name, and each of those that contain it.
  void add_from(const std::vector<Part>& parts, Span whole, const std::string& before, bool is_whole) {
    for (std::size_t count = parts.size(); count > 0; --count) {
      std::string key = before;
      for (std::size_t i = 0; i < count; ++i) key += (i > 0 ? "." : "") + parts[i].key;
      out_.push_back(
          {{whole.begin, parts[count - 1].span.end}, std::move(key), is_whole && count == parts.size()});
    }
  }

  /// The statute's name belongs to what follows it at once.
  Span with_statute(Span span) const { return after_statute_ ? Span{cited_.begin, span.end} : span; }

  std::u16string_view text_;
  std::uint32_t at_;
  Cited& cited_;
  std::vector<Form>& out_;
  bool after_statute_ = false;
};

}  // namespace

std::uint32_t read_article(std::u16string_view text, std::uint32_t at, Cited& cited, std::vector<Form>& out) {
  return Citation(text, at, cited, out).read();
}

}  // namespace leian::forms
