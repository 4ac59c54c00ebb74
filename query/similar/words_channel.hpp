/// Channels that compare words: a story's, and groups of words in texts of certain roles.
/// Source: docs/adr/0022-channels-of-likeness.md
#pragma once
#include <map>
#include <memory>

#include "query/similar/channel.hpp"
#include "query/similar/word_scores.hpp"

namespace leian::query {

/// The words of the facts: BM25, the best record of the collection being the whole. A reason a word.
class TermsChannel : public Channel {
 public:
  /// `words` has counted in all rows of the collection.
  TermsChannel(std::shared_ptr<const WordScores> words, double weight)
      : Channel(LikenessChannel::Terms), words_(std::move(words)), weight_(weight) {}

  void add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const override;
  void explain(Pair&, std::vector<Reason>&) const override;

 private:
  /// What a BM25 score is times.
  double scale() const { return words_->highest() > 0 ? weight_ / words_->highest() : 0; }

  std::shared_ptr<const WordScores> words_;
  double weight_;
};

/// Words any of which says the same.
struct TermGroup {
  std::string name;  ///< as people read it
  std::vector<std::u16string> words;
  double share = 0;  ///< of the channel's weight; those of all groups add up to 1
};

/// Groups that the case asked about and a record both have, in texts of these roles. Posting lists tell in
/// which records a word stands, not in which text: add_to rounds up, and the folded texts decide.
class GroupsChannel : public Channel {
 public:
  GroupsChannel(LikenessChannel what, std::vector<TermGroup> groups, std::vector<Role> roles, double weight,
                const Asking& asking);

  void add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const override;
  double excess(RowAddress) const override;
  bool rounds_up() const override { return true; }
  void explain(Pair&, std::vector<Reason>&) const override;

 private:
  /// The rows that hold any of its words, wherever.
  RowSet rows_with(const TermGroup&, const RowSet& rows, std::size_t segment) const;

  std::vector<TermGroup> groups_;
  std::vector<Role> roles_;
  std::vector<std::string> fields_;  // names of the fields of these roles, of all kinds
  double weight_;
  const Asking& asking_;
  mutable std::map<std::size_t, std::vector<RowSet>> counted_;  // of each segment, of each group
};

/// Shares by how rare the groups are, so that they add up to 1; groups that no record has are left out.
std::vector<TermGroup> share_out(std::vector<TermGroup>, const Asking&);

}  // namespace leian::query
