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

GroupsChannel::GroupsChannel(LikenessChannel what, std::vector<WordGroup> groups, std::vector<Role> roles,
                             double weight, const Asking& asking)
    : Channel(what), groups_(std::move(groups)), roles_(std::move(roles)), weight_(weight), asking_(asking) {
  for (const auto& kind : asking.snapshot().kinds()->kinds())
    for (const FieldSpec& field : kind->fields())
      if (std::find(roles_.begin(), roles_.end(), field.role) != roles_.end()) fields_.push_back(field.name);
}

void GroupsChannel::add_group(const WordGroup& group, std::vector<float>& scores, const RowSet& rows,
                              std::size_t segment) const {
  const auto part = static_cast<float>(weight_ * group.share);
  RowSet done(rows.rows());
  for (const std::u16string& word : group.words) {
    asking_.deadline.check();
    for (Postings at = asking_.lease.postings(segment, term_of_word(word)); !at.done(); at.next()) {
      if (!rows.has(at.row()) || done.has(at.row())) continue;
      done.add(at.row());
      scores[at.row()] += part;
    }
  }
}

void GroupsChannel::add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const {
  for (const WordGroup& group : groups_) add_group(group, scores, rows, segment);
}

bool GroupsChannel::stands(std::size_t segment, std::uint32_t row, const WordGroup& group) const {
  const Segment& of = *asking_.snapshot().segments()[segment].segment;
  for (const FieldText& text : of.texts().fields(row)) {
    if (std::find(fields_.begin(), fields_.end(), of.text_fields()[text.field]) == fields_.end()) continue;
    for (const std::u16string& word : group.words)
      if (text.units.find(word) != std::u16string_view::npos) return true;
  }
  return false;
}

double GroupsChannel::excess(RowAddress at) const {
  double excess = 0;
  for (const WordGroup& group : groups_) {
    const bool counted = std::any_of(group.words.begin(), group.words.end(), [&](const std::u16string& word) {
      Postings list = asking_.lease.postings(at.segment, term_of_word(word));
      list.skip_to(at.row);
      return !list.done() && list.row() == at.row;
    });
    excess += weight_ * group.share * ((counted ? 1 : 0) - (stands(at.segment, at.row, group) ? 1 : 0));
  }
  return excess;
}

void GroupsChannel::explain(Pair& pair, std::vector<Reason>& reasons) const {
  for (const WordGroup& group : groups_) {
    auto there = pair.there.passage(views(group.words), roles_);
    if (!there) continue;
    auto here = pair.here.passage(views(group.words));
    if (here)
      reasons.push_back({name(), group.name, weight_ * group.share, std::move(*here), std::move(*there)});
  }
}

std::vector<WordGroup> share_out(std::vector<WordGroup> groups, const Asking& asking) {
  const auto records = static_cast<double>(asking.snapshot().rows());
  double all = 0;
  for (WordGroup& group : groups) {
    double with = 0;
    for (const std::u16string& word : group.words)
      with += static_cast<double>(asking.lease.rows_with(term_of_word(word)));
    group.share = with > 0 ? inverse_frequency(records, std::min(with, records)) : 0;
    all += group.share;
  }
  std::erase_if(groups, [](const WordGroup& group) { return group.share == 0; });
  for (WordGroup& group : groups) group.share /= all;
  return groups;
}

}  // namespace leian::query
