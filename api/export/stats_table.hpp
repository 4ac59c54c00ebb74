/// Statistics as a table: a line for each combination of groups, a pivot with columns across, or the stages
/// of a funnel. The same rows go to the terminal, to CSV and to XLSX. Threads: immutable once made.
#pragma once
#include <string>
#include <vector>

#include "api/export/record_writer.hpp"
#include "api/export/table.hpp"
#include "query/aggregate/aggregate.hpp"

namespace leian::api {

inline constexpr std::size_t kMaxPivotColumns = 1000;

struct StatsTable {
  std::vector<std::string> header;
  std::vector<std::vector<query::Figure>> figures;  ///< of each row; its cells behind the first `labels`
  std::vector<std::vector<std::string>> labels;     ///< of each row
};

/// A pivot shows one figure, the first measure's, or the count where there is none. The last row holds all
/// matches, and of a pivot the last column too. Errors: TooLarge (a pivot of too many columns).
Result<StatsTable> stats_table(const query::AggregateAnswer&);

/// A figure as people read it: 1,234, 99.6%, 30000.5, 2017-09-30; – where there is none.
std::string figure_text(const query::Figure&);

enum class StatsFormat { Csv, Xlsx };

/// Errors: Io.
Result<void> write_stats(const StatsTable&, StatsFormat, const WriteBytes&);

}  // namespace leian::api
