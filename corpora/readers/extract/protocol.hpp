/// What leian-extract says, a JSON object a line on standard output:
///   pdf:         {"text": …, "margins": […], "empty_pages": [1, 4], "pages": 12}
///   xls-sheets:  {"sheets": ["2017年", …]}
///   xls N:       {"row": 3, "cells": [[1, "text"], [2, 17.5], …]} for each row with content
///   doc:         antiword's DocBook, not lines of JSON
/// and {"error": word} in the place of anything else. Exit codes: 0, or kExitNoMemory, or 1.
#pragma once

namespace leian::extract {

inline constexpr const char* kError = "error";
inline constexpr const char* kEncrypted = "encrypted";
inline constexpr const char* kBroken = "broken";
inline constexpr const char* kTooManyPages = "pages";
inline constexpr const char* kTooMuchText = "text";
inline constexpr const char* kNoMemory = "memory";
inline constexpr int kExitNoMemory = 9;

}  // namespace leian::extract
