// Joining, and telling the reasons of each link.
#include <algorithm>

#include "query/repeats/join.hpp"
#include "query/repeats/repeats.hpp"

namespace leian::query {
namespace {

/// Stretches shown of what two petitions share.
constexpr std::size_t kShownStretches = 5;

class KeptMaker {
 public:
  KeptMaker(const Asking& asking, const Matters& matters) : asking_(asking), matters_(matters) {}

  Result<KeptChain> keep(const MatterChain& chain) const {
    KeptChain kept;
    for (const std::uint32_t member : chain.members) {
      LEIAN_TRY(const Record record, read_record(asking_.lease, matters_.at(member)));
      kept.ids.push_back(record.id);
    }
    for (const MatterLink& link : chain.links) {
      asking_.deadline.check();
      const Likeness alike = likeness(matters_, link.a, link.b);
      kept.links.push_back({place(chain, link.a), place(chain, link.b), link.confidence, alike.same_person,
                            static_cast<std::int64_t>(alike.days),
                            shared_stretches(matters_, asking_.snapshot(), link.a, link.b, kShownStretches)});
    }
    return kept;
  }

 private:
  static std::uint32_t place(const MatterChain& chain, std::uint32_t member) {
    const auto at = std::lower_bound(chain.members.begin(), chain.members.end(), member);
    return static_cast<std::uint32_t>(at - chain.members.begin());
  }

  const Asking& asking_;
  const Matters& matters_;
};

}  // namespace

Result<JoinAnswer> join_repeats(const Asking& asking, const JoinRequest& request) {
  LEIAN_TRY(const Matters matters, Matters::gather(asking, request.kind));
  LEIAN_TRY(const auto kind, asking.snapshot().kinds()->find(request.kind));
  JoinAnswer answer;
  answer.chains.kind = kind->name();
  answer.chains.generation = asking.snapshot().generation();
  answer.chains.records = matters.size();
  const KeptMaker maker(asking, matters);
  for (const MatterChain& chain : join_matters(matters, asking.snapshot(), asking.deadline)) {
    LEIAN_TRY(KeptChain kept, maker.keep(chain));
    answer.chains.chains.push_back(std::move(kept));
  }
  return answer;
}

}  // namespace leian::query
