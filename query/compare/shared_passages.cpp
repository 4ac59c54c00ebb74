#include "query/compare/shared_passages.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <queue>
#include <set>
#include <utility>

#include "indexer/analysis/analyzer.hpp"

namespace leian::query {
namespace {

/// Places at which one stretch stands that are looked at, on either side of it in the suffix array. Only
/// texts that repeat themselves endlessly have more.
constexpr std::size_t kMostPlaces = 256;

bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }
/// What numbers and Latin words are made of: read as one, so marked as one. Folded, so lower case.
bool is_of_a_run(char32_t unit) { return (unit >= U'0' && unit <= U'9') || (unit >= U'a' && unit <= U'z'); }
bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }

/// All texts one behind the other, each ended by a sign of its own that stands nowhere else, with the sorted
/// order of all suffixes and what neighbours in it share.
class Suffixes {
 public:
  explicit Suffixes(const std::vector<CaseText>& texts) {
    for (std::size_t t = 0; t < texts.size(); ++t) {
      begins_.push_back(units_.size());
      for (const char16_t unit : texts[t].units) append(unit, t);
      append(static_cast<char32_t>(0x110000 + t), t);
    }
    sort();
    compare_neighbours();
  }

  std::size_t size() const { return units_.size(); }
  char32_t unit(std::size_t place) const { return units_[place]; }
  std::size_t text_of(std::size_t place) const { return text_[place]; }
  std::size_t begin_of(std::size_t text) const { return begins_[text]; }
  std::size_t at(std::size_t rank) const { return order_[rank]; }
  std::size_t rank(std::size_t place) const { return rank_[place]; }
  /// Units that the suffixes at rank - 1 and rank share.
  std::size_t shared(std::size_t rank) const { return shared_[rank]; }

 private:
  void append(char32_t unit, std::size_t text) {
    units_.push_back(unit);
    text_.push_back(static_cast<std::uint32_t>(text));
  }

  /// By doubling: sorted by the first 1, 2, 4 … units until all differ. A suffix's rank is the place where
  /// its group of equals begins, so only groups that are still equal are sorted again.
  void sort() {
    const std::size_t n = units_.size();
    order_.resize(n);
    std::iota(order_.begin(), order_.end(), 0u);
    rank_.assign(n, 0);
    std::vector<std::uint32_t> next;
    bool all_differ = sort_groups([&](std::uint32_t place) { return std::uint32_t{units_[place]}; }, next);
    for (std::size_t step = 1; !all_differ; step *= 2)
      all_differ = sort_groups(
          [&](std::uint32_t place) { return place + step < n ? rank_[place + step] + 1 : 0; }, next);
  }

  /// Sorts every group by `key`, which looks at the ranks as they were. Whether no equals are left.
  template <class Key>
  bool sort_groups(const Key& key, std::vector<std::uint32_t>& next) {
    next = rank_;
    bool all_differ = true;
    for (std::size_t begin = 0, end = 0; begin < order_.size(); begin = end) {
      for (end = begin + 1; end < order_.size() && rank_[order_[end]] == rank_[order_[begin]];) ++end;
      if (end - begin == 1) continue;
      const auto at = [&](std::size_t i) { return order_.begin() + static_cast<std::ptrdiff_t>(i); };
      std::sort(at(begin), at(end), [&](auto a, auto b) { return key(a) < key(b); });
      std::size_t group = begin;
      for (std::size_t i = begin; i < end; ++i) {
        if (i > begin && key(order_[i]) != key(order_[i - 1])) group = i;
        all_differ = all_differ && (i == begin || group == i);
        next[order_[i]] = static_cast<std::uint32_t>(group);
      }
    }
    rank_.swap(next);
    return all_differ;
  }

  /// Kasai's way: one pass through the text.
  void compare_neighbours() {
    const std::size_t n = units_.size();
    shared_.assign(n, 0);
    std::size_t same = 0;
    for (std::size_t place = 0; place < n; ++place) {
      if (rank_[place] == 0) {
        same = 0;
        continue;
      }
      const std::size_t other = order_[rank_[place] - 1];
      while (place + same < n && other + same < n && units_[place + same] == units_[other + same]) ++same;
      shared_[rank_[place]] = static_cast<std::uint32_t>(same);
      if (same > 0) --same;
    }
  }

  std::u32string units_;
  std::vector<std::uint32_t> text_;
  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> order_, rank_, shared_;
};

/// A stretch that may become a passage.
struct Stretch {
  std::size_t length = 0;
  std::size_t place = 0;
  /// Longest first, then from the left.
  bool operator<(const Stretch& other) const {
    return length != other.length ? length < other.length : place > other.place;
  }
};

class Tiling {
 public:
  explicit Tiling(const std::vector<CaseText>& texts) : texts_(texts), suffixes_(texts) {}

  std::vector<Passage> run() {
    std::priority_queue<Stretch> waiting;
    const std::vector<std::size_t> longest = longest_shared();
    for (std::size_t place = 0; place < longest.size(); ++place)
      if (longest[place] >= kPassageUnits) waiting.push({longest[place], place});
    while (!waiting.empty()) {
      const Stretch stretch = waiting.top();
      waiting.pop();
      if (const std::size_t shorter = take(stretch); shorter >= kPassageUnits)
        waiting.push({shorter, stretch.place});
    }
    return std::move(passages_);
  }

 private:
  std::size_t case_of(std::size_t place) const { return texts_[suffixes_.text_of(place)].of; }

  /// For every place, how much of what follows stands in another case too.
  std::vector<std::size_t> longest_shared() const {
    const std::size_t n = suffixes_.size();
    std::vector<std::size_t> longest(n, 0);
    const auto walk = [&](auto rank_of, auto shared_with_last) {
      // Of the last suffix seen of each case, what the one at hand shares with it.
      std::vector<std::size_t> shared;
      for (std::size_t i = 0; i < n; ++i) {
        const std::size_t rank = rank_of(i);
        for (std::size_t& one : shared) one = std::min(one, shared_with_last(i));
        const std::size_t place = suffixes_.at(rank);
        const std::size_t own = case_of(place);
        if (shared.size() <= own) shared.resize(own + 1, 0);
        for (std::size_t other = 0; other < shared.size(); ++other)
          if (other != own) longest[place] = std::max(longest[place], shared[other]);
        shared[own] = n;
      }
    };
    walk([](std::size_t i) { return i; }, [&](std::size_t i) { return suffixes_.shared(i); });
    walk([n](std::size_t i) { return n - 1 - i; },
         [&](std::size_t i) { return i == 0 ? 0 : std::size_t{suffixes_.shared(n - i)}; });
    return longest;
  }

  /// Unmarked units from `place`, at most `length`.
  std::size_t free_from(std::size_t place, std::size_t length) const {
    const auto next = marked_.upper_bound(place);
    if (next != marked_.begin() && std::prev(next)->second > place) return 0;
    return next == marked_.end() ? length : std::min(length, next->first - place);
  }

  /// Every place where the stretch stands, itself among them.
  std::vector<std::size_t> places_of(const Stretch& stretch) const {
    std::vector<std::size_t> places{stretch.place};
    const std::size_t rank = suffixes_.rank(stretch.place);
    for (std::size_t r = rank; r > 0 && suffixes_.shared(r) >= stretch.length && rank - r < kMostPlaces; --r)
      places.push_back(suffixes_.at(r - 1));
    for (std::size_t r = rank + 1; r < suffixes_.size() && suffixes_.shared(r) >= stretch.length; ++r) {
      if (r - rank > kMostPlaces) break;
      places.push_back(suffixes_.at(r));
    }
    std::sort(places.begin(), places.end());
    return places;
  }

  /// Makes the stretch a passage where two cases still have it free; else says how much shorter a stretch
  /// from the same place may be one.
  std::size_t take(const Stretch& stretch) {
    const std::size_t here = free_from(stretch.place, stretch.length);
    if (here < stretch.length) return here;
    std::set<std::size_t> cases;
    std::vector<std::size_t> free;
    std::size_t shorter = 0;
    for (const std::size_t place : places_of(stretch)) {
      const std::size_t length = free_from(place, stretch.length);
      if (length == stretch.length) {
        free.push_back(place);
        cases.insert(case_of(place));
      } else if (case_of(place) != case_of(stretch.place)) {
        shorter = std::max(shorter, length);
      }
    }
    if (cases.size() < 2) return shorter;
    mark(stretch, free);
    return 0;
  }

  /// Whether a number or a Latin word goes on across `offset` of a stretch, at any of its places.
  bool cuts_a_run(std::size_t offset, const std::vector<std::size_t>& places) const {
    return std::any_of(places.begin(), places.end(), [&](std::size_t place) {
      const std::size_t at = place + offset;
      return at > 0 && at < suffixes_.size() && is_of_a_run(suffixes_.unit(at - 1)) &&
             is_of_a_run(suffixes_.unit(at));
    });
  }

  /// What of a stretch is worth marking: without signs and blanks at its ends, half a character, or half a
  /// number.
  std::pair<std::size_t, std::size_t> trimmed(const Stretch& stretch,
                                              const std::vector<std::size_t>& places) const {
    std::size_t begin = 0, end = stretch.length;
    const auto is_worth = [&](std::size_t i) {
      const char32_t unit = suffixes_.unit(stretch.place + i);
      return is_high_surrogate(unit) || is_low_surrogate(unit) || is_term_unit(static_cast<char16_t>(unit));
    };
    if (is_low_surrogate(suffixes_.unit(stretch.place))) ++begin;
    if (is_high_surrogate(suffixes_.unit(stretch.place + end - 1))) --end;
    while (begin < end && (!is_worth(begin) || cuts_a_run(begin, places))) ++begin;
    while (end > begin && (!is_worth(end - 1) || cuts_a_run(end, places))) --end;
    return {begin, end};
  }

  void mark(const Stretch& stretch, const std::vector<std::size_t>& places) {
    const auto [begin, end] = trimmed(stretch, places);
    const bool is_passage = end - begin >= kPassageUnits;
    Passage passage;
    std::size_t past = 0;
    std::set<std::size_t> cases;
    for (const std::size_t place : places) {
      if (place < past) continue;  // a text that repeats itself: the stretch overlaps with its last place
      past = place + stretch.length;
      const std::size_t text = suffixes_.text_of(place);
      const auto from = static_cast<std::uint32_t>(place + begin - suffixes_.begin_of(text));
      passage.marks.push_back({text, {from, static_cast<std::uint32_t>(from + (end - begin))}});
      cases.insert(case_of(place));
      marked_.emplace(place, past);
    }
    if (is_passage && cases.size() >= 2) passages_.push_back(std::move(passage));
  }

  const std::vector<CaseText>& texts_;
  Suffixes suffixes_;
  std::map<std::size_t, std::size_t> marked_;  // begin and end, apart
  std::vector<Passage> passages_;
};

}  // namespace

std::vector<Passage> shared_passages(const std::vector<CaseText>& texts) {
  std::size_t units = 0;
  for (const CaseText& text : texts) units += text.units.size();
  if (units == 0) return {};
  return Tiling(texts).run();
}

}  // namespace leian::query
