#include "query/compare/compare.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "query/compare/shared_passages.hpp"
#include "query/facets/labels.hpp"
#include "query/match/snippet.hpp"
#include "query/search/hits.hpp"

namespace leian::query {
namespace {

constexpr std::array kSections{Role::Facts, Role::Demands, Role::Disputes, Role::Reasoning,
                               Role::Terms, Role::Result,  Role::Reply};
constexpr std::array kFields{Role::Cause,  Role::Authority, Role::Organ,         Role::Region,
                             Role::Opened, Role::Closed,    Role::Outcome,       Role::Grade,
                             Role::Amount, Role::Months,    Role::Circumstances, Role::Articles};
constexpr std::size_t kTitleCharacters = 40;

/// One of the cases: a record, or a text that is not in the index.
struct Side {
  std::optional<Record> record;
  std::string text;
};

/// An original text, where it stands in the answer, and how it folds.
struct Placed {
  std::size_t of = 0;  ///< the case
  std::size_t section = 0;
  std::string text;
  FoldedText folded;
};

std::vector<std::string> texts_with(Role role, const Record& record) {
  std::vector<std::string> texts;
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].role != role) continue;
    for (const Scalar& item : record.values[i].items)
      if (const auto* text = std::get_if<std::string>(&item); text != nullptr && !text->empty())
        texts.push_back(*text);
  }
  return texts;
}

/// What a case says in a section. Its body stands for its facts where it does not tell them apart.
std::vector<std::string> section_of(const Side& side, Role role) {
  if (!side.record) return role == Role::Facts ? std::vector{side.text} : std::vector<std::string>{};
  auto texts = texts_with(role, *side.record);
  return texts.empty() && role == Role::Facts ? texts_with(Role::Body, *side.record) : texts;
}

std::vector<std::string> values_of(const Side& side, Role role, const KindSet& kinds) {
  std::vector<std::string> values;
  const auto at = side.record ? side.record->kind->with_role(role) : std::nullopt;
  if (!at) return values;
  const Labels labels(side.record->kind->fields()[*at].name, kinds);
  for (const Scalar& item : side.record->values[*at].items) {
    const bool is_name = std::holds_alternative<std::string>(item);
    values.push_back(is_name ? labels.of(std::get<std::string>(item)) : to_display(item));
  }
  return values;
}

bool all_same(const std::vector<std::vector<std::string>>& values) {
  const auto as_set = [](const std::vector<std::string>& some) { return std::set(some.begin(), some.end()); };
  const auto first = as_set(values.front());
  return !first.empty() &&
         std::all_of(values.begin(), values.end(), [&](const auto& some) { return as_set(some) == first; });
}

/// Blanks behind a passage's last character belong to neither case's wording.
std::size_t without_blanks(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kWideBlank = "\u3000";
  for (;;) {
    const std::string_view left = text.substr(begin, end - begin);
    if (left.ends_with(kWideBlank))
      end -= kWideBlank.size();
    else if (!left.empty() && static_cast<unsigned char>(left.back()) <= ' ')
      --end;
    else
      return end;
  }
}

class Compare {
 public:
  Compare(const Asking& asking, const CompareRequest& request) : asking_(asking), request_(request) {}

  Result<ComparedCases> run() {
    LEIAN_CHECK(check());
    if (!request_.text.empty()) sides_.push_back({std::nullopt, request_.text});
    for (const std::string& id : request_.ids) {
      LEIAN_TRY(FoundRecord found, find_record(id, asking_));
      sides_.push_back({std::move(found.record), ""});
    }
    for (const Side& side : sides_) answer_.cases.push_back(named(side));
    for (const Role role : kFields) compare_field(role);
    LEIAN_CHECK(compare_texts());
    answer_.generation = asking_.snapshot().generation();
    return std::move(answer_);
  }

 private:
  Result<void> check() const {
    const std::size_t given = request_.ids.size() + (request_.text.empty() ? 0 : 1);
    if (given < kFewestCompared || given > kMostCompared)
      return err(ErrorCode::BadUsage, Msg::CompareCount, kFewestCompared, kMostCompared, given);
    std::set<std::string> seen;
    for (const std::string& id : request_.ids)
      if (!seen.insert(id).second)
        return err(ErrorCode::BadUsage, Msg::CompareTwice, excerpt(id, kMaxIdBytes));
    if (request_.text.size() > kMaxTextBytes)
      return err(ErrorCode::TooLarge, Msg::SimilarTextTooLong, request_.text.size(), kMaxTextBytes);
    return {};
  }

  static ComparedCase named(const Side& side) {
    if (!side.record) return {"", "", excerpt(side.text, kTitleCharacters)};
    return {side.record->id, side.record->kind->name(), title_of(*side.record)};
  }

  void compare_field(Role role) {
    ComparedField field{std::string(row_of(role).name), row_of(role).label.zh, {}, false};
    bool any = false;
    for (const Side& side : sides_) {
      field.values.push_back(values_of(side, role, *asking_.snapshot().kinds()));
      any = any || !field.values.back().empty();
    }
    if (!any) return;
    field.same = all_same(field.values);
    answer_.fields.push_back(std::move(field));
  }

  Result<void> compare_texts() {
    for (const Role role : kSections) {
      const std::size_t section = answer_.sections.size();
      const std::size_t before = placed_.size();
      for (std::size_t s = 0; s < sides_.size(); ++s)
        for (std::string& text : section_of(sides_[s], role)) {
          FoldedText folded = asking_.analyzer.fold(text, true);
          placed_.push_back({s, section, std::move(text), std::move(folded)});
        }
      if (placed_.size() == before) continue;
      answer_.sections.push_back({std::string(row_of(role).name), row_of(role).label.zh,
                                  std::vector<std::vector<Part>>(sides_.size())});
    }
    LEIAN_TRY(const auto marks, find_marks());
    for (std::size_t p = 0; p < placed_.size(); ++p) cut(placed_[p], marks[p]);
    return {};
  }

  /// A passage's mark in a text.
  struct Marked {
    Span span;
    std::size_t passage;
  };

  /// Marks of each placed text, in order.
  Result<std::vector<std::vector<Marked>>> find_marks() {
    std::vector<CaseText> texts;
    std::size_t units = 0;
    for (const Placed& placed : placed_) {
      texts.push_back({placed.of, placed.folded.units});
      units += placed.folded.units.size();
    }
    if (units > kMaxCompareUnits)
      return err(ErrorCode::TooLarge, Msg::CompareTooLong, units, kMaxCompareUnits);
    asking_.deadline.check();
    std::vector<std::vector<Marked>> marks(placed_.size());
    for (const Passage& passage : shared_passages(texts)) {
      SharedPassage shared{{}, passage.marks.front().span.size()};
      std::set<std::size_t> cases;
      for (const PassageMark& mark : passage.marks) {
        cases.insert(placed_[mark.text].of);
        marks[mark.text].push_back({mark.span, answer_.passages.size()});
      }
      shared.cases.assign(cases.begin(), cases.end());
      answer_.passages.push_back(std::move(shared));
    }
    for (auto& some : marks)
      std::sort(some.begin(), some.end(),
                [](const Marked& a, const Marked& b) { return a.span.begin < b.span.begin; });
    return marks;
  }

  /// Cuts a text where passages begin and end. Several texts of a section stand a line apart.
  void cut(const Placed& placed, const std::vector<Marked>& marks) {
    std::vector<Part>& parts = answer_.sections[placed.section].texts[placed.of];
    if (!parts.empty()) parts.push_back({"\n", std::nullopt});
    const auto& source = placed.folded.source;
    std::size_t at = 0;
    const auto add = [&](std::size_t to, std::optional<std::size_t> passage) {
      if (to > at) parts.push_back({placed.text.substr(at, to - at), passage});
      at = std::max(at, to);
    };
    for (const Marked& mark : marks) {
      const std::size_t begin = source[mark.span.begin];
      add(begin, std::nullopt);
      add(without_blanks(placed.text, begin, source[mark.span.end]), mark.passage);
    }
    add(placed.text.size(), std::nullopt);
  }

  const Asking& asking_;
  const CompareRequest& request_;
  std::vector<Side> sides_;
  std::vector<Placed> placed_;
  ComparedCases answer_;
};

}  // namespace

Result<ComparedCases> answer_compare(const Asking& asking, const CompareRequest& request) {
  return Compare(asking, request).run();
}

}  // namespace leian::query
