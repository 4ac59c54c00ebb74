/// How a record's JSON is kept in Xapian: compressed with zstd, which is several times faster than Xapian's
/// own zlib.
#pragma once
#include <string>
#include <string_view>

#include "corpora/core/result.hpp"

namespace leian {

std::string pack_record(std::string_view json);
/// Errors: IndexDamaged.
Result<std::string> unpack_record(std::string_view packed);

}  // namespace leian
