#include <algorithm>

#include "indexer/analysis/forms/readers.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian::forms {
namespace {

constexpr std::u16string_view kOpening = u"《〈";
constexpr std::u16string_view kClosing = u"》〉";
/// Behind a place's short name these make another place: 朝阳区 is not 朝阳市.
constexpr std::u16string_view kPlaceEnds = u"省市县区乡镇旗州盟村街路道";
/// Behind …法 these make other words: 公司法人.
constexpr std::u16string_view kNotStatute = u"律人院规庭定官制治理则";

/// A name of the dictionary where it stands.
struct Found {
  std::string_view key;
  bool is_short = false;
  std::uint32_t end = 0;
  bool in_marks = false;
};

std::optional<Found> longest_name(std::u16string_view text, std::uint32_t at, const Dictionary& dictionary) {
  std::optional<Found> found;
  int open = 0;
  Trie::Node node = Trie::kRoot;
  for (std::uint32_t next = at; next < text.size(); ++next) {
    if (is_one_of(text[next], kOpening)) {
      ++open;
      continue;
    }
    if (is_one_of(text[next], kClosing)) {
      if (open-- == 0) break;
      // The mark that closes a name is part of it.
      if (found && found->end == next) found->end = next + 1;
      continue;
    }
    node = dictionary.names().step(node, text[next]);
    if (node < 0) break;
    if (const auto name = dictionary.name_at(node))
      found = Found{name->key, name->is_short, next + 1, open > 0};
  }
  return found;
}

bool makes_another_word(std::u16string_view text, const Found& found) {
  const char16_t behind = unit_at(text, found.end);
  if (found.is_short) return is_one_of(behind, kPlaceEnds);
  return class_of(found.key) == FormClass::Statute && !found.in_marks && text[found.end - 1] == u'法' &&
         is_one_of(behind, kNotStatute);
}

}  // namespace

std::uint32_t read_name(std::u16string_view text, std::uint32_t at, const Dictionary& dictionary,
                        Cited& cited, std::vector<Form>& out) {
  const auto found = longest_name(text, at, dictionary);
  if (!found || makes_another_word(text, *found)) return at;
  out.push_back({{at, found->end}, std::string(found->key), true});
  if (class_of(found->key) == FormClass::Statute)
    cited = {std::string(found->key.substr(1)), "", at, found->end};
  return found->end;
}

}  // namespace leian::forms
