/// A document as one HTML file that needs no other: style sheet inside, no script, nothing fetched. Printed,
/// it has the margins of official documents. Threads: pure function.
#pragma once
#include <string>

#include "api/report/document.hpp"

namespace leian::api {

std::string html_page(const OfficeDocument&);

}  // namespace leian::api
