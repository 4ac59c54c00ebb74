// No query makes the parser or the analyzer do anything but answer or say what is wrong.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "query/match/words.hpp"
#include "query/parse/parser.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto analyzer = [] {
    setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
    return leian::Analyzer::load().value();
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed =
      leian::query::parse_query(text, [](std::string_view name) { return name.size() % 2 == 0; });
  if (!parsed && parsed.error().what.empty()) std::abort();
  const auto folded = analyzer->fold(text, true);
  if (folded.source.size() != folded.units.size() + 1) std::abort();
  for (const auto& word : leian::query::query_words(folded.units, *analyzer))
    if (folded.units.find(word) == std::u16string::npos) std::abort();
  return 0;
}
