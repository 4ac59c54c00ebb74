/// The case that a look-up of similar cases is about, as it comes from outside: a form as JSON, a document as
/// a file. Threads: pure functions but for the files.
#pragma once
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "corpora/readers/source_file.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::api {

/// A form that was filled in: fields by name or label, without an id. `kind` where the form names none.
/// Errors: BadUsage (no kind), UnknownKind, BadInput naming the field and the reason.
Result<Record> given_record(nlohmann::json form, std::string_view kind, const KindSet&);

/// A document becomes the request's case: as a record where its form is known and its kind can be compared by
/// more than words, else as a text. `name`: what messages call it. Errors: those of read_document; BadInput
/// where it has no text, TooLarge.
Result<void> read_case(const SourceFile&, const KindSet&, query::SimilarRequest&);

/// The same of bytes that were sent, `type` being their media type. Errors: the same, Io.
Result<void> read_case(std::string_view bytes, std::string_view type, const KindSet&, query::SimilarRequest&);

/// A media type that documents may come as, and the ending that it stands for.
struct DocumentType {
  std::string_view media;
  std::string_view ending;
};
std::span<const DocumentType> document_types();

/// all, facts, disputes, law; Chinese names too. Errors: BadUsage.
Result<query::Sense> sense_named(std::string_view);

}  // namespace leian::api
