/// Score sheets and grades of case review as data, and whether a record's deductions, score and grade agree.
/// Sheets are the files *.json of the folder score_sheets; `grades.json` there lists the grades with the days
/// they were in force. Which fields of a kind hold the review is said there too: no C++ names one.
/// Format: docs/review.md. Units: points, to a thousandth. Threads: immutable, pure.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/record/record.hpp"

namespace leian {

struct SheetItem {
  std::string name;
  double points = 0;
};

struct ScoreSheet {
  std::string name;
  Text label;
  std::string field;             ///< the sheet is for records whose field has one of `any`
  std::vector<std::string> any;  ///< empty: for none by itself
  std::vector<double> totals;    ///< the full score; several where practice differs
  std::vector<SheetItem> items;
};

struct GradeList {
  std::optional<Date> since;
  std::optional<Date> until;  ///< included
  std::vector<std::string> grades;
};

/// The names of the fields that hold a review.
struct ReviewFields {
  std::string kind, date, score, grade, deductions, item, points, deducted, reason;
};

struct ScoreFinding {
  std::string check;  ///< sum, item, points, over, negative, reason, grade, date
  Text what;
};

class ScoreSheets {
 public:
  /// Errors: BadInput naming file, place and reason; Io.
  static Result<ScoreSheets> load(const std::vector<std::filesystem::path>& folders);
  static Result<ScoreSheets> parse(std::string_view grades, const std::vector<std::string>& sheets);

  const ReviewFields& fields() const { return fields_; }
  const std::vector<ScoreSheet>& sheets() const { return sheets_; }
  /// The levels of units, from the highest down.
  const std::vector<std::string>& levels() const { return levels_; }
  /// Those in force on that day; null: none.
  const GradeList* grades_on(Date) const;
  const ScoreSheet* sheet_for(const Record&) const;

  /// Nothing where the record holds no review; otherwise what does not agree, which may be nothing.
  std::optional<std::vector<ScoreFinding>> check(const Record&) const;

 private:
  Result<void> read_grades(std::string_view json, std::string_view origin);
  Result<void> add_sheet(std::string_view json, std::string_view origin);

  ReviewFields fields_;
  std::vector<std::string> levels_;
  std::vector<GradeList> grades_;
  std::vector<ScoreSheet> sheets_;
};

}  // namespace leian
