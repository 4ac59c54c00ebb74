/// Who speaks on the command line, and when: what is written beside a person's word. Threads: pure functions.
#pragma once
#include <string>

#include "corpora/core/date.hpp"

namespace leian::api {

/// The system user's name.
std::string system_user();
/// Now, on the clock of UTC+8.
DateTime moment_now();

}  // namespace leian::api
