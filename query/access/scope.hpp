/// What a caller may see: which rows and which fields exist for them. Every answer is made within a scope.
/// For now there is one role, which sees everything.
/// Source: docs/adr/0006-one-gate.md
#pragma once
#include <set>
#include <string>

#include "corpora/record/record.hpp"
#include "query/match/plan.hpp"

namespace leian::query {

/// Who asks.
struct Principal {
  std::string name = "local";
  bool may_write = true;  ///< put and delete records
};

class Scope {
 public:
  /// Everything.
  Scope() = default;
  /// Only these rows, and no fields of these names.
  explicit Scope(Plan rows, std::set<std::string> hidden = {})
      : rows_(std::move(rows)), hidden_(std::move(hidden)) {}
  static Scope of(const Principal&) { return {}; }

  /// The condition that every record shown to the caller meets.
  const Plan& rows() const { return rows_; }
  bool may_see(const FieldSpec& field) const { return !hidden_.contains(field.name); }

  /// Takes out what the caller may not see.
  void narrow(Record&) const;

 private:
  Plan rows_;
  std::set<std::string> hidden_;
};

}  // namespace leian::query
