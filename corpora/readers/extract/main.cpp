// leian-extract: reads one PDF, DOC or XLS file from its standard input under strict limits. Started by Leian
// (extract_process.hpp), of no use to anybody else.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "corpora/readers/extract/extract.hpp"
#include "corpora/readers/extract/protocol.hpp"
#include "corpora/readers/limits.hpp"

namespace leian::extract {
namespace {

void set_limit(int what, rlim_t most) {
  const rlimit limit{most, most};
  ::setrlimit(what, &limit);
}

/// Memory, processor time, files: no more than reading one file can need.
void bound_myself() {
  constexpr rlim_t kFiles = 64;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#if !defined(__SANITIZE_ADDRESS__)
#if !defined(__has_feature)
  set_limit(RLIMIT_AS, kHelperMemoryBytes);  // sanitizers reserve far more than they use
#elif !__has_feature(address_sanitizer)
  set_limit(RLIMIT_AS, kHelperMemoryBytes);
#endif
#endif
  set_limit(RLIMIT_CPU, static_cast<rlim_t>(kHelperCpu.count()));
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_NOFILE, kFiles);
}

[[noreturn]] void out_of_memory() { ::_exit(kExitNoMemory); }

int run(int argc, char** argv) {
  const auto is = [&](const char* word) { return argc > 1 && std::strcmp(argv[1], word) == 0; };
  if (is("pdf")) return extract_pdf();
  if (is("doc")) return extract_doc();
  if (is("xls-sheets")) return list_xls_sheets();
  if (is("xls") && argc > 2) return extract_xls(static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)));
  return 1;
}

}  // namespace

void print(const nlohmann::json& line) {
  const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace leian::extract

int main(int argc, char** argv) {
  leian::extract::bound_myself();
  std::set_new_handler(leian::extract::out_of_memory);
  return leian::extract::run(argc, argv);
}
