#include "indexer/analysis/fold_table.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdlib>
#include <filesystem>
#include <opencc/SimpleConverter.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

// OpenCC has no ready-made configuration that folds by characters alone: phrases would fold a quoted part
// unlike its text.
constexpr std::string_view kCharactersOnly = R"({
  "name": "Traditional to simplified, by character",
  "segmentation": {"type": "mmseg", "dict": {"type": "ocd2", "file": "TSCharacters.ocd2"}},
  "conversion_chain": [{"dict": {"type": "ocd2", "file": "TSCharacters.ocd2"}}]
})";

/// The one unit `text` stands for, or `otherwise` where it is not one unit.
char16_t single(const icu::UnicodeString& text, char16_t otherwise) {
  return text.length() == 1 ? static_cast<char16_t>(text.charAt(0)) : otherwise;
}

/// Full and half width forms become the ordinary ones, and so do compatibility ideographs, which are
/// canonically equal.
char16_t fold_width(char16_t unit, const icu::Normalizer2& nfkc, const icu::Normalizer2& nfc) {
  const auto type = u_getIntPropertyValue(unit, UCHAR_DECOMPOSITION_TYPE);
  UErrorCode status = U_ZERO_ERROR;
  if (type == U_DT_WIDE || type == U_DT_NARROW)
    return single(nfkc.normalize(icu::UnicodeString(unit), status), unit);
  if (type == U_DT_CANONICAL) return single(nfc.normalize(icu::UnicodeString(unit), status), unit);
  return unit;
}

class Simplifier {
 public:
  Simplifier() : config_(write_config()), converter_(config_) {}
  ~Simplifier() { std::filesystem::remove(config_); }

  char16_t operator()(char16_t unit) const {
    std::string utf8;
    icu::UnicodeString(unit).toUTF8String(utf8);
    return single(icu::UnicodeString::fromUTF8(converter_.Convert(utf8)), unit);
  }

 private:
  static std::string write_config() {
    std::string path = (std::filesystem::temp_directory_path() / "leian-opencc-XXXXXX.json").string();
    if (const int fd = ::mkstemps(path.data(), 5); fd < 0 || !write_new_file(path, kCharactersOnly))
      throw std::runtime_error("cannot write " + path);
    return path;
  }

  std::string config_;
  opencc::SimpleConverter converter_;
};

}  // namespace

Result<std::vector<char16_t>> make_fold_table() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return err(ErrorCode::Internal, Msg::FoldTableSource, "ICU", u_errorName(status));
  try {
    const Simplifier simplify;
    std::vector<char16_t> table(65536);
    for (unsigned unit = 0; unit < table.size(); ++unit) {
      const auto raw = static_cast<char16_t>(unit);
      if (U16_IS_SURROGATE(unit)) {
        table[unit] = raw;
        continue;
      }
      const char16_t ordinary = fold_width(raw, *nfkc, *nfc);
      const auto lower = static_cast<char16_t>(u_foldCase(ordinary, U_FOLD_CASE_DEFAULT));
      table[unit] = u_hasBinaryProperty(lower, UCHAR_IDEOGRAPHIC) ? simplify(lower) : lower;
    }
    table[0xFFFF] = 0xFFFD;  // a noncharacter that the index uses as a mark (store/texts.hpp)
    return table;
  } catch (const std::exception& failure) {
    return err(ErrorCode::Internal, Msg::FoldTableSource, "OpenCC", failure.what());
  }
}

}  // namespace leian
