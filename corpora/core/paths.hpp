/// Where Leian finds its own data files (kinds, mappings, codes, dictionaries).
/// The folder is $LEIAN_DATA where that is set, else <the program>/../share/leian, the same for a build tree
/// and an installation.
#pragma once
#include <filesystem>

namespace leian {

/// The data folder. Subfolders: kinds, mappings, codes, dictionaries.
std::filesystem::path data_folder();

/// <the program>/../libexec/leian: programs that Leian starts itself.
std::filesystem::path libexec_folder();

}  // namespace leian
