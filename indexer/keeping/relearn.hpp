/// Learning again what a repair or an upgrade had to throw away.
#pragma once
#include <filesystem>
#include <memory>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian {

/// Whether anything was learned. Takes the folder's lock. Errors: those of IndexWriter::open and
/// learn_causes.
Result<bool> relearn(const std::filesystem::path& db, std::shared_ptr<const Analyzer>);

}  // namespace leian
