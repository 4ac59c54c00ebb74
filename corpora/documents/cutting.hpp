/// Cutting a document into the sections of its form. The sections follow each other without gap or overlap:
/// every byte of the text is in exactly one. Threads: pure functions.
#pragma once
#include <string_view>
#include <vector>

#include "corpora/documents/form.hpp"
#include "corpora/documents/paragraphs.hpp"

namespace leian {

/// A stretch of the text that belongs to one section; a section may have several.
struct CutSection {
  std::size_t rule = 0;     ///< of DocumentForm::sections
  std::size_t begin = 0;    ///< bytes of the text
  std::size_t content = 0;  ///< behind the heading; begin where there is none
  std::size_t end = 0;
};

/// At least one, the first from byte 0, the last to the end.
std::vector<CutSection> cut_sections(const DocumentForm&, const std::vector<Paragraph>&,
                                     std::size_t text_bytes);

}  // namespace leian
