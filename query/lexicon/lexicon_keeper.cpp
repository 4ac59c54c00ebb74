#include "corpora/core/files.hpp"
#include "query/lexicon/lexicon.hpp"

namespace leian::query {
namespace {

constexpr const char* kSynonyms = "synonyms.txt";
constexpr const char* kWords = "words.txt";
constexpr const char* kAnswers = "answers.jsonl";

Result<void> take_in(const std::filesystem::path& file, const Analyzer& analyzer, Lexicon& lexicon) {
  LEIAN_TRY(const std::string text, read_file(file));
  if (file.filename() == kWords) return lexicon.add_words(text, file.string(), analyzer);
  if (file.filename() == kAnswers) return lexicon.add_answers(text, file.string(), analyzer);
  return lexicon.add_synonyms(text, file.string(), analyzer);
}

}  // namespace

LexiconKeeper::LexiconKeeper(std::filesystem::path built_in, std::filesystem::path own,
                             std::shared_ptr<const Analyzer> analyzer)
    : built_in_(std::move(built_in)),
      own_(std::move(own)),
      analyzer_(std::move(analyzer)),
      current_(std::make_shared<const Lexicon>()) {}

std::vector<std::filesystem::path> LexiconKeeper::files() const {
  return {built_in_ / kSynonyms, own_ / kSynonyms, own_ / kWords, own_ / kAnswers};
}

LexiconKeeper::Times LexiconKeeper::times() const {
  Times times;
  for (const auto& file : files()) {
    std::error_code missing;
    const auto time = std::filesystem::last_write_time(file, missing);
    times.push_back(missing ? std::filesystem::file_time_type::min() : time);
  }
  return times;
}

Result<std::shared_ptr<const Lexicon>> LexiconKeeper::load() const {
  auto lexicon = std::make_shared<Lexicon>();
  for (const auto& file : files()) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) continue;
    LEIAN_CHECK(take_in(file, *analyzer_, *lexicon));
  }
  return lexicon;
}

void LexiconKeeper::refresh() {
  const auto now = std::chrono::steady_clock::now();
  if (!seen_.empty() && now - looked_at_ < kRefreshInterval) return;
  looked_at_ = now;
  Times newest = times();
  if (newest == seen_) return;
  seen_ = std::move(newest);
  auto loaded = load();
  if (loaded) {
    current_ = std::move(*loaded);
    fault_.reset();
  } else {
    fault_ = std::move(loaded.error());
  }
}

std::shared_ptr<const Lexicon> LexiconKeeper::current() {
  const std::lock_guard lock(mutex_);
  refresh();
  return current_;
}

std::optional<Error> LexiconKeeper::fault() {
  const std::lock_guard lock(mutex_);
  refresh();
  return fault_;
}

}  // namespace leian::query
