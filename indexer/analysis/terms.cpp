#include "indexer/analysis/terms.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cmath>

#include "indexer/schema/layout.hpp"

namespace leian {
namespace {

void append_unit(std::string& term, char16_t unit) {
  // A surrogate is written as if it were a character: terms are compared, never shown.
  if (unit < 0x80) {
    term += static_cast<char>(unit);
    return;
  }
  if (unit < 0x800) {
    term += static_cast<char>(0xC0 | (unit >> 6));
  } else {
    term += static_cast<char>(0xE0 | (unit >> 12));
    term += static_cast<char>(0x80 | ((unit >> 6) & 0x3F));
  }
  term += static_cast<char>(0x80 | (unit & 0x3F));
}

std::string word_term(std::u16string_view word) {
  std::string term(1, kWordPrefix);
  for (const char16_t unit : word) {
    if (term.size() + 3 > kMaxTermBytes) break;
    append_unit(term, unit);
  }
  return term;
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

std::string id_term(std::string_view id) { return std::string(1, kIdPrefix) += id; }

Term term_of_form(std::string_view key) {
  std::string term(1, kFormPrefix);
  term += key;
  // Names of some statutes are longer than a term may be: what their keys begin with, and a hash of the
  // whole.
  if (term.size() > kMaxTermBytes) {
    constexpr std::size_t kHashDigits = 16;
    term.resize(kMaxTermBytes - kHashDigits);
    term += fmt::format("{:016x}", XXH3_64bits(key.data(), key.size()));
  }
  return {0, std::move(term)};
}

Term term_of_word(std::u16string_view word) {
  if (word.size() == 2) return {gram_of(word[0], word[1]), {}};
  return {0, word_term(word)};
}

void TermCollector::add(std::u16string_view folded, double weight) {
  const auto amount = static_cast<float>(weight);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (!is_term_unit(folded[i])) continue;
    const bool goes_on = i + 1 < folded.size() && is_term_unit(folded[i + 1]);
    grams_.emplace_back(goes_on ? gram_of(folded[i], folded[i + 1]) : edge_gram(folded[i]), amount);
  }
  analyzer_->words(folded, spans_);
  for (const Span& span : spans_) {
    if (span.size() > 2) words_.emplace_back(span.of(folded), amount);
    if (span.size() == 2) word_grams_.push_back(gram_of(folded[span.begin], folded[span.begin + 1]));
  }
  analyzer_->forms(folded, forms_);
  for (const Form& form : forms_) form_terms_.emplace_back(term_of_form(form.key).word, amount);
}

/// Both ascend.
void TermCollector::mark_words(std::vector<GramCount>& grams) {
  std::sort(word_grams_.begin(), word_grams_.end());
  auto at = word_grams_.begin();
  for (GramCount& gram : grams) {
    while (at != word_grams_.end() && *at < gram.gram) ++at;
    gram.word = at != word_grams_.end() && *at == gram.gram;
  }
  word_grams_.clear();
}

RecordTerms TermCollector::take() {
  RecordTerms terms;
  terms.grams.reserve(grams_.size());
  for_each_sum(grams_, [&](Gram gram, std::uint32_t count) { terms.grams.push_back({gram, count}); });
  mark_words(terms.grams);
  for_each_sum(words_, [&](const std::u16string& word, std::uint32_t count) {
    terms.words.push_back({word_term(word), count});
  });
  for_each_sum(form_terms_, [&](const std::string& term, std::uint32_t count) {
    terms.words.push_back({term, count});
  });
  return terms;
}

}  // namespace leian
