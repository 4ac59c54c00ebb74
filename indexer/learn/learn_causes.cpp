#include "indexer/learn/learn_causes.hpp"

#include <algorithm>
#include <chrono>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/learn/cause_model.hpp"
#include "indexer/learn/cause_names.hpp"
#include "indexer/learn/kind_rows.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/learn/sample.hpp"
#include "indexer/learn/score_rows.hpp"
#include "indexer/learn/side_by_side.hpp"
#include "indexer/learn/train.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

/// With more causes fewer examples are taken, so that fitting takes minutes at most.
constexpr std::size_t kMostExampleCauses = 6'000'000;
constexpr std::uint32_t kNoExample = 0xFFFF'FFFF;

/// Learns one kind's causes from a writer's newest generation.
class Learning {
 public:
  Learning(IndexWriter& writer, std::shared_ptr<const Kind> kind, const LearnOptions& options)
      : writer_(writer),
        snapshot_(writer.shared_snapshot()),
        kind_(std::move(kind)),
        options_(options),
        labelled_(learn::labelled_rows(*snapshot_, *kind_)) {}

  Result<LearnedKind> run() {
    const auto started = Clock::now();
    told_.kind = kind_->name();
    told_.labelled = labelled_.rows.size();
    if (const auto model = snapshot_->causes_of(kind_->name())) tell_of(*model->weights());
    if (labelled_.rows.size() < kFewestRecords || labelled_.causes.size() < 2 || is_fresh()) return told_;
    sample_ =
        learn::sample_of(labelled_, std::min(kMostExamples, kMostExampleCauses / labelled_.causes.size()));
    const learn::CauseNames names(*kind_, snapshot_->kinds()->codes(), writer_.analyzer(), labelled_.causes);
    learned_.endings = names.endings();
    read_examples(names);
    fit();
    if (stopping()) return told_;
    LEIAN_CHECK(write());
    told_.learned = true;
    told_.seconds = std::chrono::duration<double>(Clock::now() - started).count();
    return told_;
  }

 private:
  bool stopping() const { return options_.stop != nullptr && *options_.stop; }

  void tell_of(const CauseWeights& weights) {
    told_.learned_from = weights.learned_from();
    told_.causes = weights.causes().size();
    told_.features = weights.features();
    told_.accuracy = weights.accuracy();
  }

  bool is_fresh() const {
    const auto model = snapshot_->causes_of(kind_->name());
    return options_.only_stale && model != nullptr &&
           learn::share_of_new(model->weights()->hashes(), learn::smallest_hashes(labelled_)) <= kStale;
  }

  const Segment& segment(std::uint32_t number) const { return *snapshot_->segments()[number].segment; }

  void read_examples(const learn::CauseNames& names) {
    std::vector<learn::KindRows> rows;
    for (const SegmentView& view : snapshot_->segments()) rows.emplace_back(*view.segment, *kind_);
    std::vector<std::vector<learn::FeatureCount>> counts(sample_.size());
    learn::side_by_side(sample_.size(), [&](std::size_t i) {
      const RowAddress at = sample_[i].at;
      const auto& from = rows[at.segment];
      counts[i] = learn::count_features(names.cut(from.texts(at.row), from.causes(at.row)));
    });
    learned_.vocabulary = learn::make_vocabulary(counts);
    const learn::FeatureTable table(learned_.vocabulary.features, learned_.vocabulary.rarities);
    examples_.texts.resize(sample_.size());
    learn::side_by_side(sample_.size(),
                        [&](std::size_t i) { examples_.texts[i] = table.vector_of(counts[i]); });
    for (const learn::LabelledRow& row : sample_) examples_.causes.push_back(row.causes);
    examples_.features = learned_.vocabulary.features.size();
    examples_.cause_count = labelled_.causes.size();
  }

  void fit() {
    learn::TrainControl control{options_.stop, {}};
    if (options_.progress) control.progress = [this](double done) { options_.progress(kind_->name(), done); };
    trained_ = learn::train(examples_, kFolds, control);
    std::vector<float> weights;
    for (const learn::LabelledRow& row : sample_) weights.push_back(row.weight);
    auto measured = learn::measure(examples_, trained_, weights);
    learned_.causes = labelled_.causes;
    learned_.means = trained_.means;
    learned_.weights = std::move(trained_.weights);
    learned_.points = std::move(measured.points);
    learned_.accuracy = measured.accuracy;
    learned_.hashes = learn::smallest_hashes(labelled_);
    learned_.labelled = labelled_.rows.size();
    learned_.learned_from = sample_.size();
  }

  Result<void> write() {
    ModelEntry entry{fmt::format("{}-{}", kind_->name(), snapshot_->generation() + 1), kind_->name(), {}, {}};
    const auto folder = model_folder(writer_.folder(), entry.name);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);  // of a run that was killed
    LEIAN_CHECK(make_folder(folder));
    const auto path = weights_file(writer_.folder(), entry.name);
    LEIAN_CHECK(write_cause_weights(path, learned_));
    LEIAN_TRY(entry.weights, sum_of_file(path));
    LEIAN_TRY(const auto weights, CauseWeights::open(path));
    tell_of(*weights);
    LEIAN_CHECK(write_profiles(entry, *weights));
    LEIAN_CHECK(sync_folder(folder));
    LEIAN_CHECK(sync_folder(folder.parent_path()));
    LEIAN_CHECK(sync_folder(writer_.folder()));
    writer_.set_model(std::move(entry));
    return {};
  }

  /// The next publish names them, and finds none missing.
  Result<void> write_profiles(const ModelEntry& entry, const CauseWeights& weights) const {
    for (std::uint32_t s = 0; s < snapshot_->segments().size(); ++s) {
      const Segment& of = segment(s);
      std::vector<std::uint32_t> examples(of.rows(), kNoExample);
      for (std::uint32_t i = 0; i < sample_.size(); ++i)
        if (sample_[i].at.segment == s) examples[sample_[i].at.row] = i;
      const auto known = [&](std::uint32_t row) {
        return examples[row] == kNoExample ? std::span<const float>() : trained_.scores_of(examples[row]);
      };
      const auto profiles =
          learn::score_rows(of, {*kind_, *snapshot_->kinds(), writer_.analyzer(), weights}, known);
      LEIAN_CHECK(
          profiles.write(profiles_file(writer_.folder(), entry.name, of.name()), weights.causes().size()));
    }
    return {};
  }

  IndexWriter& writer_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Kind> kind_;
  const LearnOptions& options_;
  learn::LabelledRows labelled_;
  std::vector<learn::LabelledRow> sample_;
  learn::Examples examples_;
  learn::Trained trained_;
  LearnedCauses learned_;
  LearnedKind told_;
};

Result<std::vector<std::shared_ptr<const Kind>>> kinds_to_learn(const KindSet& kinds,
                                                                const std::string& name) {
  std::vector<std::shared_ptr<const Kind>> chosen;
  if (name.empty()) {
    for (const auto& kind : kinds.kinds())
      if (learn::can_learn(*kind)) chosen.push_back(kind);
    return chosen;
  }
  LEIAN_TRY(auto kind, kinds.find(name));
  if (!learn::can_learn(*kind)) return err(ErrorCode::BadInput, Msg::TrainNoCause, kind->name());
  chosen.push_back(std::move(kind));
  return chosen;
}

}  // namespace

Result<std::vector<LearnedKind>> learn_causes(IndexWriter& writer, const LearnOptions& options) {
  LEIAN_TRY(const auto kinds, kinds_to_learn(*writer.snapshot().kinds(), options.kind));
  std::vector<LearnedKind> told;
  for (const auto& kind : kinds) {
    LEIAN_TRY(LearnedKind one, Learning(writer, kind, options).run());
    told.push_back(std::move(one));
  }
  if (std::any_of(told.begin(), told.end(), [](const LearnedKind& one) { return one.learned; }))
    LEIAN_CHECK(writer.publish());
  return told;
}

}  // namespace leian
