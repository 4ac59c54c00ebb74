/// What `leian doctor` found, and what can be done about it.
#pragma once
#include <string>
#include <vector>

#include "corpora/core/error.hpp"

namespace leian {

enum class Remedy {
  None,     ///< good to know; nothing is wrong with the index
  CleanUp,  ///< a left-over that repairing removes; nothing is wrong with the index
  Rebuild,  ///< repairing makes it anew from the stored records
  Restore,  ///< lost: only a snapshot, or the original files, bring it back
};

struct Finding {
  std::string file;  ///< path in the index's folder
  Text what;
  Remedy remedy = Remedy::None;
  bool repaired = false;
};

using Findings = std::vector<Finding>;

/// The worst of the remedies that findings ask for and that were not done.
inline Remedy worst(const Findings& findings) {
  Remedy remedy = Remedy::None;
  for (const Finding& finding : findings)
    if (!finding.repaired && finding.remedy > remedy) remedy = finding.remedy;
  return remedy;
}

}  // namespace leian
