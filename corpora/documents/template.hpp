/// Text with places in braces: （{1}）{2}号, {organ}{name}. What the braces name is looked up when it is
/// filled. Threads: immutable, share freely.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/record/document.hpp"

namespace leian {

class Template {
 public:
  /// Errors: the form file's, where braces do not pair.
  static Result<Template> read(const Node&);
  static Result<Template> parse(std::string_view text, const Node& place);

  using Lookup = std::function<std::optional<std::string>(const std::string& name)>;
  /// Nothing where a place has no value.
  std::optional<std::string> fill(const Lookup&) const;

 private:
  struct Piece {
    std::string text;
    bool place = false;
  };
  std::vector<Piece> pieces_;
};

}  // namespace leian
