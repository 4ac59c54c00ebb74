// Whatever the text: extraction ends, what it finds stands in the text, and the record reads back and is
// completed to itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpora/text/utf8.hpp"
#include "indexer/extract/extraction.hpp"

using namespace leian;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

struct Tools {
  KindSet kinds = KindSet::load().value();
  std::shared_ptr<const Kind> kind = kinds.find("reviewed_case").value();
  std::shared_ptr<const Extraction> extraction = Extraction::load(kinds, Analyzer::load().value()).value();
};

void check_places(const Record& record) {
  for (const Extracted& entry : record.extracted) {
    const auto& text =
        std::get<std::string>(record.values[record.kind->find(entry.from).value()].items.front());
    must(text.substr(entry.begin, entry.end - entry.begin) == entry.sentence);
    must(entry.sentence.find(entry.words) != std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Tools& tools = *[] {
    setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
    return new Tools;
  }();
  const std::string text =
      encode_utf8(decode_utf8(std::string_view(reinterpret_cast<const char*>(data), size)));
  auto record =
      record_from_json(tools.kinds, tools.kind, {{"id", "a"}, {"judgment", text}, {"reasoning", text}});
  if (!record) return 0;  // text without a visible character, or with NUL
  tools.extraction->complete(*record);
  check_places(*record);
  const auto json = to_json(*record);
  auto again = record_from_json(tools.kinds, tools.kind, nlohmann::json::parse(json.dump()));
  must(again.has_value());
  tools.extraction->complete(*again);
  must(to_json(*again) == json);
  return 0;
}
