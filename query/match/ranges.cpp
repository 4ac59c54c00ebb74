#include "query/match/ranges.hpp"

#include <cmath>
#include <limits>

#include "corpora/core/date.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/core/money.hpp"

namespace leian::query {
namespace {

constexpr double kOpen = std::numeric_limits<double>::infinity();
constexpr double kDaySeconds = 86400;

/// What one value covers: a day or period from its first to its last moment, a number itself.
std::optional<Bounds> read_value(FieldType type, std::string_view text) {
  switch (type) {
    case FieldType::Date:
      if (const auto period = parse_period(text))
        return Bounds{double(period->from.days), double(period->to.days)};
      return std::nullopt;
    case FieldType::DateTime:
      if (const auto period = parse_period(text))
        return Bounds{period->from.days * kDaySeconds, (period->to.days + 1.0) * kDaySeconds - 1};
      if (const auto moment = parse_datetime(text))
        return Bounds{double(moment->seconds), double(moment->seconds)};
      return std::nullopt;
    default:
      // Numbers are read as amounts are: 3万, 三, 1,200.50 all mean something.
      if (const auto money = parse_money(text)) {
        const double value = type == FieldType::Money ? double(money->fen) : double(money->fen) / 100;
        return Bounds{value, value};
      }
      return std::nullopt;
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// A side of a range; an empty one is open.
std::optional<Bounds> read_side(FieldType type, std::string_view text) {
  text = trimmed(text);
  return text.empty() ? Bounds{-kOpen, kOpen} : read_value(type, text);
}

/// The next value below or above: days and fen are whole, numbers are not.
double beyond(FieldType type, double value, double direction) {
  return type == FieldType::Number ? std::nextafter(value, direction * kOpen) : value + direction;
}

}  // namespace

Result<Bounds> read_bounds(const std::string& field, FieldType type, std::string_view text) {
  const auto bad = [&] { return err(ErrorCode::BadUsage, Msg::RangeBad, field, text); };
  if (const auto dots = text.find(".."); dots != std::string_view::npos) {
    const auto from = read_side(type, text.substr(0, dots));
    const auto to = read_side(type, text.substr(dots + 2));
    if (!from || !to) return bad();
    if (from->low > to->high) return err(ErrorCode::BadUsage, Msg::RangeBackward, field, text);
    return Bounds{from->low, to->high};
  }
  const bool below = text.starts_with('<');
  if (below || text.starts_with('>')) {
    const bool equal = text.size() > 1 && text[1] == '=';
    const auto value = read_value(type, trimmed(text.substr(equal ? 2 : 1)));
    if (!value) return bad();
    if (below) return Bounds{-kOpen, equal ? value->high : beyond(type, value->low, -1)};
    return Bounds{equal ? value->low : beyond(type, value->high, 1), kOpen};
  }
  const auto value = read_value(type, trimmed(text));
  if (!value) return bad();
  return *value;
}

}  // namespace leian::query
