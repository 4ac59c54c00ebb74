// From decided chains to an answer: who may see what, in which order petitions came, and where each stands.
#include <algorithm>
#include <array>
#include <limits>

#include "corpora/core/messages.hpp"
#include "query/match/matcher.hpp"
#include "query/repeats/decided_chains.hpp"
#include "query/repeats/repeats.hpp"
#include "query/search/hits.hpp"

namespace leian::query {
namespace {

constexpr std::array<std::pair<std::string_view, ChainPlace>, 3> kStandings{
    {{"repeat", ChainPlace::Repeat},
     {"escalated", ChainPlace::Escalated},
     {"after_recheck", ChainPlace::AfterRecheck}}};

/// A petition of a chain that the caller may see.
struct Member {
  std::string id;
  RowAddress at;
  double opened = std::numeric_limits<double>::infinity();  ///< days; infinity where not told
  double rechecked = std::numeric_limits<double>::infinity();
  int organ_level = 0;  ///< 1 at the top; 0: not known
  ChainPlace standing = ChainPlace::First;
};

double days_of(const Scalar* scalar) {
  if (scalar == nullptr) return std::numeric_limits<double>::infinity();
  if (const auto* date = std::get_if<Date>(scalar)) return date->days;
  if (const auto* moment = std::get_if<DateTime>(scalar))
    return static_cast<double>(moment->seconds) / 86'400;
  return std::numeric_limits<double>::infinity();
}

class Repeats {
 public:
  Repeats(const Asking& asking, const RepeatsRequest& request, const RepeatsBasis& basis)
      : asking_(asking), request_(request), basis_(basis) {}

  Result<RepeatsAnswer> run() {
    LEIAN_CHECK(check_limits(request_.limit, request_.offset));
    LEIAN_CHECK(read_standing());
    // A record the caller may not see has no chain for them, whoever else is in it.
    if (!request_.id.empty()) LEIAN_CHECK(find_record(request_.id, asking_));
    LEIAN_CHECK(find_rows());
    for (DecidedChain& chain : decide_chains(basis_.kept, basis_.decisions))
      LEIAN_CHECK(look_at(std::move(chain)));
    std::stable_sort(chains_.begin(), chains_.end(),
                     [](const Seen& a, const Seen& b) { return a.members.size() > b.members.size(); });
    return answer();
  }

 private:
  struct Seen {
    DecidedChain chain;
    std::vector<Member> members;
  };

  Result<void> read_standing() {
    if (request_.standing.empty()) return {};
    for (const auto& [name, standing] : kStandings)
      if (name == request_.standing) standing_ = standing;
    return standing_ ? Result<void>() : err(ErrorCode::BadUsage, Msg::RepeatsStanding, request_.standing);
  }

  /// The rows of the kind that the caller may see, and those within the filters.
  Result<void> find_rows() {
    LEIAN_TRY(Plan of_kind, bind_kind(basis_.kept.kind, asking_.snapshot()));
    LEIAN_TRY(Plan filters, bind_filters(request_.filters, "", asking_.snapshot()));
    const Plan seen = both(asking_.scope.rows(), std::move(of_kind));
    for (std::uint32_t s = 0; s < asking_.snapshot().segments().size(); ++s) {
      const Matcher matcher(asking_.lease, s, asking_.analyzer, asking_.deadline);
      seen_.push_back(matcher.match(seen));
      within_.push_back(matcher.match(filters, seen_.back()));
    }
    return {};
  }

  Result<void> look_at(DecidedChain chain) {
    asking_.deadline.check();
    if (!request_.id.empty() && std::find(chain.ids.begin(), chain.ids.end(), request_.id) == chain.ids.end())
      return {};
    Seen seen{std::move(chain), {}};
    bool within = false;
    for (const std::string& id : seen.chain.ids) {
      LEIAN_TRY(const auto at, find_row(asking_.lease, id));
      if (!at || !seen_[at->segment].has(at->row)) continue;
      within = within || within_[at->segment].has(at->row);
      LEIAN_TRY(Member member, read_member(id, *at));
      seen.members.push_back(std::move(member));
    }
    if (!within || seen.members.size() < std::max(request_.least, 2u)) return {};
    tell_standings(seen.members);
    const auto stands = [&](const Member& member) { return member.standing == standing_; };
    if (standing_ && std::none_of(seen.members.begin(), seen.members.end(), stands)) return {};
    chains_.push_back(std::move(seen));
    return {};
  }

  Result<Member> read_member(const std::string& id, RowAddress at) const {
    LEIAN_TRY(const Record record, read_record(asking_.lease, at));
    Member member{id, at};
    member.opened = days_of(record.first(Role::Opened));
    member.rechecked = days_of(record.first(Role::Rechecked));
    member.organ_level = organ_level(record);
    return member;
  }

  /// 1 at the top of its code list; 0 where the record names no organ of the list.
  int organ_level(const Record& record) const {
    const auto place = record.kind->with_role(Role::Organ);
    const Scalar* organ = record.first(Role::Organ);
    if (!place || organ == nullptr) return 0;
    const CodeLists& lists = asking_.snapshot().kinds()->codes();
    const auto list = lists.find(record.kind->fields()[*place].codes);
    const auto* code = std::get_if<std::string>(organ);
    const CodeEntry* entry = list == lists.end() || code == nullptr ? nullptr : list->second.by_code(*code);
    return entry == nullptr ? 0 : entry->level;
  }

  static void tell_standings(std::vector<Member>& members) {
    std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
      return std::pair(a.opened, std::string_view(a.id)) < std::pair(b.opened, std::string_view(b.id));
    });
    int highest = 0;
    double closed = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < members.size(); ++i) {
      Member& member = members[i];
      const bool above = member.organ_level > 0 && highest > 0 && member.organ_level < highest;
      if (i > 0)
        member.standing = member.opened > closed ? ChainPlace::AfterRecheck
                          : above                ? ChainPlace::Escalated
                                                 : ChainPlace::Repeat;
      if (member.organ_level > 0)
        highest = highest == 0 ? member.organ_level : std::min(highest, member.organ_level);
      closed = std::min(closed, member.rechecked);
    }
  }

  Result<RepeatsAnswer> answer() const {
    RepeatsAnswer answer;
    answer.kind = basis_.kept.kind;
    answer.total = chains_.size();
    answer.records = basis_.kept.records;
    answer.joined_at = basis_.kept.generation;
    answer.generation = asking_.snapshot().generation();
    for (const Seen& seen : chains_) answer.members += seen.members.size();
    for (std::size_t i = request_.offset; i < chains_.size() && answer.chains.size() < request_.limit; ++i) {
      LEIAN_TRY(RepeatChain chain, show(chains_[i]));
      answer.chains.push_back(std::move(chain));
    }
    return answer;
  }

  Result<RepeatChain> show(const Seen& seen) const {
    RepeatChain chain;
    for (const Member& member : seen.members) {
      LEIAN_TRY(Hit hit, make_hit(asking_, member.at, 0, {}));
      chain.members.push_back({std::move(hit), member.standing});
    }
    const auto shown = [&](const std::string& id) {
      return std::any_of(seen.members.begin(), seen.members.end(),
                         [&](const Member& member) { return member.id == id; });
    };
    for (const DecidedLink& link : seen.chain.links)
      if (shown(link.a) && shown(link.b))
        chain.reasons.push_back({link.b, link.a, link.link.confidence,
                                 link.link.same_person && sees({Role::Party}), link.link.days,
                                 sees({Role::Title, Role::Body, Role::Demands, Role::Facts})
                                     ? link.link.shared
                                     : std::vector<std::string>{},
                                 link.by});
    return chain;
  }

  /// Whether the caller may see every field of the kind with one of these roles: reasons were told of all of
  /// them.
  bool sees(std::initializer_list<Role> roles) const {
    const auto kind = asking_.snapshot().kinds()->find(basis_.kept.kind);
    return kind &&
           std::all_of((*kind)->fields().begin(), (*kind)->fields().end(), [&](const FieldSpec& field) {
             return std::find(roles.begin(), roles.end(), field.role) == roles.end() ||
                    asking_.scope.may_see(field);
           });
  }

  const Asking& asking_;
  const RepeatsRequest& request_;
  const RepeatsBasis& basis_;
  std::optional<ChainPlace> standing_;
  std::vector<RowSet> seen_, within_;
  std::vector<Seen> chains_;
};

}  // namespace

Result<RepeatsAnswer> answer_repeats(const Asking& asking, const RepeatsRequest& request,
                                     const RepeatsBasis& basis) {
  return Repeats(asking, request, basis).run();
}

}  // namespace leian::query
