/// How parties stand to each other, and the words that tell: a table of set phrases, kept as data.
///
///   # relation <tab> words, any of them (|)
///   夫妻    夫妻|丈夫|妻子|离婚
///
/// Threads: immutable once loaded. Source: corpora/cues/relations.tsv
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian::query {

struct Relation {
  std::string name;
  std::vector<std::u16string> cues;  ///< folded, two units and more
};

/// Errors: FileMissing, FileUnreadable, BadInput naming the line.
Result<std::vector<Relation>> load_relations(const std::filesystem::path&, const Analyzer&);
Result<std::vector<Relation>> parse_relations(std::string_view text, std::string_view origin,
                                              const Analyzer&);

}  // namespace leian::query
