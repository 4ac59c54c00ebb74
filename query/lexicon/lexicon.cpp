#include "query/lexicon/lexicon.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpora/core/messages.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::vector<std::string_view> parts_of(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const auto next = text.find(separator, at);
    parts.push_back(trimmed(text.substr(at, next - at)));
    if (next == text.npos) return parts;
    at = next + separator.size();
  }
}

/// Calls take(line, number) for every line that says something, until one fails.
template <class Take>
Result<void> for_each_line(std::string_view text, const Take& take) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  int number = 0;
  for (const std::string_view raw : parts_of(text, "\n")) {
    ++number;
    const auto line = trimmed(raw);
    if (!line.empty() && line.front() != '#') LEIAN_CHECK(take(line, number));
  }
  return {};
}

/// Reads expressions in one file.
class Reader {
 public:
  Reader(std::string_view origin, const Analyzer& analyzer) : origin_(origin), analyzer_(analyzer) {}

  Result<std::u16string> expression(std::string_view text, int line) const {
    std::u16string folded = analyzer_.fold(text).units;
    if (folded.size() < kMinExpression || folded.size() > kMaxExpression)
      return err(ErrorCode::BadInput, Msg::LexiconExpression, std::string(origin_), line, std::string(text),
                 kMinExpression, kMaxExpression);
    return folded;
  }

  Result<std::vector<std::u16string>> expressions(std::string_view text, std::string_view separator,
                                                  int line) const {
    std::vector<std::u16string> all;
    for (const std::string_view part : parts_of(text, separator)) {
      LEIAN_TRY(auto folded, expression(part, line));
      all.push_back(std::move(folded));
    }
    return all;
  }

  Unexpected no_rule(int line) const {
    return err(ErrorCode::BadInput, Msg::LexiconRule, std::string(origin_), line);
  }

 private:
  std::string_view origin_;
  const Analyzer& analyzer_;
};

}  // namespace

const std::vector<std::u16string>* Lexicon::also(std::u16string_view folded) const {
  const auto at = also_.find(folded);
  return at == also_.end() ? nullptr : &at->second;
}

Result<void> Lexicon::link(const std::u16string& from, const std::u16string& to) {
  if (from == to) return {};
  if (also_.size() >= kMaxRules) return err(ErrorCode::TooLarge, Msg::LexiconTooLarge, kMaxRules);
  auto& others = also_[from];
  if (std::find(others.begin(), others.end(), to) == others.end()) others.push_back(to);
  longest_ = std::max(longest_, from.size());
  return {};
}

Result<void> Lexicon::add_synonyms(std::string_view text, std::string_view origin, const Analyzer& analyzer) {
  const Reader reader(origin, analyzer);
  return for_each_line(text, [&](std::string_view whole, int number) -> Result<void> {
    const auto line = trimmed(whole.substr(0, whole.find('#')));
    if (const auto arrow = line.find("=>"); arrow != line.npos) {
      LEIAN_TRY(const auto from, reader.expression(trimmed(line.substr(0, arrow)), number));
      LEIAN_TRY(const auto to, reader.expressions(line.substr(arrow + 2), ",", number));
      for (const auto& one : to) LEIAN_CHECK(link(from, one));
      return {};
    }
    if (line.find('=') == line.npos) return reader.no_rule(number);
    LEIAN_TRY(const auto all, reader.expressions(line, "=", number));
    for (const auto& from : all)
      for (const auto& to : all) LEIAN_CHECK(link(from, to));
    return {};
  });
}

Result<void> Lexicon::add_words(std::string_view text, std::string_view origin, const Analyzer& analyzer) {
  const Reader reader(origin, analyzer);
  return for_each_line(text, [&](std::string_view line, int number) -> Result<void> {
    LEIAN_TRY(auto word, reader.expression(trimmed(line.substr(0, line.find('#'))), number));
    if (words_.size() >= kMaxRules) return err(ErrorCode::TooLarge, Msg::LexiconTooLarge, kMaxRules);
    longest_ = std::max(longest_, word.size());
    words_.insert(std::move(word));
    return {};
  });
}

Result<void> Lexicon::add_answers(std::string_view text, std::string_view origin, const Analyzer& analyzer) {
  return for_each_line(text, [&](std::string_view line, int number) -> Result<void> {
    const auto wrong = [&] {
      return err(ErrorCode::BadInput, Msg::LexiconAnswer, std::string(origin), number);
    };
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object() || !row.contains("text") || !row["text"].is_string() || !row.contains("ids"))
      return wrong();
    std::vector<std::string> ids;
    if (!row["ids"].is_array()) return wrong();
    for (const auto& id : row["ids"]) {
      if (!id.is_string()) return wrong();
      ids.push_back(id);
    }
    if (answered_.size() >= kMaxRules) return err(ErrorCode::TooLarge, Msg::LexiconTooLarge, kMaxRules);
    answered_.add(analyzer.fold(row["text"].get<std::string>()).units, std::move(ids));
    return {};
  });
}

}  // namespace leian::query
