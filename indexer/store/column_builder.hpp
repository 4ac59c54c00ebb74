/// Gathers one column's values row by row and writes the file that columns.hpp reads.
/// One thread at a time. Memory: 4 to 8 bytes a value, plus the distinct strings.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/store/columns.hpp"

namespace leian {

class ColumnBuilder {
 public:
  ColumnBuilder(ColumnShape shape, bool list) : shape_(shape), list_(list) {}

  /// The next row's values; a column of single values keeps the first.
  void add(const std::vector<Scalar>& values);
  /// The next row of a column of nested rows: an entry for each, null where it has no value there.
  void add_nested(const std::vector<const Scalar*>& values);
  /// The next row of another segment's column (of this shape, or absent: a row without a value).
  void add(const Column* from, std::uint32_t row);

  std::uint32_t rows() const { return rows_; }
  /// Errors: FileUnwritable.
  Result<void> write(const std::filesystem::path&) const;

 private:
  void add_string(std::string_view);
  void add_scalar(const Scalar&);
  void add_nothing();
  void end_row(std::size_t values_before);
  std::string encode_dictionary(std::vector<std::uint32_t>& new_ordinal) const;

  ColumnShape shape_;
  bool list_;
  std::uint32_t rows_ = 0;
  std::vector<std::uint32_t> row_starts_{0};
  std::unordered_map<std::string, std::uint32_t> ordinals_{{"", 0}};  // in order of first sight
  std::vector<std::uint32_t> strings_;
  std::vector<std::int32_t> days_;
  std::vector<std::int64_t> integers_;
  std::vector<double> numbers_;
  std::size_t size() const { return strings_.size() + days_.size() + integers_.size() + numbers_.size(); }
};

}  // namespace leian
