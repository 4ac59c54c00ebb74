/// What is known of facts and outcomes beforehand, as data: phrases that bear on an outcome, and the bands
/// within which statutes set it. Immutable once loaded. Threads: share freely. Source:
/// corpora/cues/handling.tsv, corpora/cues/bands.tsv, docs/adr/0031-consistency.md
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corpora/documents/pattern.hpp"

namespace leian::query {

struct HandlingCue {
  std::string name;
  leian::Pattern pattern;
};

/// The bands of a charge, rising.
struct OutcomeBands {
  enum class By { Nothing, Money, Grams, Words };
  struct Band {
    double from = 0;  ///< yuan or grams; of Words 1: they are there
    double low = 0;   ///< months
    double high = 0;
  };
  leian::Pattern charge;
  By by = By::Nothing;
  std::optional<leian::Pattern> words;
  std::vector<Band> bands;

  /// The band that a measure falls into.
  const Band& band(double measure) const;
};

struct HandlingTables {
  std::vector<HandlingCue> cues;
  std::vector<OutcomeBands> bands;  ///< the first that fits a charge holds

  /// From the data folder's cues. Errors: FileMissing, FileUnreadable, BadInput naming file and line.
  static Result<HandlingTables> load(const std::filesystem::path& folder);
  const OutcomeBands* bands_of(std::string_view charge) const;
};

}  // namespace leian::query
