/// How cases are drawn for review, as data: the types of review, and the rules by which cases are picked out.
/// The files *.json of the folder review_rules; types.json there names the types. Format: docs/review.md.
/// Threads: immutable once loaded. Source: docs/adr/0029-review-draws.md
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// At random from all, by rules, or whatever a query finds.
enum class DrawMethod { Random, Rules, Query };

struct DrawType {
  std::string name;  ///< as reviewers call it
  DrawMethod method = DrawMethod::Random;
};

/// A value far from those of like cases: more than `deviations` robust standard deviations from the group's
/// median.
struct OutlierRule {
  std::string field;
  std::vector<std::string> by;  ///< facet fields that make the group
  double deviations = 3.5;
  std::size_t least = 20;  ///< smaller groups say nothing
  bool log = false;        ///< compare logarithms: for amounts and terms
};

/// Which cases a rule picks: those that meet everything it says.
struct DrawRule {
  std::string name;
  Text label;
  std::string kind;
  std::string query;                 ///< in the query language; empty: any
  std::vector<std::string> filters;  ///< F=V
  std::vector<std::string> clocks;   ///< with one of these clocks in one of `states`
  std::vector<std::string> states;
  std::string filled;  ///< the field holds something
  std::optional<OutlierRule> outlier;
  Text note;
};

class DrawRules {
 public:
  /// Errors: BadInput naming file, place and reason; Io.
  static Result<DrawRules> load(const std::vector<std::filesystem::path>& folders);
  static Result<DrawRule> parse_rule(std::string_view json, std::string_view origin);

  const std::vector<DrawRule>& rules() const { return rules_; }
  const std::vector<DrawType>& types() const { return types_; }
  const std::string& kind() const { return kind_; }  ///< that is reviewed unless said otherwise
  /// Errors: NotFound naming those there are.
  Result<const DrawRule*> find(std::string_view name) const;
  /// Errors: BadUsage naming those there are.
  Result<const DrawType*> type(std::string_view name) const;

 private:
  Result<void> read_types(std::string_view json, std::string_view origin);

  std::string kind_;
  std::vector<DrawType> types_;
  std::vector<DrawRule> rules_;
};

}  // namespace leian
