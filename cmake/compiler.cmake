# Flags every target shares. Warnings are errors for developers; a user's newer compiler must not break the build.
add_library(leian_options INTERFACE)
target_compile_options(leian_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
target_include_directories(leian_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
# At -O3 GCC 12's flow analysis raises false alarms in std::string, so the benches' release build only warns.
if(LEIAN_DEVELOPER_MODE AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(leian_options INTERFACE -Werror)
endif()
if(LEIAN_SANITIZE)
  target_compile_options(leian_options INTERFACE -fsanitize=${LEIAN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(leian_options INTERFACE -fsanitize=${LEIAN_SANITIZE})
  # GCC's sanitizer instrumentation makes these two see ghosts in library headers.
  target_compile_options(leian_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
endif()
if(LEIAN_FUZZ)
  target_compile_options(leian_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

# Precompiled headers: faster in one clean build; without them, checkouts side by side share their compiler cache.
function(leian_precompile target)
  if(LEIAN_PCH)
    target_precompile_headers(${target} PRIVATE <algorithm> <chrono> <cstdint> <filesystem> <functional> <map> <memory>
      <mutex> <optional> <string> <string_view> <unordered_map> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp>
      <xapian.h> "${PROJECT_SOURCE_DIR}/corpora/core/result.hpp" ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -fpch-preprocess)
    endif()
  endif()
endfunction()

# leian_floor(NAME DEPENDS...): one floor of the house as a static library named leian_NAME.
function(leian_floor name)
  add_library(leian_${name} STATIC)
  target_link_libraries(leian_${name} PUBLIC leian_options ${ARGN})
  leian_precompile(leian_${name})
endfunction()
