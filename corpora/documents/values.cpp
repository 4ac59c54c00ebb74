#include "corpora/documents/values.hpp"

#include <algorithm>

#include "corpora/core/date.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

std::string utf8(std::u16string_view text) {
  std::string out;
  icu::UnicodeString(false, text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(out);
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A day as 2017-09-30; the sign for nought is written in many ways.
std::string day_of(std::string_view text) {
  std::string plain;
  for (const char32_t c : decode_utf8(text))
    append_utf8(plain,
                c == U'○' || c == U'Ｏ' || c == U'O' || c == U'o' || c == U'０' || c == U'◯' ? U'〇' : c);
  const bool han = plain.find("年") != plain.npos && !is_digit(plain[0]);
  if (!han)  // 20〇7: the nought of an Arabic number
    for (std::size_t at = plain.find("〇"); at != plain.npos; at = plain.find("〇", at))
      plain.replace(at, std::string_view("〇").size(), "0");
  if (han) std::replace(plain.begin(), plain.end(), '0', '\1');
  for (std::size_t at = plain.find('\1'); at != plain.npos; at = plain.find('\1')) plain.replace(at, 1, "〇");
  const auto date = parse_date(plain);
  return date ? to_string(*date) : "";
}

/// Whether a paragraph begins within that section.
bool stands_in(const Paragraph& paragraph, std::size_t section, const std::vector<CutSection>& cuts) {
  return std::any_of(cuts.begin(), cuts.end(), [&](const CutSection& cut) {
    return cut.rule == section && paragraph.begin < cut.end && cut.begin < paragraph.end;
  });
}

}  // namespace

std::optional<std::string> DocumentValues::find(const std::string& name) const {
  const auto at = values_.find(name);
  if (at == values_.end() || at->second.empty()) return std::nullopt;
  return at->second.front();
}

void DocumentValues::set(const std::string& name, std::string value) { values_[name] = {std::move(value)}; }

std::optional<std::string> DocumentValues::made(const ValueRule& rule,
                                                const std::vector<std::u16string>& groups) const {
  const auto text = rule.as.fill([&](const std::string& name) -> std::optional<std::string> {
    if (!std::all_of(name.begin(), name.end(), is_digit)) return find(name);
    const std::size_t group = name.size() > 2 ? groups.size() : std::stoul(name);
    return group < groups.size() ? std::optional(utf8(groups[group])) : std::nullopt;
  });
  if (!text) return std::nullopt;
  std::string value = rule.date ? day_of(*text) : *text;
  std::replace(value.begin(), value.end(), '\t', ' ');
  if (value.find_first_not_of(' ') == value.npos) return std::nullopt;
  return std::string(cut_utf8(value, 4 * kMaxValueCharacters));
}

std::vector<std::string> DocumentValues::found(const ValueRule& rule,
                                               const std::vector<Paragraph>& paragraphs,
                                               const std::vector<CutSection>& cuts) const {
  std::vector<std::string> all;
  for (const Paragraph& paragraph : paragraphs) {
    if (rule.section && !stands_in(paragraph, *rule.section, cuts)) continue;
    for (std::size_t from = 0; from < paragraph.folded.size();) {
      const auto match = rule.pattern->find(paragraph.folded, from);
      if (!match) break;
      from = std::max(match->end, match->begin + 1);
      auto value = made(rule, match->groups);
      if (!value) continue;
      if (!rule.list && !rule.last) return {*value};
      if (rule.last) all.clear();
      if (std::find(all.begin(), all.end(), *value) == all.end()) all.push_back(std::move(*value));
      if (all.size() >= kMaxListedValues) return all;
    }
  }
  return all;
}

void DocumentValues::take(const ValueRule& rule, const std::vector<Paragraph>& paragraphs,
                          const std::vector<CutSection>& cuts) {
  auto& known = values_[rule.name];
  if (!known.empty() && !rule.list) return;
  std::vector<std::string> more;
  if (rule.pattern) {
    more = found(rule, paragraphs, cuts);
  } else if (auto value = made(rule, {})) {
    more.push_back(std::move(*value));
  }
  for (auto& value : more)
    if (known.size() < kMaxListedValues && std::find(known.begin(), known.end(), value) == known.end())
      known.push_back(std::move(value));
}

}  // namespace leian
