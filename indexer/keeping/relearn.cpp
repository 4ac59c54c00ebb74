#include "indexer/keeping/relearn.hpp"

#include <algorithm>

#include "indexer/learn/learn_causes.hpp"

namespace leian {

Result<bool> relearn(const std::filesystem::path& db, std::shared_ptr<const Analyzer> analyzer) {
  LEIAN_TRY(const KindSet as_they_are, KindSet::from_sources({}));
  LEIAN_TRY(const auto writer, IndexWriter::open(db, as_they_are, std::move(analyzer)));
  LEIAN_TRY(const auto learned, learn_causes(*writer));
  return std::any_of(learned.begin(), learned.end(), [](const LearnedKind& one) { return one.learned; });
}

}  // namespace leian
