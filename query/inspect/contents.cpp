#include <algorithm>
#include <set>

#include "corpora/core/messages.hpp"
#include "query/inspect/records.hpp"

namespace leian::query {
namespace {

using Status = ContentFinding::Status;

/// Which findings are listed. Errors: BadUsage.
Result<std::set<Status>> listed(const std::vector<std::string>& words) {
  if (words.empty()) return std::set<Status>{Status::Missing};
  std::set<Status> all;
  for (const std::string& word : words) {
    bool known = false;
    for (const Status status : {Status::Present, Status::Missing, Status::Unknown}) {
      if (word != "all" && word != name_of(status)) continue;
      all.insert(status);
      known = true;
    }
    if (!known)
      return err(ErrorCode::BadUsage, Msg::WordUnknown, "--findings", word, "missing, present, unknown, all");
  }
  return all;
}

/// One document's findings, counted and kept where they are to be listed.
class Contents {
 public:
  Contents(const ContentsQuestion& question, std::set<Status> wanted)
      : question_(question), wanted_(std::move(wanted)) {
    for (const ContentRule& rule : question.rules)
      for (const ContentItem& item : rule.items)
        answer_.tallies.push_back({rule.name, rule.label, item.name, item.label, item.article, item.force});
  }

  void look_at(const Record& record) {
    std::size_t tally = 0;
    for (const ContentRule& rule : question_.rules) {
      if (const auto findings = check_contents(rule, record)) take(rule, record, *findings, tally);
      tally += rule.items.size();
    }
  }

  ContentsAnswer take_answer() { return std::move(answer_); }

 private:
  void take(const ContentRule& rule, const Record& record, const std::vector<ContentFinding>& findings,
            std::size_t first_tally) {
    ++answer_.documents;
    InspectedRecord<ContentLine> inspected{record.id, title_of(record), rule.name, {}};
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const ContentFinding& finding = findings[i];
      ContentTally& tally = answer_.tallies[first_tally + i];
      ++(finding.status == Status::Present   ? tally.present
         : finding.status == Status::Missing ? tally.missing
                                             : tally.unknown);
      if (wanted_.contains(finding.status))
        inspected.lines.push_back({finding.item->name, finding.item->label, finding.item->article,
                                   finding.item->force, finding.status, finding.field, finding.sentence});
    }
    if (inspected.lines.empty()) return;
    ++answer_.total;
    if (answer_.items.size() < question_.request.limit) answer_.items.push_back(std::move(inspected));
  }

  const ContentsQuestion& question_;
  std::set<Status> wanted_;
  ContentsAnswer answer_;
};

}  // namespace

Result<ContentsAnswer> answer_contents(const Asking& asking, const ContentsQuestion& question) {
  LEIAN_CHECK(check_limits(question.request.limit, 0));
  LEIAN_TRY(auto wanted, listed(question.request.findings));
  Contents contents(question, std::move(wanted));
  LEIAN_TRY(const std::uint64_t records,
            for_each_record(asking, question.request.records, [&](const Record& record) -> Result<void> {
              contents.look_at(record);
              return {};
            }));
  ContentsAnswer answer = contents.take_answer();
  answer.records = records;
  answer.generation = asking.snapshot().generation();
  return answer;
}

}  // namespace leian::query
