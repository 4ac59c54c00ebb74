/// The extractors a kind file can name ("extract" of a field): what can be read out of a record's texts where
/// its row does not say it. What each looks for stands in indexer/extract; this table is what kind files are
/// checked against. Source: docs/kinds.md, docs/adr/0019-extraction.md
#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "corpora/record/field.hpp"

namespace leian {

enum class Extractor : std::uint8_t {
  CaseNo,
  Organ,
  Cause,
  Parties,
  Opened,
  Closed,
  Awarded,
  Involved,
  Months,
  Probation,
  Sentences,
  Articles,
  Circumstances,
  Outcome,
};

struct ExtractorRow {
  Extractor extractor;
  std::string_view name;         ///< as written in a kind file
  std::vector<FieldType> types;  ///< a field it fills has one of them
  std::vector<Role> from;        ///< the texts it reads unless the kind file says otherwise
};

/// Every extractor, in the order of the enum.
const std::vector<ExtractorRow>& all_extractors();
inline const ExtractorRow& row_of(Extractor extractor) {
  return all_extractors()[static_cast<std::size_t>(extractor)];
}

/// What a column of a field filled by Extractor::Sentences takes of a sentence.
enum class SentencePart : std::uint8_t { Charge, Penalty, Type, Months, Probation, Fine };

struct SentencePartRow {
  SentencePart part;
  std::string_view name;  ///< as written in a kind file: "extract" of a column
  FieldType type;         ///< of the column; a charge may be a code too
};
inline constexpr std::array kSentenceParts{
    SentencePartRow{SentencePart::Charge, "charge", FieldType::Keyword},
    SentencePartRow{SentencePart::Penalty, "penalty", FieldType::Text},
    SentencePartRow{SentencePart::Type, "type", FieldType::Keyword},
    SentencePartRow{SentencePart::Months, "months", FieldType::Number},
    SentencePartRow{SentencePart::Probation, "probation", FieldType::Boolean},
    SentencePartRow{SentencePart::Fine, "fine", FieldType::Money}};

}  // namespace leian
