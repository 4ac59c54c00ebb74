#include "indexer/analysis/terms.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

#include "indexer/schema/layout.hpp"

namespace leian {
namespace {

void append_unit(std::string& term, char16_t unit) {
  // A surrogate is written as if it were a character: terms are compared, never shown.
  std::uint8_t bytes[4];
  int length = 0;
  if (unit < 0x80) {
    bytes[length++] = static_cast<std::uint8_t>(unit);
  } else if (unit < 0x800) {
    bytes[length++] = static_cast<std::uint8_t>(0xC0 | (unit >> 6));
    bytes[length++] = static_cast<std::uint8_t>(0x80 | (unit & 0x3F));
  } else {
    bytes[length++] = static_cast<std::uint8_t>(0xE0 | (unit >> 12));
    bytes[length++] = static_cast<std::uint8_t>(0x80 | ((unit >> 6) & 0x3F));
    bytes[length++] = static_cast<std::uint8_t>(0x80 | (unit & 0x3F));
  }
  term.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::uint32_t rounded(float weight) { return std::max(1u, static_cast<std::uint32_t>(std::lround(weight))); }

/// Sorts by key and adds up equal keys; `emit` gets each key once.
template <class Key, class Emit>
void for_each_sum(std::vector<std::pair<Key, float>>& counts, const Emit& emit) {
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < counts.size();) {
    float sum = 0;
    std::size_t j = i;
    for (; j < counts.size() && counts[j].first == counts[i].first; ++j) sum += counts[j].second;
    emit(counts[i].first, rounded(sum));
    i = j;
  }
  counts.clear();
}

}  // namespace

std::string bigram_term(char16_t first, char16_t second) {
  std::string term(1, kBigramPrefix);
  append_unit(term, first);
  append_unit(term, second);
  return term;
}

std::string edge_term(char16_t last) {
  std::string term(1, kBigramPrefix);
  append_unit(term, last);
  return term;
}

std::string word_term(std::u16string_view word) {
  std::string term(1, kWordPrefix);
  for (const char16_t unit : word) {
    if (term.size() + 3 > kMaxTermBytes) break;
    append_unit(term, unit);
  }
  return term;
}

std::string id_term(std::string_view id) { return std::string(1, kIdPrefix) += id; }

std::string term_of_word(std::u16string_view word) {
  return word.size() == 2 ? bigram_term(word[0], word[1]) : word_term(word);
}

void TermCollector::add(std::u16string_view folded, double weight) {
  const auto amount = static_cast<float>(weight);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (!is_term_unit(folded[i])) continue;
    const bool goes_on = i + 1 < folded.size() && is_term_unit(folded[i + 1]);
    bigrams_.emplace_back(std::uint32_t{folded[i]} << 16 | (goes_on ? folded[i + 1] : 0u), amount);
  }
  analyzer_->words(folded, spans_);
  for (const Span& span : spans_)
    if (span.size() > 2) words_.emplace_back(span.of(folded), amount);
}

std::vector<TermCount> TermCollector::take() {
  std::vector<TermCount> terms;
  terms.reserve(bigrams_.size() + words_.size());
  for_each_sum(bigrams_, [&](std::uint32_t units, std::uint32_t count) {
    const auto first = static_cast<char16_t>(units >> 16);
    const auto second = static_cast<char16_t>(units & 0xFFFF);
    terms.push_back({second == 0 ? edge_term(first) : bigram_term(first, second), count});
  });
  for_each_sum(words_, [&](const std::u16string& word, std::uint32_t count) {
    terms.push_back({word_term(word), count});
  });
  return terms;
}

}  // namespace leian
