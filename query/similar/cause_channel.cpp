#include "query/similar/cause_channel.hpp"

#include <algorithm>
#include <cmath>

namespace leian::query {
namespace {

/// Of the profile, where a cause is given: half is what was given, half what the words say. Measured.
constexpr float kGivenShare = 0.5F;
/// Causes that the text hardly looks like are not looked for.
constexpr float kLeastWeight = 0.02F;
constexpr std::size_t kBackingWords = 3;
/// How much likelier than by itself a word must make a cause to back it.
constexpr float kSpeaksFor = 1.5F;

float weight_of(const std::vector<CauseWeight>& profile, std::uint32_t cause) {
  const auto at =
      std::find_if(profile.begin(), profile.end(), [&](const CauseWeight& w) { return w.cause == cause; });
  return at == profile.end() ? 0 : at->weight;
}

}  // namespace

CauseChannel::CauseChannel(CauseQuestion question, double weight, const Asking& asking)
    : Channel(LikenessChannel::Cause), question_(std::move(question)), weight_(weight), asking_(asking) {
  if (question_.model != nullptr) predict();
  if (!question_.given.empty()) add_given();
}

void CauseChannel::predict() {
  profile_.assign(question_.model->causes().size(), 0);
  const float share = question_.given.empty() ? 1 : 1 - kGivenShare;
  for (const CauseWeight& part : question_.model->profile_of(question_.story))
    if (part.weight >= kLeastWeight) profile_[part.cause] = share * part.weight;
}

void CauseChannel::add_given() {
  const float share = question_.model == nullptr ? 1 : kGivenShare;
  given_part_ = share / std::sqrt(static_cast<float>(question_.given.size()));
  for (const GivenCause& cause : question_.given)
    for (const std::string& value : cause.values) {
      const auto known = question_.model == nullptr ? std::nullopt : question_.model->find(value);
      if (!known)
        recorded_.emplace(value, &cause);
      else if (given_.emplace(*known, &cause).second)
        profile_[*known] += given_part_;
    }
}

void CauseChannel::add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  if (!recorded_.empty()) add_recorded(scores, rows, segment);
  if (question_.model == nullptr) return;
  const CauseModel& model = *question_.model;
  const auto weight = static_cast<float>(weight_);
  rows.for_each([&](std::uint32_t row) {
    float sum = 0;
    for (const StoredCauseWeight& part : model.row_profile(segment, row))
      sum += profile_[part.cause] * part.weight();
    scores[row] += weight * sum;
  });
}

/// As the model would have it: a record's causes share its profile.
void CauseChannel::add_recorded(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  const Column* column = asking_.snapshot().segments()[segment].segment->column(question_.field->name);
  if (column == nullptr) return;
  std::vector<char> wanted(column->entries(), 0);
  for (const auto& [value, cause] : recorded_)
    if (const auto ordinal = column->ordinal_of(value)) wanted[*ordinal] = 1;
  rows.for_each([&](std::uint32_t row) {
    const std::uint64_t begin = column->begin(row);
    const std::uint64_t end = column->list() ? column->begin(row + 1) : begin + 1;
    for (std::uint64_t at = begin; at < end; ++at)
      if (wanted[column->ordinal(at)] != 0)
        scores[row] += static_cast<float>(weight_) * given_part_ / std::sqrt(static_cast<float>(end - begin));
  });
}

std::map<std::uint32_t, double> CauseChannel::parts_of(RowAddress at) const {
  std::map<std::uint32_t, double> parts;
  if (question_.model == nullptr) return parts;
  for (const StoredCauseWeight& part : question_.model->row_profile(at.segment, at.row))
    if (const double product = weight_ * profile_[part.cause] * part.weight(); product > 0)
      parts[part.cause] += product;
  return parts;
}

void CauseChannel::explain(Pair& pair, std::vector<Reason>& reasons) const {
  for (const auto& [cause, part] : parts_of(pair.at)) {
    const std::string& value = question_.model->causes()[cause];
    const auto given = given_.find(cause);
    if (auto reason = reason_for(pair, value, label_of_value(value),
                                 given == given_.end() ? nullptr : given->second, part))
      reasons.push_back(std::move(*reason));
  }
  const auto field = pair.there.record().kind->with_role(Role::Cause);
  if (recorded_.empty() || !field) return;
  const auto& items = pair.there.record().values[*field].items;
  for (const Scalar& item : items) {
    const auto* value = std::get_if<std::string>(&item);
    const auto cause = value == nullptr ? recorded_.end() : recorded_.find(*value);
    if (cause == recorded_.end()) continue;
    const double part = weight_ * given_part_ / std::sqrt(static_cast<double>(items.size()));
    if (auto reason = reason_for(pair, *value, label_of_value(*value), cause->second, part))
      reasons.push_back(std::move(*reason));
  }
}

/// Where the case asked about has this very cause. Codes of another list may look the same and mean another.
std::optional<Snippet> CauseChannel::recorded_here(const CaseTexts& here, const std::string& value) const {
  const auto field = here.record().kind->with_role(Role::Cause);
  if (!field || here.record().kind->fields()[*field].codes != question_.field->codes) return std::nullopt;
  return here.value(*field, value);
}

std::optional<Reason> CauseChannel::reason_for(Pair& pair, const std::string& value, const std::string& label,
                                               const GivenCause* given, double part) const {
  Reason reason{name(), label, part, {}, {}};
  const auto there_field = pair.there.record().kind->with_role(Role::Cause);
  const auto said = there_field ? pair.there.value(*there_field, value) : std::nullopt;
  const auto known = recorded_here(pair.here, value);
  if (known)
    reason.here = *known;
  else if (given != nullptr)
    reason.here = {given->label, {{0, static_cast<std::uint32_t>(given->label.size())}}};
  else if (auto passage = pair.here.passage(words_for(*question_.model->find(value), pair.here)))
    reason.here = std::move(*passage);
  if (said)
    reason.there = *said;
  else if (auto passage = pair.there.passage(words_for(*question_.model->find(value), pair.there)))
    reason.there = std::move(*passage);
  // A prediction that no word of either text backs is no reason, and no part of the score.
  if (reason.here.text.empty() || reason.there.text.empty()) return std::nullopt;
  return reason;
}

std::vector<std::u16string_view> CauseChannel::words_for(std::uint32_t cause, CaseTexts& texts) const {
  auto spoken = spoken_.find(cause);
  if (spoken == spoken_.end()) {
    const float before = weight_of(question_.model->profile_of(std::u16string_view()), cause);
    std::vector<std::pair<float, std::u16string_view>> words;
    for (const SimilarTerm& term : question_.words->terms())
      if (const float weight = weight_of(question_.model->profile_of(term.word), cause);
          weight > kSpeaksFor * before)
        words.emplace_back(weight, term.word);
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    spoken = spoken_.emplace(cause, std::vector<std::u16string_view>{}).first;
    for (const auto& [weight, word] : words) spoken->second.push_back(word);
  }
  std::vector<std::u16string_view> held;
  for (const std::u16string_view word : spoken->second)
    if (held.size() < kBackingWords && texts.holds(word)) held.push_back(word);
  return held;
}

std::string CauseChannel::label_of_value(const std::string& value) const {
  return label_of(*question_.field, value, asking_.snapshot().kinds()->codes());
}

}  // namespace leian::query
