#include "corpora/documents/template.hpp"

#include "corpora/core/messages.hpp"

namespace leian {

Result<Template> Template::read(const Node& node) {
  LEIAN_TRY(const std::string text, node.text());
  return parse(text, node);
}

Result<Template> Template::parse(std::string_view text, const Node& place) {
  Template made;
  const auto fault = [&] { return place.fault(say(Msg::FormTemplate, text)); };
  while (!text.empty()) {
    const auto open = text.find_first_of("{}");
    if (open != 0) made.pieces_.push_back({std::string(text.substr(0, open)), false});
    if (open == text.npos) break;
    const auto close = text.find_first_of("{}", open + 1);
    if (text[open] == '}' || close == text.npos || text[close] == '{' || close == open + 1) return fault();
    made.pieces_.push_back({std::string(text.substr(open + 1, close - open - 1)), true});
    text.remove_prefix(close + 1);
  }
  return made;
}

std::optional<std::string> Template::fill(const Lookup& lookup) const {
  std::string out;
  for (const Piece& piece : pieces_) {
    if (!piece.place) {
      out += piece.text;
      continue;
    }
    const auto value = lookup(piece.text);
    if (!value) return std::nullopt;
    out += *value;
  }
  return out;
}

}  // namespace leian
