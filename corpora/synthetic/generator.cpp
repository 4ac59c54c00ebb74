#include "corpora/synthetic/generator.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/synthetic/corpus_folder.hpp"
#include "corpora/synthetic/story_book.hpp"
#include "corpora/synthetic/teller.hpp"

namespace leian {
namespace {

constexpr std::uint64_t kBatch = 2'000;

/// The lines of some records in a row, by kind.
struct Batch {
  std::map<std::string, std::string> lines;
  std::map<std::string, std::uint64_t> counts;
};

Result<Batch> tell_batch(const StoryBook& book, std::uint64_t seed, std::uint64_t from, std::uint64_t to) {
  Batch batch;
  for (std::uint64_t position = from; position < to; ++position) {
    Random random(seed, position);
    const Story& story = book.story_for(random.next() % book.total_weight());
    const std::string& kind = story.kind->kind->name();
    Teller teller(book, story, random, {seed, position + 1});
    LEIAN_CHECK(teller.write_record(batch.lines[kind]));
    ++batch.counts[kind];
  }
  return batch;
}

/// Workers tell batches side by side; each is written when its turn comes, so the files do not depend on the
/// workers.
class Run {
 public:
  Run(const StoryBook& book, const GenerateOptions& options, CorpusFolder& folder)
      : book_(book), options_(options), folder_(folder) {}

  Result<GenerateSummary> tell_all() {
    const int wanted =
        options_.jobs > 0 ? options_.jobs : static_cast<int>(std::thread::hardware_concurrency());
    std::vector<std::thread> workers;
    for (int n = 0; n < std::max(wanted, 1); ++n) workers.emplace_back([this] { work(); });
    for (std::thread& worker : workers) worker.join();
    if (problem_) return Unexpected(std::move(*problem_));
    return std::move(summary_);
  }

 private:
  void work() {
    for (;;) {
      const auto number = take();
      if (!number) return;
      const std::uint64_t from = *number * kBatch;
      const auto batch = tell_batch(book_, options_.seed, from, std::min(from + kBatch, options_.count));
      hand_in(*number, batch);
    }
  }

  std::optional<std::uint64_t> take() {
    const std::lock_guard lock(mutex_);
    if (problem_ || taken_ * kBatch >= options_.count) return std::nullopt;
    return taken_++;
  }

  void hand_in(std::uint64_t number, const Result<Batch>& batch) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return written_ == number; });
    ++written_;
    turn_.notify_all();
    if (problem_) return;
    if (const auto done = batch ? write(*batch) : Unexpected(batch.error()); !done) problem_ = done.error();
  }

  Result<void> write(const Batch& batch) {
    for (const auto& [kind, lines] : batch.lines) {
      LEIAN_CHECK(folder_.write(kind, lines));
      summary_.bytes += lines.size();
    }
    for (const auto& [kind, count] : batch.counts) {
      summary_.records += count;
      summary_.by_kind[kind] += count;
    }
    return {};
  }

  const StoryBook& book_;
  const GenerateOptions& options_;
  CorpusFolder& folder_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t taken_ = 0;
  std::uint64_t written_ = 0;
  std::optional<Error> problem_;
  GenerateSummary summary_;
};

}  // namespace

Result<GenerateSummary> generate(const GenerateOptions& options, const KindSet& kinds) {
  const auto stories = data_folder() / "stories" / options.set;
  std::error_code error;
  const bool plain =
      !options.set.empty() && options.set.find('/') == std::string::npos && options.set[0] != '.';
  if (!plain || !std::filesystem::is_directory(stories, error))
    return err(ErrorCode::BadUsage, Msg::StorySetUnknown, options.set);
  LEIAN_TRY(const StoryBook book, StoryBook::load(stories, kinds));
  LEIAN_TRY(CorpusFolder folder, CorpusFolder::open(options.out));
  LEIAN_TRY(GenerateSummary summary, Run(book, options, folder).tell_all());
  LEIAN_TRY(summary.files, folder.finish());
  return summary;
}

}  // namespace leian
