#include "api/cli/speaker.hpp"

#include <pwd.h>
#include <unistd.h>

#include <ctime>

namespace leian::api {

std::string system_user() {
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr && user->pw_name != nullptr && *user->pw_name != '\0' ? user->pw_name : "local";
}

DateTime moment_now() {
  constexpr std::int64_t kOffset = 8 * 3600;
  return {static_cast<std::int64_t>(std::time(nullptr)) + kOffset};
}

}  // namespace leian::api
