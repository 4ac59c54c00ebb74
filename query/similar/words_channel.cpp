#include "query/similar/words_channel.hpp"

#include <algorithm>

#include "indexer/analysis/terms.hpp"

namespace leian::query {
namespace {

std::vector<std::u16string_view> views(const std::vector<std::u16string>& words) {
  return {words.begin(), words.end()};
}

}  // namespace

void TermsChannel::add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  const std::vector<float>& words = words_->of(segment);
  const auto by = static_cast<float>(scale());
  rows.for_each([&](std::uint32_t row) { scores[row] += by * words[row]; });
}

void TermsChannel::explain(Pair& pair, std::vector<Reason>& reasons) const {
  for (const SimilarTerm& term : words_->terms()) {
    const double part = scale() * words_->part(term, pair.at);
    if (part <= 0) continue;
    auto here = pair.here.passage({term.word});
    auto there = pair.there.passage({term.word});
    // What the caller may not see of a record is no reason, and no part of its score.
    if (here && there) reasons.push_back({name(), term.shown, part, std::move(*here), std::move(*there)});
  }
}

GroupsChannel::GroupsChannel(LikenessChannel what, std::vector<TermGroup> groups, std::vector<Role> roles,
                             double weight, const Asking& asking)
    : Channel(what), groups_(std::move(groups)), roles_(std::move(roles)), weight_(weight), asking_(asking) {
  for (const auto& kind : asking.snapshot().kinds()->kinds())
    for (const FieldSpec& field : kind->fields())
      if (std::find(roles_.begin(), roles_.end(), field.role) != roles_.end()) fields_.push_back(field.name);
}

RowSet GroupsChannel::rows_with(const TermGroup& group, const RowSet& rows, std::size_t segment) const {
  RowSet with(rows.rows());
  for (const std::u16string& word : group.words) {
    asking_.deadline.check();
    for (Postings at = asking_.lease.postings(segment, term_of_word(word)); !at.done(); at.next())
      with.add(at.row());
  }
  with &= rows;
  return with;
}

void GroupsChannel::add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  std::vector<RowSet>& counted = counted_[segment];
  counted.clear();
  for (const TermGroup& group : groups_) {
    counted.push_back(rows_with(group, rows, segment));
    const auto part = static_cast<float>(weight_ * group.share);
    counted.back().for_each([&](std::uint32_t row) { scores[row] += part; });
  }
}

double GroupsChannel::excess(RowAddress at) const {
  const auto counted = counted_.find(at.segment);
  if (counted == counted_.end()) return 0;
  const Segment& of = *asking_.snapshot().segments()[at.segment].segment;
  std::vector<std::u16string_view> texts;
  for (const FieldText& text : of.texts().fields(at.row))
    if (std::find(fields_.begin(), fields_.end(), of.text_fields()[text.field]) != fields_.end())
      texts.push_back(text.units);
  double excess = 0;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (!counted->second[g].has(at.row)) continue;
    const auto& words = groups_[g].words;
    const bool stands = std::any_of(words.begin(), words.end(), [&](const std::u16string& word) {
      return std::any_of(texts.begin(), texts.end(), [&](std::u16string_view text) {
        return text.find(word) != std::u16string_view::npos;
      });
    });
    if (!stands) excess += weight_ * groups_[g].share;
  }
  return excess;
}

void GroupsChannel::explain(Pair& pair, std::vector<Reason>& reasons) const {
  const auto counted = counted_.find(pair.at.segment);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const TermGroup& group = groups_[g];
    // A longer word stands in more texts than those in which it was cut as one; the score knows only these.
    if (counted == counted_.end() || !counted->second[g].has(pair.at.row)) continue;
    auto there = pair.there.passage(views(group.words), roles_);
    if (!there) continue;
    auto here = pair.here.passage(views(group.words));
    if (here)
      reasons.push_back({name(), group.name, weight_ * group.share, std::move(*here), std::move(*there)});
  }
}

std::vector<TermGroup> share_out(std::vector<TermGroup> groups, const Asking& asking) {
  const auto records = static_cast<double>(asking.snapshot().rows());
  double all = 0;
  for (TermGroup& group : groups) {
    double with = 0;
    for (const std::u16string& word : group.words)
      with += static_cast<double>(asking.lease.rows_with(term_of_word(word)));
    group.share = with > 0 ? inverse_frequency(records, std::min(with, records)) : 0;
    all += group.share;
  }
  std::erase_if(groups, [](const TermGroup& group) { return group.share == 0; });
  for (TermGroup& group : groups) group.share /= all;
  return groups;
}

}  // namespace leian::query
