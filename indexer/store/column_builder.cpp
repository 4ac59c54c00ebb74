#include "indexer/store/column_builder.hpp"

#include <algorithm>
#include <cstring>

#include "corpora/core/files.hpp"

namespace leian {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

void pad(std::string& out) { out.resize((out.size() + 7) / 8 * 8, '\0'); }

template <class T>
void append(std::string& out, const std::vector<T>& values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  pad(out);
}

template <class T>
void append_narrow(std::string& out, const std::vector<std::uint32_t>& values,
                   const std::vector<std::uint32_t>& mapped) {
  std::vector<T> narrow(values.size());
  std::transform(values.begin(), values.end(), narrow.begin(),
                 [&](std::uint32_t v) { return static_cast<T>(mapped[v]); });
  append(out, narrow);
}

}  // namespace

void ColumnBuilder::add_string(std::string_view text) {
  const auto [at, added] =
      ordinals_.try_emplace(std::string(text), static_cast<std::uint32_t>(ordinals_.size()));
  strings_.push_back(at->second);
}

void ColumnBuilder::add_scalar(const Scalar& value) {
  switch (shape_) {
    case ColumnShape::Dictionary:
      if (const auto* text = std::get_if<std::string>(&value)) add_string(*text);
      if (const auto* truth = std::get_if<bool>(&value)) add_string(*truth ? "true" : "false");
      break;
    case ColumnShape::Int32:
      if (const auto* date = std::get_if<Date>(&value)) days_.push_back(date->days);
      break;
    case ColumnShape::Int64:
      if (const auto* money = std::get_if<Fen>(&value)) integers_.push_back(money->fen);
      if (const auto* moment = std::get_if<DateTime>(&value)) integers_.push_back(moment->seconds);
      break;
    case ColumnShape::Double:
      if (const auto* number = std::get_if<double>(&value)) numbers_.push_back(*number);
      break;
    case ColumnShape::None:
      break;
  }
}

void ColumnBuilder::add_nothing() {
  switch (shape_) {
    case ColumnShape::Dictionary:
      strings_.push_back(0);
      break;
    case ColumnShape::Int32:
      days_.push_back(kNoDay);
      break;
    case ColumnShape::Int64:
      integers_.push_back(kNoInteger);
      break;
    case ColumnShape::Double:
      numbers_.push_back(kNoNumber);
      break;
    case ColumnShape::None:
      break;
  }
}

/// A row of a single-value column always has exactly one value, "none" where nothing came.
void ColumnBuilder::end_row(std::size_t values_before) {
  if (!list_ && size() == values_before) add_nothing();
  ++rows_;
  if (list_) row_starts_.push_back(static_cast<std::uint32_t>(size()));
}

void ColumnBuilder::add_nested(const std::vector<const Scalar*>& values) {
  const std::size_t before = size();
  for (const Scalar* value : values) {
    const std::size_t filled = size();
    if (value != nullptr) add_scalar(*value);
    if (size() == filled) add_nothing();
  }
  end_row(before);
}

void ColumnBuilder::add(const std::vector<Scalar>& values) {
  const std::size_t before = size();
  for (const Scalar& value : values) {
    add_scalar(value);
    if (!list_ && size() > before) break;
  }
  end_row(before);
}

void ColumnBuilder::add(const Column* from, std::uint32_t row) {
  const std::size_t before = size();
  const std::uint64_t end = from == nullptr ? 0 : from->list() ? from->begin(row + 1) : row + 1u;
  for (std::uint64_t at = from == nullptr ? 0 : from->begin(row); at < end; ++at) {
    switch (shape_) {
      // An absent single value stays absent in a list, where it would be an entry of its own.
      case ColumnShape::Dictionary:
        if (!list_ || from->ordinal(at) != 0 || from->list()) add_string(from->entry(from->ordinal(at)));
        break;
      case ColumnShape::Int32:
        days_.push_back(from->days()[at]);
        break;
      case ColumnShape::Int64:
        integers_.push_back(from->integers()[at]);
        break;
      case ColumnShape::Double:
        numbers_.push_back(from->numbers()[at]);
        break;
      case ColumnShape::None:
        break;
    }
    if (!list_) break;
  }
  end_row(before);
}

std::string ColumnBuilder::encode_dictionary(std::vector<std::uint32_t>& new_ordinal) const {
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted(ordinals_.begin(), ordinals_.end());
  std::sort(sorted.begin(), sorted.end());
  new_ordinal.resize(sorted.size());
  std::vector<std::uint32_t> starts{0};
  std::string strings;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    new_ordinal[sorted[i].second] = static_cast<std::uint32_t>(i);
    strings += sorted[i].first;
    starts.push_back(static_cast<std::uint32_t>(strings.size()));
  }
  std::string out;
  append(out, starts);
  out += strings;
  pad(out);
  return out;
}

Result<void> ColumnBuilder::write(const std::filesystem::path& path) const {
  ColumnHead head{};
  std::memcpy(head.magic, kColumnMagic, sizeof head.magic);
  head.shape = static_cast<std::uint32_t>(shape_);
  head.list = list_ ? 1 : 0;
  head.rows = rows_;
  head.values = size();
  std::string out(sizeof head, '\0');

  std::vector<std::uint32_t> new_ordinal;
  if (shape_ == ColumnShape::Dictionary) {
    out += encode_dictionary(new_ordinal);
    head.entries = static_cast<std::uint32_t>(ordinals_.size());
    for (const auto& [text, ordinal] : ordinals_) head.string_bytes += text.size();
  }
  if (list_) append(out, row_starts_);
  switch (shape_) {
    case ColumnShape::Dictionary:
      head.width = head.entries <= 0x100 ? 1 : head.entries <= 0x10000 ? 2 : 4;
      if (head.width == 1) append_narrow<std::uint8_t>(out, strings_, new_ordinal);
      if (head.width == 2) append_narrow<std::uint16_t>(out, strings_, new_ordinal);
      if (head.width == 4) append_narrow<std::uint32_t>(out, strings_, new_ordinal);
      break;
    case ColumnShape::Int32:
      append(out, days_);
      break;
    case ColumnShape::Int64:
      append(out, integers_);
      break;
    case ColumnShape::Double:
      append(out, numbers_);
      break;
    case ColumnShape::None:
      break;
  }
  if (shape_ == ColumnShape::Int32) head.width = 4;
  if (shape_ == ColumnShape::Int64 || shape_ == ColumnShape::Double) head.width = 8;
  std::memcpy(out.data(), &head, sizeof head);
  return write_new_file(path, out);
}

}  // namespace leian
