/// `leian snapshot create`: one state of an index into a vault, while others search and write.
/// The newest generation is pinned (store/pins.hpp), so its files stay while they are copied. Of a journal as
/// much is taken as stands in it while that generation is the newest: with the generation it holds every
/// write that was acknowledged before. Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <string>

#include "indexer/keeping/vault.hpp"

namespace leian {

struct SaveOptions {
  std::string name;   ///< empty: the time
  bool link = false;  ///< share blocks with the index where possible
};

struct SaveSummary {
  SavedState state;
  std::uint64_t new_objects = 0;
  std::uint64_t new_bytes = 0;
  double seconds = 0;
};

/// Errors: those of reading a MANIFEST; BadInput (name); Conflict (name taken; the index changed too fast);
/// IndexDamaged (a file is not what it was written as: no snapshot is made); Io.
Result<SaveSummary> save_state(const std::filesystem::path& db, Vault&, SaveOptions);

}  // namespace leian
