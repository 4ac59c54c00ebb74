/// The generator's records as the bench needs them: one after the other, never all at once.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "corpora/record/record.hpp"

namespace leian::bench {

/// Reads a folder of JSON Lines. A row that is no record is an error here.
Result<void> each_record(const std::filesystem::path& corpus, const KindSet&,
                         const std::function<void(const Record&)>& take);

/// All long texts of a record but its title, nested rows' words among them, joined by blanks; on one line.
std::string text_of(const Record&, const CodeLists&);
/// The title, on one line; empty where there is none.
std::string title_of(const Record&, const CodeLists&);

}  // namespace leian::bench
