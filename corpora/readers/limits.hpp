/// What a file given to be read may cost. Beyond a limit is one clear error for that file (or row), never a
/// crash and never a swapped-out machine; the other files of a run go on. Source: docs/readers.md, which
/// states the same numbers for users.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace leian {

inline constexpr std::uint64_t kMebi = 1u << 20;

// Rows and cells.
inline constexpr std::size_t kMaxRowBytes = 64u << 20;
inline constexpr std::size_t kMaxCellBytes = 16u << 20;
inline constexpr std::uint32_t kMaxSheetRows = 1'048'576;  ///< what the format itself allows
inline constexpr std::uint32_t kMaxSheetColumns = 16'384;
inline constexpr std::size_t kMaxSharedStringBytes = 256u << 20;  ///< of a workbook, held in memory
inline constexpr std::size_t kMaxMergedRanges = 100'000;
inline constexpr std::size_t kHeaderSearchRows = 20;  ///< rows that are looked at to find the header

// Documents.
inline constexpr std::uint64_t kMaxDocumentFileBytes = 256 * kMebi;
inline constexpr std::uint64_t kMaxPageFileBytes = 64 * kMebi;  ///< HTML, MHT: held whole while they are read
inline constexpr std::size_t kMaxDocumentTextBytes = 32u << 20;
inline constexpr std::size_t kMaxPdfPages = 10'000;

// Archives, and what is ZIP inside (XLSX, DOCX).
inline constexpr std::uint64_t kMaxArchiveBytes = 4096 * kMebi;   ///< the file itself
inline constexpr std::uint64_t kMaxInflatedBytes = 4096 * kMebi;  ///< all that comes out of one input file
inline constexpr std::uint64_t kMaxEntryBytes = 1024 * kMebi;     ///< one entry
inline constexpr std::uint64_t kMaxInflateRatio = 200;            ///< of an entry, beyond kRatioFreeBytes
inline constexpr std::uint64_t kRatioFreeBytes = 16 * kMebi;
inline constexpr std::uint64_t kMaxArchiveEntries = 100'000;
inline constexpr std::uint64_t kMaxArchiveDirectoryBytes = 32 * kMebi;
inline constexpr int kMaxArchiveDepth = 2;  ///< an archive within an archive

// XML.
inline constexpr int kMaxXmlDepth = 1000;
inline constexpr std::uint64_t kMaxXmlTokenBytes = 8 * kMebi;  ///< a tag or comment
inline constexpr std::size_t kMaxXmlPartBytes = 64u << 20;     ///< of parts read whole (relations, styles)

// The process that reads PDF, DOC and XLS.
inline constexpr std::uint64_t kHelperMemoryBytes = 1024 * kMebi;
inline constexpr std::chrono::seconds kHelperCpu{60};
inline constexpr std::chrono::seconds kHelperSilence{90};  ///< while it is waited for

}  // namespace leian
