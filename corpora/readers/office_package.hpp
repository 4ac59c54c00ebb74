/// The parts of an OOXML file and how they point to one another. Source: ECMA-376 part 2 (packages).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "corpora/readers/zip_archive.hpp"

namespace leian {

struct Relation {
  std::string id;
  std::string type;    ///< the last part of its URI: worksheet, sharedStrings, aFChunk …
  std::string target;  ///< the part it points to, without a leading /
};

/// What `part` points to within the package (links to the outside are left out); none where it has no
/// relations. Errors: those of reading XML.
Result<std::vector<Relation>> read_relations(ZipArchive&, std::string_view part);

/// The first of that type, or nullptr.
const Relation* relation_of_type(const std::vector<Relation>&, std::string_view type);

/// A small part as a whole. Errors: BadInput (missing, damaged), TooLarge.
Result<std::string> read_part(ZipArchive&, std::string_view part);

}  // namespace leian
