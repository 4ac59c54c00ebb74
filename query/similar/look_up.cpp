#include "query/similar/look_up.hpp"

#include <algorithm>

#include "query/match/matcher.hpp"
#include "query/match/named_fields.hpp"
#include "query/similar/cause_channel.hpp"
#include "query/similar/values_channel.hpp"
#include "query/similar/words_channel.hpp"

namespace leian::query {
namespace {

/// Where a channel rounds up, this many more rows are looked at closely.
constexpr std::uint32_t kSpareRows = 200;

Plan of_kind(const Kind& kind) {
  ColumnTest test;
  test.column = kKindColumn;
  test.values = {kind.name()};
  return plan_of(std::move(test));
}

const FieldSpec* field_with(const Kind& kind, const std::vector<Role>& roles) {
  for (const Role role : roles)
    if (const auto field = kind.with_role(role)) return &kind.fields()[*field];
  return nullptr;
}

/// Values of the case in the field with one of these roles, whatever its kind calls it.
const std::vector<Scalar>& values_with(const Record& record, const std::vector<Role>& roles) {
  static const std::vector<Scalar> none;
  for (const Role role : roles)
    if (const auto field = record.kind->with_role(role)) return record.values[*field].items;
  return none;
}

}  // namespace

LookUp::LookUp(const Asking& asking, const AskedCases& asked, Sense sense)
    : asking_(asking), asked_(asked), sense_(sense) {
  if (!asked.as.empty()) story_ = story_of(asked.as.front(), asking.analyzer);
  words_ = std::make_shared<WordScores>(choose_terms(story_, asking), asking);
  for (const AskedCase& one : asked.as) kinds_.push_back({&one, {}, {}});
  const auto& segments = asking.snapshot().segments();
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const Matcher matcher(asking.lease, s, asking.analyzer, asking.deadline);
    std::vector<RowSet>& rows = rows_.emplace_back();
    const RowSet seen = matcher.match(asking.scope.rows());
    for (const KindLookUp& kind : kinds_) {
      rows.push_back(matcher.match(of_kind(*kind.asked->kind), seen));
      words_->count_in(rows.back(), s, asked.at);
    }
  }
}

void LookUp::prepare(const std::vector<std::string>& causes, const std::vector<std::string>& without,
                     const CaseReader& reader) {
  for (KindLookUp& kind : kinds_) {
    for (const ChannelSpec& spec : kind.asked->kind->likeness()) {
      const auto name = row_of(spec.channel).name;
      if (std::find(without.begin(), without.end(), name) == without.end())
        add_channel(kind, spec, causes, reader);
    }
    std::stable_partition(kind.channels.begin(), kind.channels.end(),
                          [](const auto& channel) { return channel->leads(); });
  }
}

void LookUp::add_channel(KindLookUp& kind, const ChannelSpec& spec, const std::vector<std::string>& causes,
                         const CaseReader& reader) {
  const double weight = weight_of(spec);
  if (weight == 0) return;
  std::unique_ptr<const Channel> channel;
  switch (spec.channel) {
    case LikenessChannel::Cause:
      channel = cause_channel(kind, causes, weight);
      break;
    case LikenessChannel::Terms:
      if (has_words()) channel = std::make_unique<TermsChannel>(words_, weight);
      break;
    case LikenessChannel::Disputes:
      channel = words_of(kind, spec, weight);
      break;
    case LikenessChannel::Relation:
      channel = relations_of(spec, weight, reader);
      break;
    case LikenessChannel::Amount:
      channel = amount_of(kind, spec, weight);
      break;
    case LikenessChannel::Circumstances:
    case LikenessChannel::Articles:
    case LikenessChannel::Region:
    case LikenessChannel::Organ:
      channel = values_of(kind, spec, weight);
      break;
  }
  if (channel != nullptr) kind.channels.push_back(std::move(channel));
}

std::unique_ptr<const Channel> LookUp::cause_channel(KindLookUp& kind, const std::vector<std::string>& causes,
                                                     double weight) const {
  const Kind& answered = *kind.asked->kind;
  CauseQuestion question;
  question.field = field_with(answered, {Role::Cause});
  if (question.field == nullptr) return nullptr;
  std::vector<std::string> names = causes;
  bool of_another_list = false;
  const Record& record = kind.asked->record;
  if (names.empty())
    if (const FieldSpec* own = field_with(*record.kind, {Role::Cause}))
      for (const Scalar& item : values_with(record, {Role::Cause})) {
        // Causes of another list meet by their names alone.
        const bool same = own->codes == question.field->codes;
        of_another_list = of_another_list || !same;
        names.push_back(same ? to_display(item) : label_of(*own, item, asking_.snapshot().kinds()->codes()));
      }
  kind.given = causes_in(names, *question.field, asking_);
  if (of_another_list)
    std::erase_if(kind.given, [&](const GivenCause& cause) {
      return std::find(names.begin(), names.end(), cause.label) == names.end();
    });
  question.given = kind.given;
  question.model = asking_.snapshot().causes_of(answered.name());
  if (question.given.empty() && question.model == nullptr) return nullptr;
  question.story = story_;
  question.words = words_;
  return std::make_unique<CauseChannel>(std::move(question), weight, asking_);
}

std::unique_ptr<const Channel> LookUp::words_of(const KindLookUp& kind, const ChannelSpec& spec,
                                                double weight) const {
  std::u16string text = story_of(kind.asked->record, spec.from, asking_.analyzer);
  // A text that is not told apart is the dispute itself, to one who looks for disputes.
  if (text.empty() && sense_ == Sense::Disputes) text = story_;
  std::vector<TermGroup> groups;
  for (SimilarTerm& term : choose_terms(text, asking_))
    groups.push_back({term.shown, {std::move(term.word)}, 0});
  groups = share_out(std::move(groups), asking_);
  if (groups.empty()) return nullptr;
  return std::make_unique<GroupsChannel>(spec.channel, std::move(groups), spec.from, weight, asking_);
}

std::unique_ptr<const Channel> LookUp::relations_of(const ChannelSpec& spec, double weight,
                                                    const CaseReader& reader) const {
  std::vector<TermGroup> groups;
  for (const Relation& relation : reader.relations())
    if (std::any_of(relation.cues.begin(), relation.cues.end(),
                    [&](const std::u16string& cue) { return story_.find(cue) != std::u16string::npos; }))
      groups.push_back({relation.name, relation.cues, 0});
  groups = share_out(std::move(groups), asking_);
  if (groups.empty()) return nullptr;
  return std::make_unique<GroupsChannel>(spec.channel, std::move(groups), spec.from, weight, asking_);
}

std::unique_ptr<const Channel> LookUp::values_of(const KindLookUp& kind, const ChannelSpec& spec,
                                                 double weight) const {
  const FieldSpec* field = field_with(*kind.asked->kind, spec.from);
  const auto& asked = values_with(kind.asked->record, spec.from);
  if (field == nullptr || asked.empty()) return nullptr;
  const bool tree = spec.channel == LikenessChannel::Region || spec.channel == LikenessChannel::Organ;
  auto values = tree ? near_values(asked.front(), *field, weight, asking_)
                     : same_values(asked, *field, weight, asking_);
  if (values.empty()) return nullptr;
  return std::make_unique<ValuesChannel>(spec.channel, field->name, std::move(values), asking_);
}

std::unique_ptr<const Channel> LookUp::amount_of(const KindLookUp& kind, const ChannelSpec& spec,
                                                 double weight) const {
  const FieldSpec* field = field_with(*kind.asked->kind, spec.from);
  const Record& record = kind.asked->record;
  const auto here = record.kind->with_role(Role::Amount);
  if (field == nullptr || !here || record.values[*here].items.empty()) return nullptr;
  const auto* asked = std::get_if<Fen>(&record.values[*here].items.front());
  if (asked == nullptr || asked->fen <= 0) return nullptr;
  return std::make_unique<AmountChannel>(*asked, *here, *field, weight, asking_);
}

LookUpRows LookUp::best(const Plan& filters, std::uint32_t limit, RowSink* every) const {
  bool rounded = false;
  for (const KindLookUp& kind : kinds_)
    for (const auto& channel : kind.channels) rounded = rounded || channel->rounds_up();
  LookUpRows found;
  Best best(limit + (rounded && limit > 0 ? kSpareRows : 0));
  for (std::size_t s = 0; s < rows_.size(); ++s) {
    const Matcher matcher(asking_.lease, s, asking_.analyzer, asking_.deadline);
    std::vector<float> scores(asking_.snapshot().segments()[s].rows(), 0);
    for (std::size_t k = 0; k < kinds_.size(); ++k) {
      RowSet rows = matcher.match(filters, rows_[s][k]);
      for (const auto& channel : kinds_[k].channels) {
        asking_.deadline.check();
        if (!channel->leads()) rows.retain([&](std::uint32_t row) { return scores[row] > 0; });
        channel->add_to(scores, rows, s);
      }
      rows.for_each([&](std::uint32_t row) {
        if (scores[row] <= 0 || (asked_.at && asked_.at->segment == s && asked_.at->row == row)) return;
        ++found.total;
        best.offer({{static_cast<std::uint32_t>(s), row}, scores[row]});
        if (every != nullptr) every->offer({static_cast<std::uint32_t>(s), row}, scores[row]);
      });
    }
  }
  found.rows = best.take();
  if (!rounded) return found;
  for (RankedRow& row : found.rows) row.key -= excess(of(row.at), row.at);
  std::sort(found.rows.begin(), found.rows.end(), RanksHigher{});
  if (found.rows.size() > limit) found.rows.resize(limit);
  return found;
}

double LookUp::excess(const KindLookUp& kind, RowAddress at) const {
  double sum = 0;
  for (const auto& channel : kind.channels) sum += channel->excess(at);
  return sum;
}

const KindLookUp& LookUp::of(RowAddress at) const {
  for (std::size_t k = 0; k < kinds_.size(); ++k)
    if (rows_[at.segment][k].has(at.row)) return kinds_[k];
  return kinds_.front();
}

}  // namespace leian::query
