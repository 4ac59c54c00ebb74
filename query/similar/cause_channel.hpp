/// The cause: what the case asked about is known to be, and what its words make it look like, against what
/// records are and look like. The score is the product of two profiles over causes (CauseModel); without a
/// model, what is given against what is recorded. A reason a cause.
/// Source: docs/adr/0022-channels-of-likeness.md, docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <map>
#include <memory>

#include "indexer/learn/cause_model.hpp"
#include "query/similar/channel.hpp"
#include "query/similar/given_causes.hpp"
#include "query/similar/word_scores.hpp"

namespace leian::query {

/// What is known of the case's cause.
struct CauseQuestion {
  std::u16string story;                     ///< folded
  std::vector<GivenCause> given;            ///< empty: to be predicted alone
  const FieldSpec* field = nullptr;         ///< the cause of the kind answered
  std::shared_ptr<const CauseModel> model;  ///< null: nothing was learned
  std::shared_ptr<const WordScores> words;  ///< those that may back a prediction
};

class CauseChannel : public Channel {
 public:
  CauseChannel(CauseQuestion question, double weight, const Asking& asking);

  void add_to(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const override;
  void explain(Pair&, std::vector<Reason>&) const override;

 private:
  /// A cause of the question's own profile.
  struct Wanted {
    std::string label;
    float weight = 0;
    const GivenCause* given = nullptr;
  };
  void predict();
  void add_given();
  /// Parts of a row by the model, by place in its causes.
  std::map<std::uint32_t, double> parts_of(RowAddress) const;
  /// Of causes that the model does not know, the row's values say.
  void add_recorded(std::vector<float>& scores, const RowSet& rows, std::size_t segment) const;
  std::optional<Snippet> recorded_here(const CaseTexts&, const std::string& value) const;
  std::optional<Reason> reason_for(Pair&, const std::string& value, const std::string& label,
                                   const GivenCause* given, double part) const;
  /// The words of the story that speak most for a cause of the model, those that a text holds. Each side has
  /// its own: what both have is the cause.
  std::vector<std::u16string_view> words_for(std::uint32_t cause, CaseTexts&) const;
  std::string label_of_value(const std::string& value) const;

  CauseQuestion question_;
  double weight_;
  const Asking& asking_;
  std::vector<float> profile_;                         // over the model's causes
  std::map<std::uint32_t, const GivenCause*> given_;   // of the model's causes
  std::map<std::string, const GivenCause*> recorded_;  // values that the model does not know
  float given_part_ = 0;                               // of each of these
  mutable std::map<std::uint32_t, std::vector<std::u16string_view>> spoken_;
};

}  // namespace leian::query
