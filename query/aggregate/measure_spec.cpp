#include "query/aggregate/measure_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "corpora/core/messages.hpp"
#include "query/aggregate/percentile.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

using Statistic = MeasureSpec::Statistic;
using Comparison = MeasureSpec::Comparison;

constexpr std::string_view kRange = "..";

struct StatisticRow {
  std::string_view name;
  Statistic statistic;
  std::string_view zh, en;
};
constexpr std::array kStatistics{
    StatisticRow{"sum", Statistic::Sum, "合计", "sum of "},
    StatisticRow{"mean", Statistic::Mean, "平均", "mean of "},
    StatisticRow{"avg", Statistic::Mean, "平均", "mean of "},
    StatisticRow{"min", Statistic::Min, "最小", "least "},
    StatisticRow{"max", Statistic::Max, "最大", "greatest "},
    StatisticRow{"median", Statistic::Percentile, "中位数", "median of "},
};

struct ComparisonRow {
  std::string_view name;
  Comparison comparison;
  std::string_view zh, en;
};
constexpr std::array kComparisons{
    ComparisonRow{"change", Comparison::Change, "环比", ", change on the period before"},
    ComparisonRow{"diff", Comparison::Diff, "比上期增减", ", difference to the period before"},
    ComparisonRow{"yoy", Comparison::Yoy, "同比", ", change on the year before"},
};

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

bool is_dated(FieldType type) { return type == FieldType::Date || type == FieldType::DateTime; }

/// Reads one spec.
class MeasureReader {
 public:
  MeasureReader(std::string_view text, const SpecContext& context) : text_(text), context_(context) {}

  Result<MeasureSpec> read() {
    spec_.key = lowered(text_);
    std::string_view rest = text_;
    const std::string word = take_word(rest);
    for (const ComparisonRow& row : kComparisons)
      if (row.name == word) return compared(row, rest);
    LEIAN_CHECK(plain(text_));
    return std::move(spec_);
  }

 private:
  Unexpected bad() const { return err(ErrorCode::BadUsage, Msg::MeasureBad, std::string(text_)); }
  Unexpected unfit(std::string_view field) const {
    return err(ErrorCode::BadUsage, Msg::MeasureShape, std::string(text_), std::string(field));
  }

  /// What stands before the first colon, in lower case; `text` keeps what stands behind it.
  static std::string take_word(std::string_view& text) {
    const auto colon = std::min(text.find(':'), text.size());
    std::string word = lowered(text.substr(0, colon));
    text.remove_prefix(std::min(colon + 1, text.size()));
    return word;
  }

  Result<MeasureSpec> compared(const ComparisonRow& row, std::string_view rest) {
    std::string_view behind = rest;
    const std::string word = take_word(behind);
    const bool again = std::any_of(kComparisons.begin(), kComparisons.end(),
                                   [&](const ComparisonRow& other) { return other.name == word; });
    if (again) return err(ErrorCode::BadUsage, Msg::MeasureNested, std::string(text_));
    LEIAN_CHECK(plain(rest));
    const Figure::Unit unit = spec_.unit();
    if (unit == Figure::Unit::Date || unit == Figure::Unit::Moment) return unfit(spec_.quantity.column->name);
    spec_.comparison = row.comparison;
    spec_.label.zh += row.zh;
    spec_.label.en += row.en;
    return std::move(spec_);
  }

  Result<void> plain(std::string_view text) {
    std::string_view rest = text;
    const std::string word = take_word(rest);
    if (word == "count" || word == "share") return of_records(word, rest);
    if (rest.empty()) return bad();
    if (word == "rows") return nested_rows(rest);
    if (word == "rate") return rate(rest);
    if (word == "distinct") return distinct(rest);
    if (word == "days" || word == "workdays") {
      set(Statistic::Mean, "平均", "mean of ");
      return quantity(text);
    }
    for (const StatisticRow& row : kStatistics)
      if (row.name == word) {
        set(row.statistic, row.zh, row.en);
        spec_.percent = kPercentScale / 2;  // only a median looks
        return quantity(rest);
      }
    if (word.size() > 1 && word[0] == 'p' && (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'))) {
      LEIAN_CHECK(percent(word.substr(1)));
      return quantity(rest);
    }
    return bad();
  }

  void set(Statistic statistic, std::string_view zh, std::string_view en) {
    spec_.statistic = statistic;
    zh_ = zh;
    en_ = en;
  }

  Result<void> of_records(const std::string& word, std::string_view rest) {
    if (!rest.empty()) return bad();
    const bool share = word == "share";
    spec_.statistic = share ? Statistic::Share : Statistic::Count;
    spec_.label = share ? Text{"占比", "share"} : Text{"件数", "count"};
    return {};
  }

  /// 90, 99.5, 99.995.
  Result<void> percent(const std::string& digits) {
    const auto wrong = [&] { return err(ErrorCode::BadUsage, Msg::MeasurePercent, std::string(text_)); };
    constexpr std::size_t kDecimals = 3;
    const std::size_t dot = std::min(digits.find('.'), digits.size());
    std::string decimals = dot == digits.size() ? "" : digits.substr(dot + 1);
    if (decimals.size() > kDecimals || dot > kDecimals) return wrong();
    decimals.resize(kDecimals, '0');
    const std::string all = digits.substr(0, dot) + decimals;
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(all.data(), all.data() + all.size(), value);
    if (fault != std::errc{} || end != all.data() + all.size() || value > kPercentScale) return wrong();
    set(Statistic::Percentile, "", "");
    zh_ = fmt::format("第{}百分位", digits);
    en_ = fmt::format("percentile {} of ", digits);
    spec_.percent = value;
    return {};
  }

  Result<const ColumnSpec*> column(std::string_view name) const {
    LEIAN_TRY(const ColumnSpec* column, counted_column(name, context_.asking));
    if (column == nullptr) return unfit(name);
    return column;
  }

  Result<void> quantity(std::string_view text) {
    std::string_view rest = text;
    const std::string word = take_word(rest);
    if (word == "days" || word == "workdays") return span(word == "workdays", rest);
    LEIAN_TRY(const ColumnSpec* const of, column(text));
    const bool measurable = of->type == FieldType::Number || of->type == FieldType::Money;
    const bool extreme = spec_.statistic == Statistic::Min || spec_.statistic == Statistic::Max;
    if (!measurable && !(extreme && is_dated(of->type))) return unfit(of->name);
    spec_.quantity = {Quantity::Source::Column, of, nullptr};
    label(label_of_column(*of, context_));
    return {};
  }

  Result<void> span(bool working, std::string_view text) {
    const auto dots = text.find(kRange);
    if (dots == text.npos) return bad();
    LEIAN_TRY(const ColumnSpec* const from, date(text.substr(0, dots)));
    LEIAN_TRY(const ColumnSpec* const until, date(text.substr(dots + kRange.size())));
    spec_.quantity = {working ? Quantity::Source::Workdays : Quantity::Source::Days, from, until};
    const Text a = label_of_column(*from, context_);
    const Text b = label_of_column(*until, context_);
    label({fmt::format("{}至{}{}", a.zh, b.zh, working ? "工作日" : "天数"),
           fmt::format("{} from {} to {}", working ? "working days" : "days", a.en, b.en)});
    return {};
  }

  Result<const ColumnSpec*> date(std::string_view name) const {
    LEIAN_TRY(const ColumnSpec* const found, column(name));
    if (!is_dated(found->type) || !rows_of_nested(found->name).empty()) return unfit(found->name);
    return found;
  }

  void label(const Text& of) { spec_.label = {of.zh + zh_, en_ + of.en}; }

  Result<void> distinct(std::string_view name) {
    LEIAN_TRY(const ColumnSpec* const of, column(name));
    set(Statistic::Distinct, "个数（不重复）", "distinct values of ");
    spec_.quantity = {Quantity::Source::Column, of, nullptr};
    label(label_of_column(*of, context_));
    return {};
  }

  Result<void> nested_rows(std::string_view name) {
    const auto fields = fields_named(name, context_.asking.snapshot());
    if (fields.empty() || !context_.asking.scope.may_see(fields.front().field()))
      return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
    if (fields.front().spec->type != FieldType::Rows) return unfit(name);
    set(Statistic::Rows, "条数", "rows of ");
    spec_.rows = fields.front().spec->name;
    label(fields.front().spec->label);
    return {};
  }

  Result<void> rate(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals + 1 == text.size()) return bad();
    const std::string_view name = text.substr(0, equals);
    LEIAN_TRY(const ColumnSpec* const of, column(name));
    std::vector<Filter> any;
    for (std::size_t at = equals + 1; at <= text.size();) {
      const std::size_t end = std::min(text.find('|', at), text.size());
      any.push_back({of->name, std::string(text.substr(at, end - at))});
      at = end + 1;
    }
    LEIAN_TRY(spec_.condition, bind_filters(any, "", context_.asking.snapshot()));
    spec_.statistic = Statistic::Rate;
    const Text field = label_of_column(*of, context_);
    const std::string value(text.substr(equals + 1));
    spec_.label = {fmt::format("{}为{}的比例", field.zh, value),
                   fmt::format("rate of {} {}", field.en, value)};
    return {};
  }

  std::string_view text_;
  const SpecContext& context_;
  MeasureSpec spec_;
  std::string zh_, en_;  // what the statistic is called
};

}  // namespace

Figure::Unit MeasureSpec::unit() const {
  if (comparison == Comparison::Change || comparison == Comparison::Yoy) return Figure::Unit::Share;
  if (statistic == Statistic::Share || statistic == Statistic::Rate) return Figure::Unit::Share;
  if (statistic == Statistic::Count || statistic == Statistic::Rows || statistic == Statistic::Distinct)
    return Figure::Unit::Plain;
  if (quantity.source != Quantity::Source::Column) return Figure::Unit::Days;
  switch (quantity.column->type) {
    case FieldType::Money:
      return Figure::Unit::Yuan;
    case FieldType::Date:
      return Figure::Unit::Date;
    case FieldType::DateTime:
      return Figure::Unit::Moment;
    default:
      return Figure::Unit::Plain;
  }
}

Result<std::vector<MeasureSpec>> read_measure_specs(const std::vector<std::string>& texts,
                                                    const SpecContext& context) {
  if (texts.size() > kMaxMeasures)
    return err(ErrorCode::TooLarge, Msg::TooMany, "measure", texts.size(), kMaxMeasures);
  std::vector<MeasureSpec> specs;
  for (const std::string& text : texts) {
    LEIAN_TRY(MeasureSpec spec, MeasureReader(text, context).read());
    for (const MeasureSpec& other : specs)
      if (other.key == spec.key) return err(ErrorCode::BadUsage, Msg::MeasureTwice, spec.key);
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace leian::query
