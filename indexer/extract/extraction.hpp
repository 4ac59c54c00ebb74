/// Fills the fields of a record that its row leaves empty from its texts, as its kind file declares
/// ("extract"), and says with each value where it stands and how sure it is. A pure function of the record,
/// the kinds, the dictionary, the tables of corpora/cues and what people corrected: the same row gives the
/// same record, and an unchanged file is unchanged when it is indexed again.
///
/// A field that the row gives is never touched. A record that comes with values extracted earlier (an export)
/// is read anew; values a person set there stay. What a person said (corrections.hpp) goes before what is
/// read. Cost: nothing for a record without empty fields to fill; else one reading of the texts they are
/// filled from. Source: docs/adr/0019-extraction.md, docs/kinds.md
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "corpora/record/record.hpp"
#include "indexer/analysis/analyzer.hpp"
#include "indexer/extract/corrections.hpp"
#include "indexer/extract/cues.hpp"
#include "indexer/extract/names.hpp"

namespace leian {

/// Of a longer text no more is read.
inline constexpr std::size_t kMaxExtractedText = std::size_t{8} << 20;

/// Immutable once made; the kinds must outlive it. Threads: `complete` may run side by side.
class Extraction {
 public:
  /// Errors: FileMissing, BadInput (the tables of cues).
  static Result<std::shared_ptr<const Extraction>> load(const KindSet&, std::shared_ptr<const Analyzer>,
                                                        Corrections corrections = {});

  void complete(Record&) const;

 private:
  friend class RecordFiller;
  Extraction(const KindSet& kinds, std::shared_ptr<const Analyzer> analyzer, Corrections corrections)
      : kinds_(&kinds), analyzer_(std::move(analyzer)), corrections_(std::move(corrections)) {}
  void add_names(const FieldSpec&);

  const KindSet* kinds_;
  std::shared_ptr<const Analyzer> analyzer_;
  Corrections corrections_;
  extract::CueTable circumstances_, outcomes_;
  std::map<std::string, extract::Names, std::less<>> names_;  // by code list
};

/// Whether the values of a field are extracted ones, and not given by the record's row.
bool is_extracted(const Record&, std::size_t field);

}  // namespace leian
