#include "query/clocks/clocks.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "corpora/core/messages.hpp"
#include "query/clocks/clock_columns.hpp"
#include "query/clocks/clock_groups.hpp"
#include "query/facets/labels.hpp"
#include "query/match/best.hpp"
#include "query/match/snippet.hpp"

namespace leian::query {
namespace {

constexpr std::uint32_t kRowsBetweenChecks = 4096;

/// A clock of a row, kept while looking for the worst.
struct Candidate {
  RowAddress at;
  std::uint32_t rule = 0;
  ClockReading reading;
};

/// The longest over first, then the one due first, then in the order of the index.
struct Worse {
  bool operator()(const Candidate& a, const Candidate& b) const {
    const auto key = [](const Candidate& c) {
      return std::tuple(c.reading.left, c.reading.due, c.at.segment, c.at.row, c.rule);
    };
    return key(a) < key(b);
  }
};

/// Which clocks are listed.
class Listed {
 public:
  static Result<Listed> read(const ClockRequest& request) {
    Listed listed;
    for (const auto& word : request.lights) {
      const auto light = light_named(word);
      if (!light) return err(ErrorCode::BadUsage, Msg::WordUnknown, "light", word, "red, yellow, green");
      listed.lights_.insert(*light);
    }
    for (const auto& word : request.states) {
      const auto state = clock_state_named(word);
      if (!state)
        return err(ErrorCode::BadUsage, Msg::WordUnknown, "state", word,
                   "running, overdue, met, late, lapsed, exceeded");
      listed.states_.insert(*state);
    }
    if (request.lights.empty() && request.states.empty()) listed.lights_ = {Light::Red, Light::Yellow};
    return listed;
  }

  bool takes(const ClockReading& reading) const {
    return (lights_.empty() || lights_.contains(reading.light)) &&
           (states_.empty() || states_.contains(reading.state));
  }

 private:
  std::set<Light> lights_;
  std::set<ClockState> states_;
};

/// One question, from its rows to the answer.
class ClockRun {
 public:
  ClockRun(const Asking& asking, const ClockQuestion& question)
      : asking_(asking),
        request_(question.request),
        book_(question.book),
        worst_(std::size_t{request_.limit} + request_.offset, Worse{}) {}

  Result<ClockAnswer> run() {
    LEIAN_CHECK(check_limits(request_.limit, request_.offset));
    LEIAN_TRY(listed_, Listed::read(request_));
    LEIAN_CHECK(choose_rules());
    LEIAN_TRY(auto by, read_groupings(request_.by, asking_));
    LEIAN_TRY(const FoundRows rows, rows_within(asking_, request_.records));
    ClockGroups groups(std::move(by), rules_);
    for (std::uint32_t s = 0; s < rows.matches.size(); ++s)
      LEIAN_CHECK(read_segment(s, rows.matches[s], groups));
    answer_.as_of = request_.as_of;
    answer_.records = rows.total();
    answer_.generation = asking_.snapshot().generation();
    LEIAN_TRY(answer_.groups, groups.take(*asking_.snapshot().kinds()));
    if (weekends_ > 0) answer_.notes.push_back(say(Msg::NoteWeekends, weekends_));
    LEIAN_CHECK(list());
    return std::move(answer_);
  }

 private:
  /// The rules asked for whose kind the index has.
  Result<void> choose_rules() {
    std::set<const ClockRule*> wanted;
    for (const auto& name : request_.clocks) {
      LEIAN_TRY(const ClockRule* rule, book_.rules.find(name));
      wanted.insert(rule);
    }
    for (const ClockRule& rule : book_.rules.rules())
      if ((wanted.empty() || wanted.contains(&rule)) && kind_named(rule.kind) != nullptr)
        rules_.push_back(&rule);
    return {};
  }

  std::shared_ptr<const Kind> kind_named(const std::string& name) const {
    for (const auto& kind : asking_.snapshot().kinds()->kinds())
      if (kind->name() == name) return kind;
    return nullptr;
  }

  Result<void> read_segment(std::uint32_t s, const RowSet& rows, ClockGroups& groups) {
    const SegmentView& view = asking_.snapshot().segments()[s];
    LEIAN_CHECK(groups.begin(view));
    const Column* kinds = view.segment->column(kKindColumn);
    if (kinds == nullptr) return {};
    // The clocks of each kind, by the kind's ordinal in this segment.
    std::vector<std::vector<std::pair<std::uint32_t, ClockColumns>>> clocks(kinds->entries());
    for (std::uint32_t r = 0; r < rules_.size(); ++r)
      if (const auto ordinal = kinds->ordinal_of(rules_[r]->kind))
        clocks[*ordinal].emplace_back(
            r, ClockColumns(*rules_[r], view, *kind_named(rules_[r]->kind), asking_.scope));
    std::uint32_t seen = 0;
    rows.for_each([&](std::uint32_t row) {
      if (++seen % kRowsBetweenChecks == 0) asking_.deadline.check();
      for (const auto& [rule, columns] : clocks[kinds->ordinal(row)])
        if (const auto reading = columns.read(row, request_.as_of, book_.holidays))
          take(groups, {{s, row}, rule, *reading});
    });
    return {};
  }

  void take(ClockGroups& groups, const Candidate& candidate) {
    groups.add(candidate.rule, candidate.at.row, candidate.reading);
    if (candidate.reading.weekends_alone) ++weekends_;
    if (!listed_.takes(candidate.reading)) return;
    ++answer_.total;
    worst_.offer(candidate);
  }

  Result<void> list() {
    auto worst = worst_.take();
    for (std::size_t i = request_.offset; i < worst.size(); ++i) {
      LEIAN_TRY(ClockItem item, item_of(worst[i]));
      answer_.items.push_back(std::move(item));
    }
    return {};
  }

  Result<ClockItem> item_of(const Candidate& candidate) const {
    LEIAN_TRY(Record record, read_record(asking_.lease, candidate.at));
    asking_.scope.narrow(record);
    const ClockRule& rule = *rules_[candidate.rule];
    const ClockVersion& version = *candidate.reading.version;
    ClockItem item;
    item.id = record.id;
    item.kind = rule.kind;
    item.title = title_of(record);
    item.clock = rule.name;
    item.label = rule.label;
    item.unit = version.limit.unit;
    item.counts = version.count.has_value();
    item.article = version.article;
    item.counting = version.counting;
    item.organ = shown(record, Role::Organ);
    item.handler = shown(record, Role::Handler);
    item.reading = candidate.reading;
    item.reading.version = nullptr;  // the rules may be gone when the answer is read
    if (item.reading.capped)
      item.notes.push_back(say(Msg::NoteExtensionCapped, to_string(*item.reading.extended_to)));
    if (item.reading.stopped) item.notes.push_back(say(Msg::NoteStopped));
    if (item.reading.weekends_alone) item.notes.push_back(say(Msg::NoteWeekends, 1));
    return item;
  }

  std::string shown(const Record& record, Role role) const {
    const Scalar* value = record.first(role);
    if (value == nullptr) return {};
    const std::string& column = record.kind->fields()[*record.kind->with_role(role)].name;
    return Labels(column, *asking_.snapshot().kinds()).of(to_display(*value));
  }

  const Asking& asking_;
  const ClockRequest& request_;
  const ClockBook& book_;
  Listed listed_;
  std::vector<const ClockRule*> rules_;
  BestOf<Candidate, Worse> worst_;
  std::uint64_t weekends_ = 0;
  ClockAnswer answer_;
};

}  // namespace

Result<ClockAnswer> answer_clocks(const Asking& asking, const ClockQuestion& question) {
  return ClockRun(asking, question).run();
}

}  // namespace leian::query
