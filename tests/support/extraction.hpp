/// Records of the built-in kinds with their texts read, for tests.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/extract/extraction.hpp"
#include "tests/support/catch.hpp"

namespace leian::test {

/// The built-in kinds and one extraction over them, loaded once.
struct Extracting {
  KindSet kinds;
  std::shared_ptr<const Analyzer> analyzer;
  std::shared_ptr<const Extraction> extraction;

  static const Extracting& built_in() {
    static const std::unique_ptr<const Extracting> loaded = load();
    return *loaded;
  }

  Record read(const nlohmann::json& row) const {
    auto record = record_from_json(kinds, kinds.find(row.value("kind", "reviewed_case")).value(), row);
    if (!record) FAIL(record.error().reason.en);
    return std::move(*record);
  }
  /// The record of a row, its empty fields filled.
  Record complete(const nlohmann::json& row) const {
    Record record = read(row);
    extraction->complete(record);
    return record;
  }
  nlohmann::json json(const nlohmann::json& row) const { return to_json(complete(row)); }

 private:
  static std::unique_ptr<const Extracting> load() {
    auto loaded = std::make_unique<Extracting>();
    loaded->kinds = KindSet::load().value();
    loaded->analyzer = Analyzer::load().value();
    loaded->extraction = Extraction::load(loaded->kinds, loaded->analyzer).value();
    return loaded;
  }
};

}  // namespace leian::test
