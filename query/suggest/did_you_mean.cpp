#include "query/suggest/did_you_mean.hpp"

#include <algorithm>
#include <set>

#include "corpora/core/messages.hpp"
#include "query/match/word_group.hpp"
#include "query/parse/parser.hpp"
#include "query/search/search.hpp"
#include "query/suggest/spelled_ranges.hpp"
#include "query/suggest/spelling.hpp"
#include "query/suggest/typed.hpp"

namespace leian::query {
namespace {

constexpr std::size_t kMaxTokens = 24;      // of a query that is looked into
constexpr std::size_t kMaxRespellings = 4;  // of one word
constexpr std::size_t kMaxWindowWords = 3;  // neighbouring words that may be one misspelt word
constexpr std::size_t kMaxSpellingTries = 12;
constexpr std::size_t kMaxDropTries = 8;
constexpr std::size_t kMaxSpelled = 1000;  // names that one word of Latin letters may stand for

using Type = Token::Type;

bool is_content(const Token& token) {
  return token.type == Type::Word || token.type == Type::Phrase || token.type == Type::Prefix;
}
bool joins(const Token& token) { return token.type == Type::And || token.type == Type::Or; }
bool excludes(const Token& token) { return token.type == Type::Not || token.type == Type::Minus; }

/// Another query, before it was asked.
struct Attempt {
  std::string query;
  Text why;
  bool sounds_alike = false;
  std::uint64_t records = 0;
};

class OfferFinder {
 public:
  OfferFinder(const Asking& asking, const SuggestTable& table, const SearchRequest& request)
      : asking_(asking),
        table_(table),
        request_(request),
        text_(request.text),
        tokens_(cut_tokens(request.text, held_together(request.text, asking.analyzer))) {}

  /// Fills `offers` as it goes, so that what was found stays when time is over.
  void run(std::vector<Offer>& offers) {
    if (tokens_.size() > kMaxTokens || reads_as_prose(text_)) return;
    try_all(operators(), kMaxOffers, offers);
    try_all(fields(), kMaxOffers, offers);
    if (!offers.empty()) return;  // that was it
    try_all(spellings(), kMaxSpellingTries, offers);
    if (offers.size() < kMaxOffers) try_all(pinyin(), kMaxSpellingTries, offers);
    if (offers.size() < kMaxOffers) offer_fewer_words(offers);
  }

 private:
  // Asking.

  std::uint64_t total_of(const std::string& query) {
    if (query == text_ || !asked_.insert(query).second) return 0;
    asking_.deadline.check();
    SearchRequest request;
    request.text = query;
    request.kind = request_.kind;
    request.filters = request_.filters;
    request.among = request_.among;
    request.learned = request_.learned;
    request.limit = 0;
    const auto answer = answer_search(asking_, request);
    return answer ? answer->total : 0;  // what cannot be asked is not offered
  }

  void try_all(const std::vector<Attempt>& attempts, std::size_t most, std::vector<Offer>& offers) {
    for (std::size_t i = 0; i < attempts.size() && i < most && offers.size() < kMaxOffers; ++i)
      if (const std::uint64_t total = total_of(attempts[i].query); total > 0)
        offers.push_back({attempts[i].query, total, attempts[i].why});
  }

  /// What no record holds is left out, and every word in turn; what finds most is offered.
  void offer_fewer_words(std::vector<Offer>& offers) {
    std::vector<Offer> fewer;
    const auto attempts = without_one();
    for (std::size_t i = 0; i < attempts.size() && i < kMaxDropTries; ++i)
      if (const std::uint64_t total = total_of(attempts[i].query); total > 0)
        fewer.push_back({attempts[i].query, total, attempts[i].why});
    std::stable_sort(fewer.begin(), fewer.end(),
                     [](const Offer& a, const Offer& b) { return a.total > b.total; });
    for (Offer& offer : fewer)
      if (offers.size() < kMaxOffers) offers.push_back(std::move(offer));
  }

  // Changing the query.

  /// Where a token's text stands in the query.
  std::optional<std::size_t> place_of(const Token& token) const {
    const std::size_t at = text_.find(token.text, token.at);
    return token.text.empty() || at == text_.npos ? std::nullopt : std::optional(at);
  }
  std::string with(std::size_t at, std::size_t bytes, const std::string& other) const {
    return text_.substr(0, at) + other + text_.substr(at + bytes);
  }

  /// and, or, not in small letters: all of them at once.
  std::vector<Attempt> operators() const {
    std::string query = text_;
    std::string first;
    for (const Token& token : tokens_) {
      std::string upper = token.text;
      for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      const auto at = place_of(token);
      if (token.type != Type::Word || !at || (upper != "AND" && upper != "OR" && upper != "NOT")) continue;
      query.replace(*at, upper.size(), upper);
      if (first.empty()) first = token.text;
    }
    if (first.empty()) return {};
    return {{query, say(Msg::WhyOperator, first)}};
  }

  std::vector<Attempt> fields() const {
    const Snapshot& snapshot = asking_.snapshot();
    const QueryNames names{[&](std::string_view name) { return is_field_name(name, snapshot); },
                           held_together(text_, asking_.analyzer)};
    std::vector<Attempt> attempts;
    const auto parsed = parse_query(text_, names);
    if (!parsed) return attempts;
    for (const std::string& name : parsed->not_fields)
      for (const std::string& like : names_like(name, snapshot))
        if (const auto at = text_.find(name); at != text_.npos)
          attempts.push_back({with(at, name.size(), like), say(Msg::WhyField, name, like)});
    return attempts;
  }

  /// Words that are not there, in another spelling: those that sound alike first.
  std::vector<Attempt> spellings() const {
    std::vector<Attempt> attempts;
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (is_content(tokens_[i]) && !(i > 0 && excludes(tokens_[i - 1]))) respell(tokens_[i], attempts);
    std::stable_sort(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
      return a.sounds_alike != b.sounds_alike ? a.sounds_alike : a.records > b.records;
    });
    return attempts;
  }

  void respell(const Token& token, std::vector<Attempt>& attempts) const {
    const auto at = place_of(token);
    if (!at) return;
    const std::u16string folded = asking_.analyzer.fold(token.text).units;
    std::vector<Span> words;
    asking_.analyzer.words(folded, words);
    for (std::size_t first = 0; first < words.size(); ++first)
      for (std::size_t last = first; last < std::min(words.size(), first + kMaxWindowWords); ++last) {
        const Span window{words[first].begin, words[last].end};
        // A word that is there is part of a misspelt one only where that is all that was written.
        const bool holds_known = std::any_of(words.begin() + first, words.begin() + last + 1,
                                             [&](Span word) { return is_known(word.of(folded)); });
        if (is_known(window.of(folded)) || (holds_known && window.size() != folded.size())) continue;
        asking_.deadline.check();
        const auto others = respelled(window.of(folded), asking_, table_, kMaxRespellings);
        for (const Respelled& other : others) {
          if (others.front().sounds_alike && !other.sounds_alike) break;
          const std::string whole =
              to_utf8(folded.substr(0, window.begin) + other.word + folded.substr(window.end));
          const Msg why = other.sounds_alike ? Msg::WhySound : Msg::WhySpelling;
          attempts.push_back({with(*at, token.text.size(), whole),
                              say(why, to_utf8(window.of(folded)), to_utf8(other.word)), other.sounds_alike,
                              other.records});
        }
      }
  }

  /// A word that records hold is not misspelt.
  bool is_known(std::u16string_view word) const {
    return word.size() >= 2 && asking_.analyzer.dictionary().is_word(word) &&
           asking_.lease.rows_with(term_of_word(word)) > 0;
  }

  /// Whole names that begin so, each with how many records it finds; of very many the first in order.
  std::vector<std::pair<std::string, std::uint64_t>> names_spelled(const Speller& speller) const {
    std::vector<std::pair<std::string, std::uint64_t>> names;
    for (const NameSource& source : table_.sources()) {
      std::size_t steps = kUnits;
      std::size_t left = kMaxSpelled;
      for_spelled(*source.names, speller, steps, [&](const SpelledRange& range) {
        for (std::size_t i = range.first; i < range.last; ++i) {
          if (source.names->start(i).begin != 0) continue;
          if (left-- == 0) return false;
          const std::uint32_t name = source.names->start(i).name;
          if (const auto meant = table_.meaning(source, name))
            names.emplace_back(table_.written(source, name), table_.weight(meant->what, asking_.deadline));
        }
        return true;
      });
    }
    return names;
  }

  /// Names of values that a word of Latin letters spells.
  std::vector<Attempt> pinyin() const {
    std::vector<Attempt> attempts;
    for (const Token& token : tokens_) {
      const auto at = place_of(token);
      if (!is_content(token) || !at) continue;
      const Typed typed(asking_.analyzer.fold(token.text).units);
      for (const std::size_t way : {1u, 2u}) {
        for (const auto& [name, records] : names_spelled(typed.spellers[way]))
          attempts.push_back(
              {with(*at, token.text.size(), name), say(Msg::WhyPinyin, token.text, name), way == 1, records});
      }
    }
    std::stable_sort(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
      return a.sounds_alike != b.sounds_alike ? a.sounds_alike : a.records > b.records;
    });
    return attempts;
  }

  std::vector<Attempt> without_one() const {
    std::vector<Attempt> attempts;
    const bool plain = std::all_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
      return token.type == Type::Word || token.type == Type::End;
    });
    if (plain) only_known(attempts);
    const auto contents = std::count_if(tokens_.begin(), tokens_.end(), is_content);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const auto at = place_of(tokens_[i]);
      if (!is_content(tokens_[i]) || !at) continue;
      if (contents > 1) attempts.push_back({without(i), say(Msg::WhyWithout, tokens_[i].text)});
      if (tokens_[i].type == Type::Word) shorten(tokens_[i], *at, attempts);
    }
    return attempts;
  }

  /// Of plain words, those that records hold.
  void only_known(std::vector<Attempt>& attempts) const {
    std::string known, unknown;
    for (const Token& token : tokens_) {
      const std::u16string folded = asking_.analyzer.fold(token.text).units;
      std::vector<Span> words;
      asking_.analyzer.words(folded, words);
      for (const Span& word : words) {
        const bool there = word.size() >= 2 && asking_.lease.rows_with(term_of_word(word.of(folded))) > 0;
        std::string& list = there ? known : unknown;
        list += (list.empty() ? "" : there ? " " : "、") + to_utf8(word.of(folded));
      }
    }
    if (!known.empty() && !unknown.empty()) attempts.push_back({known, say(Msg::WhyWithout, unknown)});
  }

  /// The query without a token and what joins or excludes it.
  std::string without(std::size_t token) const {
    std::size_t first = token;
    while (first > 0 && (joins(tokens_[first - 1]) || excludes(tokens_[first - 1]) ||
                         tokens_[first - 1].type == Type::Plus || tokens_[first - 1].type == Type::Field))
      --first;
    std::size_t next = token + 1;
    const bool leads = first == 0 || tokens_[first - 1].type == Type::Open;
    while (leads && joins(tokens_[next])) ++next;
    const std::string before = text_.substr(0, tokens_[first].at);
    const std::string behind =
        tokens_[next].type == Type::End ? std::string() : text_.substr(tokens_[next].at);
    std::string query = before + behind;
    query.erase(query.find_last_not_of(' ') + 1);
    return query;
  }

  /// A stretch without blanks, without one of its words of two characters and more.
  void shorten(const Token& token, std::size_t at, std::vector<Attempt>& attempts) const {
    const std::u16string folded = asking_.analyzer.fold(token.text).units;
    std::vector<Span> words;
    asking_.analyzer.words(folded, words);
    for (std::size_t out = 0; words.size() > 1 && out < words.size(); ++out) {
      if (words[out].size() < 2) continue;
      std::string rest;
      for (std::size_t i = 0; i < words.size(); ++i)
        if (i != out) rest += (rest.empty() ? "" : " ") + to_utf8(words[i].of(folded));
      attempts.push_back(
          {with(at, token.text.size(), rest), say(Msg::WhyWithout, to_utf8(words[out].of(folded)))});
    }
  }

  const Asking& asking_;
  const SuggestTable& table_;
  const SearchRequest& request_;
  const std::string text_;
  const std::vector<Token> tokens_;
  std::set<std::string> asked_;
};

}  // namespace

std::vector<Offer> offers_for(const Asking& asking, const SuggestTable& table, const SearchRequest& request) {
  const Deadline deadline(std::min(kOfferBudget, request.budget));
  const Asking within{asking.lease, asking.analyzer, asking.lexicon, asking.scope, deadline};
  std::vector<Offer> offers;
  try {
    asking.deadline.check();
    OfferFinder(within, table, request).run(offers);
  } catch (const OutOfTime&) {
    // What was found by then is offered; the answer itself, that nothing was found, stands.
  }
  return offers;
}

}  // namespace leian::query
