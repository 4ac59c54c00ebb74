/// The flags that say which case a look-up of similar cases is about and how it is narrowed, shared by the
/// commands that look up. Threads: one.
#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "api/cli/beside_text.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::api {

struct AskedFlags {
  std::string id;
  std::string file;   ///< a document or text; `-`: standard input
  std::string given;  ///< a form
  std::string kind;
  std::vector<std::string> causes;
  std::vector<std::string> filters;
  TierFlags tiers;

  bool any_case() const { return !id.empty() || !file.empty() || !given.empty(); }
};

/// `needed`: exactly one case has to be given; else at most one.
void add_asked(CLI::App&, AskedFlags&, bool needed);

/// The look-up, but for its limit, its sense and what stands beside it. Errors: those of read_case and
/// given_record; BadUsage (a filter, a day).
Result<query::SimilarRequest> look_up_of(const AskedFlags&, const KindSet&);

}  // namespace leian::api
