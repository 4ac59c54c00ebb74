#include "corpora/readers/document_rows.hpp"

namespace leian {

std::vector<nlohmann::json> rows_of_document(const std::string& name, const std::string& text) {
  return {{{"title", name}, {"text", text}}};
}

}  // namespace leian
