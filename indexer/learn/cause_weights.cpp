#include "indexer/learn/cause_weights.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::size_t kAlignment = 8;
constexpr std::size_t aligned(std::size_t bytes) {
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

/// Takes the file's tables one after the other; after one that does not fit, all are empty.
class TableReader {
 public:
  TableReader(const MappedFile& file, std::size_t at) : file_(file), at_(at) {}

  template <class T>
  std::span<const T> take(std::size_t count) {
    const auto table = whole_ ? file_.array<T>(at_, count) : std::span<const T>();
    whole_ = whole_ && table.size() == count;
    if (whole_) at_ = aligned(at_ + count * sizeof(T));
    return table;
  }
  bool ended() const { return whole_ && at_ == file_.size(); }

 private:
  const MappedFile& file_;
  std::size_t at_;
  bool whole_ = true;
};

/// The causes' names, or none where starts and bytes do not fit.
std::vector<std::string> names_of(std::span<const std::uint32_t> starts, std::span<const char> bytes) {
  if (starts.empty() || starts.front() != 0 || starts.back() != bytes.size() ||
      !std::is_sorted(starts.begin(), starts.end()))
    return {};
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    names.emplace_back(bytes.data() + starts[i], starts[i + 1] - starts[i]);
  return names;
}

class TableWriter {
 public:
  explicit TableWriter(NewFile file) : file_(std::move(file)) {}

  template <class Values>
  Result<void> add(const Values& values) {
    LEIAN_CHECK(file_.write(bytes_of(values)));
    return file_.write(std::string(aligned(file_.size()) - file_.size(), '\0'));
  }
  Result<void> finish() { return file_.close_flushed(); }

 private:
  NewFile file_;
};

CauseWeightsHead head_of(const LearnedCauses& learned) {
  CauseWeightsHead head{};
  std::memcpy(head.magic, kCauseWeightsMagic, sizeof head.magic);
  head.causes = static_cast<std::uint32_t>(learned.causes.size());
  head.features = static_cast<std::uint32_t>(learned.vocabulary.features.size());
  head.points = static_cast<std::uint32_t>(learned.points.size());
  head.hashes = static_cast<std::uint32_t>(learned.hashes.size());
  for (const std::string& cause : learned.causes) head.name_bytes += cause.size();
  head.labelled = learned.labelled;
  head.learned_from = learned.learned_from;
  head.accuracy = learned.accuracy;
  std::copy_n(learned.endings.begin(), std::min(learned.endings.size(), std::size(head.endings)),
              head.endings);
  return head;
}

}  // namespace

Result<std::shared_ptr<const CauseWeights>> CauseWeights::open(const std::filesystem::path& path) {
  auto weights = std::make_shared<CauseWeights>();
  LEIAN_TRY(weights->file_, MappedFile::open(path));
  const auto damaged = [&] { return err(ErrorCode::IndexDamaged, Msg::IndexFileDamaged, path.string()); };
  const auto heads = weights->file_.array<CauseWeightsHead>(0, 1);
  if (heads.empty()) return damaged();
  const CauseWeightsHead& head = heads[0];
  if (std::string_view(head.magic, sizeof head.magic) !=
          std::string_view(kCauseWeightsMagic, sizeof head.magic) ||
      head.causes == 0 || head.causes > kMaxCauses)
    return damaged();
  weights->head_ = &head;
  TableReader tables(weights->file_, aligned(sizeof head));
  const auto starts = tables.take<std::uint32_t>(head.causes + 1);
  weights->causes_ = names_of(starts, tables.take<char>(head.name_bytes));
  const auto features = tables.take<learn::Feature>(head.features);
  const auto rarities = tables.take<float>(head.features);
  weights->means_ = tables.take<float>(head.causes);
  weights->weights_ = tables.take<std::uint16_t>(std::size_t{head.features} * head.causes);
  weights->points_ = tables.take<learn::ConfidencePoint>(head.points);
  weights->hashes_ = tables.take<std::uint64_t>(head.hashes);
  if (!tables.ended() || weights->causes_.size() != head.causes) return damaged();
  weights->table_ = std::make_unique<const learn::FeatureTable>(features, rarities);
  return weights;
}

std::u16string_view CauseWeights::endings() const {
  const std::u16string_view all(head_->endings, std::size(head_->endings));
  return all.substr(0, all.find(u'\0'));
}

std::vector<learn::Component> CauseWeights::vector_of(std::span<const std::u16string_view> texts) const {
  return table_->vector_of(learn::count_features(texts));
}

std::vector<float> CauseWeights::scores(std::span<const learn::Component> text) const {
  std::vector<float> scores(means_.begin(), means_.end());
  for (const learn::Component& part : text) {
    const auto row = weights_.subspan(part.feature * scores.size(), scores.size());
    for (std::size_t c = 0; c < scores.size(); ++c)
      scores[c] += part.value * std::bit_cast<float>(std::uint32_t{row[c]} << 16);
  }
  return scores;
}

Result<void> write_cause_weights(const std::filesystem::path& path, const LearnedCauses& learned) {
  const CauseWeightsHead head = head_of(learned);
  std::vector<std::uint32_t> starts{0};
  std::string names;
  for (const std::string& cause : learned.causes) {
    names += cause;
    starts.push_back(static_cast<std::uint32_t>(names.size()));
  }
  LEIAN_TRY(auto file, NewFile::create(path));
  TableWriter tables(std::move(file));
  LEIAN_CHECK(tables.add(std::span(&head, 1)));
  LEIAN_CHECK(tables.add(starts));
  LEIAN_CHECK(tables.add(names));
  LEIAN_CHECK(tables.add(learned.vocabulary.features));
  LEIAN_CHECK(tables.add(learned.vocabulary.rarities));
  LEIAN_CHECK(tables.add(learned.means));
  LEIAN_CHECK(tables.add(learned.weights));
  LEIAN_CHECK(tables.add(learned.points));
  LEIAN_CHECK(tables.add(learned.hashes));
  return tables.finish();
}

std::uint16_t half_of(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  constexpr std::uint32_t kHalf = 0x7FFF;
  return static_cast<std::uint16_t>((bits + kHalf + (bits >> 16 & 1)) >> 16);
}

}  // namespace leian
