#include "corpora/review/score_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "corpora/calendar/rule_files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::string_view kGradesFile = "grades.json";
constexpr double kMostPoints = 1000;
constexpr double kRounding = 1e-3;

/// A deduction of one row; what the row does not say is empty.
struct Deduction {
  std::string item, reason;
  std::optional<double> points, deducted;
};

std::string shown(double points) { return fmt::format("{:g}", points); }

/// Reads one record's review by the names of its fields.
class Review {
 public:
  Review(const ReviewFields& fields, const Record& record) : fields_(fields), record_(record) {}

  const Scalar* scalar(std::string_view name) const {
    const auto at = position(record_.kind->fields(), name);
    return at && *at < record_.values.size() && !record_.values[*at].items.empty()
               ? &record_.values[*at].items.front()
               : nullptr;
  }
  std::string text(std::string_view name) const {
    const Scalar* value = scalar(name);
    return value == nullptr ? std::string() : to_display(*value);
  }
  std::optional<double> score() const { return number(scalar(fields_.score)); }
  std::optional<Date> date() const {
    const Scalar* value = scalar(fields_.date);
    const auto* date = value == nullptr ? nullptr : std::get_if<Date>(value);
    return date == nullptr ? std::nullopt : std::optional(*date);
  }

  std::vector<Deduction> deductions() const {
    std::vector<Deduction> all;
    const auto at = position(record_.kind->fields(), fields_.deductions);
    if (!at || *at >= record_.values.size()) return all;
    const auto& columns = record_.kind->fields()[*at].columns;
    const auto cell = [&](const Row& row, std::string_view name) -> const Scalar* {
      const auto column = position(columns, name);
      return column && *column < row.size() && row[*column] ? &*row[*column] : nullptr;
    };
    for (const Row& row : record_.values[*at].rows) {
      const Scalar* item = cell(row, fields_.item);
      const Scalar* reason = cell(row, fields_.reason);
      all.push_back({item == nullptr ? "" : to_display(*item), reason == nullptr ? "" : to_display(*reason),
                     number(cell(row, fields_.points)), number(cell(row, fields_.deducted))});
    }
    return all;
  }

 private:
  static std::optional<std::size_t> position(const std::vector<FieldSpec>& specs, std::string_view name) {
    for (std::size_t i = 0; i < specs.size(); ++i)
      if (specs[i].name == name) return i;
    return std::nullopt;
  }
  static std::optional<double> number(const Scalar* value) {
    const auto* found = value == nullptr ? nullptr : std::get_if<double>(value);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }

  const ReviewFields& fields_;
  const Record& record_;
};

/// Collects what does not agree.
class Findings {
 public:
  template <class... Args>
  void add(const char* check, Msg what, const Args&... args) {
    all_.push_back({check, say(what, args...)});
  }
  std::vector<ScoreFinding> take() { return std::move(all_); }

 private:
  std::vector<ScoreFinding> all_;
};

double sum_of(const std::vector<Deduction>& deductions) {
  double sum = 0;
  for (const Deduction& deduction : deductions) sum += deduction.deducted.value_or(0);
  return sum;
}

void check_rows(const std::vector<Deduction>& deductions, Findings& findings) {
  for (const Deduction& deduction : deductions) {
    const double deducted = deduction.deducted.value_or(0);
    if (deducted < 0) findings.add("negative", Msg::ScoreNegative, deduction.item, shown(deducted));
    if (deducted > 0 && deduction.reason.empty())
      findings.add("reason", Msg::ScoreNoReason, deduction.item, shown(deducted));
  }
}

void check_items(const ScoreSheet& sheet, const std::vector<Deduction>& deductions, Findings& findings) {
  std::map<std::string, double> taken;
  for (const Deduction& deduction : deductions) {
    const auto item = std::find_if(sheet.items.begin(), sheet.items.end(),
                                   [&](const SheetItem& i) { return i.name == deduction.item; });
    if (item == sheet.items.end()) {
      findings.add("item", Msg::ScoreItemUnknown, deduction.item);
      continue;
    }
    if (deduction.points && std::abs(*deduction.points - item->points) > kRounding)
      findings.add("points", Msg::ScoreItemPoints, item->name, shown(item->points), shown(*deduction.points));
    taken[item->name] += deduction.deducted.value_or(0);
  }
  for (const SheetItem& item : sheet.items)
    if (taken[item.name] > item.points + kRounding)
      findings.add("over", Msg::ScoreItemOver, item.name, shown(taken[item.name]), shown(item.points));
}

void check_sum(const std::vector<double>& totals, double score, double deducted, Findings& findings) {
  const bool fits = std::any_of(totals.begin(), totals.end(), [&](double total) {
    return std::abs(total - deducted - score) <= kRounding;
  });
  if (!fits)
    findings.add("sum", Msg::ScoreSum, shown(totals.front()), shown(deducted),
                 shown(totals.front() - deducted), shown(score));
}

}  // namespace

const GradeList* ScoreSheets::grades_on(Date date) const {
  for (const GradeList& list : grades_)
    if ((!list.since || *list.since <= date) && (!list.until || date <= *list.until)) return &list;
  return nullptr;
}

const ScoreSheet* ScoreSheets::sheet_for(const Record& record) const {
  const Review review(fields_, record);
  for (const ScoreSheet& sheet : sheets_) {
    const std::string value = review.text(sheet.field);
    if (std::find(sheet.any.begin(), sheet.any.end(), value) != sheet.any.end()) return &sheet;
  }
  return nullptr;
}

std::optional<std::vector<ScoreFinding>> ScoreSheets::check(const Record& record) const {
  if (record.kind->name() != fields_.kind) return std::nullopt;
  const Review review(fields_, record);
  const auto score = review.score();
  const auto deductions = review.deductions();
  const std::string grade = review.text(fields_.grade);
  if (!score && deductions.empty() && grade.empty()) return std::nullopt;
  Findings findings;
  check_rows(deductions, findings);
  const ScoreSheet* sheet = sheet_for(record);
  if (sheet != nullptr) check_items(*sheet, deductions, findings);
  static const std::vector<double> kHundred{100};
  if (score) check_sum(sheet != nullptr ? sheet->totals : kHundred, *score, sum_of(deductions), findings);
  if (score && grade.empty()) findings.add("grade", Msg::GradeMissing);
  const auto date = review.date();
  if (!date) {
    findings.add("date", Msg::ReviewDateMissing);
  } else if (const GradeList* list = grades_on(*date); !grade.empty() && list != nullptr) {
    if (std::find(list->grades.begin(), list->grades.end(), grade) == list->grades.end())
      findings.add("grade", Msg::GradeNotInForce, grade, to_string(*date),
                   fmt::format("{}", fmt::join(list->grades, "、")));
  }
  return findings.take();
}

Result<void> ScoreSheets::read_grades(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"fields", "grades", "levels", "note"}, {"fields", "grades"}));
  const Node fields = root.member("fields");
  LEIAN_CHECK(fields.check_keys(
      {"kind", "date", "score", "grade", "deductions", "item", "points", "deducted", "reason"},
      {"kind", "date", "score", "grade", "deductions", "item", "points", "deducted", "reason"}));
  for (const auto& [key, target] :
       std::initializer_list<std::pair<const char*, std::string*>>{{"kind", &fields_.kind},
                                                                   {"date", &fields_.date},
                                                                   {"score", &fields_.score},
                                                                   {"grade", &fields_.grade},
                                                                   {"deductions", &fields_.deductions},
                                                                   {"item", &fields_.item},
                                                                   {"points", &fields_.points},
                                                                   {"deducted", &fields_.deducted},
                                                                   {"reason", &fields_.reason}}) {
    LEIAN_TRY(*target, fields.member(key).text());
  }
  LEIAN_CHECK(root.maybe("levels", levels_, &Node::texts));
  LEIAN_CHECK(root.member("grades").check_array());
  for (const Node& node : root.member("grades").items()) {
    LEIAN_CHECK(node.check_keys({"since", "until", "grades", "note"}, {"grades"}));
    GradeList list;
    LEIAN_TRY(list.since, read_rule_date_at(node, "since"));
    LEIAN_TRY(list.until, read_rule_date_at(node, "until"));
    LEIAN_TRY(list.grades, node.member("grades").texts());
    grades_.push_back(std::move(list));
  }
  return {};
}

Result<void> ScoreSheets::add_sheet(std::string_view json, std::string_view origin) {
  LEIAN_TRY(const Document document, read_rule(json, origin));
  const Node root = document.root();
  LEIAN_CHECK(root.check_keys({"sheet", "label", "field", "any", "totals", "items", "note"},
                              {"sheet", "label", "field", "any", "totals", "items"}));
  ScoreSheet sheet;
  LEIAN_TRY(sheet.name, root.member("sheet").text());
  LEIAN_TRY(sheet.label, root.member("label").label());
  LEIAN_TRY(sheet.field, root.member("field").text());
  LEIAN_TRY(sheet.any, root.member("any").texts());
  for (const Node& total : root.member("totals").items()) {
    LEIAN_TRY(const double points, total.number(0, kMostPoints));
    sheet.totals.push_back(points);
  }
  if (sheet.totals.empty()) return root.member("totals").fault(say(Msg::NeedsArray));
  LEIAN_CHECK(root.member("items").check_array());
  for (const Node& node : root.member("items").items()) {
    LEIAN_CHECK(node.check_keys({"item", "points"}, {"item", "points"}));
    SheetItem item;
    LEIAN_TRY(item.name, node.member("item").text());
    LEIAN_TRY(item.points, node.member("points").number(0, kMostPoints));
    sheet.items.push_back(std::move(item));
  }
  for (const ScoreSheet& other : sheets_)
    if (other.name == sheet.name) return root.fault(say(Msg::RuleTwice, sheet.name, other.name, origin));
  sheets_.push_back(std::move(sheet));
  return {};
}

Result<ScoreSheets> ScoreSheets::parse(std::string_view grades, const std::vector<std::string>& sheets) {
  ScoreSheets all;
  LEIAN_CHECK(all.read_grades(grades, kGradesFile));
  for (const std::string& sheet : sheets) LEIAN_CHECK(all.add_sheet(sheet, "sheet"));
  return all;
}

Result<ScoreSheets> ScoreSheets::load(const std::vector<std::filesystem::path>& folders) {
  LEIAN_TRY(const auto files, rule_files(folders));
  ScoreSheets all;
  for (const auto& file : files) {
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    if (file.filename() == kGradesFile) {
      LEIAN_CHECK(all.read_grades(text, file.string()));
    } else {
      LEIAN_CHECK(all.add_sheet(text, file.string()));
    }
  }
  return all;
}

}  // namespace leian
