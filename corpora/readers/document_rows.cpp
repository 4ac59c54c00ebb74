#include "corpora/readers/document_rows.hpp"

#include <string>

namespace leian {

Result<std::vector<nlohmann::json>> rows_of_document(std::string_view name, std::string_view text) {
  nlohmann::json row = {{"title", std::string(name)}, {"text", std::string(text)}};
  return std::vector<nlohmann::json>{std::move(row)};
}

}  // namespace leian
