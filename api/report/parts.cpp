#include "api/report/parts.hpp"

#include <algorithm>

namespace leian::api {

std::string_view report_part(std::string_view path) {
  const auto parts = report_parts();
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const WebFile& part) { return part.path == path; });
  return found == parts.end() ? std::string_view() : found->body;
}

}  // namespace leian::api
