// Whatever the text: it becomes rows with different ids and text in them, or one clear error; sections hold
// every byte once.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "corpora/documents/document_forms.hpp"

using namespace leian;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto forms = [] {
    setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
    return DocumentForms::load().value();
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto paragraphs = paragraphs_of(text);
  for (const DocumentForm& form : forms.forms()) {
    std::size_t end = 0;
    for (const CutSection& cut : cut_sections(form, paragraphs, size)) {
      must(cut.begin == end && cut.begin <= cut.content && cut.content <= cut.end);
      end = cut.end;
    }
    must(end == size);
  }
  const auto rows = forms.rows("文件", text);
  must(rows || !rows.error().what.empty());
  std::set<std::string> ids;
  if (rows)
    for (const auto& row : *rows)
      must(ids.insert(row.at("id").get<std::string>()).second && !row.dump().empty());
  return 0;
}
