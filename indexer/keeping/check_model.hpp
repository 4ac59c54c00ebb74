/// Is a model as it was written? Checksums, structure, and whether every segment has its profiles. Whatever
/// is damaged can be learned anew from the records.
#pragma once
#include <cstdint>
#include <filesystem>

#include "indexer/keeping/finding.hpp"
#include "indexer/store/manifest.hpp"

namespace leian {

struct ModelCheck {
  Findings findings;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

ModelCheck check_model(const std::filesystem::path& db, const ModelEntry&, const Manifest&);

}  // namespace leian
