#include "query/suggest/suggest_titles.hpp"

#include <algorithm>
#include <map>

#include "query/suggest/spelled_ranges.hpp"

namespace leian::query {
namespace {

// So much is looked at for one keystroke in each spelling, in all segments together.
constexpr std::size_t kMaxSteps = 20'000;
constexpr std::size_t kMaxTitles = 400;
constexpr std::size_t kMaxLooks = 2'000;

struct FoundTitle {
  Fit fit;
  RowAddress at;
  std::uint64_t count = 0;
};

class TitleFinder {
 public:
  TitleFinder(const Asking& asking, const Typed& typed, const std::vector<RowSet>& visible)
      : asking_(asking), typed_(typed), visible_(visible) {}

  std::vector<std::pair<std::u16string, FoundTitle>> find(std::size_t limit) {
    for (std::uint32_t s = 0; s < visible_.size(); ++s)
      if (const auto& titles = segment(s).titles())
        for (std::size_t way = 0; way < typed_.spellers.size(); ++way) find_beginning(s, *titles, way);
    if (found_.size() < limit && typed_.folded.size() >= 2)
      for (std::uint32_t s = 0; s < visible_.size(); ++s) find_within(s);
    std::vector<std::pair<std::u16string, FoundTitle>> titles(found_.begin(), found_.end());
    std::stable_sort(titles.begin(), titles.end(), [](const auto& a, const auto& b) {
      if (a.second.fit.rank != b.second.fit.rank) return a.second.fit.rank < b.second.fit.rank;
      if (a.second.count != b.second.count) return a.second.count > b.second.count;
      return a.first.size() < b.first.size();
    });
    return titles;
  }

 private:
  const Segment& segment(std::uint32_t s) const { return *asking_.snapshot().segments()[s].segment; }

  /// What one segment gets of it: some in any case.
  std::size_t share_of(std::size_t all) const { return std::max<std::size_t>(all / visible_.size(), 20); }

  void find_beginning(std::uint32_t s, const Titles& titles, std::size_t way) {
    std::size_t steps = share_of(kMaxSteps);
    std::size_t looked_at = 0;
    asking_.deadline.check();
    for_spelled(titles, typed_.spellers[way], steps, [&](const SpelledRange& range) {
      for (std::size_t title = range.first; title < range.last; ++title) {
        if (++looked_at > share_of(kMaxTitles)) return false;
        take(s, titles.text(title), titles.rows(title), {static_cast<int>(way), 0, range.units});
      }
      return true;
    });
  }

  void take(std::uint32_t s, std::u16string_view text, std::span<const std::uint32_t> rows, const Fit& fit) {
    for (const std::uint32_t row : rows) {
      if (row >= visible_[s].rows() || !visible_[s].has(row)) continue;
      const auto [at, is_new] = found_.try_emplace(std::u16string(text), FoundTitle{fit, {s, row}, 0});
      if (at->second.fit.rank == fit.rank) ++at->second.count;  // a title may fit in several ways
    }
  }

  /// Looks through titles whose records hold the rarest gram of what was typed.
  void find_within(std::uint32_t s) {
    std::optional<Term> rarest;
    for (std::size_t i = 0; i + 1 < typed_.folded.size(); ++i) {
      if (!is_bigram(typed_.folded[i], typed_.folded[i + 1])) continue;
      const Term term{gram_of(typed_.folded[i], typed_.folded[i + 1]), ""};
      if (!rarest || asking_.lease.rows_with(s, term) < asking_.lease.rows_with(s, *rarest)) rarest = term;
    }
    if (!rarest) return;
    std::size_t looks = share_of(kMaxLooks);
    asking_.deadline.check();
    for (Postings postings = asking_.lease.postings(s, *rarest); !postings.done() && looks > 0;
         postings.next(), --looks)
      if (visible_[s].has(postings.row())) look_within(s, postings.row());
  }

  void look_within(std::uint32_t s, std::uint32_t row) {
    for (const FieldText& text : segment(s).texts().fields(row)) {
      if (!is_title(segment(s).text_fields()[text.field])) continue;
      const std::u16string_view title = text.units.substr(0, kMaxTitle);
      const std::size_t begin = title.find(typed_.folded);
      if (begin == title.npos || begin == 0) continue;
      const auto at = found_.try_emplace(std::u16string(title),
                                         FoundTitle{{kRankInside, begin, typed_.folded.size()}, {s, row}, 0});
      ++at.first->second.count;
    }
  }

  bool is_title(const std::string& field) const {
    for (const auto& kind : asking_.snapshot().kinds()->kinds())
      if (const auto at = kind->with_role(Role::Title); at && kind->fields()[*at].name == field) return true;
    return false;
  }

  const Asking& asking_;
  const Typed& typed_;
  const std::vector<RowSet>& visible_;
  std::map<std::u16string, FoundTitle> found_;
};

}  // namespace

Result<std::vector<std::pair<Fit, Suggestion>>> suggest_titles(const Asking& asking, const Typed& typed,
                                                               const std::vector<RowSet>& visible,
                                                               std::size_t limit) {
  std::vector<std::pair<Fit, Suggestion>> titles;
  for (const auto& [folded, found] : TitleFinder(asking, typed, visible).find(limit)) {
    if (titles.size() == limit) break;
    LEIAN_TRY(Record record, read_record(asking.lease, found.at));
    asking.scope.narrow(record);
    const Scalar* title = record.first(Role::Title);
    const auto* text = title == nullptr ? nullptr : std::get_if<std::string>(title);
    if (text == nullptr) continue;
    Suggestion suggestion;
    suggestion.type = Suggestion::Type::Title;
    suggestion.text = *text;
    suggestion.count = found.count;
    suggestion.marks = marks_of(*text, found.fit, asking.analyzer);
    titles.emplace_back(found.fit, std::move(suggestion));
  }
  return titles;
}

}  // namespace leian::query
