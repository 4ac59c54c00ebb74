/// A look-up of similar cases, prepared: for every kind that is answered the channels that take part; then
/// the best rows. One thread; lives as long as what it was made of. Throws OutOfTime and Xapian::Error.
/// Source: docs/adr/0022-channels-of-likeness.md
#pragma once
#include <memory>
#include <vector>

#include "query/similar/asked_case.hpp"
#include "query/similar/channel.hpp"
#include "query/similar/given_causes.hpp"
#include "query/similar/word_scores.hpp"

namespace leian::query {

/// What the records of one kind are compared by.
struct KindLookUp {
  const AskedCase* asked = nullptr;
  std::vector<std::unique_ptr<const Channel>> channels;  ///< those that lead first
  std::vector<GivenCause> given;
};

struct LookUpRows {
  std::uint64_t total = 0;
  std::vector<RankedRow> rows;  ///< best first
};

/// Is told of every row that shares anything, with its likeness (as far up as channels round it).
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void offer(RowAddress, double likeness) = 0;
};

class LookUp {
 public:
  /// `channels`: only those of these names; null: all that the kinds have.
  LookUp(const Asking& asking, const AskedCases& asked, Sense sense);

  /// The words of the story, whatever they are worth; what `prepare` puts into channels.
  bool has_words() const { return !words_->terms().empty(); }
  const std::vector<SimilarTerm>& words() const { return words_->terms(); }
  const std::vector<KindLookUp>& kinds() const { return kinds_; }

  /// Makes the channels. `causes`: as given, of known names; those of the record itself where empty.
  void prepare(const std::vector<std::string>& causes, const std::vector<std::string>& without,
               const CaseReader& reader);
  /// The best `limit` rows of those that `filters` lets through; `every`: is told of all of them.
  LookUpRows best(const Plan& filters, std::uint32_t limit, RowSink* every = nullptr) const;
  /// The part of a look-up that a row belongs to, by its kind.
  const KindLookUp& of(RowAddress) const;

 private:
  void add_channel(KindLookUp&, const ChannelSpec&, const std::vector<std::string>& causes,
                   const CaseReader& reader);
  std::unique_ptr<const Channel> cause_channel(KindLookUp&, const std::vector<std::string>& causes,
                                               double weight) const;
  std::unique_ptr<const Channel> words_of(const KindLookUp&, const ChannelSpec&, double weight) const;
  std::unique_ptr<const Channel> relations_of(const ChannelSpec&, double weight, const CaseReader&) const;
  std::unique_ptr<const Channel> values_of(const KindLookUp&, const ChannelSpec&, double weight) const;
  std::unique_ptr<const Channel> amount_of(const KindLookUp&, const ChannelSpec&, double weight) const;
  double weight_of(const ChannelSpec& spec) const { return spec.weights[static_cast<std::size_t>(sense_)]; }
  double excess(const KindLookUp&, RowAddress) const;

  const Asking& asking_;
  const AskedCases& asked_;
  Sense sense_;
  std::u16string story_;
  std::shared_ptr<WordScores> words_;
  std::vector<KindLookUp> kinds_;
  std::vector<std::vector<RowSet>>
      rows_;  // of each segment, of each kind: what may be answered, but for filters
};

}  // namespace leian::query
