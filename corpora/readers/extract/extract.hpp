/// The parts of leian-extract. Each reads /proc/self/fd/0 and prints what protocol.hpp says; the exit code.
#pragma once
#include <nlohmann/json.hpp>

namespace leian::extract {

int extract_pdf();
int list_xls_sheets();
int extract_xls(unsigned sheet);
/// Becomes antiword, with the limits that are set; returns only where it cannot.
int extract_doc();

/// Prints one object on one line; broken UTF-8 in it becomes U+FFFD.
void print(const nlohmann::json&);

inline constexpr const char* kInput = "/proc/self/fd/0";

}  // namespace leian::extract
