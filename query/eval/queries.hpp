/// The questions of an evaluation, a row each: {"qid", "text"} and, for similar cases, the cause under the
/// name, label or alias of a cause field ("cause", "案由", "罪名"), one or a list. Other keys are passed
/// over. JSON Lines, or any table that open_rows reads.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/record/kind.hpp"

namespace leian::query {

struct EvalQuery {
  std::string qid;
  std::string text;
  std::vector<std::string> causes;
};

/// In the file's order. Errors: those of open_rows; BadInput naming file, line and reason: no qid, one given
/// twice, no text, a cause that is no text.
Result<std::vector<EvalQuery>> read_queries(const std::filesystem::path&, const KindSet&);

}  // namespace leian::query
