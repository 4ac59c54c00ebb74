/// A JSON file people write by hand: a kind, a mapping. Every complaint about one names the file, the JSON
/// pointer and the reason.
#pragma once
#include <initializer_list>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// A value of the file and where it stands. Valid while its Document lives.
class Node {
 public:
  const nlohmann::json& json() const { return *value_; }
  const std::string& pointer() const { return pointer_; }

  /// The complaint that this value is wrong for `reason`.
  Unexpected fault(const Text& reason) const;

  bool has(std::string_view key) const;
  /// A member that is there (see `has`), and an item of an array.
  Node member(std::string_view key) const;
  Node item(std::size_t) const;
  std::vector<Node> items() const;  ///< of an array; of anything else, itself alone

  /// It is an object and has no keys but `known`, and all of `needed`.
  Result<void> check_keys(std::initializer_list<std::string_view> known,
                          std::initializer_list<std::string_view> needed = {}) const;
  Result<void> check_array() const;

  Result<std::string> text() const;                ///< a string that is not empty
  Result<std::vector<std::string>> texts() const;  ///< a string or an array of strings
  Result<bool> flag() const;
  Result<double> number(double least, double most) const;
  /// The member `key`, where it is there, read by `read` into `target`: `node.maybe("list", field.list,
  /// &Node::flag)`.
  template <class T>
  Result<void> maybe(std::string_view key, T& target, Result<T> (Node::*read)() const) const {
    if (!has(key)) return {};
    LEIAN_TRY(target, (member(key).*read)());
    return {};
  }

  Result<Text> label() const;  ///< {"zh": …, "en": …}

 private:
  friend class Document;
  struct Origin {
    std::string file;
    ErrorCode code;
    Msg sentence;  ///< with file, pointer and reason
  };
  Node(const nlohmann::json& value, std::string pointer, std::shared_ptr<const Origin> origin)
      : value_(&value), pointer_(std::move(pointer)), origin_(std::move(origin)) {}

  const nlohmann::json* value_;
  std::string pointer_;
  std::shared_ptr<const Origin> origin_;
};

/// The file. Keep it while its nodes are in use.
class Document {
 public:
  /// `sentence` says file {0}, pointer {1} and reason {2}. Errors: `code`.
  static Result<Document> parse(std::string_view json, std::string_view file, ErrorCode code, Msg sentence);

  Node root() const { return {*value_, "", origin_}; }

 private:
  std::unique_ptr<const nlohmann::json> value_;
  std::shared_ptr<const Node::Origin> origin_;
};

/// The whole of a small file. Errors: NotFound, Io, TooLarge beyond 16 MB.
Result<std::string> read_small_file(const std::string& path);

}  // namespace leian
