#include "tests/bench/query_files.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "corpora/core/date.hpp"
#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::bench {
namespace {

bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

std::string yyyymmdd(std::string day) {
  std::erase(day, '-');
  return day;
}

class QueryMaker {
 public:
  QueryMaker(const std::vector<FlatRecord>& sample, const Analyzer& analyzer)
      : sample_(sample), analyzer_(analyzer) {
    for (const FlatRecord& record : sample) count_words(record);
    std::stable_sort(broad_.begin(), broad_.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    broad_.resize(std::min(broad_.size(), kBroadWords));
  }

  std::string words() { return some_words(any_record()); }

  std::string phrase() {
    const auto length = static_cast<std::size_t>(random_.between(4, 8));
    for (;;) {
      const std::u32string text = decode_utf8(any_record().text);
      if (text.size() < length) continue;
      const std::u32string part = text.substr(random_.below(text.size() - length + 1), length);
      if (std::all_of(part.begin(), part.end(), is_han)) return encode_utf8(part);
    }
  }

  std::string filtered_words() {
    const FlatRecord& record = any_record();
    std::vector<Facet> facets{{"kind", record.kind},
                              {"cause", record.cause},
                              {"organ", record.organ},
                              {"outcome", record.outcome},
                              {"county", record.region}};
    std::erase_if(facets, [](const Facet& facet) { return facet.second.empty(); });
    if (facets.size() < 2) return filtered_words();
    const std::size_t first = random_.below(facets.size());
    const std::size_t second = (first + 1 + random_.below(facets.size() - 1)) % facets.size();
    std::string line = some_words(record);
    for (const std::size_t i : {first, second}) line += '\t' + facets[i].first + '\t' + facets[i].second;
    const std::int32_t day = parse_date(record.opened).value_or(Date{}).days;
    for (const std::int64_t shift : {-random_.between(0, 365), random_.between(0, 365)})
      line += '\t' + yyyymmdd(to_string(Date{day + static_cast<std::int32_t>(shift)}));
    return line;
  }

  std::string broad() {
    constexpr std::uint64_t kPercentOfAll = 20;
    return random_.chance(kPercentOfAll) ? "*" : broad_[random_.below(broad_.size())].first;
  }

  std::string text() {
    constexpr std::size_t kLeast = 300;
    constexpr std::size_t kMost = 800;
    std::u32string text;
    while (text.size() < kLeast) text += decode_utf8(any_record().text);
    return encode_utf8(text.substr(0, std::min(text.size(), kLeast + random_.below(kMost - kLeast + 1))));
  }

 private:
  using Facet = std::pair<std::string, std::string>;  ///< the peer's name and a value
  static constexpr std::size_t kBroadWords = 60;

  const FlatRecord& any_record() { return sample_[random_.below(sample_.size())]; }

  /// The words of two characters or more, each once.
  std::vector<std::string> words_of(const FlatRecord& record) const {
    const std::u16string folded = analyzer_.fold(record.text).units;
    std::vector<Span> spans;
    analyzer_.words(folded, spans);
    std::set<std::string> words;
    for (const Span& span : spans) {
      const auto word = span.of(folded);
      if (word.size() >= 2 && std::all_of(word.begin(), word.end(), is_ideograph))
        words.insert(to_utf8(word));
    }
    return {words.begin(), words.end()};
  }

  std::string some_words(const FlatRecord& record) {
    const std::vector<std::string> words = words_of(record);
    if (words.empty()) return some_words(any_record());
    std::string line;
    for (std::int64_t left = random_.between(1, 3); left > 0; --left)
      line += (line.empty() ? "" : " ") + words[random_.below(words.size())];
    return line;
  }

  void count_words(const FlatRecord& record) {
    for (std::string& word : words_of(record)) {
      const auto [at, fresh] = place_.emplace(std::move(word), broad_.size());
      if (fresh) broad_.emplace_back(at->first, 0);
      ++broad_[at->second].second;
    }
  }

  const std::vector<FlatRecord>& sample_;
  const Analyzer& analyzer_;
  Random random_{2, 0};
  std::map<std::string, std::size_t> place_;
  std::vector<std::pair<std::string, int>> broad_;  ///< word and in how many sampled records, most first
};

}  // namespace

void Sampler::offer(FlatRecord record) {
  ++offered_;
  if (sample_.size() < kSample) {
    sample_.push_back(std::move(record));
  } else if (const std::uint64_t place = random_.below(offered_); place < kSample) {
    sample_[place] = std::move(record);
  }
}

Result<void> write_query_files(const std::vector<FlatRecord>& sample, const std::filesystem::path& out) {
  if (sample.empty()) return err(ErrorCode::BadInput, Msg::FileEmpty, out.string());
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  QueryMaker maker(sample, *analyzer);
  const std::pair<const char*, std::string (QueryMaker::*)()> classes[] = {
      {"q_a.tsv", &QueryMaker::words},
      {"q_b.tsv", &QueryMaker::phrase},
      {"q_c.tsv", &QueryMaker::filtered_words},
      {"q_d.tsv", &QueryMaker::broad},
      {"q_e.tsv", &QueryMaker::text}};
  for (const auto& [name, make] : classes) {
    std::string lines;
    for (std::size_t i = 0; i < kQueries; ++i) lines += (maker.*make)() + '\n';
    LEIAN_CHECK(replace_file(out / name, lines));
  }
  return {};
}

}  // namespace leian::bench
