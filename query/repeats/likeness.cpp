#include "query/repeats/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace leian::query {
namespace {

/// Fitted to the half `tune` of the labels; none but the test reads the other half.
struct Weights {
  double text = -5.534;
  double title_most = 2.286;
  double title_least = 1.507;
  double rare = 0.805;  ///< of ln(1 + rare)
  double contained = 5.550;
  double same_person = 2.275;
  double days = -2.272;  ///< of ln(1 + days) / 5, days up to kMostDays
  double bias = -4.654;
};
constexpr Weights kWeights;
constexpr double kDaysScale = 5;
/// Later than this is all the same: matters come back over years.
constexpr double kMostDays = 30;

/// From here on two texts are one, but for what was filled in.
constexpr double kSameLetter = 0.6;
constexpr std::size_t kLongestStretch = 40;

/// Calls visit(of a, of b) for the grams that both hold.
template <class Visit>
void for_shared(std::span<const MatterGram> a, std::span<const MatterGram> b, const Visit& visit) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].id < b[j].id) {
      ++i;
    } else if (b[j].id < a[i].id) {
      ++j;
    } else {
      visit(a[i++], b[j++]);
    }
  }
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

bool is_digit(char16_t unit) { return unit >= u'0' && unit <= u'9'; }

std::set<std::u16string> numbers_in(const std::u16string& text) {
  std::set<std::u16string> numbers;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > i) numbers.insert(text.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return numbers;
}

bool lacks_some_of(const std::set<std::u16string>& a, const std::set<std::u16string>& b) {
  return !std::includes(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

Likeness likeness(const Matters& matters, std::uint32_t a, std::uint32_t b) {
  double dot = 0, shared = 0, title_a = 0, title_b = 0;
  Likeness likeness;
  for_shared(matters.grams(a), matters.grams(b), [&](const MatterGram& of_a, const MatterGram& of_b) {
    const double rarity = matters.rarity(of_a.id);
    shared += rarity;
    if (of_a.in_title > 0) title_a += rarity * rarity;
    if (of_b.in_title > 0) title_b += rarity * rarity;
    if (matters.frequency(of_a.id) <= kRareMatters) likeness.rare += rarity;
    if (of_a.in_text > 0 && of_b.in_text > 0 && !matters.is_common(of_a.id))
      dot += (1 + std::log(of_a.in_text)) * (1 + std::log(of_b.in_text)) * rarity * rarity;
  });
  const MatterSums &sums_a = matters.sums(a), &sums_b = matters.sums(b);
  const double cover_a = share(title_a, sums_a.title_weights), cover_b = share(title_b, sums_b.title_weights);
  likeness.text = share(dot, sums_a.text_norm * sums_b.text_norm);
  likeness.title_most = std::max(cover_a, cover_b);
  likeness.title_least = std::min(cover_a, cover_b);
  likeness.contained = share(shared, std::min(sums_a.all_weights, sums_b.all_weights));
  likeness.same_person = !matters.person(a).empty() && matters.person(a) == matters.person(b);
  if (matters.day(a) != kNoDay && matters.day(b) != kNoDay)
    likeness.days = std::abs(static_cast<double>(matters.day(a)) - matters.day(b));
  return likeness;
}

double confidence(const Likeness& of) {
  const double sum = kWeights.bias + kWeights.text * of.text + kWeights.title_most * of.title_most +
                     kWeights.title_least * of.title_least + kWeights.rare * std::log1p(of.rare) +
                     kWeights.contained * of.contained + (of.same_person ? kWeights.same_person : 0) +
                     kWeights.days * std::log1p(std::min(of.days, kMostDays)) / kDaysScale;
  return 1 / (1 + std::exp(-sum));
}

bool is_form_letter(const Matters& matters, const Snapshot& snapshot, std::uint32_t a, std::uint32_t b,
                    const Likeness& alike) {
  const std::u16string &person_a = matters.person(a), &person_b = matters.person(b);
  if (alike.contained < kSameLetter || person_a.empty() || person_b.empty() || person_a == person_b)
    return false;
  const std::u16string text_a = matters.text(a, snapshot), text_b = matters.text(b, snapshot);
  const auto names = [](const std::u16string& text, const std::u16string& person) {
    return text.find(person) != text.npos;
  };
  if (names(text_a, person_a) && names(text_b, person_b)) return true;
  const auto numbers_a = numbers_in(text_a), numbers_b = numbers_in(text_b);
  return lacks_some_of(numbers_a, numbers_b) && lacks_some_of(numbers_b, numbers_a);
}

std::vector<std::string> shared_stretches(const Matters& matters, const Snapshot& snapshot, std::uint32_t a,
                                          std::uint32_t b, std::size_t most) {
  std::unordered_map<Gram, double> shared;
  for_shared(matters.grams(a), matters.grams(b), [&](const MatterGram& gram, const MatterGram&) {
    shared.emplace(matters.gram(gram.id), matters.rarity(gram.id));
  });
  const std::u16string text = matters.text(a, snapshot), other = matters.text(b, snapshot);
  std::vector<std::pair<double, std::u16string>> found;
  for (std::size_t i = 0; i + 1 < text.size();) {
    std::size_t end = i;
    double weight = 0;
    // As long as the other petition holds it letter for letter, so that what is shown stands in both.
    while (end + 1 < text.size() && end - i + 2 <= kLongestStretch) {
      const auto at = shared.find(gram_of(text[end], text[end + 1]));
      if (at == shared.end() || other.find(std::u16string_view(text).substr(i, end - i + 2)) == other.npos)
        break;
      weight += at->second;
      ++end;
    }
    if (end > i) found.emplace_back(weight, text.substr(i, end - i + 1));
    i = std::max(end, i + 1);
  }
  std::sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x > y; });
  std::vector<std::string> stretches;
  for (const auto& [weight, units] : found) {
    const std::string stretch = to_utf8(units);
    const bool told = std::any_of(stretches.begin(), stretches.end(), [&](const std::string& longer) {
      return longer.find(stretch) != longer.npos;
    });
    if (!told) stretches.push_back(stretch);
    if (stretches.size() == most) break;
  }
  return stretches;
}

}  // namespace leian::query
