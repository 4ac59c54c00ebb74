/// `leian snapshot restore`: an index made of a saved state. Every file's checksum is compared while it is
/// written; MANIFEST comes last, so there is no index before all of it is there.
/// Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>

#include "indexer/keeping/vault.hpp"

namespace leian {

struct RestoreSummary {
  SavedState state;
  double seconds = 0;
};

/// Into a new or empty folder, or one in which a restore was cut short. With `replace` an index that is there
/// is exchanged in one step for the restored one, which is made beside it as <db>.restoring, and removed
/// after; the newest generation's number goes on rising, so that readers notice. Errors: NotFound (no such
/// snapshot); Conflict (folder not empty, or holds no index); IndexLocked; IndexDamaged (the snapshot); Io.
/// Until it succeeds, the old index is as it was.
Result<RestoreSummary> restore_state(const Vault&, const std::string& name, std::filesystem::path db,
                                     bool replace);

}  // namespace leian
